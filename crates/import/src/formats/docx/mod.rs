//! Word documents since 2007.

use std::collections::BTreeMap;

use super::{
    Format, Sniff,
    epub::join as member_beside,
    paragraphs::{Paragraph, Rank, found_articles, push_link, push_picture, row, take_pictures},
    zip,
};
use crate::{
    input::Content,
    markup::escape,
    reader::{Reader, Stop},
    xml::{self, Element},
};

pub(super) const FORMAT: Format = Format {
    name: "docx",
    reads: "Word documents: text, headings, links, tables and pictures; several articles where headings or lines say so; Nexis Uni exports",
    leaves: "Comments, deleted text, embedded objects and macros",
    sniff: Sniff::Member(|name| name == b"word/document.xml"),
    read,
};

fn read(content: Content<'_>, reader: &mut Reader<'_>) -> Result<(), Stop> {
    let mut archive = zip::open(content)?;
    let parsed = zip::read_document(&mut archive, "word/document.xml", reader)?;
    let styles =
        zip::read_part(&mut archive, "word/styles.xml", reader)?.map(|part| read_styles(&part)).unwrap_or_default();
    let links = zip::read_part(&mut archive, "word/_rels/document.xml.rels", reader)?
        .map(|part| read_links(&part))
        .unwrap_or_default();
    let body = parsed.root.child("body").unwrap_or(&parsed.root);
    let mut paragraphs = Vec::new();
    push_blocks(body, &Context { styles, links }, &mut paragraphs);
    let pictures = take_pictures(&paragraphs, |name| zip::read_picture(&mut archive, name, reader));
    found_articles(&paragraphs, &pictures, reader)
}

struct Context {
    styles: BTreeMap<String, Rank>,
    links: BTreeMap<String, String>,
}

/// Styles by their identifier, ranked by the name that every language of Word keeps: `heading 1`, `Title`.
fn read_styles(part: &[u8]) -> BTreeMap<String, Rank> {
    let Ok(parsed) = xml::parse(&String::from_utf8_lossy(part)) else { return BTreeMap::new() };
    let ranked = parsed.root.children("style").filter_map(|style| {
        let name = style.child("name")?.attribute("val")?.to_lowercase();
        let rank = match name.strip_prefix("heading ") {
            Some(level) => Rank::Heading(level.parse().ok()?),
            None if name == "title" => Rank::Title,
            None => return None,
        };
        Some((style.attribute("styleId")?.to_owned(), rank))
    });
    ranked.collect()
}

/// Addresses of links and pictures by their identifier. They are shown, never opened.
fn read_links(part: &[u8]) -> BTreeMap<String, String> {
    let Ok(parsed) = xml::parse(&String::from_utf8_lossy(part)) else { return BTreeMap::new() };
    let links = parsed.root.children("Relationship").filter_map(|link| {
        let target = link.attribute("Target")?;
        let is_picture = link.attribute("Type").is_some_and(|kind| kind.ends_with("/image"));
        let address = match () {
            _ if target.starts_with("http") => target.to_owned(),
            _ if is_picture && link.attribute("TargetMode") != Some("External") => {
                member_beside("word/document.xml", target)
            }
            _ => return None,
        };
        Some((link.attribute("Id")?.to_owned(), address))
    });
    links.collect()
}

fn push_blocks(parent: &Element, context: &Context, paragraphs: &mut Vec<Paragraph>) {
    for element in parent.elements() {
        match element.name.as_str() {
            "p" => paragraphs.push(paragraph(element, context)),
            "tbl" => push_table(element, context, paragraphs),
            "sdt" | "sdtContent" | "customXml" | "smartTag" | "ins" => push_blocks(element, context, paragraphs),
            _ => {}
        }
    }
}

fn push_table(table: &Element, context: &Context, paragraphs: &mut Vec<Paragraph>) {
    let rows: Vec<Vec<&Element>> = table.children("tr").map(|row| row.children("tc").collect()).collect();
    // A table of one column is a frame around text.
    if rows.iter().all(|cells| cells.len() <= 1) {
        for cell in rows.into_iter().flatten() {
            push_blocks(cell, context, paragraphs);
        }
        return;
    }
    for cells in rows {
        let inside = cells.into_iter().map(|cell| {
            let mut inside = Vec::new();
            push_blocks(cell, context, &mut inside);
            inside.into_iter().map(|paragraph| paragraph.html).collect()
        });
        paragraphs.push(row(inside));
    }
}

fn paragraph(element: &Element, context: &Context) -> Paragraph {
    let properties = element.child("pPr");
    let property = |name: &str| properties.and_then(|properties| properties.child(name)?.attribute("val"));
    let styled = property("pStyle").and_then(|style| context.styles.get(style)).copied();
    let outlined = property("outlineLvl").and_then(|level| level.parse::<u8>().ok()).filter(|level| *level < 9);
    let mut html = String::new();
    push_runs(element, context, &mut html);
    Paragraph { rank: styled.or(outlined.map(|level| Rank::Heading(level + 1))).unwrap_or_default(), html }
}

fn push_runs(parent: &Element, context: &Context, html: &mut String) {
    for element in parent.elements() {
        match element.name.as_str() {
            "t" => html.push_str(&escape(&element.text())),
            "tab" | "ptab" => html.push(' '),
            "br" | "cr" => html.push_str("<br>"),
            "noBreakHyphen" => html.push('\u{2011}'),
            "hyperlink" => {
                let address = element.attribute("id").and_then(|id| context.links.get(id));
                push_link(address.map(String::as_str), html, |html| push_runs(element, context, html));
            }
            // Deleted text is no text any more; properties and fields' codes never were.
            "del" | "moveFrom" | "pPr" | "rPr" | "instrText" | "object" | "Fallback" => {}
            "drawing" | "pict" => push_pictures(element, context, html),
            _ => push_runs(element, context, html),
        }
    }
}

/// A drawing's pictures, with its description.
fn push_pictures(drawing: &Element, context: &Context, html: &mut String) {
    let described = drawing.find("docPr").or_else(|| drawing.find("shape"));
    let alt = described.and_then(|described| described.attribute("descr").or_else(|| described.attribute("alt")));
    for element in drawing.walk() {
        let id = match element.name.as_str() {
            "blip" => element.attribute("embed").or_else(|| element.attribute("link")),
            "imagedata" => element.attribute("id"),
            _ => None,
        };
        if let Some(address) = id.and_then(|id| context.links.get(id)) {
            push_picture(address, alt, html);
        }
    }
}
