//! OpenDocument texts.

use std::collections::BTreeMap;

use articles::ProblemCode;

use super::{
    Format, Sniff,
    paragraphs::{Paragraph, Rank, found_articles, push_link, push_picture, row, take_pictures},
    zip,
};
use crate::{
    input::Content,
    markup::escape,
    reader::{Reader, Stop},
    xml::{Element, Node},
};

pub(super) const FORMAT: Format = Format {
    name: "odt",
    reads: "OpenDocument texts: text, headings, links, tables and pictures; several articles where headings or lines say so",
    leaves: "Comments, deleted text; encrypted documents",
    sniff: Sniff::Member(|name| name == b"content.xml"),
    read,
};

fn read(content: Content<'_>, reader: &mut Reader<'_>) -> Result<(), Stop> {
    let mut archive = zip::open(content)?;
    let manifest = zip::read_part(&mut archive, "META-INF/manifest.xml", reader)?.unwrap_or_default();
    if memchr::memmem::find(&manifest, b"encryption-data").is_some() {
        return Err(Stop::refuse(ProblemCode::Encrypted, ""));
    }
    let parsed = zip::read_document(&mut archive, "content.xml", reader)?;
    let text = parsed.root.path(&["body", "text"]);
    let text =
        text.ok_or_else(|| Stop::refuse(ProblemCode::UnsupportedFormat, "an OpenDocument file that is no text"))?;
    // Styles of the document's own name the style they come from.
    let styles = parsed.root.path(&["automatic-styles"]).into_iter().flat_map(|styles| styles.children("style"));
    let parents: BTreeMap<&str, &str> =
        styles.filter_map(|style| Some((style.attribute("name")?, style.attribute("parent-style-name")?))).collect();
    let mut paragraphs = Vec::new();
    push_blocks(text, &parents, &mut paragraphs);
    let pictures = take_pictures(&paragraphs, |name| zip::read_picture(&mut archive, name, reader));
    found_articles(&paragraphs, &pictures, reader)
}

fn push_blocks(parent: &Element, parents: &BTreeMap<&str, &str>, paragraphs: &mut Vec<Paragraph>) {
    for element in parent.elements() {
        match element.name.as_str() {
            "h" => {
                let level = element.attribute("outline-level").and_then(|level| level.parse().ok()).unwrap_or(1);
                paragraphs.push(Paragraph { rank: Rank::Heading(level), html: html(element) });
            }
            "p" => {
                let style = element.attribute("style-name").unwrap_or_default();
                let is_title = style == "Title" || parents.get(style) == Some(&"Title");
                let rank = if is_title { Rank::Title } else { Rank::Text };
                paragraphs.push(Paragraph { rank, html: html(element) });
            }
            "table-row" => {
                let cells = element.children("table-cell");
                paragraphs.push(row(cells.map(|cell| cell.elements().map(html).collect())));
            }
            "tracked-changes" | "annotation" | "sequence-decls" | "forms" => {}
            _ => push_blocks(element, parents, paragraphs),
        }
    }
}

fn html(element: &Element) -> String {
    let mut html = String::new();
    push_inside(element, &mut html);
    html
}

fn push_inside(parent: &Element, html: &mut String) {
    for node in &parent.children {
        let element = match node {
            Node::Text(text) => {
                html.push_str(&escape(text));
                continue;
            }
            Node::Element(element) => element,
        };
        match element.name.as_str() {
            "s" | "tab" => html.push(' '),
            "line-break" => html.push_str("<br>"),
            "annotation" | "note" | "bookmark" => {}
            "frame" => {
                let alt = element.child("desc").or_else(|| element.child("title")).and_then(Element::line);
                // Further ones are the same picture for other programs.
                if let Some(address) = element.child("image").and_then(|image| image.attribute("href")) {
                    push_picture(address, alt.as_deref(), html);
                }
            }
            "a" => push_link(element.attribute("href"), html, |html| push_inside(element, html)),
            _ => push_inside(element, html),
        }
    }
}
