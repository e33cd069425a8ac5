//! Pictures that come with a page, in everything that can bring some.

use std::{fs, path::Path};

use crate::samples::zip_bytes;
use articles::Document;
use import::{Found, Input};
use task::Task;

const GIF: &[u8] = b"GIF89a\x80\x02\xe0\x01\0\0\0";
const GIF_BASE64: &str = "R0lGODlhgALgAQAAAA==";
const WORDS: &str = "The ferry between the two harbours sails again from Monday, the port said, and the crane of forty \
                     metres was lifted onto the eastern quay on Sunday night.";

fn read(input: Input) -> Vec<Document> {
    let mut documents = Vec::new();
    let found = &mut |found| match found {
        Found::Document(document) => documents.push(*document),
        Found::Problem(problem) => panic!("{problem:?}"),
        Found::Text(_) | Found::Choice(_) | Found::Count(_) | Found::Outlets(_) => {}
    };
    input.read(&Task::quiet(), found).unwrap();
    documents
}

/// What each document has, by the names its body has for them.
fn check(name: &str, bytes: Vec<u8>, expected: &[&[&str]]) {
    let documents = read(Input::from_bytes(bytes, name));
    check_documents(name, &documents, expected);
}

fn check_documents(name: &str, documents: &[Document], expected: &[&[&str]]) {
    let found: Vec<Vec<&str>> = documents
        .iter()
        .map(|document| document.pictures.iter().map(|picture| picture.address.as_str()).collect())
        .collect();
    assert_eq!(found, expected, "{name}");
    for picture in documents.iter().flat_map(|document| &document.pictures) {
        let is_picture = picture.bytes.starts_with(b"GIF89a") || picture.bytes.starts_with(b"\x89PNG");
        assert!(is_picture, "{name} {picture:?}");
    }
}

fn page(images: &str) -> String {
    format!("<!DOCTYPE html><html><head><title>Ferry</title></head><body><p>{WORDS}</p>{images}</body></html>")
}

fn message(kind: &str, images: &str, part: &str) -> Vec<u8> {
    format!(
        "From: Harbour Post <desk@harbour.test>\nSubject: Ferry\nDate: Mon, 12 May 2025 08:00:00 +0200\nMIME-Version: \
         1.0\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"b1\"\n{kind}\n--b1\nContent-Type: \
         text/html\n\n{}\n--b1\nContent-Type: image/gif\nContent-Transfer-Encoding: \
         base64\n{part}\n\n{GIF_BASE64}\n--b1--\n",
        page(images)
    )
    .into_bytes()
}

#[test]
fn mail_and_saved_pages_bring_their_parts() {
    check("a.eml", message("", "<img src='cid:a@b'>", "Content-ID: <a@b>"), &[&["cid:a@b"]]);
    let saved = "Snapshot-Content-Location: https://harbour.test/ferry\n";
    let part = "Content-Location: https://harbour.test/p.gif";
    check("a.mhtml", message(saved, "<img src=p.gif>", part), &[&["https://harbour.test/p.gif"]]);
    let webarchive = format!(
        "<?xml version=\"1.0\"?><plist version=\"1.0\"><dict><key>WebMainResource</key><dict><key>WebResourceData</key>\
         <data>PHA+VGhlIGZlcnJ5IHNhaWxzIGFnYWluLjwvcD4=</data></dict><key>WebSubresources</key><array><dict><key>\
         WebResourceURL</key><string>https://harbour.test/p.gif</string><key>WebResourceData</key><data>{GIF_BASE64}\
         </data><key>WebResourceMIMEType</key><string>image/gif</string></dict></array></dict></plist>"
    );
    check("a.webarchive", webarchive.into_bytes(), &[&["https://harbour.test/p.gif"]]);
}

/// A page of frames holds nothing but them: what was read in the browser was in one.
#[test]
fn a_page_of_frames_is_its_fullest_frame() {
    let mhtml = format!(
        "Snapshot-Content-Location: https://harbour.test/\nFrom: <Saved by Blink>\nMIME-Version: 1.0\nContent-Type: \
         multipart/related; boundary=\"b1\"\n\n--b1\nContent-Type: text/html\n\n<frameset><frame src='cid:f'></frameset>\
         \n--b1\nContent-Type: text/html\nContent-Location: https://harbour.test/menu\n\n<p>Menu\n--b1\nContent-Type: \
         text/html\nContent-Location: https://harbour.test/ferry\n\n{}\n--b1--\n",
        page("")
    );
    let documents = read(Input::from_bytes(mhtml.into_bytes(), "a.mhtml"));
    assert_eq!(documents[0].url.as_deref(), Some("https://harbour.test/ferry"));
}

