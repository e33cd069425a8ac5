//! NewsML-G2: news items with their text inline as NITF, XHTML or plain; packages and messages of them.

use articles::{Body, Document, ProblemCode, PublishedFrom, RawDate, Source};

use super::{Format, Sniff, nitf, read_xml_text};
use crate::{
    detect::Head,
    input::Content,
    markup::filled,
    reader::{Reader, Stop},
    xml::{Element, Node, parse},
};

pub(super) const FORMAT: Format = Format {
    name: "newsml_g2",
    reads: "NewsML-G2 news items and messages of several, with inline NITF, XHTML or plain text",
    leaves: "Packages of references, picture and video items, text that is kept elsewhere",
    sniff: Sniff::Head(sniff),
    read,
};

fn sniff(head: &Head<'_>) -> bool {
    matches!(
        head.root.as_deref(),
        Some(
            "newsItem"
                | "contentSet"
                | "newsMessage"
                | "packageItem"
                | "newsMessages"
                | "knowledgeItem"
                | "conceptItem"
                | "planningItem"
        )
    )
}

fn read(content: Content<'_>, reader: &mut Reader<'_>) -> Result<(), Stop> {
    let mut root = parse(&read_xml_text(content, reader)?)?.root;
    // A content set by itself is an item without anything about it.
    if root.name == "contentSet" {
        root = Element { name: "newsItem".to_owned(), children: vec![Node::Element(root)], ..Element::default() };
    }
    let mut found = 0;
    for item in root.walk().into_iter().filter(|element| element.name == "newsItem") {
        let mut document = reader.document(Body::default());
        fill(&mut document, item);
        let has_text = !matches!(&document.body, Body::Text(text) | Body::Page(text) | Body::Fragment(text) | Body::Plain(text) if text.trim().is_empty());
        if has_text {
            found += 1;
            reader.found_document(document)?;
        }
    }
    if found == 0 {
        return Err(Stop::refuse(ProblemCode::NothingFound, "no item with its text"));
    }
    Ok(())
}

fn fill(document: &mut Document, item: &Element) {
    let line = |path: &[&str]| item.path(path).and_then(Element::line);
    document.title = headline(item);
    document
        .byline
        .extend(item.path(&["contentMeta"]).into_iter().flat_map(|meta| meta.children("by")).filter_map(Element::line));
    for path in [["contentMeta", "contentCreated"], ["itemMeta", "firstCreated"], ["itemMeta", "versionCreated"]] {
        document.dates.extend(line(&path).map(|text| RawDate { text, from: PublishedFrom::Metadata }));
    }
    let named = |element: &Element| {
        element.child("name").and_then(Element::line).or_else(|| element.attribute("literal").map(str::to_owned))
    };
    let meta = |name: &str| item.path(&["contentMeta", name]).and_then(named);
    let name = meta("infoSource")
        .or_else(|| item.path(&["itemMeta", "provider"]).and_then(named))
        .or_else(|| line(&["contentMeta", "creditline"]))
        .or_else(|| item.path(&["itemMeta", "provider"]).and_then(provider_code));
    document.source = name.map(|name| Source { name, host: None });
    document.language = item
        .path(&["contentMeta", "language"])
        .and_then(|language| language.attribute("tag"))
        .or_else(|| item.attribute("lang"))
        .map(str::to_owned);
    document.copyright.extend(line(&["rightsInfo", "copyrightNotice"]));

    for inline in item.path(&["contentSet"]).into_iter().flat_map(Element::elements) {
        match inline.name.as_str() {
            "inlineXML" => {
                if let Some(nitf) = inline.child("nitf") {
                    nitf::fill(document, nitf);
                } else if let Some(page) = inline.child("html") {
                    document.title = document.title.take().or_else(|| page.path(&["head", "title"])?.line());
                    document.body = Body::Fragment(page.child("body").unwrap_or(page).inner_html());
                } else {
                    document.body = Body::Fragment(inline.inner_html());
                }
            }
            "inlineData" if inline.attribute("contenttype").is_some_and(|kind| kind.contains("html")) => {
                document.body = Body::Fragment(inline.text());
            }
            "inlineData" if inline.attribute("encoding").is_none() => document.body = Body::Plain(inline.text()),
            _ => continue,
        }
        break;
    }
    if document.dates.is_empty() {
        let dateline = line(&["contentMeta", "dateline"]);
        document.dates.extend(dateline.map(|text| RawDate { text, from: PublishedFrom::Text }));
    }
}

/// The main headline, of those with different roles.
fn headline(item: &Element) -> Option<String> {
    let meta = item.child("contentMeta")?;
    let is_main = |headline: &&Element| {
        headline.attribute("role").is_none_or(|role| role.ends_with(":main") || role.ends_with("headline"))
    };
    let headline = meta.children("headline").find(is_main).or_else(|| meta.child("headline")).and_then(Element::line);
    headline.or_else(|| item.path(&["itemMeta", "title"])?.line()).and_then(filled)
}

/// IPTC's codes of news providers are their names: `nprov:AFP`.
fn provider_code(provider: &Element) -> Option<String> {
    let code = provider.attribute("qcode")?.strip_prefix("nprov:")?;
    Some(code.to_owned()).filter(|code| !code.is_empty())
}
