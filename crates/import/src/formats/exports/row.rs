//! One entry of a list, and the document it makes.

use std::borrow::Cow;

use articles::{Body, Document, PublishedFrom, RawDate, Source, TableField};

use crate::{
    markup::{one_line, plain_line},
    reader::Reader,
};

const MOST_TAGS: usize = 20;

/// What the columns of an entry hold, in the order of the table.
#[derive(Default)]
pub(super) struct Row<'a>(pub(super) Vec<(TableField, Cow<'a, str>)>);

impl Row<'_> {
    /// The longest of several columns of the same kind.
    pub(super) fn get(&self, field: TableField) -> Option<&str> {
        self.all(field).max_by_key(|value| value.len())
    }

    fn all(&self, field: TableField) -> impl Iterator<Item = &str> {
        let values = self.0.iter().filter(move |(name, value)| *name == field && !value.trim().is_empty());
        values.map(|(_, value)| &**value)
    }

    /// Marked up, it says more than plain.
    fn text(&self) -> Option<&str> {
        let marked_up = self.all(TableField::Text).filter(|text| is_html(text));
        marked_up.max_by_key(|text| text.len()).or_else(|| self.get(TableField::Text))
    }

    /// None for a row without any text.
    pub(super) fn document(&self, reader: &Reader<'_>) -> Option<Document> {
        let short = self.get(TableField::Standfirst);
        let text = self.text().or(short)?;
        let body = if is_html(text) { Body::Fragment(text.to_owned()) } else { Body::Plain(text.to_owned()) };
        let mut document = reader.document(body);
        // Pinboard calls the headline a description.
        let (title, short) = match self.get(TableField::Title) {
            None if short != Some(text) => (short, None),
            title => (title, short.filter(|short| *short != text)),
        };
        document.title = title.map(plain_line);
        document.standfirst = short.map(plain_line);
        document.byline.extend(self.get(TableField::Byline).map(one_line));
        let date =
            self.get(TableField::Date).map(|date| RawDate { text: in_words(date), from: PublishedFrom::Metadata });
        document.dates.extend(date);
        document.source = self.get(TableField::Source).map(|name| Source { name: one_line(name), host: None });
        document.section = self.get(TableField::Section).map(one_line);
        document.page = self.get(TableField::Page).map(one_line);
        document.language = self.get(TableField::Language).map(one_line);
        document.url = self.get(TableField::Url).filter(|url| url.starts_with("http")).map(str::to_owned);
        document.copyright.extend(self.get(TableField::Copyright).map(one_line));
        let tags = self.all(TableField::Tags).flat_map(|tags| tags.split([',', ';', '|'])).map(one_line);
        document.tags = tags.filter(|tag| !tag.is_empty()).take(MOST_TAGS).collect();
        Some(document)
    }
}

fn is_html(text: &str) -> bool {
    ["</", "<p>", "<br", "&#", "&amp;", "&quot;"].iter().any(|mark| text.contains(mark))
}

/// Seconds or milliseconds since 1970 as a date; anything else as it is.
pub(crate) fn in_words(date: &str) -> String {
    let Ok(number) = date.trim().parse::<i64>() else { return one_line(date) };
    let seconds = if number.abs() > 100_000_000_000 { number / 1000 } else { number };
    // A bare year, or `20250512`.
    if seconds < 100_000_000 {
        return date.trim().to_owned();
    }
    let days = seconds.div_euclid(86_400);
    let (year, month, day) = civil(days);
    let rest = seconds.rem_euclid(86_400);
    format!("{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}+00:00", rest / 3600, rest / 60 % 60, rest % 60)
}

/// The day of the Gregorian calendar, from days since 1970: by eras of 400 years that begin in March.
fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let day_of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month, day_of_year - (153 * month_from_march + 2) / 5 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Exports count seconds or milliseconds; a year or a short date must not be taken for either.
    #[test]
    fn turns_counted_seconds_into_dates() {
        let check = |date: &str, words: &str| assert_eq!(in_words(date), words);
        check("1747037400", "2025-05-12T08:10:00+00:00");
        check("1747037400000", "2025-05-12T08:10:00+00:00");
        check("951782400", "2000-02-29T00:00:00+00:00");
        check("20250512", "20250512");
        check("2025", "2025");
        check(" 12 May 2025 ", "12 May 2025");
    }
}
