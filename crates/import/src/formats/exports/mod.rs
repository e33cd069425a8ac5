//! Lists of articles as tables and JSON: exports of read-later programs, archives and scripts, told by their columns.

mod cells;
mod columns;
mod json;
mod row;
mod table;
mod xml;

use articles::{ProblemCode, ReadingChoice, Table, TableField};

pub(super) use json::read_value;
use row::Row;
pub(super) use row::in_words;

use super::{Format, Sniff, read_declared_text};
use crate::{
    detect::Head,
    input::Content,
    limits::HTML_BYTES,
    markup::Tags,
    reader::{Reader, Stop},
};

pub(super) const JSON: Format = Format {
    name: "json",
    reads: "JSON and JSON Lines with articles in them: wallabag, Omnivore, Karakeep, Linkwarden, any whose keys are known or told",
    leaves: "Entries that are only an address are counted",
    sniff: Sniff::Head(json::sniff),
    read: json::read,
};

pub(super) const TABLE: Format = Format {
    name: "csv",
    reads: "CSV and TSV with columns for headlines and texts or addresses: Readwise, Raindrop, any whose columns are known or told; without a line of names, what the cells look like",
    leaves: "Rows that are only an address are counted; columns that are not known are asked for",
    sniff: Sniff::Head(table::sniff),
    read: table::read,
};

pub(super) const XML: Format = Format {
    name: "xml",
    reads: "XML lists of articles: wallabag, any whose elements are known or told",
    leaves: "Entries that are only an address are counted; XML of other kinds",
    sniff: Sniff::Head(xml::sniff),
    read: xml::read,
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

/// What was found in a file of lists so far.
#[derive(Default)]
struct Tally {
    articles: usize,
    addresses: usize,
    /// Of lists that hold words, and of which it is not known which.
    unknown: Vec<Table>,
}

/// A file has few kinds of entries; what has many is a tree of something else.
const MOST_UNKNOWN: usize = 3;

impl Tally {
    fn take(&mut self, row: &Row<'_>, reader: &mut Reader<'_>) -> Result<(), Stop> {
        match row.document(reader) {
            Some(document) => {
                self.articles += 1;
                reader.found_document(document)
            }
            None => {
                self.addresses += usize::from(row.get(TableField::Url).is_some());
                Ok(())
            }
        }
    }

    /// A table that was read, and could be read in another way.
    fn found_table(&self, table: Table, reader: &mut Reader<'_>) {
        reader.found_choice(ReadingChoice::Table(table));
    }

    fn tell(self, reader: &mut Reader<'_>) -> Result<(), Stop> {
        if self.addresses > 0 {
            let detail = format!("{} bookmarks, addresses without texts", self.addresses);
            reader.found_problem(ProblemCode::NothingFound, detail);
        }
        if self.articles > 0 || self.addresses > 0 {
            return Ok(());
        }
        let Some(first) = self.unknown.first() else {
            return Err(Stop::refuse(ProblemCode::UnsupportedFormat, "no entry with a headline and a text"));
        };
        let names: Vec<&str> = first.columns.iter().map(|column| column.name.as_str()).collect();
        let detail: String = names.join(", ").chars().filter(|c| !c.is_control()).take(200).collect();
        for table in self.unknown.into_iter().take(MOST_UNKNOWN) {
            reader.found_choice(ReadingChoice::Table(table));
        }
        Err(Stop::refuse(ProblemCode::UnknownColumns, detail))
    }
}
