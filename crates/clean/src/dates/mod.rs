//! Dates as printed, in the languages and orders of the press.

mod infer;
mod lines;
mod names;
mod scan;

use std::ops::Range;

use articles::Moment;
use chrono::{DateTime, NaiveDate, NaiveDateTime};

pub use infer::infer;
pub use lines::{DateLabel, DateLine, date_line, labelled_dates};

/// What decides between two readings of one date.
#[derive(Clone, Copy, Debug, Default)]
pub struct DateHints<'a> {
    /// ISO 639-1 code of the text around it.
    pub language: Option<&'a str>,
    /// Whether `05/12/2025` is 5 December here, where another date of the same source has shown it.
    pub day_first: Option<bool>,
    /// When the source was saved or fetched: no date of it is later.
    pub near: Option<NaiveDate>,
}

/// A date inside a longer text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundDate {
    pub moment: Moment,
    /// Bytes of the text, weekday and time included.
    pub range: Range<usize>,
}

/// The first date of a field that is known to hold one: a meta tag, a column, a printed date line.
pub fn parse_date(text: &str, hints: &DateHints<'_>) -> Option<Moment> {
    let text = text.trim();
    if text.len() > 400 {
        return None;
    }
    compact(text).or_else(|| scan::find(text, hints).first().map(|found| found.moment))
}

/// Every date of a text in order. Dates without a year are none.
pub fn find_dates(text: &str, hints: &DateHints<'_>) -> Vec<FoundDate> {
    scan::find(text, hints)
}

/// The day that names such as "Monday" give, 1 (Monday) to 7 (Sunday), in any language of the tables.
pub fn weekday(word: &str) -> Option<u32> {
    names::weekday(&word.to_lowercase())
}

