//! The forms in which Factiva's articles are sent around as text: with codes and without, wrapped, in documents.

use articles::{Body, Document};
use import::{Found, Input};
use task::Task;

use crate::samples::{factiva, factiva_indexed, zip_bytes};

fn read(name: &str, bytes: Vec<u8>) -> (Option<&'static str>, Vec<Document>) {
    let mut documents = Vec::new();
    let found = &mut |found| match found {
        Found::Document(document) => documents.push(*document),
        Found::Problem(problem) => panic!("{name}: {problem:?}"),
        Found::Text(_) | Found::Choice(_) | Found::Count(_) | Found::Outlets(_) => {}
    };
    let format = Input::from_bytes(bytes, name).read(&Task::quiet(), found).unwrap();
    (format, documents)
}

/// Every field of the first record, and that the second is apart.
fn check(name: &str, bytes: Vec<u8>) {
    let (_, documents) = read(name, bytes);
    let titles: Vec<Option<&str>> = documents.iter().map(|document| document.title.as_deref()).collect();
    assert_eq!(titles, [Some("Ferry returns"), Some("Crane lifted")], "{name}");
    let first = &documents[0];
    assert_eq!(first.byline, ["By Ann Lee"], "{name}");
    assert_eq!(first.dates[0].text, "12 May 2025 03:23 PM", "{name}");
    assert_eq!(first.source.as_ref().map(|source| source.name.as_str()), Some("Harbour Post"), "{name}");
    assert_eq!((first.section.as_deref(), first.page.as_deref()), (Some("Local news"), Some("4")), "{name}");
    assert_eq!(first.copyright, ["(c) 2025 Harbour Press"], "{name}");
    let ferry = "<p>The ferry between the two harbours sails again from Monday, the port said.</p>";
    let crane = "<p>A crane of forty metres was lifted onto the eastern quay on Sunday night.</p>";
    assert_eq!(first.body, Body::Fragment(format!("{ferry}{crane}")), "{name}");
    assert_eq!(documents[1].body, Body::Fragment(crane.to_owned()), "{name}");
    assert!(documents[1].byline.is_empty() && documents[1].page.is_none(), "{name}");
}

#[test]
fn is_read_as_text() {
    let (format, documents) = read("f.txt", factiva().into_bytes());
    assert_eq!(format, Some("factiva_text"));
    let range = documents[1].origin.start as usize..documents[1].origin.end as usize;
    assert!(factiva()[range].starts_with("Crane lifted"));
    check("plain.txt", factiva().into_bytes());
    check("windows.txt", format!("\u{feff}{}", factiva().replace('\n', "\r\n")).into_bytes());
    check("quoted.txt", factiva().lines().map(|line| format!("> {line}\n")).collect::<String>().into_bytes());
    let wrapped = factiva().replace(" harbours ", " harbours\n").replace(" onto ", " onto\n");
    check("wrapped.txt", wrapped.into_bytes());
    // Where nothing stands apart, each line is a paragraph.
    check("dense.txt", factiva().replace("\n\n", "\n").into_bytes());
}

#[test]
fn is_read_by_its_codes() {
    check("columns.txt", factiva_indexed().into_bytes());
    let lines = factiva_indexed();
    let with = |separator: &str| {
        let lines = lines.lines().map(|line| match line.split_once("  ") {
            Some((code, value)) => format!("{code}{separator}{}\n", value.trim_start()),
            None => format!("{line}\n"),
        });
        lines.collect::<String>().into_bytes()
    };
    check("tabs.txt", with("\t"));
    check("blanks.txt", with(" "));
    check("below.txt", with("\n"));
    let wrapped = lines.replace(" harbours ", " harbours\n            ").replace(" onto ", " onto\n            ");
    check("wrapped.txt", wrapped.into_bytes());
}

