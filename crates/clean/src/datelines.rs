//! The place and agency that open wire copy: `DAMASCUS (Reuters) —`, `PARIS, May 3 (AFP) -`.

use articles::Moment;

use crate::{bylines::is_agency, dates};

/// A dateline at the start of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dateline {
    /// As printed, without the dash: `PARIS, May 3 (AFP)`.
    pub printed: String,
    /// `PARIS`; empty where only an agency stands there.
    pub place: String,
    pub agency: Option<String>,
    /// Only where it names a year.
    pub moment: Option<Moment>,
    /// Byte of the paragraph at which the text goes on.
    pub text_from: usize,
}

/// Longest dateline in characters.
const LONGEST: usize = 80;

/// Reads the dateline that a paragraph opens with. A dash with spaces must close it, and the place be in capitals or an agency be named.
pub fn read_dateline(paragraph: &str) -> Option<Dateline> {
    let start = paragraph.len() - paragraph.trim_start().len();
    let (dash, after) = closing_dash(paragraph, start)?;
    let printed = paragraph[start..dash].trim_end();
    let text_from = after + (paragraph[after..].len() - paragraph[after..].trim_start().len());
    if printed.is_empty() || paragraph[text_from..].trim().is_empty() {
        return None;
    }
    let (head, agency) = split_agency(printed);
    let place = place_of(head);
    if agency.is_none() && !is_capitals(place) {
        return None;
    }
    if !place.is_empty() && (!is_place(place) || is_weak(place)) {
        return None;
    }
    let moment = dates::find_dates(printed, &dates::DateHints::default()).first().map(|found| found.moment);
    Some(Dateline {
        printed: printed.to_owned(),
        place: place.to_owned(),
        agency: agency.map(str::to_owned),
        moment,
        text_from,
    })
}

/// Where the dash begins and where it ends.
fn closing_dash(paragraph: &str, start: usize) -> Option<(usize, usize)> {
    let mut count = 0;
    for (place, letter) in paragraph[start..].char_indices() {
        count += 1;
        if count > LONGEST {
            return None;
        }
        let at = start + place;
        let end = at + letter.len_utf8();
        match letter {
            '—' | '–' | '―' => return Some((at, end)),
            // "--" is how wires print a dash; a single hyphen wants space before it or a bracket.
            '-' if paragraph[end..].starts_with('-') => return Some((at, end + 1)),
            '-' if paragraph[..at].ends_with([' ', ')']) && paragraph[end..].starts_with(' ') => {
                return Some((at, end));
            }
            ':' if paragraph[..at].ends_with(')') => return Some((at, end)),
            '.' | '!' | '?'
                if paragraph[end..].starts_with(' ')
                    && paragraph[start..at].chars().filter(|c| c.is_lowercase()).count() > 12 =>
            {
                return None;
            }
            _ => {}
        }
    }
    None
}

fn split_agency(printed: &str) -> (&str, Option<&str>) {
    let bracket = printed.find('(').filter(|_| printed.ends_with(')'));
    if let Some(open) = bracket {
        let inner = printed[open + 1..printed.len() - 1].trim();
        let fits = is_agency(inner)
            || (inner.chars().count() <= 30
                && inner.split_whitespace().count() <= 3
                && inner.chars().next().is_some_and(char::is_uppercase)
                && !inner.chars().any(|c| c.is_ascii_digit()));
        return if fits { (printed[..open].trim_end(), Some(inner)) } else { (printed, None) };
    }
    if let Some((place, agency)) = printed.rsplit_once([',', '/'])
        && is_agency(agency.trim())
    {
        return (place.trim_end(), Some(agency.trim()));
    }
    if is_agency(printed) { ("", Some(printed)) } else { (printed, None) }
}

fn place_of(head: &str) -> &str {
    // "PARIS, May 3", "PARIS, 3 May 2025": the place ends where the date begins.
    let end = head.char_indices().find(|(_, c)| c.is_ascii_digit()).map_or(head.len(), |(place, _)| place);
    let place = &head[..end];
    match place.rsplit_once(',') {
        Some((before, after)) if end < head.len() && after.trim().chars().count() <= 10 => before.trim(),
        _ => place.trim().trim_end_matches(','),
    }
}

fn is_place(place: &str) -> bool {
    let words = place.split_whitespace().count();
    words <= 6
        && !place.chars().any(|c| matches!(c, '"' | '“' | '”' | '?' | '!' | ';' | ':'))
        && place.chars().next().is_some_and(|c| c.is_alphabetic() && !c.is_lowercase())
}

/// The first word, at least, in capitals of three letters or more.
fn is_capitals(place: &str) -> bool {
    let first: String = place.split(',').next().unwrap_or_default().chars().filter(|c| c.is_alphabetic()).collect();
    first.chars().count() >= 3 && first.chars().all(char::is_uppercase)
}

/// Words in capitals that open text before a dash and are no place.
fn is_weak(place: &str) -> bool {
    matches!(
        place,
        "UPDATE"
            | "UPDATED"
            | "BREAKING"
            | "NEWS"
            | "FILE"
            | "WATCH"
            | "READ"
            | "READ MORE"
            | "EXCLUSIVE"
            | "OPINION"
            | "ANALYSIS"
            | "LIVE"
            | "VIDEO"
            | "PHOTOS"
            | "NEW"
            | "ALSO READ"
            | "RELATED"
            | "CORRECTION"
            | "FAQ"
            | "NOTE"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(paragraph: &str, expected: Option<(&str, &str, Option<&str>, &str)>) {
        let found = read_dateline(paragraph);
        let found = found.as_ref().map(|line| {
            (line.printed.as_str(), line.place.as_str(), line.agency.as_deref(), &paragraph[line.text_from..])
        });
        assert_eq!(found, expected, "{paragraph:?}");
    }

    #[test]
    fn wire_copy_says_where_it_comes_from() {
        check(
            "DAMASCUS (Reuters) — Talks began.",
            Some(("DAMASCUS (Reuters)", "DAMASCUS", Some("Reuters"), "Talks began.")),
        );
        check("PARIS, May 3 (AFP) - Talks began.", Some(("PARIS, May 3 (AFP)", "PARIS", Some("AFP"), "Talks began.")));
        check(
            "LISBON, Portugal (AP) -- Talks began.",
            Some(("LISBON, Portugal (AP)", "LISBON, Portugal", Some("AP"), "Talks began.")),
        );
        check("LISBON — Talks began.", Some(("LISBON", "LISBON", None, "Talks began.")));
        check(
            "Berlin (dpa) - Die Gespräche begannen.",
            Some(("Berlin (dpa)", "Berlin", Some("dpa"), "Die Gespräche begannen.")),
        );
    }

    #[test]
    fn sentences_with_dashes_are_no_datelines() {
        for text in [
            "The minister — who was late — spoke.",
            "Talks began on Monday.",
            "LISBON —",
            "Talks (again) - began",
            "UPDATE — Talks began.",
            "",
        ] {
            check(text, None);
        }
    }
}
