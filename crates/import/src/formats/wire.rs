//! What the formats of teletype wires share: messages between control bytes, the moment in their last line, and the
//! agency that opens their text.

use std::{borrow::Cow, ops::Range};

use articles::{Body, Document, ProblemCode, PublishedFrom, RawDate, Source};

use crate::{
    decode::decode_text,
    input::Content,
    limits::TEXT_BYTES,
    markup::one_line,
    reader::{Reader, Stop},
};

/// Start of header, start of text, end of text.
pub(super) const SOH: char = '\u{1}';
const STX: char = '\u{2}';
const ETX: char = '\u{3}';

/// One message, its parts without the control bytes between them.
pub(super) struct Message<'a> {
    pub(super) header: &'a str,
    pub(super) text: &'a str,
    /// Behind the text: when it was sent.
    pub(super) trailer: &'a str,
}

/// Where a header begins at the start of some bytes, after what wakes or fills the line.
pub(super) fn header(bytes: &[u8]) -> Option<&[u8]> {
    let start = bytes.iter().position(|byte| !matches!(byte, 0 | 0x16 | b'\r' | b'\n' | b' '))?;
    bytes[start..].strip_prefix(&[SOH as u8])
}

/// Reads all messages of a file, each by what its format makes of it.
pub(super) fn read_messages(
    content: Content<'_>,
    reader: &mut Reader<'_>,
    read: impl Fn(&Message<'_>, &mut Document),
) -> Result<(), Stop> {
    let bytes = content.bytes(TEXT_BYTES)?;
    let decoded = decode_text(&bytes, None);
    reader.found_broken(&decoded);
    let text = decoded.text;
    reader.found_text(text.clone());
    let mut found = 0;
    for range in messages(&text) {
        let piece = &text[range.clone()];
        let Some((header, rest)) = piece.split_once(STX) else {
            reader.found_problem(ProblemCode::Damaged, "a header without a text");
            continue;
        };
        let (body, trailer) = rest.split_once(ETX).unwrap_or((rest, ""));
        let mut document = reader.document(Body::Plain(String::new()));
        read(&Message { header: header.trim_start_matches(SOH), text: body, trailer }, &mut document);
        if matches!(&document.body, Body::Plain(body) if body.is_empty()) && document.title.is_none() {
            continue;
        }
        (document.origin.start, document.origin.end) = (range.start as u32, range.end as u32);
        found += 1;
        reader.found_document(document)?;
    }
    if found == 0 { Err(Stop::refuse(ProblemCode::NothingFound, "no message")) } else { Ok(()) }
}

/// The text of a message, and what it says of itself.
pub(super) fn fill(document: &mut Document, paragraphs: Vec<String>, sent: Option<String>) {
    document.dates = sent.map(|text| RawDate { text, from: PublishedFrom::Metadata }).into_iter().collect();
    document.source = paragraphs.first().and_then(|first| agency(first)).map(|name| Source { name, host: None });
    document.body = Body::Plain(paragraphs.join("\n\n"));
}

/// A line that names who wrote it: `By ANN LEE`, `Von Ann Lee, dpa`.
pub(super) fn is_byline(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    let Some((by, names)) = words.split_first() else { return false };
    let is_by = matches!(by.to_lowercase().as_str(), "by" | "von" | "par" | "por" | "di" | "door" | "av" | "af");
    let is_name = |word: &&str| word.starts_with(char::is_uppercase);
    is_by && (1..=12).contains(&names.len()) && names.first().is_some_and(is_name) && !line.ends_with('.')
}

/// The year that two digits stand for: wires began to number them so around 1970.
pub(super) fn full_year(short: u16) -> u16 {
    if short < 70 { 2000 + short } else { 1900 + short }
}

/// A line without the control bytes that are left in it.
pub(super) fn plain(line: &str) -> Cow<'_, str> {
    let is_control = |c: char| c.is_control() && c != '\t';
    if line.contains(is_control) { Cow::Owned(line.replace(is_control, "")) } else { Cow::Borrowed(line) }
}

/// From each start of a header to the next.
fn messages(text: &str) -> Vec<Range<usize>> {
    super::ranges(text.match_indices(SOH).map(|(at, _)| at).collect(), text.len())
}

/// `BERLIN (KNA) – …`: the short name in brackets behind a place of a few words.
fn agency(first: &str) -> Option<String> {
    let (place, rest) = first.split_once('(')?;
    let (name, _) = rest.split_once(')')?;
    let is_place = place.split_whitespace().count() <= 6 && place.starts_with(char::is_uppercase);
    let is_name = !name.is_empty()
        && name.len() <= 20
        && name.chars().all(|c| c.is_alphabetic() || matches!(c, '/' | '-' | ' '))
        && name.split_whitespace().count() <= 2;
    (is_place && is_name).then(|| one_line(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A person's age or party in brackets is no agency.
    #[test]
    fn finds_the_agency() {
        let check = |first: &str, name: Option<&str>| assert_eq!(agency(first).as_deref(), name, "{first}");
        check("Berlin (KNA) Die Fähre", Some("KNA"));
        check("BUENOS AIRES, Argentina (AP) — The ferry", Some("AP"));
        check("The ferry of the old eastern port of the town (PTO) sails", None);
        check("Ann Lee (38) sails", None);
    }
}
