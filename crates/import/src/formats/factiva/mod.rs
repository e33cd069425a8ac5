//! Factiva: pages and lines of articles, with or without indexing codes, and XML.

mod lines;
mod page;
mod record;
mod xml;

pub(super) use lines::{Line, is_export, records};

use articles::ProblemCode;

use super::{Format, Sniff, databases::unquote, found_count, read_declared_text};
use crate::{
    decode::decode,
    detect::Head,
    input::Content,
    limits::{HTML_BYTES, TEXT_BYTES},
    reader::{Reader, Stop},
};

pub(super) const PAGE: Format = Format {
    name: "factiva",
    reads: "Factiva pages, indexed or not, in any interface language: all articles with their fields",
    leaves: "Subject and region codes",
    sniff: Sniff::Head(sniff_page),
    read: page::read,
};

pub(super) const TEXT: Format = Format {
    name: "factiva_text",
    reads: "Factiva's articles as plain text, in mail and in documents (RTF, DOCX, ODT), indexed or not, in any interface language: all articles with their fields",
    leaves: "Subject and region codes, lists of contents, search summaries",
    sniff: Sniff::Head(sniff_text),
    read: read_text,
};

pub(super) const XML: Format = Format {
    name: "factiva_xml",
    reads: "Factiva XML (of the web service, archive documents, newswires): all articles with their fields",
    leaves: "Subject and region codes",
    sniff: Sniff::Head(xml::sniff),
    read: xml::read,
};

/// The text of a page, within the limit of pages.
fn read_page_text(content: Content<'_>, reader: &mut Reader<'_>) -> Result<String, Stop> {
    read_declared_text(content, HTML_BYTES, reader)
}

fn sniff_page(head: &Head<'_>) -> bool {
    let text = head.text.as_deref().unwrap_or_default();
    text.starts_with('<')
        && (text.contains("articleParagraph") || text.contains("Factiva") && text.contains("Article\""))
}

fn sniff_text(head: &Head<'_>) -> bool {
    let text = head.text.as_deref().unwrap_or_default();
    !text.starts_with('<') && has_code_or_number(text) && {
        let text = unquote(text);
        is_export(&lines_of(&text))
    }
}

/// A first look, before any work: a document's number, or the code of a headline.
fn has_code_or_number(text: &str) -> bool {
    let is_there = |line: &str| record::is_number(line) || line.starts_with("HD") || line.ends_with("HD");
    text.lines().any(|line| is_there(line.trim_start_matches(['>', ' ']).trim_end()))
}

fn lines_of(text: &str) -> Vec<Line<'_>> {
    text.lines().map(|text| Line { text, is_heading: false }).collect()
}

fn read_text(content: Content<'_>, reader: &mut Reader<'_>) -> Result<(), Stop> {
    let bytes = content.bytes(TEXT_BYTES)?;
    let decoded = decode(&bytes, None).ok_or_else(|| Stop::refuse(ProblemCode::UnknownFormat, "not text"))?;
    reader.found_broken(&decoded);
    let text = unquote(&decoded.text);
    let mut starts: Vec<usize> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        starts.push(at);
        at += line.len();
    }
    starts.push(at);
    reader.found_text(text.clone());
    let mut found = 0;
    for (range, record) in records(&lines_of(&text)) {
        let mut document = record.into_document(reader);
        (document.origin.start, document.origin.end) = (starts[range.start] as u32, starts[range.end] as u32);
        found += 1;
        reader.found_document(document)?;
    }
    found_count(found, None, reader)
}
