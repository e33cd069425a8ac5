//! One small file of each registered format, invented by us. All tell the same two stories of a harbour.

use std::io::{Cursor, Write};

use zip::{ZipWriter, write::SimpleFileOptions};

pub struct Sample {
    /// The format that has to be found.
    pub format: &'static str,
    pub name: &'static str,
    pub bytes: Vec<u8>,
    /// The headlines in it, in order; an empty one where cleaning or splitting has to find it.
    pub titles: &'static [&'static str],
}

const FERRY: &str = "The ferry between the two harbours sails again from Monday, the port said.";
const CRANE: &str = "A crane of forty metres was lifted onto the eastern quay on Sunday night.";

pub fn samples() -> Vec<Sample> {
    let text = |format, name, text: String, titles| Sample { format, name, bytes: text.into_bytes(), titles };
    let page = format!("<!DOCTYPE html><html><head><title>Ferry</title></head><body><p>{FERRY}</p></body></html>");
    let message = format!(
        "From: Harbour Post <desk@harbour.test>\nTo: you@desk.test\nSubject: Ferry returns\nDate: Mon, 12 May 2025 08:00:00 +0200\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n{FERRY}\n"
    );
    let nitf = format!(
        "<nitf><head><docdata><date.issue norm=\"20250512T080000+0200\"/></docdata></head><body><body.head><hedline><hl1>Ferry returns</hl1></hedline><byline>By Ann Lee</byline></body.head><body.content><p>{FERRY}</p></body.content></body></nitf>"
    );
    vec![
        text("text", "dump.txt", format!("Ferry returns\n\n{FERRY}\n"), &[""]),
        text("html", "page.html", page.clone(), &[""]),
        text("mail", "a.eml", message.clone(), &["Ferry returns"]),
        text("mbox", "all.mbox", format!("From a@b.test Mon May 12 08:00:00 2025\n{message}\nFrom a@b.test Mon May 12 09:00:00 2025\n{}", message.replace("Ferry returns", "Crane lifted")), &["Ferry returns", "Crane lifted"]),
        text("mhtml", "a.mhtml", format!("From: <Saved by Blink>\nSnapshot-Content-Location: https://harbour.test/ferry\nSubject: Ferry\nMIME-Version: 1.0\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"b1\"\n\n--b1\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\nContent-Location: https://harbour.test/ferry\n\n{}\n--b1--\n", page.replace('=', "=3D")), &[""]),
        text("feed", "a.rss", format!("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Harbour Post</title><link>https://harbour.test/</link><item><title>Ferry returns</title><link>/ferry</link><description>&lt;p&gt;{FERRY}&lt;/p&gt;</description><pubDate>Mon, 12 May 2025 08:00:00 GMT</pubDate></item><item><title>Crane lifted</title><description>{CRANE}</description></item></channel></rss>"), &["Ferry returns", "Crane lifted"]),
        text("opml", "a.opml", "<opml version=\"2.0\"><body><outline text=\"Harbour Post\" xmlUrl=\"https://harbour.test/feed\"/></body></opml>".to_owned(), &[]),
        text("nitf", "a.xml", nitf.clone(), &["Ferry returns"]),
        text("newsml", "n.xml", format!("<NewsML><NewsItem><NewsManagement><FirstCreated>20250512T080000+0200</FirstCreated></NewsManagement><NewsComponent><NewsLines><HeadLine>Ferry returns</HeadLine><ByLine>Ann Lee</ByLine></NewsLines><ContentItem><MediaType FormalName=\"Text\"/><DataContent><body><p>{FERRY}</p></body></DataContent></ContentItem></NewsComponent></NewsItem></NewsML>"), &["Ferry returns"]),
        text("newsml_g2", "g2.xml", format!("<newsMessage xmlns=\"http://iptc.org/std/nar/2006-10-01/\"><itemSet><newsItem><contentMeta><headline>Ferry returns</headline></contentMeta><contentSet><inlineXML contenttype=\"application/nitf+xml\">{nitf}</inlineXML></contentSet></newsItem><newsItem><contentMeta><headline>Crane lifted</headline></contentMeta><contentSet><inlineData contenttype=\"text/plain\">{CRANE}</inlineData></contentSet></newsItem></itemSet></newsMessage>"), &["Ferry returns", "Crane lifted"]),
        text("ninjs", "n.json", format!("{{\"uri\":\"https://harbour.test/1\",\"type\":\"text\",\"versioncreated\":\"2025-05-12T08:00:00Z\",\"headline\":\"Ferry returns\",\"body_xhtml\":\"<p>{FERRY}</p>\"}}"), &["Ferry returns"]),
        text("json_feed", "f.json", format!("{{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"Harbour Post\",\"items\":[{{\"id\":\"1\",\"title\":\"Ferry returns\",\"content_html\":\"<p>{FERRY}</p>\"}}]}}"), &["Ferry returns"]),
        text("json", "list.json", format!("{{\"entries\":[{{\"title\":\"Ferry returns\",\"url\":\"https://harbour.test/ferry\",\"content\":\"<p>{FERRY}</p>\",\"published_at\":1747037400}},{{\"headline\":\"Crane lifted\",\"text\":\"{CRANE}\"}}]}}"), &["Ferry returns", "Crane lifted"]),
        text("xml", "list.xml", format!("<?xml version=\"1.0\"?><result><entry><is_archived>0</is_archived><tags><item>sea</item></tags><title><![CDATA[Ferry returns]]></title><url>https://harbour.test/ferry</url><content><![CDATA[<p>{FERRY}</p>]]></content><created_at>2025-05-12T08:00:00+0200</created_at></entry><entry><title>Crane lifted</title><url>https://harbour.test/crane</url><content>{CRANE}</content></entry></result>"), &["Ferry returns", "Crane lifted"]),
        text("csv", "list.csv", format!("Headline;Date;Outlet;Full text\nFerry returns;2025-05-12;Harbour Post;\"{FERRY}\"\nCrane lifted;2025-05-12;Harbour Post;\"{CRANE}\"\n"), &["Ferry returns", "Crane lifted"]),
        text("bookmarks", "b.html", "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DL><p><DT><A HREF=\"https://harbour.test/\">Post</A></DL>".to_owned(), &[]),
        text("factiva", "f.html", format!("<html><body><div class=\"article enArticle\"><table><tr><td class=\"index\"><b>HD</b></td><td><b class='enHeadline'>Ferry returns</b></td></tr><tr><td class=\"index\"><b>PD</b></td><td>12 May 2025</td></tr><tr><td class=\"index\"><b>TD</b></td><td><p class=\"articleParagraph enarticleParagraph\">{FERRY}</p></td></tr></table></div><div class=\"article enArticle\"><div id=\"hd\"><span class=\"enHeadline\">Crane lifted</span></div><div>12 words</div><div>12 May 2025</div><div>Harbour Post</div><div>(c) 2025 Harbour Press</div><p class=\"articleParagraph enarticleParagraph\">{CRANE}</p><p>Document HARBOR0020250512e15c00001</p></div></body></html>"), &["Ferry returns", "Crane lifted"]),
        text("factiva_xml", "f.xml", format!("<PPSResponse><ppsArticleResponse><ppsarticleResultSet count=\"1\"><ppsarticle><article><headline><paragraph>Ferry returns</paragraph></headline><leadParagraph><paragraph>{FERRY}</paragraph></leadParagraph><publicationDate><dateTime>2025-05-12T08:00:00Z</dateTime></publicationDate><sourceName>Harbour Post</sourceName></article></ppsarticle></ppsarticleResultSet></ppsArticleResponse></PPSResponse>"), &["Ferry returns"]),
        text("nexis", "n.txt", format!("                 1 of 2 DOCUMENTS\n\n       Harbour Post\n\n     May 12, 2025 Monday\n\nFerry returns\n\nBYLINE: Ann Lee\n\nLENGTH: 13 words\n\n{FERRY}\n\nLOAD-DATE: May 13, 2025\n\n      Copyright 2025 Harbour Press\n\n                 2 of 2 DOCUMENTS\n\n       Harbour Post\n\n     May 12, 2025 Monday\n\nCrane lifted\n\nLENGTH: 14 words\n\n{CRANE}\n"), &["Ferry returns", "Crane lifted"]),
        text("nexis_html", "n.html", format!("<HTML><BODY><!-- Hide\n<DOC NUMBER=1>\n<DOCFULL> -->\n<DIV><P>1 of 1 DOCUMENTS</P></DIV><DIV><P>Harbour Post</P></DIV><DIV><P>May 12, 2025 Monday</P></DIV><DIV><P>Ferry returns</P></DIV><DIV><P>LENGTH: 13 words</P></DIV><DIV><P>{FERRY}</P></DIV><!-- \n</DOC> --></BODY></HTML>"), &["Ferry returns"]),
        text("factiva_text", "f.txt", factiva(), &["Ferry returns", "Crane lifted"]),
        text("factiva_text", "codes.txt", factiva_indexed(), &["Ferry returns", "Crane lifted"]),
        text("europresse", "e.html", format!("<html><body><article><header><span class=\"DocPublicationName\">Harbour Post</span><span class=\"DocHeader\">News, lundi 12 mai 2025, p. 4</span><div class=\"titreArticle\"><p class=\"titreArticleVisu\">Ferry returns</p></div><div>Ann Lee</div></header><section><p>{FERRY}</p></section><footer><small>© 2025 Harbour Press</small></footer></article></body></html>"), &["Ferry returns"]),
        text("proquest", "p.txt", proquest(), &["Ferry returns", "Crane lifted"]),
        text("iptc7901", "i.txt", format!("\u{1}hpb014 4 pl 171 vvvvb HP 120525\r\nHarbour/Ferry\r\n\u{2}Ferry returns=\r\nBy Ann Lee=\r\n   HARBOUR (HP) {FERRY}\r\n\u{3}\r\n120800 May 25\r\n\u{4}\u{1}hpb015 5 pl 90 HP\r\n\u{2}Crane lifted=\r\n   {CRANE}\r\n\u{3}\r\n120900 May 25\u{4}"), &["Ferry returns", "Crane lifted"]),
        text("anpa1312", "w.tst", format!("\u{16}\u{16}\u{1}h0014\u{1f}ports\u{1e}\r\nr i \u{13}\u{11} bc-hp--ferry 05-12 0120\r\n\u{2}^BC-HP--Ferry,120<\r\n^Ferry returns<\r\n^By ANN LEE=\r\n^Harbour Press=\r\n\t   HARBOUR (HP) _ {FERRY}\r\n\t   ``{CRANE}''\r\n\r\n\t   HP-WF-05-12-25 0800GMT<\r\n\u{3}\r\n"), &["Ferry returns"]),
        text("markdown", "a.md", format!("# Ferry returns\n\n{FERRY}\n\n# Crane lifted\n\n{CRANE}\n"), &["Ferry returns", "Crane lifted"]),
        text("rtf", "a.rtf", format!("{{\\rtf1\\ansi\\ansicpg1252{{\\fonttbl{{\\f0 Arial;}}}}\\pard\\outlinelevel0 Ferry returns\\par\\pard {FERRY}\\par}}"), &["Ferry returns"]),
        text("warc", "a.warc", warc(&page), &[""]),
        text("arc", "a.arc", arc(&page), &[""]),
        text("webarchive", "a.webarchive", "<?xml version=\"1.0\"?><plist version=\"1.0\"><dict><key>WebMainResource</key><dict><key>WebResourceData</key><data>PHA+VGhlIGZlcnJ5IHNhaWxzIGFnYWluLjwvcD4=</data><key>WebResourceMIMEType</key><string>text/html</string><key>WebResourceURL</key><string>https://harbour.test/ferry</string></dict></dict></plist>".to_owned(), &[""]),
        Sample { format: "zip", name: "a.zip", bytes: zip(&[("one.html", &page), ("two.txt", CRANE)]), titles: &["", ""] },
        Sample { format: "gzip", name: "a.txt.gz", bytes: gzip(CRANE.as_bytes()), titles: &[""] },
        Sample { format: "zstd", name: "a.warc.zst", bytes: zstd(warc(&page).as_bytes()), titles: &[""] },
        Sample { format: "tar", name: "a.tar", bytes: tar(&[("one.txt", FERRY), ("two.txt", CRANE)]), titles: &["", ""] },
        Sample { format: "wacz", name: "a.wacz", bytes: wacz(&page), titles: &[""] },
        Sample { format: "docx", name: "a.docx", bytes: docx(), titles: &["Ferry returns", "Crane lifted"] },
        Sample { format: "odt", name: "a.odt", bytes: odt(), titles: &["Ferry returns"] },
        Sample { format: "epub", name: "a.epub", bytes: epub(&page), titles: &[""] },
        Sample { format: "msg", name: "a.msg", bytes: msg(), titles: &["Ferry returns"] },
        Sample { format: "tnef", name: "winmail.dat", bytes: tnef("Ferry returns", FERRY, &[("crane.txt", CRANE.as_bytes())]), titles: &["Ferry returns", ""] },
        Sample { format: "pdf", name: "a.pdf", bytes: pdf(), titles: &["Ferry returns"] },
    ]
}

