//! Nexis Uni: documents of word processors, with a cover list that is no article. Headline, outlet and date stand in
//! this order above the fields, and the text between a line `Body` and one that says it ends.

use super::record::{self, Meaning, Record, field, is_copyright, is_date, meaning, take_field, take_tail};
use crate::{
    formats::found_count,
    markup::one_line,
    reader::{Reader, Stop},
};

/// Has a field of the word count, and a line that says where a text begins or ends.
pub(crate) fn is_uni(lines: &[String]) -> bool {
    lines.iter().any(|line| is_length(line)) && lines.iter().any(|line| is_end(line) || is_body(line))
}

pub(crate) fn read_uni(lines: &[String], reader: &mut Reader<'_>) -> Result<(), Stop> {
    let lines: Vec<&str> = lines.iter().map(|line| line.trim()).filter(|line| !line.is_empty()).collect();
    let starts: Vec<usize> = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| is_length(line))
        .filter_map(|(at, _)| headline(&lines, at))
        .collect();
    let mut found = 0;
    for (number, start) in starts.iter().enumerate() {
        let end = starts.get(number + 1).copied().unwrap_or(lines.len());
        let Some(record) = read_record(&lines[*start..end]) else { continue };
        let document = record.into_document(reader);
        found += 1;
        reader.found_document(document)?;
    }
    found_count(found, announced(&lines[..starts.first().copied().unwrap_or(0)]), reader)
}

/// Back from the word count: the date above it, the outlet above that, the headline on top.
fn headline(lines: &[&str], length: usize) -> Option<usize> {
    let from = length.saturating_sub(10);
    let date = lines[from..length].iter().rposition(|line| is_date(line)).map(|at| at + from)?;
    date.checked_sub(2)
}

fn read_record(lines: &[&str]) -> Option<Record> {
    let [title, source, date, rest @ ..] = lines else { return None };
    let mut record = Record {
        title: Some((*title).to_owned()),
        source: Some((*source).to_owned()),
        date: Some((*date).to_owned()),
        ..Record::default()
    };
    let mut at = 0;
    while let Some(line) = rest.get(at) {
        if is_copyright(line) {
            record.copyright.push(one_line(line));
        } else if let Some((label, value)) = field(line) {
            if let Some(meaning) = meaning(&label) {
                take_field(meaning, value, &mut record);
            }
        } else {
            break;
        }
        at += 1;
    }
    at += usize::from(rest.get(at).is_some_and(|line| is_body(line)));
    let end = rest.iter().position(|line| is_end(line)).unwrap_or(rest.len()).max(at);
    let mut body: Vec<&str> = rest[at..end].to_vec();
    if let Some(classes) = body.iter().position(|line| CLASSES.contains(&line.to_lowercase().as_str())) {
        body.truncate(classes);
    }
    take_tail(&mut body, &mut record);
    record.body = body.into_iter().map(one_line).collect();
    Some(record)
}

/// `Documents (10)` on the cover.
fn announced(cover: &[&str]) -> Option<usize> {
    cover.iter().find_map(|line| {
        let (word, number) = line.strip_suffix(')')?.split_once(" (")?;
        (word.to_lowercase().starts_with("do")).then(|| number.parse().ok())?
    })
}

fn is_length(line: &str) -> bool {
    field(line).is_some_and(|(label, value)| {
        meaning(&label) == Some(Meaning::Length) && value.starts_with(|c: char| c.is_ascii_digit())
    })
}

fn is_body(line: &str) -> bool {
    record::is_one_of(line, &["body", "texte", "text", "textkörper", "cuerpo", "corpo", "hoofdtekst"])
}

fn is_end(line: &str) -> bool {
    let ends = [
        "end of document",
        "ende des dokuments",
        "dokumentende",
        "fin du document",
        "fin del documento",
        "fine del documento",
        "fim do documento",
        "einde van document",
    ];
    record::is_one_of(line, &ends)
}

const CLASSES: &[&str] = &["classification", "klassifizierung", "clasificación", "classificazione", "classificação"];

#[cfg(test)]
mod tests {
    use super::*;

    /// The cover repeats each headline; it must not become a record, and its count is the proof.
    #[test]
    fn reads_records_behind_a_cover() {
        let text = "Documents (1)\n1. Ferry returns\nSearch Terms: ferry\nFerry returns\nThe Harbour Post\nMarch 3, 2011 Thursday\nCopyright 2011 Harbour Press All Rights Reserved\nSection: NEWS; Pg. 4\nLength: 12 words\nByline: Ann Lee\nBody\nThe ferry is back.\nSailors cheered.\nClassification\nLanguage: ENGLISH\nLoad-Date: March 4, 2011\nEnd of Document";
        let lines: Vec<String> = text.lines().map(str::to_owned).collect();
        assert!(is_uni(&lines));
        let lines: Vec<&str> = text.lines().collect();
        let length = lines.iter().position(|line| is_length(line)).unwrap();
        let start = headline(&lines, length).unwrap();
        assert_eq!(announced(&lines[..start]), Some(1));
        let record = read_record(&lines[start..]).unwrap();
        assert_eq!(record.title.as_deref(), Some("Ferry returns"));
        assert_eq!(record.source.as_deref(), Some("The Harbour Post"));
        assert_eq!(record.byline, ["Ann Lee"]);
        assert_eq!(record.body, ["The ferry is back.", "Sailors cheered."]);
    }
}
