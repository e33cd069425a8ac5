use chrono::{Datelike, NaiveDate};
use serde::Serialize;

use crate::direction::Direction;

mod desk;
mod table;

use desk::DeskWords;

/// The fixed words of a document in one language. `{…}` stands for what is put in.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct Words {
    #[serde(skip)]
    pub code: &'static str,
    #[serde(skip)]
    pub direction: Direction,
    /// The masthead of an issue whose own is empty.
    #[serde(skip)]
    pub untitled: &'static str,
    #[serde(skip)]
    pub number: &'static str,
    pub at_a_glance: &'static str,
    pub contents: &'static str,
    pub full_texts: &'static str,
    pub sources: &'static str,
    pub source: &'static str,
    pub items: &'static str,
    pub language: &'static str,
    pub languages: &'static str,
    /// Of `{minutes}` and `{all}`.
    #[serde(skip)]
    pub reading_time: &'static str,
    /// Of the languages that have words here, in the same order.
    #[serde(skip)]
    pub language_names: [&'static str; 7],
    /// Of `{page}` and `{pages}`.
    pub page: &'static str,
    pub full_text: &'static str,
    /// Of `{page}`.
    pub full_text_page: &'static str,
    pub original: &'static str,
    /// Of `{outlets}`.
    #[serde(skip)]
    pub also_in: &'static str,
    pub note: &'static str,
    #[serde(skip)]
    pub picture: &'static str,
    pub back_to_item: &'static str,
    pub no_items: &'static str,
    #[serde(skip)]
    pub missing_article: &'static str,
    #[serde(skip)]
    pub date_inferred: &'static str,
    #[serde(skip)]
    pub date_of_file: &'static str,
    /// Of `{page}`, a newspaper's.
    #[serde(skip)]
    pub printed_page: &'static str,
    #[serde(flatten)]
    pub desk: &'static DeskWords,
    /// How the quotes were made.
    #[serde(skip)]
    pub imprint_quotes: &'static str,
    #[serde(skip)]
    pub imprint_guesses: &'static str,
    /// Of `{count}`.
    #[serde(skip)]
    pub imprint_replaced: &'static str,
    /// Of a message that holds no full texts.
    #[serde(skip)]
    pub imprint_mail: &'static str,
    /// Of a message whose texts were cut to keep it small.
    #[serde(skip)]
    pub imprint_mail_cut: &'static str,
    /// Of `{count}`, items that a message has no room for.
    #[serde(skip)]
    pub more_items: &'static str,
    #[serde(skip)]
    pub imprint_made: &'static str,
    /// Of `{date}`.
    #[serde(skip)]
    pub imprint_made_on: &'static str,
    /// Of `{weekday}`, `{day}`, `{month}`, `{year}`.
    #[serde(skip)]
    pub long_date: &'static str,
    /// Of `{day}`, `{month}`, `{year}`.
    #[serde(skip)]
    pub date: &'static str,
    /// From January, in the form that stands beside a day.
    #[serde(skip)]
    pub months: [&'static str; 12],
    /// From Monday.
    #[serde(skip)]
    pub weekdays: [&'static str; 7],
    /// What parts names in a list.
    #[serde(skip)]
    pub comma: &'static str,
}

/// The words of a language, or English where we have none in it.
pub(crate) fn words_in(language: &str) -> &'static Words {
    let main = language.split(['-', '_']).next().unwrap_or_default();
    let known = table::WORDS.iter().find(|words| words.code.eq_ignore_ascii_case(main));
    known.unwrap_or(&table::WORDS[0])
}

impl Words {
    /// `Arabic` of `ar`, where the language is one of ours.
    pub fn name_language(&self, code: &str) -> Option<&'static str> {
        table::WORDS.iter().zip(self.language_names).find(|(words, _)| words.code == code).map(|(_, name)| name)
    }

    /// `Monday, 23 November 2026`
    pub fn write_long_date(&self, date: NaiveDate) -> String {
        let weekday = self.weekdays[date.weekday().num_days_from_monday() as usize % 7];
        self.fill_date(self.long_date, date).replace("{weekday}", weekday)
    }

    /// `23 November 2026`
    pub fn write_date(&self, date: NaiveDate) -> String {
        self.fill_date(self.date, date)
    }

    fn fill_date(&self, pattern: &str, date: NaiveDate) -> String {
        pattern
            .replace("{day}", &date.day().to_string())
            .replace("{month}", self.months[date.month0() as usize % 12])
            .replace("{year}", &date.year().to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A word that is missing in one language is a hole in a document that nobody sees before it is sent.
    #[test]
    fn no_word_is_missing() {
        let codes: Vec<&str> = table::WORDS.iter().map(|words| words.code).collect();
        assert_eq!(codes, ["en", "ar", "fr", "ru", "es", "de", "zh"]);
        for words in table::WORDS {
            let all = serde_json::to_value(words).unwrap();
            let printed = all.as_object().unwrap().values().map(|word| word.as_str().unwrap());
            let rest = [
                words.untitled,
                words.missing_article,
                words.picture,
                words.date_inferred,
                words.date_of_file,
                words.imprint_quotes,
                words.imprint_guesses,
                words.imprint_made,
                words.imprint_mail,
                words.imprint_mail_cut,
                words.comma,
            ];
            for word in printed.chain(rest).chain(words.months).chain(words.weekdays).chain(words.language_names) {
                assert!(!word.trim().is_empty(), "{} lacks a word", words.code);
            }
            for (pattern, names) in [
                (words.page, &["{page}", "{pages}"][..]),
                (words.full_text_page, &["{page}"]),
                (words.printed_page, &["{page}"]),
                (words.number, &["{number}"]),
                (words.imprint_replaced, &["{count}"]),
                (words.more_items, &["{count}"]),
                (words.reading_time, &["{minutes}", "{all}"]),
                (words.imprint_made_on, &["{date}"]),
                (words.long_date, &["{weekday}", "{day}", "{month}", "{year}"]),
                (words.date, &["{day}", "{month}", "{year}"]),
                (words.desk.volume, &["{volume}", "{number}"]),
                (words.desk.editors, &["{names}"]),
                (words.desk.closing, &["{time}"]),
                (words.desk.extract, &["{words}"]),
                (words.desk.quota, &["{items}", "{quota}"]),
                (words.desk.version, &["{version}", "{date}"]),
                (words.desk.correction, &["{version}", "{date}", "{note}"]),
                (words.desk.pictures_left_out, &["{count}"]),
            ] {
                for name in names {
                    assert!(pattern.contains(name), "{}: {pattern:?} lacks {name}", words.code);
                }
                assert_eq!(pattern.matches('{').count(), names.len(), "{}: {pattern:?}", words.code);
            }
        }
    }

    /// A language's own words must not be what the PDF has to replace.
    #[test]
    fn every_word_can_be_set() {
        for words in table::WORDS {
            let text = format!("{words:?}");
            let uncovered: String = text.chars().filter(|char| !typeset::covers(&char.to_string())).collect();
            assert_eq!(uncovered, "", "{}", words.code);
        }
    }

    #[test]
    fn dates_read_as_the_language_writes_them() {
        let check = |language: &str, expected: &str| {
            assert_eq!(words_in(language).write_long_date("2026-11-23".parse().unwrap()), expected);
        };
        check("en", "Monday, 23 November 2026");
        check("en-GB", "Monday, 23 November 2026");
        check("ar", "الاثنين، 23 نوفمبر 2026");
        check("fr", "lundi 23 novembre 2026");
        check("ru", "понедельник, 23 ноября 2026 г.");
        check("es", "lunes, 23 de noviembre de 2026");
        check("de", "Montag, 23. November 2026");
        check("zh", "2026年11月23日 星期一");
        check("eo", "Monday, 23 November 2026");
    }
}