pub fn proquest() -> String {
    let ruler = "_".repeat(60);
    format!(
        "{ruler}\n\nReport Information from ProQuest\n\n{ruler}\n\nDocument 1 of 2\n\nFerry returns\n\nAuthor: Lee, Ann\n\nPublication info: Harbour Post [Harbour] 12 May 2025: A.4.\n\nAbstract: None available.\n\nFull text: {FERRY}\n\nSubject: Ferries;\n\nTitle: Ferry returns\n\nPublication title: Harbour Post\n\nPages: A.4\n\nPublication date: May 12, 2025\n\nProQuest document ID: 1\n\nCopyright: (Copyright Harbour Press, May 12, 2025)\n\n{ruler}\n\nDocument 2 of 2\n\nCrane lifted\n\nPublication info: Harbour Post [Harbour] 13 May 2025: n/a.\n\nFull text: {CRANE}\n\nTitle: Crane lifted\n\nPublication title: Harbour Post\n\nPublication date: May 13, 2025\n\n{ruler}\n\nContact us at: https://harbour.test/\n"
    )
}

fn warc(page: &str) -> String {
    let response = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}");
    format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://harbour.test/ferry\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n{response}\r\n\r\n",
        response.len()
    )
}

fn arc(page: &str) -> String {
    let response = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}");
    format!(
        "filedesc://a.arc 0.0.0.0 20250512080000 text/plain 5\n1 0 A\n\nhttps://harbour.test/ferry 0.0.0.0 20250512080000 text/html {}\n{response}\n",
        response.len()
    )
}

