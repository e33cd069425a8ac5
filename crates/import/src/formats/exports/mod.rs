//! Lists of articles as tables and JSON: exports of read-later programs, archives and scripts, told by their columns.

mod columns;
mod json;
mod table;

use articles::{Body, Document, ProblemCode, PublishedFrom, RawDate, Source};

use columns::{Column, Row};

use super::{Format, Sniff, read_declared_text};
use crate::{
    detect::Head,
    input::Content,
    limits::HTML_BYTES,
    markup::{Tags, one_line, plain_line},
    reader::{Reader, Stop},
};

pub(super) const JSON: Format = Format {
    name: "json",
    reads: "JSON and JSON Lines with articles in them: wallabag, Omnivore, Karakeep, Linkwarden, any with known keys",
    leaves: "Entries that are only an address are counted",
    sniff: Sniff::Head(json::sniff),
    read: json::read,
};

pub(super) const TABLE: Format = Format {
    name: "csv",
    reads: "CSV and TSV with columns for headlines and texts or addresses: Readwise, Raindrop, any with known names",
    leaves: "Rows that are only an address are counted; tables without such columns",
    sniff: Sniff::Head(table::sniff),
    read: table::read,
};

pub(super) const BOOKMARKS: Format = Format {
    name: "bookmarks",
    reads: "Bookmark files of browsers, Pocket and others are known as such, and their entries counted",
    leaves: "They hold addresses, no articles",
    sniff: Sniff::Head(sniff_bookmarks),
    read: read_bookmarks,
};

fn sniff_bookmarks(head: &Head<'_>) -> bool {
    let text = head.text.as_deref().unwrap_or_default();
    text.starts_with("<!DOCTYPE NETSCAPE-Bookmark-file")
        || text.starts_with('<')
            && (text.contains("<title>Pocket Export") || text.contains("<title>Instapaper: Export"))
}

fn read_bookmarks(content: Content<'_>, reader: &mut Reader<'_>) -> Result<(), Stop> {
    let html = read_declared_text(content, HTML_BYTES, reader)?;
    let links = Tags::of(&html).filter(|tag| tag.name.as_bytes() == b"a" && tag.attribute("href").is_some()).count();
    Err(Stop::refuse(ProblemCode::NothingFound, format!("{links} bookmarks, addresses without texts")))
}

/// What was found in a list so far.
#[derive(Default)]
struct Tally {
    articles: usize,
    addresses: usize,
}

impl Tally {
    fn take(&mut self, row: &Row<'_>, reader: &mut Reader<'_>) -> Result<(), Stop> {
        match document(row, reader) {
            Some(document) => {
                self.articles += 1;
                reader.found_document(document)
            }
            None => {
                self.addresses += usize::from(row.get(Column::Url).is_some());
                Ok(())
            }
        }
    }

    fn tell(self, reader: &mut Reader<'_>) -> Result<(), Stop> {
        if self.articles == 0 && self.addresses == 0 {
            return Err(Stop::refuse(ProblemCode::UnsupportedFormat, "no entry with a headline and a text"));
        }
        if self.addresses > 0 {
            let detail = format!("{} bookmarks, addresses without texts", self.addresses);
            reader.found_problem(ProblemCode::NothingFound, detail);
        }
        Ok(())
    }
}

/// None for a row without any text.
fn document(row: &Row<'_>, reader: &Reader<'_>) -> Option<Document> {
    let text = row.get(Column::Html).or_else(|| row.get(Column::Text));
    let short = row.get(Column::Summary);
    let text = text.or(short).filter(|text| !text.trim().is_empty())?;
    let is_html = ["</", "<p>", "<br", "&#", "&amp;", "&quot;"].iter().any(|mark| text.contains(mark));
    let body = if is_html { Body::Fragment(text.to_owned()) } else { Body::Plain(text.to_owned()) };
    let mut document = reader.document(body);
    // Pinboard calls the headline a description.
    let (title, short) = match row.get(Column::Title) {
        None if short != Some(text) => (short, None),
        title => (title, short.filter(|short| *short != text)),
    };
    document.title = title.map(plain_line);
    document.standfirst = short.map(plain_line);
    document.byline.extend(row.get(Column::Author).map(one_line));
    let date = row.get(Column::Published).map(|date| RawDate { text: in_words(date), from: PublishedFrom::Metadata });
    document.dates.extend(date);
    document.source = row.get(Column::Source).map(|name| Source { name: one_line(name), host: None });
    document.section = row.get(Column::Section).map(one_line);
    document.page = row.get(Column::Page).map(one_line);
    document.language = row.get(Column::Language).map(one_line);
    document.url = row.get(Column::Url).filter(|url| url.starts_with("http")).map(str::to_owned);
    Some(document)
}

/// Seconds or milliseconds since 1970 as a date; anything else as it is.
pub(super) fn in_words(date: &str) -> String {
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
