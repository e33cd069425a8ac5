//! What Word documents and EPUB books are made of: every part known, every link with an end.

use std::collections::BTreeSet;

use crate::samples::{Sample, arabic_issue, fifteen_items, issue, picture, read::members, two_items};
use export::{Logo, Look, Style};
use quick_xml::{Reader, events::Event};

fn packages(format: &str) -> Vec<Vec<(String, String)>> {
    let empty = issue("", "xx", &[("", Vec::new())]);
    let look = Look { style: Style::Modern, logo: Some(Logo::read(&picture()).unwrap()), ..Look::default() };
    let write = |sample: &Sample| members(&sample.write_as(format, &look).0);
    [two_items(), fifteen_items(), arabic_issue(), empty].iter().map(write).collect()
}

fn part<'a>(package: &'a [(String, String)], name: &str) -> &'a str {
    &package.iter().find(|(known, _)| known == name).unwrap_or_else(|| panic!("no {name}")).1
}

/// The values of an attribute, of one kind of element or (`*`) of all.
fn values(xml: &str, element: &str, attribute: &str) -> Vec<String> {
    let mut reader = Reader::from_str(xml);
    let mut found = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) | Event::Empty(tag) if element == "*" || tag.name().as_ref() == element => {
                let values = tag.attributes().map(Result::unwrap).filter(|one| one.key.as_ref() == attribute);
                found.extend(values.map(|one| one.value.to_string()));
            }
            Event::Eof => return found,
            _ => {}
        }
    }
}

/// A link without an end is an error message in Word, and a heading that is none is missing from its contents.
#[test]
fn a_word_document_holds_together() {
    for package in packages("docx") {
        let document = part(&package, "word/document.xml");
        let relations = part(&package, "word/_rels/document.xml.rels");
        let names = values(document, "w:bookmarkStart", "w:name");
        assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len(), "a bookmark twice");
        for anchor in values(document, "w:hyperlink", "w:anchor") {
            assert!(names.contains(&anchor), "no bookmark {anchor}");
        }
        let known = values(relations, "Relationship", "Id");
        for id in values(document, "*", "r:id").into_iter().chain(values(document, "*", "r:embed")) {
            assert!(known.contains(&id), "no relationship {id}");
        }
        for target in values(relations, "Relationship", "Target") {
            assert!(
                target.starts_with("https://") || package.iter().any(|(name, _)| *name == format!("word/{target}"))
            );
        }
        let types = part(&package, "[Content_Types].xml");
        for name in values(types, "Override", "PartName") {
            part(&package, name.trim_start_matches('/'));
        }
        let styles = values(part(&package, "word/styles.xml"), "w:style", "w:styleId");
        for style in ["w:pStyle", "w:rStyle", "w:tblStyle"].iter().flat_map(|kind| values(document, kind, "w:val")) {
            assert!(styles.contains(&style), "no style {style}");
        }
    }
}

/// Arabic that Word sets from the left has its full stops at the wrong end.
#[test]
fn a_word_document_knows_its_directions() {
    let english = fifteen_items().write("docx").0;
    let english = members(&english);
    let document = part(&english, "word/document.xml");
    let headline = document.lines().find(|line| line.contains("تراجع أسعار") && line.contains("Heading2")).unwrap();
    assert!(headline.contains("<w:bidi/>") && headline.contains("<w:rtl/><w:lang w:bidi=\"ar\"/>"), "{headline}");
    let chinese = document.lines().find(|line| line.contains("今冬供暖") && line.contains("Heading2")).unwrap();
    assert!(!chinese.contains("<w:bidi/>") && chinese.contains("w:eastAsia=\"zh\""), "{chinese}");
    let arabic = members(&arabic_issue().write("docx").0);
    let document = part(&arabic, "word/document.xml");
    assert!(document.contains("<w:bidiVisual/>") && document.contains("<w:titlePg/><w:bidi/></w:sectPr>"));
}

/// What epubcheck asks for, and shelves that do not ask fail on.
#[test]
fn a_book_holds_together() {
    for package in packages("epub") {
        assert_eq!(package[0], ("mimetype".into(), "application/epub+zip".into()));
        let book = part(&package, "EPUB/package.opf");
        let listed = values(book, "item", "href");
        let there =
            package.iter().filter_map(|(name, _)| name.strip_prefix("EPUB/")).filter(|name| *name != "package.opf");
        assert_eq!(there.collect::<BTreeSet<_>>(), listed.iter().map(String::as_str).collect());
        let ids = values(book, "item", "id");
        assert!(values(book, "itemref", "idref").iter().all(|id| ids.contains(id)));
        for (name, page) in package.iter().filter(|(name, _)| name.ends_with(".xhtml")) {
            for address in values(page, "a", "href").iter().filter(|address| !address.starts_with("https://")) {
                let (file, anchor) = address.split_once('#').unwrap_or((address, ""));
                let target = part(&package, &format!("EPUB/{file}"));
                assert!(
                    anchor.is_empty() || values(target, "*", "id").iter().any(|id| id == anchor),
                    "{name}: {address}"
                );
            }
        }
    }
}

/// A book turned from the wrong side opens at its end.
#[test]
fn a_book_turns_as_its_language_does() {
    let turned = |sample: Sample| {
        let package = members(&sample.write("epub").0);
        values(part(&package, "EPUB/package.opf"), "spine", "page-progression-direction").remove(0)
    };
    assert_eq!((turned(arabic_issue()), turned(two_items())), ("rtl".into(), "ltr".into()));
}