/// What it offers most is a document of a word processor, in lines or as a table of two columns.
#[test]
fn is_read_in_documents() {
    let rtf = |lines: &str| {
        let lines = lines.lines().map(|line| format!("{line}\\par\n"));
        let lines: String = lines.collect::<String>().replace('©', "\\'a9").replace('\u{c}', "\\page ");
        format!("{{\\rtf1\\ansi{{\\footer Page 1 of 2 \\'a9 Factiva}} {lines}}}").into_bytes()
    };
    check("plain.rtf", rtf(&factiva()));
    check("codes.rtf", rtf(&factiva_indexed()));
    let heads = ["Ferry returns", "Crane lifted"];
    let contents: String = heads.iter().map(|head| format!("{head}....3\\par\n")).collect();
    let marked = heads.iter().fold(String::from_utf8(rtf(&factiva())).unwrap(), |rtf, head| {
        rtf.replace(&format!("{head}\\par"), &format!("\\outlinelevel0 {head}\\par\\pard"))
    });
    check("contents.rtf", marked.replace("} Local", &format!("}} Contents\\par\n{contents}Local")).into_bytes());

    let row = |line: &str| {
        let (code, value) = line.split_once("  ").unwrap_or((line, ""));
        (code.to_owned(), value.trim().to_owned())
    };
    let rows: Vec<(String, String)> = factiva_indexed().lines().filter(|line| !line.is_empty()).map(row).collect();
    let cells = rows.iter().map(|(code, value)| format!("\\trowd\\intbl\\b {code}\\b0\\cell {value}\\cell\\row\n"));
    check("table.rtf", format!("{{\\rtf1\\ansi {}}}", cells.collect::<String>()).into_bytes());
    let cell = |text: &str| format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
    let cells = rows.iter().map(|(code, value)| format!("<w:tr>{}{}</w:tr>", cell(code), cell(value)));
    let table = cells.collect::<String>();
    let document = format!("<w:document><w:body><w:tbl>{table}</w:tbl></w:body></w:document>");
    check("table.docx", zip_bytes(&[("word/document.xml", document.into_bytes())]));
}

/// Scripts without capitals, and the words and signs of other languages around the same numbers.
#[test]
fn is_read_in_any_language() {
    let check = |lines: [&str; 9], title: &str, byline: &[&str], date: &str, body: &str| {
        let text = lines.join("\n") + "\n";
        let (format, documents) = read("f.txt", text.clone().into_bytes());
        assert_eq!((format, documents.len()), (Some("factiva_text"), 1), "{text}");
        let document = &documents[0];
        assert_eq!(document.title.as_deref(), Some(title), "{text}");
        assert_eq!(document.byline, byline, "{text}");
        assert_eq!(document.dates[0].text, date, "{text}");
        assert_eq!(document.body, Body::Fragment(format!("<p>{body}</p>")), "{text}");
    };
    let rest = |by, words, date, language, copyright, body, number| {
        ["", by, words, date, "Harbour Post", language, copyright, body, number]
    };
    let with = |title, rest: [&'static str; 9]| {
        [title, rest[1], rest[2], rest[3], rest[4], rest[5], rest[6], rest[7], rest[8]]
    };
    let lines = rest(
        "李安",
        "295 字",
        "2025 年 5 月 12 日",
        "中文",
        "© 2025 港口日报",
        "渡轮周一起恢复通航。",
        "文件 HARB000020250512el5c00001",
    );
    check(
        with("两港之间的渡轮恢复通航", lines),
        "两港之间的渡轮恢复通航",
        &["李安"],
        "2025 年 5 月 12 日",
        "渡轮周一起恢复通航。",
    );
    let lines = rest(
        "آن لي",
        "295 كلمة",
        "12 مايو 2025",
        "العربية",
        "(c) 2025",
        "العبارة تبحر مجدداً.",
        "المستند HARB000020250512el5c00001",
    );
    check(
        with("العبارة تبحر مجدداً بين الميناءين", lines),
        "العبارة تبحر مجدداً بين الميناءين",
        &["آن لي"],
        "12 مايو 2025",
        "العبارة تبحر مجدداً.",
    );
    let lines = rest(
        "Von Anna Roth",
        "1.295 Wörter",
        "12. Mai 2025",
        "Deutsch",
        "Copyright 2025",
        "Die Fähre fährt.",
        "Dokument HARB000020250512el5c00001",
    );
    check(
        with("Fähre fährt wieder", lines),
        "Fähre fährt wieder",
        &["Von Anna Roth"],
        "12. Mai 2025",
        "Die Fähre fährt.",
    );
}