/// Digits only: `20250512`, `20250512T103000Z`, seconds or milliseconds since 1970.
fn compact(text: &str) -> Option<Moment> {
    if let Ok(at) = DateTime::parse_from_rfc3339(text) {
        return Some(Moment::Exact(at));
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &text[digits..];
    match digits {
        8 => {
            let day = NaiveDate::parse_from_str(&text[..8], "%Y%m%d").ok().filter(|day| plausible(*day))?;
            let clock: String = rest.chars().filter(char::is_ascii_digit).take(6).collect();
            match (rest.is_empty(), clock.len()) {
                (true, _) => Some(Moment::Day(day)),
                (false, 4 | 6) if rest.starts_with(['T', ' ']) => {
                    let clock = format!("{clock:0<6}");
                    let at = chrono::NaiveTime::parse_from_str(&clock, "%H%M%S").ok()?;
                    let local = NaiveDateTime::new(day, at);
                    Some(if rest.ends_with('Z') {
                        Moment::Exact(local.and_utc().fixed_offset())
                    } else {
                        Moment::Local(local)
                    })
                }
                _ => None,
            }
        }
        12 | 14 if rest.is_empty() => {
            let at = NaiveDateTime::parse_from_str(&format!("{text:0<14}"), "%Y%m%d%H%M%S")
                .ok()
                .filter(|at| plausible(at.date()))?;
            Some(Moment::Local(at))
        }
        10 | 13 if rest.is_empty() => {
            let number: i64 = text.parse().ok()?;
            let at = DateTime::from_timestamp(if digits == 13 { number / 1000 } else { number }, 0)?;
            plausible(at.date_naive()).then(|| Moment::Exact(at.fixed_offset()))
        }
        _ => None,
    }
}

fn plausible(day: NaiveDate) -> bool {
    (1800..2200).contains(&chrono::Datelike::year(&day))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, language: Option<&str>, expected: &str) {
        let hints = DateHints { language, ..DateHints::default() };
        let found = parse_date(text, &hints).map(|moment| moment.to_string());
        assert_eq!(found.as_deref(), (!expected.is_empty()).then_some(expected), "{text:?}");
    }

    /// Each is a way that some newspaper prints its dates; a lost time zone moves a story to another day.
    #[test]
    fn printed_dates_are_read_in_many_languages() {
        for (text, expected) in [
            ("2025-05-12", "2025-05-12"),
            ("2025-05-12T10:30:00.000Z", "2025-05-12T10:30:00+00:00"),
            ("2025-05-12 10:30:05 +0200", "2025-05-12T10:30:05+02:00"),
            ("2025-05-12T10:30", "2025-05-12T10:30:00"),
            ("20250512T103000Z", "2025-05-12T10:30:00+00:00"),
            ("20250512", "2025-05-12"),
            ("1747045800", "2025-05-12T10:30:00+00:00"),
            ("Mon, 12 May 2025 10:30:00 GMT", "2025-05-12T10:30:00+00:00"),
            ("Mon May 12 10:30:00 GMT 2025", "2025-05-12"),
            ("May 12, 2025 at 9:05 p.m. EDT", "2025-05-12T21:05:00-04:00"),
            ("12th of May, 2025", "2025-05-12"),
            ("12-May-25", "2025-05-12"),
            ("Montag, 12. Mai 2025, 10.30 Uhr", "2025-05-12T10:30:00"),
            ("lundi 12 mai 2025 à 10h30", "2025-05-12T10:30:00"),
            ("1er mai 2025", "2025-05-01"),
            ("12 de mayo de 2025 a las 10:30", "2025-05-12T10:30:00"),
            ("12 maggio 2025 ore 10:30", "2025-05-12T10:30:00"),
            ("12 de março de 2025, 10h30", "2025-03-12T10:30:00"),
            ("maandag 12 mei 2025 om 10:30", "2025-05-12T10:30:00"),
            ("10:30, 12 мая 2025", "2025-05-12T10:30:00"),
            ("12 травня 2025 р., 10:30", "2025-05-12T10:30:00"),
            ("12 maja 2025, 10:30", "2025-05-12T10:30:00"),
            ("١٢ مايو ٢٠٢٥ - ١٠:٣٠ م", "2025-05-12T22:30:00"),
            ("12 أيار 2025", "2025-05-12"),
            ("3 كانون الثاني 2025", "2025-01-03"),
            ("12 Mayıs 2025 Pazartesi 10:30", "2025-05-12T10:30:00"),
            ("2025年5月12日 10:30", "2025-05-12T10:30:00"),
            ("2025年5月12日(月) 10時30分", "2025-05-12T10:30:00"),
            ("2025년 5월 12일 오후 3:05", "2025-05-12T15:05:00"),
            ("2025. 5. 12. 10:30", "2025-05-12T10:30:00"),
            ("2025. május 12. 10:30", "2025-05-12T10:30:00"),
            ("12 tháng 5 năm 2025", "2025-05-12"),
            ("12 พฤษภาคม 2568", "2025-05-12"),
            ("12.05.2025 10:30", "2025-05-12T10:30:00"),
            ("12.05.25", "2025-05-12"),
        ] {
            check(text, None, expected);
        }
    }

    #[test]
    fn the_order_of_numbers_is_decided_by_evidence() {
        check("25/12/2024", None, "2024-12-25");
        check("12/25/2024", Some("fr"), "2024-12-25");
        check("05/12/2024", Some("en"), "2024-05-12");
        check("5/26/20", Some("en"), "2020-05-26");
        check("26/5/20", None, "2020-05-26");
        check("05/12/2024", Some("fr"), "2024-12-05");
        check("Thursday, 05/12/2024", Some("en"), "2024-12-05");
        let saved = NaiveDate::from_ymd_opt(2024, 12, 8);
        let hints = DateHints { language: Some("en"), near: saved, ..DateHints::default() };
        assert_eq!(parse_date("05/12/2024", &hints).unwrap().to_string(), "2024-12-05");
    }

    /// A wrong date is worse than none.
    #[test]
    fn numbers_that_are_no_date_are_left() {
        for text in [
            "",
            "3.14",
            "10:30",
            "192.168.10.12",
            "31 February 2025",
            "May 2025",
            "2,025",
            "version 12.5.3",
            "call 555-12-34",
            "12/2025",
            "99999999",
            "3/4/24",
            "24/30/20",
        ] {
            check(text, None, "");
        }
    }

    #[test]
    fn dates_are_found_where_they_stand() {
        let text = "Photo taken on Monday, May 12, 2025 and again 3 June 2025.";
        let found: Vec<&str> =
            find_dates(text, &DateHints::default()).into_iter().map(|date| &text[date.range]).collect();
        assert_eq!(found, ["Monday, May 12, 2025", "3 June 2025"]);
    }
}
