//! What the messages of a wire say of themselves has to reach the article.

use articles::{Body, Document};
use import::{Found, Input};
use task::Task;

fn read(format: &str) -> Vec<Document> {
    let sample = crate::samples::samples().into_iter().find(|sample| sample.format == format).unwrap();
    let mut documents = Vec::new();
    let input = Input::from_bytes(sample.bytes, "wire");
    let found = &mut |found| {
        if let Found::Document(document) = found {
            documents.push(*document);
        }
    };
    assert_eq!(input.read(&Task::quiet(), found).unwrap(), Some(format));
    documents
}

fn check(document: &Document, title: &str, byline: &[&str], date: &str, source: Option<&str>, paragraphs: &[&str]) {
    assert_eq!(document.title.as_deref(), Some(title));
    assert_eq!(document.byline, byline);
    assert_eq!(document.dates[0].text, date);
    assert_eq!(document.source.as_ref().map(|source| source.name.as_str()), source);
    assert_eq!(document.body, Body::Plain(paragraphs.join("\n\n")));
}

#[test]
fn iptc7901() {
    let found = read("iptc7901");
    let ferry = "HARBOUR (HP) The ferry between the two harbours sails again from Monday, the port said.";
    check(&found[0], "Ferry returns", &["By Ann Lee"], "2025-05-12T08:00:00", Some("HP"), &[ferry]);
    let crane = "A crane of forty metres was lifted onto the eastern quay on Sunday night.";
    check(&found[1], "Crane lifted", &[], "2025-05-12T09:00:00", None, &[crane]);
}

#[test]
fn anpa1312() {
    let found = read("anpa1312");
    let ferry = "HARBOUR (HP) — The ferry between the two harbours sails again from Monday, the port said.";
    let crane = "“A crane of forty metres was lifted onto the eastern quay on Sunday night.”";
    check(&found[0], "Ferry returns", &["By ANN LEE"], "2025-05-12T08:00:00Z", Some("HP"), &[ferry, crane]);
}

/// ninjs comes one item a line, and as a package of items, too.
#[test]
fn ninjs_in_lines_and_packages() {
    let item = |title: &str| {
        format!(
            "{{\"uri\":\"urn:{title}\",\"type\":\"text\",\"versioncreated\":\"2025-05-12T08:00:00Z\",\"headline\":\"{title}\",\
             \"body_xhtml\":\"<p>The ferry sails again.</p>\"}}"
        )
    };
    let package = |parts: String| {
        format!(
            "{{\"uri\":\"urn:p\",\"type\":\"composite\",\"pubstatus\":\"usable\",\"headline\":\"Harbour\",\"associations\":{parts}}}"
        )
    };
    let check = |text: String| {
        let mut titles = Vec::new();
        let found = &mut |found| match found {
            Found::Document(document) => titles.extend(document.title),
            Found::Problem(problem) => panic!("{problem:?}"),
            Found::Text(_) | Found::Choice(_) | Found::Count(_) | Found::Outlets(_) => {}
        };
        let format = Input::from_bytes(text.clone().into_bytes(), "wire").read(&Task::quiet(), found).unwrap();
        assert_eq!((format, &titles[..]), (Some("ninjs"), &["Ferry".to_owned(), "Crane".to_owned()][..]), "{text}");
    };
    let picture = "{\"uri\":\"urn:c\",\"type\":\"picture\",\"headline\":\"Quay\",\"body_text\":\"The quay.\"}";
    check(format!("{}\n{}\n", item("Ferry"), item("Crane")));
    check(package(format!("{{\"a\":{},\"b\":{picture},\"c\":{}}}", item("Ferry"), item("Crane"))));
    check(package(format!("[{},{picture},{}]", item("Ferry"), item("Crane"))));
}