fn zip(members: &[(&str, &str)]) -> Vec<u8> {
    let members: Vec<(&str, Vec<u8>)> = members.iter().map(|(name, text)| (*name, text.as_bytes().to_vec())).collect();
    zip_bytes(&members)
}

pub fn zip_bytes(members: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

pub fn zstd(bytes: &[u8]) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
}

fn tar(members: &[(&str, &str)]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (name, text) in members {
        let mut header = tar::Header::new_gnu();
        header.set_size(text.len() as u64);
        header.set_cksum();
        builder.append_data(&mut header, name, text.as_bytes()).unwrap();
    }
    builder.into_inner().unwrap()
}

fn wacz(page: &str) -> Vec<u8> {
    let archive = gzip(warc(page).as_bytes());
    zip_bytes(&[("datapackage.json", b"{}".to_vec()), ("archive/data.warc.gz", archive)])
}

fn docx() -> Vec<u8> {
    let paragraph = |style: &str, text: &str| {
        format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
    };
    let body = [
        paragraph("berschrift1", "Ferry returns"),
        paragraph("Standard", FERRY),
        paragraph("berschrift1", "Crane lifted"),
        paragraph("Standard", CRANE),
    ];
    let space = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    let document = format!("<w:document {space}><w:body>{}</w:body></w:document>", body.concat());
    let styles = format!(
        "<w:styles {space}><w:style w:styleId=\"berschrift1\"><w:name w:val=\"heading 1\"/></w:style></w:styles>"
    );
    zip(&[("[Content_Types].xml", "<Types/>"), ("word/document.xml", &document), ("word/styles.xml", &styles)])
}

