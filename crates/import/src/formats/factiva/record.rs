//! A record of Factiva: fields under codes of two or three letters, the same in every language of the interface, or
//! the same values without codes, told by their order and shape.

use super::super::nexis::{Record, is_copyright, is_date, is_word_count};
use crate::markup::one_line;

/// A code, and the paragraphs beside it.
pub(super) type Field = (String, Vec<String>);

/// In the order in which a record has them.
pub(super) const CODES: &[&str] = &[
    "CLM", "SE", "HD", "CR", "CX", "BY", "WC", "PD", "ET", "SN", "SC", "NGC", "GC", "ED", "VOL", "PG", "LA", "CY",
    "LP", "TD", "CT", "RF", "ART", "CO", "IN", "NS", "RE", "IPC", "IPD", "PUB", "AN",
];

pub(super) fn indexed(fields: &[Field]) -> Record {
    let value = |code: &str| {
        let found = fields.iter().find(|(name, lines)| name == code && !lines.is_empty());
        found.map(|(_, lines)| one_line(&lines.join(" ")))
    };
    let of = |codes: &[&str]| {
        let parts = fields.iter().filter(|(name, _)| codes.contains(&name.as_str()));
        parts.flat_map(|(_, lines)| lines.iter().cloned()).collect::<Vec<String>>()
    };
    let day = value("PD");
    Record {
        title: value("HD"),
        byline: value("BY").into_iter().collect(),
        source: value("SN").or_else(|| value("NGC")),
        section: value("SE").or_else(|| value("CLM")),
        page: value("PG"),
        copyright: value("CY").into_iter().collect(),
        date: day.map(|day| value("ET").map_or(day.clone(), |time| format!("{day} {time}"))),
        body: of(&["LP", "TD"]).into_iter().take_while(|paragraph| !is_number(paragraph)).collect(),
        captions: fields
            .iter()
            .filter(|(code, _)| code == "ART")
            .map(|(_, lines)| one_line(&lines.join(" ")))
            .collect(),
        ..Record::default()
    }
}

/// From lines without codes, of which one is the headline: byline, count of words, day, hour, outlet, its code, edition,
/// page, language, copyright. What follows the copyright, or is no such line, is the text.
pub(super) fn plain(lines: &[String], headline: usize) -> Record {
    let mut record = Record { title: lines.get(headline).cloned(), ..Record::default() };
    record.section = headline.checked_sub(1).and_then(|before| lines.get(before)).cloned();
    let mut at = headline + 1;
    while let Some(line) = lines.get(at) {
        let words = line.split_whitespace().count();
        let digits = line.chars().filter(char::is_ascii_digit).count();
        if is_copyright(line) || line.contains('©') {
            record.copyright.push(line.clone());
            at += 1;
            break;
        }
        // Without a copyright, the text begins where a line is too long to be a field.
        if record.date.is_some() && (words > 10 || line.chars().count() > 90) {
            break;
        }
        match &mut record.date {
            Some(day) if is_time(line) => *day = format!("{day} {line}"),
            Some(_) if record.source.is_none() => record.source = Some(line.clone()),
            Some(_) if record.page.is_none() && digits > 0 && words <= 2 && !is_code(line) => {
                record.page = line.split_whitespace().last().map(str::to_owned);
            }
            Some(_) => {}
            None if is_word_count(line) => {}
            None if is_date(line) && words <= 8 => record.date = Some(line.clone()),
            None => record.byline.push(line.clone()),
        }
        at += 1;
    }
    record.body = lines.get(at..).unwrap_or_default().to_vec();
    record
}

/// `Document TESTFR0020111229e7ct0001r`, with the word of any interface language.
pub(super) fn is_number(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let (Some(word), Some(number), None) = (words.next(), words.next(), words.next()) else { return false };
    word.chars().all(char::is_alphabetic)
        && (20..=40).contains(&number.len())
        && number.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && number.bytes().filter(u8::is_ascii_digit).count() >= 12
}

/// `15:32`, `03:23 PM GMT`
fn is_time(line: &str) -> bool {
    let words = line.split_whitespace().count();
    let colon = line.find([':', '.', 'h']).filter(|at| (1..=2).contains(at));
    words <= 3 && line.len() <= 16 && line.starts_with(|c: char| c.is_ascii_digit()) && colon.is_some()
}

/// The outlet's own, behind its name: `FTFT`, `J000`.
fn is_code(line: &str) -> bool {
    line.len() <= 8 && line.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit()) && {
        let letters = line.bytes().filter(u8::is_ascii_uppercase).count();
        letters >= 2 || letters == 1 && line.len() >= 4
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_lines_of_a_record_by_their_order() {
        let lines = "World news\nFerry returns\nBy Ann Lee\n1,024 words\n12 May 2025\n03:23 PM\nHarbour Post\nHARB\n\
                     Late edition\nA 12\nEnglish\n(c) 2025 Harbour Press.\nThe ferry sails.\nIt is back.";
        let lines: Vec<String> = lines.lines().map(str::to_owned).collect();
        let record = plain(&lines, 1);
        assert_eq!((record.section.as_deref(), record.title.as_deref()), (Some("World news"), Some("Ferry returns")));
        assert_eq!(record.byline, ["By Ann Lee"]);
        assert_eq!(record.date.as_deref(), Some("12 May 2025 03:23 PM"));
        assert_eq!((record.source.as_deref(), record.page.as_deref()), (Some("Harbour Post"), Some("12")));
        assert_eq!(record.copyright, ["(c) 2025 Harbour Press."]);
        assert_eq!(record.body, ["The ferry sails.", "It is back."]);
    }
}