/// Words that begin a line in capitals, a list of words counted, a number: none makes an export of a text.
#[test]
fn a_text_is_no_export() {
    let check = |text: &str| {
        let (format, _) = read("a.txt", text.as_bytes().to_vec());
        assert_ne!(format, Some("factiva_text"), "{text}");
    };
    let words = "The ferry between the two harbours sails again from Monday, the port said on Sunday evening.";
    check(&format!("HD cameras on the ferry\n\nIN 2025 the port opened.\n\n{words}\n"));
    check(&format!("Ferry returns\n\n295 words\n12 May 2025\n\n{words}\n"));
    check(&format!("Document HARB000020250512el5c00001\n\n{words}\n"));
}

/// The same record as the web service answers it, as an archive document and as a newswire.
#[test]
fn is_read_as_xml_of_any_make() {
    let ferry = "The ferry between the two harbours sails again from Monday, the port said.";
    let crane = "A crane of forty metres was lifted onto the eastern quay on Sunday night.";
    let check = |name: &str, xml: String, date: &str| {
        let (format, documents) = read(name, xml.into_bytes());
        assert_eq!(format, Some("factiva_xml"), "{name}");
        let [first, ..] = &documents[..] else { panic!("{name}: {documents:?}") };
        assert_eq!(first.title.as_deref(), Some("Ferry returns"), "{name}");
        assert_eq!(first.byline, ["By Ann Lee"], "{name}");
        assert_eq!(first.dates[0].text, date, "{name}");
        assert_eq!(first.source.as_ref().map(|source| source.name.as_str()), Some("Harbour Post"), "{name}");
        assert_eq!(first.body, Body::Fragment(format!("<p>{ferry}</p><p>{crane}</p>")), "{name}");
        documents.len()
    };
    let archive = |sequence: u32| {
        format!(
            "<ArchiveDoc><Article lang=\"en\" fid=\"article\"><DocData><AccessionNo value=\"HARB{sequence}\"/></DocData><HandL fid=\"HandL\"><Title>\
             <SectionName fid=\"se\">Local news</SectionName><Headline fid=\"hd\"><Para lang=\"en\">Ferry returns</Para></Headline></Title>\
             <LeadPara fid=\"lp\"><Para>{ferry}</Para></LeadPara></HandL><TailParas fid=\"td\"><Para>{crane}</Para></TailParas><Byline fid=\"by\">By \
             Ann Lee</Byline><PubData><SrcCode value=\"HARB\"/><SrcName fid=\"sn\">Harbour Post</SrcName><PubPage fid=\"pg\">4</PubPage><Date \
             fid=\"pd\" value=\"20250512\"/><BaseLang value=\"EN\"/></PubData></Article></ArchiveDoc>"
        )
    };
    let many: String = (0..50).map(archive).collect();
    assert_eq!(check("archive.xml", format!("<?xml version=\"1.0\"?><DistDoc>{many}</DistDoc>"), "20250512"), 50);
    let reply = format!(
        "<ReplyItem lang=\"en\"><Num value=\"1\"/><SrcName>Harbour Post</SrcName><Byline>By Ann Lee</Byline><Date value=\"20250512\"/>\
         <Time value=\"0930\"/><Title><Headline><Para>Ferry returns</Para></Headline></Title><Snippet><Para>{ferry}</Para><Para>{crane}</Para>\
         </Snippet></ReplyItem>"
    );
    check("reply.xml", format!("<DistDoc><ReplyDoc>{reply}</ReplyDoc></DistDoc>"), "20250512T0930");
    let wire = format!(
        "<doc><djnml publisher=\"HP\" docdate=\"20250512\"><head><docdata/></head><body><headline>Ferry returns</headline>\
         <byline>By Ann Lee</byline><sourceName>Harbour Post</sourceName><text><p>{ferry}</p><p>{crane}</p></text></body></djnml></doc>"
    );
    check("wire.xml", wire, "20250512");
}

/// What Factiva, Nexis and others print into a PDF is no page of a newspaper: its lines say what is what.
#[test]
fn is_read_out_of_a_pdf() {
    let (format, documents) = read("f.pdf", crate::samples::pdf_of_lines(&factiva()));
    assert_eq!(format, Some("pdf"));
    let titles: Vec<Option<&str>> = documents.iter().map(|document| document.title.as_deref()).collect();
    assert_eq!(titles, [Some("Ferry returns"), Some("Crane lifted")]);
    assert_eq!(documents[0].byline, ["By Ann Lee"]);
    assert_eq!(documents[0].source.as_ref().map(|source| source.name.as_str()), Some("Harbour Post"));
}
