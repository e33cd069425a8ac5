//! ProQuest: what it sends by mail and saves as text or page, records one after the other under labels of the
//! interface's language. The same comes forwarded, quoted with `>`, and encoded for mail a second time.

mod labels;
mod record;

use std::ops::Range;

use articles::ProblemCode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use memchr::memmem;

use labels::{Meaning, field, name_a_text};
use record::read_record;

use super::{
    Format, Sniff, databases::unquote, found_count, html::check_caps, nexis::is_counter, ranges, read_declared_text,
};
use crate::{
    decode::decode,
    detect::Head,
    input::Content,
    limits::HTML_BYTES,
    markup::{one_line, plain_blocks},
    reader::{Reader, Stop},
};

pub(super) const FORMAT: Format = Format {
    name: "proquest",
    reads: "ProQuest exports as mail, text or page in any interface language, forwarded and quoted too: all records with their fields",
    leaves: "Abstracts beside a full text, subject terms, fields of the database",
    sniff: Sniff::Head(sniff),
    read,
};

fn sniff(head: &Head<'_>) -> bool {
    head.text.as_deref().is_some_and(|text| export_text(text).is_some())
}

fn read(content: Content<'_>, reader: &mut Reader<'_>) -> Result<(), Stop> {
    let source = read_declared_text(content, HTML_BYTES, reader)?;
    if is_markup(&source) {
        check_caps(&source)?;
    }
    let text = export_text(&source).ok_or_else(|| Stop::refuse(ProblemCode::NothingFound, "no record"))?;
    read_export(&text, reader)
}

/// The plain lines of an export, whatever it came in. None where it is none.
pub(super) fn export_text(source: &str) -> Option<String> {
    let is_encoded = is_encoded(source);
    if !is_encoded && !name_a_text(source) {
        return None;
    }
    let decoded = is_encoded.then(|| quoted_printable_decode(source.as_bytes())).flatten();
    let decoded = decoded.and_then(|bytes| decode(&bytes, None)).map(|decoded| decoded.text);
    let source = decoded.as_deref().unwrap_or(source);
    let text = if is_markup(source) { plain_blocks(source) } else { unquote(source) };
    is_export(&text).then_some(text)
}

/// Reads what `export_text` gave.
pub(super) fn read_export(text: &str, reader: &mut Reader<'_>) -> Result<(), Stop> {
    reader.found_text(text.to_owned());
    let mut found = 0;
    for range in records(text) {
        let Some(record) = read_record(&text[range.clone()]) else { continue };
        let mut document = record.into_document(reader);
        (document.origin.start, document.origin.end) = (range.start as u32, range.end as u32);
        found += 1;
        reader.found_document(document)?;
    }
    // A part of an export counts on from where the part before it ended.
    let counters: Vec<(usize, usize)> = text.lines().filter_map(|line| is_counter(&one_line(line))).collect();
    let first = counters.first().map(|(first, _)| *first);
    found_count(found, counters.last().zip(first).map(|((_, last), first)| (last + 1).saturating_sub(first)), reader)
}

/// A text under its label, and more that only a database sets around it.
fn is_export(text: &str) -> bool {
    let mut own: Vec<Meaning> = Vec::new();
    let mut marks = 0;
    let mut has_text = false;
    for line in text.lines().filter(|line| line.len() < 400) {
        match field(line) {
            Some((Meaning::Text, _)) => has_text = true,
            Some((meaning, _)) if meaning.is_own() && !own.contains(&meaning) => own.push(meaning),
            None if marks == 0 && is_counter(&one_line(line)).is_some() => marks = 1,
            _ => {}
        }
    }
    (has_text && own.len() + marks >= 2) || own.len() >= 4
}

/// Where the records are: from counter to counter, or from ruler to ruler where nothing is counted.
fn records(text: &str) -> Vec<Range<usize>> {
    let mut counters = Vec::new();
    let mut rulers = vec![0];
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if is_counter(&one_line(line)).is_some() {
            counters.push(at);
        } else if is_ruler(line) {
            rulers.push(at);
        }
        at += line.len();
    }
    if !counters.is_empty() {
        return ranges(counters, text.len());
    }
    // A ruler inside of an article, or above the sender's address, begins no record.
    let begins = |range: &Range<usize>| {
        text[range.clone()].lines().filter_map(field).any(|(meaning, _)| meaning == Meaning::Text || meaning.is_own())
    };
    ranges(ranges(rulers, text.len()).into_iter().filter(begins).map(|range| range.start).collect(), text.len())
}

/// Wider than any that an article sets between its parts.
fn is_ruler(line: &str) -> bool {
    let line = line.trim();
    line.len() >= 40 && line.bytes().all(|byte| matches!(byte, b'_' | b'*' | b'='))
}

fn is_markup(source: &str) -> bool {
    source.trim_start().starts_with('<') || source.matches("</").take(10).count() == 10
}

/// Still in the encoding of mails: soft line ends, and signs as their numbers.
fn is_encoded(source: &str) -> bool {
    let is_soft = |line: &&str| line.ends_with("=20") || (line.ends_with('=') && line.len() > 60);
    let is_number = |number: &&str| memmem::find(source.as_bytes(), number.as_bytes()).is_some();
    ["=20", "=3D", "=C3", "=E2", "=A0"].iter().any(is_number) && source.lines().filter(is_soft).take(3).count() == 3
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULER: &str = "____________________________________________________________";

    /// A false yes takes an article apart as if it were a database's; a false no leaves the labels in the text.
    #[test]
    fn tells_exports_from_articles() {
        let check = |text: &str, is_it: bool| assert_eq!(export_text(text).is_some(), is_it, "{text}");
        check("Document 1 of 1\n\nFerry\n\nPublication info: Post 12 May 2025: 4.\nFull text: One.", true);
        check("Texte intégral : Un.\n\nTitre de la publication : Le Port\n\nDate de publication : mai 12, 2025", true);
        check("Volltext: Eins.\nErscheinungsdatum: 12. Mai 2025\nProQuest-Dokument-ID: 12", true);
        check(
            "<div><p><strong>Full text: </strong></p><p>One.</p><p>Publication title: Post</p><p>Publication date: May 12, 2025</p></div>",
            true,
        );
        check("The minister published the full text: forty pages.\nPublication date: May 12, 2025", false);
        check("Full text: see below.\n\nTitle: none\nAuthor: none", false);
        check("Publication date: 12 May 2025\nTitle: A report", false);
    }

    /// A ruler of an article's own must not cut it, and the sender's address below the last is no record.
    #[test]
    fn finds_the_records() {
        let check = |text: String, begins: &[&str]| {
            let found: Vec<&str> =
                records(&text).into_iter().map(|range| text[range].lines().nth(1).unwrap()).collect();
            assert_eq!(found, begins, "{text}");
        };
        let one = "Full text: One.\nPublication title: Post";
        check(format!("List\n{RULER}\nA\n{one}\n{RULER}\nB\n{one}\n{RULER}\nContact us at: x"), &["A", "B"]);
        check(format!("{RULER}\nA\nFull text: One.\n{RULER}\nTwo.\n{RULER}\nB\n{one}"), &["A", "B"]);
        check(format!("Document 1 of 2\nA\n{one}\n{RULER}\nDocument 2 of 2\nB\n{one}"), &["A", "B"]);
    }
}
