//! LexisNexis, Nexis UK and Nexis Uni: text and page exports of records one after the other.

mod record;
mod uni;

use articles::ProblemCode;

pub(super) use record::{Record, is_copyright, is_counter, is_date, is_page_word, is_word_count};
pub(super) use uni::{is_uni, read_uni};

use record::{Labels, read_blocks};

use super::{Format, Sniff, databases::unquote, found_count, ranges, read_declared_text};
use crate::{
    decode::decode,
    detect::Head,
    input::Content,
    limits::{HTML_BYTES, TEXT_BYTES},
    markup::{one_line, plain_blocks},
    reader::{Reader, Stop},
};

pub(super) const TEXT: Format = Format {
    name: "nexis",
    reads: "LexisNexis and Nexis text exports in any interface language: all records with their fields",
    leaves: "Cover pages, subject codes, load dates",
    sniff: Sniff::Head(sniff_text),
    read: read_text,
};

pub(super) const PAGE: Format = Format {
    name: "nexis_html",
    reads: "LexisNexis and Nexis page exports in any interface language: all records with their fields",
    leaves: "Cover pages, subject codes, load dates",
    sniff: Sniff::Head(sniff_page),
    read: read_page,
};

fn sniff_text(head: &Head<'_>) -> bool {
    let text = head.text.as_deref().unwrap_or_default();
    let is_any = |text: &str| has_record(text) || uni::is_uni_text(text);
    !text.starts_with('<') && (is_any(text) || is_any(&unquote(text)))
}

fn sniff_page(head: &Head<'_>) -> bool {
    let text = head.text.as_deref().unwrap_or_default();
    text.starts_with('<') && (text.contains("<DOC NUMBER=") || text.contains("LXNComment") || text.contains("DOC_ID_"))
}

/// A counter line by itself, and a field of the word count or the author after it.
fn has_record(text: &str) -> bool {
    let mut lines = text.lines().map(one_line);
    lines.any(|line| is_counter(&line).is_some()) && lines.take(60).any(|line| record::is_header_field(&line))
}

fn read_text(content: Content<'_>, reader: &mut Reader<'_>) -> Result<(), Stop> {
    let bytes = content.bytes(TEXT_BYTES)?;
    let decoded = decode(&bytes, None).ok_or_else(|| Stop::refuse(ProblemCode::UnknownFormat, "not text"))?;
    reader.found_broken(&decoded);
    let text = unquote(&decoded.text);
    let mut starts = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if is_counter(&one_line(line)).is_some() {
            starts.push(at);
        }
        at += line.len();
    }
    let records = ranges(starts, text.len());
    reader.found_text(text.clone());
    if records.is_empty() {
        return uni::read_uni_text(&text, reader);
    }
    read_records(&text, records, &|piece| blocks(piece), reader)
}

fn read_page(content: Content<'_>, reader: &mut Reader<'_>) -> Result<(), Stop> {
    let html = read_declared_text(content, HTML_BYTES, reader)?;
    let mut starts: Vec<usize> = html.match_indices("<DOC NUMBER=").map(|(at, _)| at).collect();
    if starts.is_empty() {
        starts = html.match_indices("DOC_ID_").map(|(at, _)| at).collect();
    }
    let records = ranges(starts, html.len());
    reader.found_text(html.clone());
    // The pieces begin inside of a comment.
    let in_comment = |piece: &str| blocks(&plain_blocks(piece.split_once("-->").map_or(piece, |(_, after)| after)));
    read_records(&html, records, &in_comment, reader)
}

fn read_records(
    text: &str,
    records: Vec<std::ops::Range<usize>>,
    blocks: &dyn Fn(&str) -> Vec<String>,
    reader: &mut Reader<'_>,
) -> Result<(), Stop> {
    let mut found = 0;
    let mut last_counter = None;
    let mut first_counter = None;
    let records: Vec<_> = records.into_iter().map(|range| (blocks(&text[range.clone()]), range)).collect();
    let labels = Labels::of(records.iter().map(|(blocks, _)| blocks.as_slice()));
    for (blocks, range) in records {
        if let Some(counter) = blocks.iter().take(3).find_map(|block| is_counter(block)) {
            first_counter = first_counter.or(Some(counter.0));
            last_counter = Some(counter);
        }
        let Some(record) = read_blocks(&blocks, &labels) else { continue };
        let mut document = record.into_document(reader);
        (document.origin.start, document.origin.end) = (range.start as u32, range.end as u32);
        found += 1;
        reader.found_document(document)?;
    }
    // An export of a part counts on from where the part before it ended.
    let announced = last_counter.zip(first_counter).map(|((last, _), first)| last + 1 - first);
    found_count(found, announced, reader)
}

/// Paragraphs: lines between blank ones. A line end inside one stays.
fn blocks(text: &str) -> Vec<String> {
    let mut blocks: Vec<String> = Vec::new();
    let mut after_blank = true;
    for line in text.lines() {
        let trimmed = line.trim();
        match blocks.last_mut().filter(|_| !after_blank) {
            Some(block) if !trimmed.is_empty() => {
                block.push('\n');
                block.push_str(trimmed);
            }
            None if !trimmed.is_empty() => blocks.push(trimmed.to_owned()),
            _ => {}
        }
        after_blank = trimmed.is_empty();
    }
    blocks
}