fn odt() -> Vec<u8> {
    let content = format!(
        "<office:document-content xmlns:office=\"o\" xmlns:text=\"t\"><office:body><office:text><text:h text:outline-level=\"1\">Ferry returns</text:h><text:p>{FERRY}</text:p></office:text></office:body></office:document-content>"
    );
    zip(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", &content)])
}

fn epub(page: &str) -> Vec<u8> {
    let container = "<container><rootfiles><rootfile full-path=\"OPS/book.opf\"/></rootfiles></container>";
    let package = "<package><metadata><title>Harbour Post</title><language>en</language></metadata><manifest><item id=\"a\" href=\"a%20b.xhtml\" media-type=\"application/xhtml+xml\"/></manifest><spine><itemref idref=\"a\"/></spine></package>";
    zip(&[
        ("mimetype", "application/epub+zip"),
        ("META-INF/container.xml", container),
        ("OPS/book.opf", package),
        ("OPS/a b.xhtml", page),
    ])
}

fn msg() -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    file.create_stream("/__substg1.0_0037001F").unwrap().write_all(&wide("Ferry returns")).unwrap();
    file.create_stream("/__substg1.0_1000001F").unwrap().write_all(&wide(FERRY)).unwrap();
    file.create_stream("/__substg1.0_0C1A001F").unwrap().write_all(&wide("Harbour Post")).unwrap();
    file.flush().unwrap();
    file.into_inner().into_inner()
}

