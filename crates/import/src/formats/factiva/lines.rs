//! Factiva's records as lines of text: as mail, pasted, or out of a document of a word processor.

use std::ops::Range;

use super::{
    super::{
        nexis::{Record, is_copyright, is_counter, is_date, is_word_count},
        wire::is_byline,
    },
    record::{self, CODES, Field, is_number},
};
use crate::markup::one_line;

/// A line, and whether the document sets it as a heading.
#[derive(Clone, Copy, Debug)]
pub(in crate::formats) struct Line<'a> {
    pub(in crate::formats) text: &'a str,
    pub(in crate::formats) is_heading: bool,
}

/// Headlines and fields as Factiva sets them, in one of its two ways.
pub(in crate::formats) fn is_export(lines: &[Line<'_>]) -> bool {
    let labels = Labels::of(lines);
    let is_indexed =
        labels.has("HD") && ["WC", "PD", "SN", "LP", "TD", "AN"].iter().filter(|code| labels.has(code)).count() >= 3;
    is_indexed || {
        let first = (0..lines.len()).find(|at| is_count_of_record(lines, *at));
        first.is_some_and(|first| lines[first..].iter().any(|line| is_number(&bare(line.text))))
    }
}

/// The records, each with the lines that it stands in.
pub(in crate::formats) fn records(lines: &[Line<'_>]) -> Vec<(Range<usize>, Record)> {
    let labels = Labels::of(lines);
    if labels.has("HD") && (labels.has("LP") || labels.has("TD")) {
        return labels.records(lines);
    }
    let counts: Vec<usize> = (0..lines.len()).filter(|at| is_count_of_record(lines, *at)).collect();
    let mut starts: Vec<usize> = Vec::new();
    for count in &counts {
        let after = starts.last().map_or(0, |start| start + 1);
        starts.push(start_of(&lines[..*count], after));
    }
    let mut records = Vec::new();
    for (number, start) in starts.iter().enumerate() {
        let next = starts.get(number + 1).copied().unwrap_or(lines.len());
        let ends = lines[*start..next].iter().position(|line| is_number(&bare(line.text)));
        let end = ends.map_or(next, |ends| start + ends);
        records.push((*start..end, unlabelled(&lines[*start..end], counts[number] - start)));
    }
    records
}

/// A line that the printing adds: `Page 3 of 50 © 2023 Factiva, Inc.`
fn is_furniture(line: &str) -> bool {
    let line = bare(line);
    let (counter, rest) = line.split_once('©').unwrap_or((&line, ""));
    let is_owner = rest.contains("Factiva") && rest.split_whitespace().count() <= 12;
    (counter.trim().is_empty() && is_owner)
        || is_counter(counter).is_some() && (rest.is_empty() || is_owner)
        // In the languages that number a page without a word between.
        || is_owner && counter.chars().all(|c| !c.is_alphabetic() || c as u32 >= 0x2E80)
}

/// The count of words stands above the day.
fn is_count_of_record(lines: &[Line<'_>], at: usize) -> bool {
    let is_day = |line: &Line<'_>| is_date(line.text) && line.text.split_whitespace().count() <= 8;
    is_word_count(&bare(lines[at].text))
        && lines[at + 1..].iter().filter(|line| !line.text.trim().is_empty()).take(1).any(is_day)
}

/// Back from the count of words to the first line of the record: the document's heading, else what stands together
/// behind the record before, or as many lines as a record has there.
fn start_of(above: &[Line<'_>], after: usize) -> usize {
    const MOST: usize = 4;
    let mut start = above.len();
    let mut taken = 0;
    for at in (after..above.len()).rev() {
        let text = above[at].text.trim();
        if is_number(&bare(text)) || is_furniture(text) {
            break;
        }
        if text.is_empty() {
            // A byline may stand apart from its headline.
            let has_headline =
                above[start..].iter().any(|line| !line.text.trim().is_empty() && !is_byline(line.text.trim()));
            if has_headline {
                break;
            }
            continue;
        }
        if taken == MOST {
            break;
        }
        start = at;
        taken += 1;
        let is_over = at > after && above[at].is_heading && !above[at - 1].is_heading;
        if is_over && (above[at - 1].text.trim().is_empty() || above[at - 1].text.split_whitespace().count() > 4) {
            break;
        }
    }
    start
}

/// The lines of a record without codes, and where among them the count of words is.
fn unlabelled(lines: &[Line<'_>], count: usize) -> Record {
    let is_shown = |line: &&Line<'_>| !line.text.trim().is_empty() && !is_furniture(line.text);
    let mut above: Vec<Line<'_>> = lines[..count].iter().filter(is_shown).copied().collect();
    // A headline of several lines goes on in lower case.
    let mut head: Vec<(String, bool)> = Vec::new();
    for line in above.drain(..) {
        let text = one_line(line.text);
        match head.last_mut() {
            Some((before, is_heading)) if text.starts_with(char::is_lowercase) || *is_heading && line.is_heading => {
                before.push(' ');
                before.push_str(&text);
            }
            _ => head.push((text, line.is_heading)),
        }
    }
    let marked = head.iter().position(|(_, is_heading)| *is_heading);
    let last = head.len().saturating_sub(1);
    let has_byline =
        last > 0 && (head.len() > 2 || is_byline(&head[last].0) || is_name_under(&head[last].0, &head[0].0));
    // Above it the section, below it who wrote it.
    let headline = marked.unwrap_or(if has_byline { last - 1 } else { last });
    let header_end = end_of_header(&lines[count..]).map(|end| count + end);
    let texts: Vec<String> = head.into_iter().map(|(text, _)| text).collect();
    let header = match header_end {
        Some(end) => &lines[count..end],
        None => &lines[count..],
    };
    let fields: Vec<String> = header.iter().filter(is_shown).map(|line| one_line(line.text)).collect();
    let mut record = record::plain(&[texts, fields].concat(), headline);
    if let Some(end) = header_end {
        record.body = paragraphs(&lines[end..]);
    }
    record
}

/// Behind the copyright line, or before the first line that is too long to be a field.
fn end_of_header(lines: &[Line<'_>]) -> Option<usize> {
    const MOST: usize = 24;
    let ends = |line: &Line<'_>| is_copyright(line.text) || line.text.contains('©') && !is_furniture(line.text);
    if let Some(at) = lines.iter().take(MOST).position(ends) {
        let goes_on = |line: &&Line<'_>| line.text.trim_start().starts_with(char::is_lowercase);
        return Some(at + 1 + lines[at + 1..].iter().take_while(goes_on).count());
    }
    lines.iter().position(|line| line.text.split_whitespace().count() > 10 || line.text.chars().count() > 90)
}

/// A name without a word for it: some words with capitals, under a longer headline.
fn is_name_under(line: &str, headline: &str) -> bool {
    let mut words = line.split_whitespace();
    let count = words.clone().count();
    // Without capitals only the length tells.
    if !line.chars().any(|c| c.is_lowercase() || c.is_uppercase()) {
        return line.chars().count() * 2 < headline.chars().count();
    }
    (2..=5).contains(&count)
        && words.all(|word| word.starts_with(char::is_uppercase))
        && headline.split_whitespace().count() > 5
}

/// Lines that stand together are a paragraph where they look broken by the width of a screen.
fn paragraphs(lines: &[Line<'_>]) -> Vec<String> {
    let mut found = Vec::new();
    for block in lines.split(|line| line.text.trim().is_empty()) {
        let texts: Vec<String> =
            block.iter().filter(|line| !is_furniture(line.text)).map(|line| one_line(line.text)).collect();
        let longest = texts.iter().map(|text| text.chars().count()).max().unwrap_or(0);
        let is_full = |text: &String| text.chars().count() * 2 >= longest;
        let is_cut = |text: &String| !text.ends_with(['.', '!', '?', '"', '”', '»', '。', '؟', ':']);
        let is_broken = longest <= 120
            && texts.split_last().is_some_and(|(_, above)| above.iter().all(is_full) && above.iter().any(is_cut));
        if is_broken && texts.len() > 1 {
            found.push(texts.join(" "));
        } else {
            found.extend(texts);
        }
    }
    found.retain(|text| !text.is_empty());
    found
}

fn bare(line: &str) -> String {
    let line = one_line(line);
    line.strip_prefix("AN ").map(str::to_owned).unwrap_or(line)
}

/// Where in some lines the codes stand.
struct Labels<'a>(Vec<(usize, &'static str, &'a str)>);

impl<'a> Labels<'a> {
    fn of(lines: &[Line<'a>]) -> Labels<'a> {
        let set_apart = lines.iter().filter(|line| split_code(line.text).is_some_and(|code| code.is_apart)).count();
        let bare = lines.iter().filter(|line| split_code(line.text).is_some_and(|code| !code.is_apart)).count();
        // One blank behind a code may be any text's: only where all are written so, and in their order.
        let is_loose = bare > set_apart;
        let mut labels: Vec<(usize, &'static str, &'a str)> = Vec::new();
        for (at, line) in lines.iter().enumerate() {
            let Some(code) = split_code(line.text).filter(|code| code.is_apart || is_loose) else { continue };
            let before = labels.last().map(|(_, name, _)| *name);
            if code.is_apart || follows(before, code.name, code.value) {
                labels.push((at, code.name, code.value));
            }
        }
        Labels(labels)
    }

    fn has(&self, code: &str) -> bool {
        self.0.iter().any(|(_, name, _)| *name == code)
    }

    fn records(&self, lines: &[Line<'_>]) -> Vec<(Range<usize>, Record)> {
        // Section and column stand above the headline.
        let heads: Vec<usize> = (0..self.0.len()).filter(|at| self.0[*at].1 == "HD").collect();
        let starts: Vec<usize> = heads
            .iter()
            .map(|head| {
                let above = self.0[..*head].iter().rev().take_while(|(_, name, _)| matches!(*name, "SE" | "CLM"));
                head - above.count()
            })
            .collect();
        let mut records = Vec::new();
        for (number, start) in starts.iter().enumerate() {
            let next = starts.get(number + 1).copied().unwrap_or(self.0.len());
            let line_of = |label: usize| self.0.get(label).map_or(lines.len(), |(line, ..)| *line);
            let mut fields: Vec<Field> = Vec::new();
            let mut end = line_of(next);
            for label in *start..next {
                let (line, code, value) = self.0[label];
                let to = line_of(label + 1);
                let mut inside = vec![Line { text: value, is_heading: false }];
                inside.extend(lines[line + 1..to].iter().copied());
                let number = inside.iter().position(|line| is_number(&bare(line.text)));
                if let Some(number) = number {
                    inside.truncate(number);
                    end = (line + number + 1).min(end);
                }
                fields.push((code.to_owned(), paragraphs(&inside)));
            }
            records.push((line_of(*start)..end, record::indexed(&fields)));
        }
        records
    }
}

struct Code<'a> {
    name: &'static str,
    value: &'a str,
    /// By more than a blank, or alone on its line.
    is_apart: bool,
}

fn split_code(line: &str) -> Option<Code<'_>> {
    let line = line.trim_start_matches(['\u{c}', ' ']).trim_end();
    let end = line.find(|c: char| !c.is_ascii_uppercase()).unwrap_or(line.len());
    let name = CODES.iter().find(|code| **code == &line[..end])?;
    let rest = &line[end..];
    let value = rest.trim_start();
    if !rest.is_empty() && rest.len() == value.len() {
        return None;
    }
    let is_apart = value.is_empty() || rest.starts_with(['\t', '\u{a0}']) || rest.len() - value.len() > 1;
    Some(Code { name, value, is_apart })
}

/// Whether a code may come next: they have one order, and those behind the text list other codes.
fn follows(before: Option<&str>, code: &str, value: &str) -> bool {
    let place = |code: &str| CODES.iter().position(|other| *other == code);
    let is_list = value.contains(" : ") || value.contains('|');
    match before.map(place) {
        None => matches!(code, "SE" | "CLM" | "HD"),
        Some(_) if matches!(code, "SE" | "CLM" | "HD") => before == Some("AN") || before.map(place) < Some(place("HD")),
        Some(before) => before < place(code) && (is_list || !matches!(code, "CO" | "IN" | "NS" | "RE")),
    }
}
