//! Nexis Uni: documents of word processors, with a cover list that is no article. Headline, outlet and date stand in
//! this order above the fields, and the text between a line `Body` and one that says it ends.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    ops::Range,
};

use super::record::{
    self, Labels, Meaning, Record, field, is_copyright, is_date, is_word_count, meaning, take_field, take_tail,
};
use crate::{
    formats::found_count,
    markup::one_line,
    reader::{Reader, Stop},
};

/// Has headlines above fields of the word count, and lines that say where a text begins or ends: of those that are
/// known, or the same in all records.
pub(crate) fn is_uni(lines: &[String]) -> bool {
    // A first look, before any work.
    if !lines.iter().any(|line| is_length(line)) {
        return false;
    }
    let lines = shown(lines.iter().map(String::as_str));
    let starts = starts(&lines);
    let has = |test: fn(&str) -> bool| lines.iter().any(|(_, line)| test(line));
    let is_named = has(is_named_length) && (has(is_end) || has(is_body));
    !starts.is_empty() && is_named || starts.len() > 1 && Marks::of(&lines, &starts).end.is_some()
}

pub(crate) fn read_uni(lines: &[String], reader: &mut Reader<'_>) -> Result<(), Stop> {
    let lines = shown(lines.iter().map(String::as_str));
    read_lines(&lines, &|_| None, reader)
}

/// The same as a text: pasted, or sent as mail.
pub(super) fn is_uni_text(text: &str) -> bool {
    text.lines().any(is_length) && is_uni(&text.lines().map(str::to_owned).collect::<Vec<_>>())
}

pub(super) fn read_uni_text(text: &str, reader: &mut Reader<'_>) -> Result<(), Stop> {
    let mut ends = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        ends.push(at..at + line.len());
        at += line.len();
    }
    let lines = shown(text.lines());
    read_lines(&lines, &|range| Some(ends.get(range.start)?.start..ends.get(range.end - 1)?.end), reader)
}

/// A line that is not blank, with its number in the file.
type Numbered<'a> = (usize, &'a str);

fn shown<'a>(lines: impl Iterator<Item = &'a str>) -> Vec<Numbered<'a>> {
    lines.map(str::trim).enumerate().filter(|(_, line)| !line.is_empty()).collect()
}