/// A message as Exchange packs it.
pub fn tnef(subject: &str, text: &str, attached: &[(&str, &[u8])]) -> Vec<u8> {
    let mut bytes = b"\x78\x9f\x3e\x22\0\0".to_vec();
    let mut put = |level: u8, id: u16, data: &[u8]| {
        bytes.push(level);
        bytes.extend(id.to_le_bytes());
        bytes.extend([1, 0]);
        bytes.extend((data.len() as u32).to_le_bytes());
        bytes.extend(data);
        bytes.extend((data.iter().fold(0_u16, |sum, byte| sum.wrapping_add(u16::from(*byte)))).to_le_bytes());
    };
    put(1, 0x8004, &[subject.as_bytes(), b"\0"].concat());
    put(1, 0x800c, text.as_bytes());
    for (name, data) in attached {
        put(2, 0x9002, &[0; 14]);
        put(2, 0x8010, &[name.as_bytes(), b"\0"].concat());
        put(2, 0x800f, data);
    }
    bytes
}

/// A page with a headline and a paragraph; the table of places is written as it has to be.
fn pdf() -> Vec<u8> {
    let (first, second) = FERRY.split_at(40);
    pdf_of_pages(&[format!(
        "BT /F1 24 Tf 72 720 Td (Ferry returns) Tj /F1 11 Tf 0 -40 Td ({first}) Tj 0 -14 Td ({second}) Tj ET"
    )])
}