/// What a browser saved with a page comes with it, and is no pile of articles of its own.
#[test]
fn pages_saved_complete_bring_their_folder() {
    let images = "<img src='./Ferry_files/p.gif'><img src='Ferry_files/q%20r.gif'><img src='../p.gif'>";
    let page = page(images).into_bytes();
    let disk = tempfile::tempdir().unwrap();
    let at = |name: &str| disk.path().join(name);
    fs::create_dir(at("Ferry_files")).unwrap();
    fs::write(at("Ferry.html"), &page).unwrap();
    fs::write(at("Ferry_files/p.gif"), GIF).unwrap();
    fs::write(at("Ferry_files/q r.gif"), GIF).unwrap();
    fs::write(at("p.gif"), GIF).unwrap();
    let open = |path: &Path| Input::open(path, "Ferry.html", &Task::quiet()).unwrap();
    let names: &[&str] = &["./Ferry_files/p.gif", "Ferry_files/q%20r.gif"];
    check_documents("disk", &read(open(&at("Ferry.html"))), &[names]);

    let members = [
        ("week/Ferry.html", page),
        ("week/Ferry_files/p.gif", GIF.to_vec()),
        ("week/Ferry_files/q r.gif", GIF.to_vec()),
        ("week/Ferry_files/frame.html", WORDS.into()),
        ("week/p.gif", GIF.to_vec()),
        ("week/other.txt", WORDS.into()),
    ];
    check("week.zip", zip_bytes(&members), &[names, &[]]);
}

#[test]
fn books_and_documents_bring_their_members() {
    let container = "<container><rootfiles><rootfile full-path=\"OPS/book.opf\"/></rootfiles></container>";
    let package = "<package><manifest><item id=\"a\" href=\"text/a.xhtml\" media-type=\"application/xhtml+xml\"/>\
                   </manifest><spine><itemref idref=\"a\"/></spine></package>";
    let epub = zip_bytes(&[
        ("META-INF/container.xml", container.into()),
        ("OPS/book.opf", package.into()),
        ("OPS/text/a.xhtml", page("<img src='../p.gif'/>").into_bytes()),
        ("OPS/p.gif", GIF.to_vec()),
    ]);
    check("a.epub", epub, &[&["../p.gif"]]);

    let document = format!(
        "<w:document><w:body><w:p><w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr><w:r><w:t>Ferry</w:t></w:r></w:p><w:p><w:r>\
         <w:drawing><wp:docPr descr=\"A ferry\"/><a:blip r:embed=\"r1\"/></w:drawing><w:t>{WORDS}</w:t></w:r></w:p>\
         <w:p><w:r><w:drawing><a:blip r:embed=\"r2\"/></w:drawing></w:r></w:p></w:body></w:document>"
    );
    let links = "<Relationships><Relationship Id=\"r1\" Type=\"http://x/image\" Target=\"media/p.gif\"/><Relationship \
                 Id=\"r2\" Type=\"http://x/image\" TargetMode=\"External\" Target=\"file:///p.gif\"/></Relationships>";
    let docx = zip_bytes(&[
        ("word/document.xml", document.into()),
        ("word/_rels/document.xml.rels", links.into()),
        ("word/media/p.gif", GIF.to_vec()),
    ]);
    check("a.docx", docx, &[&["word/media/p.gif"]]);

    let content = format!(
        "<office:document-content><office:body><office:text><text:h>Ferry</text:h><text:p><draw:frame><draw:image \
         xlink:href=\"Pictures/p.gif\"/></draw:frame>{WORDS}</text:p></office:text></office:body></office:document-content>"
    );
    let odt = zip_bytes(&[("content.xml", content.into()), ("Pictures/p.gif", GIF.to_vec())]);
    check("a.odt", odt, &[&["Pictures/p.gif"]]);

    let rtf = format!(
        "{{\\rtf1\\ansi\\pard\\outlinelevel0 Ferry\\par\\pard {WORDS}\\par{{\\*\\shppict{{\\pict{{\\*\\picprop \
         x}}\\pngblip\\picw1 89504e47\n0d0a}}}}{{\\nonshppict{{\\pict\\wmetafile8 0102}}}}\\par}}"
    );
    check("a.rtf", rtf.into_bytes(), &[&["picture-1"]]);
}

/// Where headings begin the articles, each has the pictures below its own; where lines do, each picture has its place.
#[test]
fn a_picture_belongs_to_the_article_that_it_stands_in() {
    let picture = |last: u8| [b"{\\pict\\pngblip\\bin9 \x89PNG}\\}{", &[last, b'}'][..]].concat();
    let rtf = |head: &str| {
        let mut rtf = b"{\\rtf1\\ansi ".to_vec();
        for (number, last) in (1..=12).zip(b'a'..) {
            rtf.extend(format!("{head} Ferry number {number} returns\\par\\pard {WORDS}\\par ").bytes());
            rtf.extend(picture(last));
            rtf.extend(b"\\par ");
        }
        rtf.push(b'}');
        rtf
    };
    let names: Vec<String> = (1..=12).map(|number| format!("picture-{number}")).collect();
    let own: Vec<[&str; 1]> = names.iter().map(|name| [name.as_str()]).collect();
    let own: Vec<&[&str]> = own.iter().map(|names| &names[..]).collect();
    check("headings.rtf", rtf("\\pard\\outlinelevel0"), &own);

    let documents = read(Input::from_bytes(rtf("\\pard"), "lines.rtf"));
    let [document] = &documents[..] else { panic!("{documents:?}") };
    let articles::Body::Text(text) = &document.body else { panic!("{:?}", document.body) };
    for (number, picture) in (1..=12).zip(&document.pictures) {
        let at = picture.at.unwrap() as usize;
        let above = text[..at].rfind("number ").map(|start| &text[start..at]).unwrap_or_default();
        assert!(above.starts_with(&format!("number {number} ")), "{number}: {above}");
    }
}