fn starts(lines: &[Numbered<'_>]) -> Vec<usize> {
    let mut starts: Vec<usize> =
        (0..lines.len()).filter(|at| is_length(lines[*at].1)).filter_map(|at| headline(lines, at)).collect();
    starts.dedup();
    starts
}

fn read_lines(
    lines: &[Numbered<'_>],
    place: &dyn Fn(Range<usize>) -> Option<Range<usize>>,
    reader: &mut Reader<'_>,
) -> Result<(), Stop> {
    let starts = starts(lines);
    let marks = Marks::of(lines, &starts);
    let mut found = 0;
    for (number, start) in starts.iter().enumerate() {
        let end = starts.get(number + 1).copied().unwrap_or(lines.len());
        let texts: Vec<&str> = lines[*start..end].iter().map(|(_, line)| *line).collect();
        let Some(record) = read_record(&texts, &marks) else { continue };
        let mut document = record.into_document(reader);
        if let Some(range) = place(lines[*start].0..lines[end - 1].0 + 1) {
            (document.origin.start, document.origin.end) = (range.start as u32, range.end as u32);
        }
        found += 1;
        reader.found_document(document)?;
    }
    found_count(found, announced(&lines[..starts.first().copied().unwrap_or(0)]), reader)
}

/// What stands between the parts of every record, whatever the language.
#[derive(Default)]
struct Marks {
    body: Option<String>,
    end: Option<String>,
    /// Labels and headings that stand below the text of every other record, in whatever case.
    below: HashSet<String>,
}

impl Marks {
    fn of(lines: &[Numbered<'_>], starts: &[usize]) -> Marks {
        let is_mark = |line: &str| {
            line.split_whitespace().count() <= 4 && !line.contains(':') && line.chars().any(char::is_alphabetic)
        };
        // Above each headline but the first is the end of the record before.
        let ends = starts.iter().skip(1).filter_map(|start| Some(lines.get(start.checked_sub(1)?)?.1));
        let ends = ends.chain(lines.last().map(|(_, line)| *line));
        let bodies = starts.iter().filter_map(|start| {
            let rest = lines.get(start + 3..)?;
            let is_field =
                |line: &str| line.split_once(':').is_some_and(|(label, _)| label.split_whitespace().count() <= 4);
            let fields = rest.iter().take_while(|(_, line)| is_copyright(line) || is_field(line)).count();
            Some(rest.get(fields)?.1)
        });
        let mut counts: HashMap<String, usize> = HashMap::new();
        for end in starts.iter().skip(1).copied().chain([lines.len()]) {
            let tail = &lines[end.saturating_sub(MOST_BELOW)..end];
            let own: HashSet<String> = tail.iter().filter_map(|(_, line)| label_below(line)).collect();
            own.into_iter().for_each(|label| *counts.entry(label).or_default() += 1);
        }
        let often = counts.into_iter().filter(|(_, count)| *count > 2 && count * 2 >= starts.len());
        Marks {
            body: most_common(bodies.filter(|line| is_mark(line))),
            end: most_common(ends.filter(|line| is_mark(line))),
            below: often.map(|(label, _)| label).collect(),
        }
    }

    fn is_field_below(&self, line: &str) -> bool {
        label_below(line).is_some_and(|label| self.below.contains(&label))
    }

    fn is_body(&self, line: &str) -> bool {
        is_body(line) || self.body.as_deref() == Some(line)
    }

    fn is_end(&self, line: &str) -> bool {
        is_end(line) || self.end.as_deref() == Some(line)
    }
}

/// Lines below a text: the fields of the database, and who says that it ends.
const MOST_BELOW: usize = 12;

/// The label of a field, or a line as short as one.
fn label_below(line: &str) -> Option<String> {
    let label = line.split_once(':').map_or(line, |(label, _)| label).trim();
    (label.split_whitespace().count() <= 4).then(|| label.to_owned())
}

/// A line that stands at its place in two records at least, and in half of them.
fn most_common<'a>(lines: impl Iterator<Item = &'a str>) -> Option<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    lines.for_each(|line| *counts.entry(line).or_default() += 1);
    let all: usize = counts.values().sum();
    let (line, count) = counts.into_iter().max_by_key(|(_, count)| *count)?;
    (count >= 2 && count * 2 >= all).then(|| line.to_owned())
}

/// Back from the word count: the date above it, the outlet above that, the headline on top.
fn headline(lines: &[Numbered<'_>], length: usize) -> Option<usize> {
    let from = length.saturating_sub(10);
    let date = lines[from..length].iter().rposition(|(_, line)| is_date(line)).map(|at| at + from)?;
    date.checked_sub(2)
}

fn read_record(lines: &[&str], marks: &Marks) -> Option<Record> {
    let [title, source, date, rest @ ..] = lines else { return None };
    let mut record = Record {
        title: Some((*title).to_owned()),
        source: Some((*source).to_owned()),
        date: Some((*date).to_owned()),
        ..Record::default()
    };
    let labels = Labels::default();
    let mut at = 0;
    // Up to the mark of the text, whatever its labels are called; without a mark, as long as they are known.
    let body = rest.iter().take(MOST_FIELDS).position(|line| marks.is_body(line));
    while let Some(line) = rest.get(at).filter(|_| body.is_none_or(|body| at < body)) {
        if is_copyright(line) {
            record.copyright.push(one_line(line));
        } else if let Some((label, value)) = field(line) {
            if let Some(meaning) = labels.meaning(&label, &value) {
                take_field(meaning, value, &mut record);
            }
        } else if body.is_none() {
            break;
        }
        at += 1;
    }
    at = body.map_or(at, |body| body + 1);
    let end = rest.iter().position(|line| marks.is_end(line)).unwrap_or(rest.len()).max(at);
    let mut body: Vec<&str> = rest[at..end].to_vec();
    if let Some(classes) = body.iter().position(|line| CLASSES.contains(&line.to_lowercase().as_str())) {
        body.truncate(classes);
    }
    // The captions stand under a line of their own.
    let is_graphic = |line: &&str| meaning(&line.to_uppercase()) == Some(Meaning::Graphic);
    if let Some(graphic) = body.iter().rposition(is_graphic).filter(|at| *at + 8 >= body.len()) {
        record
            .captions
            .extend(body.split_off(graphic).into_iter().skip(1).map(one_line).filter(|line| !line.is_empty()));
    }
    take_tail(&mut body, &labels, &mut record);
    body.truncate(body.len() - body.iter().rev().take_while(|line| marks.is_field_below(line)).count());
    record.body = body.into_iter().map(one_line).collect();
    Some(record)
}

/// Between the date and the text.
const MOST_FIELDS: usize = 16;

/// `Documents (10)` on the cover.
fn announced(cover: &[Numbered<'_>]) -> Option<usize> {
    cover.iter().find_map(|(_, line)| {
        let (word, number) = line.strip_suffix(')')?.split_once(" (")?;
        (word.to_lowercase().starts_with("do")).then(|| number.parse().ok())?
    })
}

fn is_length(line: &str) -> bool {
    field(line).is_some_and(|(_, value)| is_word_count(&value)) || is_named_length(line)
}

fn is_named_length(line: &str) -> bool {
    field(line).is_some_and(|(label, value)| {
        meaning(&label) == Some(Meaning::Length) && value.starts_with(|c: char| c.is_ascii_digit())
    })
}

fn is_body(line: &str) -> bool {
    record::is_one_of(
        line,
        &[
            "body",
            "texte",
            "text",
            "textkörper",
            "cuerpo",
            "corpo",
            "hoofdtekst",
            "corps",
            "corps du texte",
            "haupttext",
        ],
    )
}

fn is_end(line: &str) -> bool {
    let ends = [
        "end of document",
        "ende des dokuments",
        "dokumentende",
        "fin du document",
        "fin del documento",
        "fin de documento",
        "ende des dokumentes",
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
        let lines = shown(text.lines());
        let starts = starts(&lines);
        assert_eq!(announced(&lines[..starts[0]]), Some(1));
        let texts: Vec<&str> = lines[starts[0]..].iter().map(|(_, line)| *line).collect();
        let record = read_record(&texts, &Marks::default()).unwrap();
        assert_eq!(record.title.as_deref(), Some("Ferry returns"));
        assert_eq!(record.source.as_deref(), Some("The Harbour Post"));
        assert_eq!(record.byline, ["Ann Lee"]);
        assert_eq!(record.body, ["The ferry is back.", "Sailors cheered."]);
    }

    /// Two records in a language that no list has: what stands at the same place in both are marks.
    #[test]
    fn learns_the_marks_of_an_export() {
        let record = |title: &str| {
            format!(
                "{title}\nPřístavní noviny\n12. května 2025\nCopyright 2025 Přístav\nOddíl: ZPRÁVY\nDélka: 12 slov\nHlavní text\n{title} jezdí.\nKonec dokumentu\n"
            )
        };
        let text = format!("{}{}", record("Přívoz"), record("Jeřáb"));
        assert!(is_uni_text(&text));
        let lines = shown(text.lines());
        let starts = starts(&lines);
        let marks = Marks::of(&lines, &starts);
        let texts: Vec<&str> = lines[starts[1]..].iter().map(|(_, line)| *line).collect();
        let record = read_record(&texts, &marks).unwrap();
        assert_eq!((record.title.as_deref(), &record.body[..]), (Some("Jeřáb"), &["Jeřáb jezdí.".to_owned()][..]));
    }

    /// Numbers under labels are in any programme or recipe: read as an export, it would lose its text.
    #[test]
    fn other_texts_with_fields_are_none() {
        let check = |text: &str| assert!(!is_uni_text(text), "{text}");
        check("Concert\nTown hall\n12 May 2025\nDuration: 45 minutes\nText\nThe choir sings.\n");
        check("Length: 12 metres\nBody\nThe ship is new.\n");
        check("Match report\nStadium\n12 May 2025\nAttendance: 4500 people\nThe end\n");
    }
}