/// As a database prints its lines: broken at the width of a page, a blank line as a gap.
pub fn pdf_of_lines(text: &str) -> Vec<u8> {
    let mut rows: Vec<String> = Vec::new();
    for line in text.lines() {
        let mut row = String::new();
        for word in line.split_whitespace() {
            if row.len() + word.len() > 60 {
                rows.push(std::mem::take(&mut row));
            }
            row = if row.is_empty() { word.to_owned() } else { format!("{row} {word}") };
        }
        rows.push(row);
    }
    let page = |rows: &[String]| {
        let shown = rows.iter().enumerate().filter(|(_, row)| !row.is_empty());
        let shown = shown.map(|(at, row)| {
            let escaped = row.replace('(', "\\(").replace(')', "\\)").replace('©', "\\251");
            format!("BT /F1 11 Tf 72 {} Td ({escaped}) Tj ET", 760 - 13 * at)
        });
        shown.collect::<Vec<_>>().join("\n")
    };
    pdf_of_pages(&rows.chunks(50).map(page).collect::<Vec<_>>())
}

fn pdf_of_pages(pages: &[String]) -> Vec<u8> {
    let kids: String = (0..pages.len()).map(|page| format!("{} 0 R ", 4 + 2 * page)).collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Kids [{kids}] /Count {} >>", pages.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>".to_owned(),
    ];
    for (page, stream) in pages.iter().enumerate() {
        objects.push(format!("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {} 0 R /Resources << /Font << /F1 3 0 R >> >> >>", 5 + 2 * page));
        objects.push(format!("<< /Length {} >>\nstream\n{stream}\nendstream", stream.len()));
    }
    let mut pdf = String::from("%PDF-1.4\n");
    let mut places = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        places.push(pdf.len());
        pdf.push_str(&format!("{} 0 obj\n{object}\nendobj\n", number + 1));
    }
    let table = pdf.len();
    pdf.push_str(&format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1));
    for place in places {
        pdf.push_str(&format!("{place:010} 00000 n \n"));
    }
    pdf.push_str(&format!("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n", objects.len() + 1));
    pdf.into_bytes()
}

/// Records of Factiva as lines, without codes.
pub fn factiva() -> String {
    format!(
        "Local news\nFerry returns\nBy Ann Lee\n1,024 words\n12 May 2025\n03:23 PM\nHarbour Post\nHARB\n4\nEnglish\n(c) 2025 Harbour \
         Press\n\n{FERRY}\n\n{CRANE}\n\nDocument HARB000020250512el5c00001\n\nPage 1 of 2 © 2025 Factiva, Inc. All rights \
         reserved.\n\u{c}\nCrane lifted\n12 words\n13 May 2025\nHarbour Post\nHARB\nEnglish\n(c) 2025 Harbour \
         Press\n\n{CRANE}\n\nDocument HARB000020250513el5d00002\n\nSearch Summary\nResults Found\n2\n"
    )
}

/// The same under codes.
pub fn factiva_indexed() -> String {
    let field = |(code, value): (&str, &str)| format!("{code:<12}{value}\n");
    let first = [
        ("SE", "Local news"),
        ("HD", "Ferry returns"),
        ("BY", "By Ann Lee"),
        ("WC", "1,024 words"),
        ("PD", "12 May 2025"),
        ("ET", "03:23 PM"),
        ("SN", "Harbour Post"),
        ("SC", "HARB"),
        ("PG", "4"),
        ("LA", "English"),
        ("CY", "(c) 2025 Harbour Press"),
        ("LP", FERRY),
        ("TD", CRANE),
        ("RE", "eurz : Europe"),
        ("AN", "Document HARB000020250512el5c00001"),
    ];
    let second = [
        ("HD", "Crane lifted"),
        ("WC", "12 words"),
        ("PD", "13 May 2025"),
        ("SN", "Harbour Post"),
        ("LA", "English"),
        ("CY", "(c) 2025 Harbour Press"),
        ("LP", CRANE),
        ("AN", "Document HARB000020250513el5d00002"),
    ];
    let records = [&first[..], &second].map(|fields| fields.iter().copied().map(field).collect::<String>());
    records.join("\n")
}
