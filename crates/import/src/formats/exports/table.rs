use std::borrow::Cow;

use csv::{ReaderBuilder, StringRecord};

use super::{
    Tally,
    cells::{guess_by_cells, holds_prose, looks_like_date},
    columns::{LOOKED_AT, describe, field_of},
    row::Row,
};
use crate::{
    detect::Head,
    formats::read_declared_text,
    input::Content,
    limits::{HEAD_BYTES, TEXT_BYTES},
    reader::{Reader, Stop},
};
use articles::TableField;

/// Room for a question of a form as the name of its column; a paragraph or a line of code is longer.
const NAME_BYTES: usize = 300;
/// Without known names, a name is as short as people write one over a column.
const PLAIN_NAME_CHARS: usize = 40;
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

pub(super) fn sniff(head: &Head<'_>) -> bool {
    let is_named = matches!(head.ending.as_str(), "csv" | "tsv" | "tab");
    head.text.as_deref().is_some_and(|text| find_layout(text, is_named).is_some())
}

pub(super) fn read(content: Content<'_>, reader: &mut Reader<'_>) -> Result<(), Stop> {
    let text = read_declared_text(content, TEXT_BYTES, reader)?;
    let layout = find_layout(text.trim_start(), true).unwrap_or(Layout { delimiter: b',', has_names: true });
    let text = told_delimiter(text.trim_start()).map_or(text.trim_start(), |(_, rest)| rest);
    let mut table = layout.reader(text);
    let mut names: Vec<String> = match table.headers() {
        Ok(headers) if layout.has_names => headers.iter().map(|name| name.trim().to_owned()).collect(),
        _ => Vec::new(),
    };
    let mut records = table.into_records().flatten();
    let first: Vec<StringRecord> = records.by_ref().take(LOOKED_AT).collect();
    if !layout.has_names {
        names = letters(first.iter().map(StringRecord::len).max().unwrap_or(0));
    }
    let rows: Vec<Vec<String>> = cells(&first, names.len());
    let described = describe(&names, layout.has_names, &rows, reader.preferences());
    let mut found = described.table;
    let mut tally = Tally::default();
    for record in first.into_iter().chain(records) {
        reader.check()?;
        found.count = found.count.saturating_add(1);
        if described.is_recognised {
            let fields = found.columns.iter().map(|column| column.field);
            let cells = fields.zip(record.iter()).filter_map(|(field, cell)| Some((field?, Cow::Borrowed(cell))));
            tally.take(&Row(cells.collect()), reader)?;
        }
    }
    if described.is_recognised {
        tally.found_table(found, reader);
    } else if holds_prose(&rows) {
        tally.unknown.push(found);
    }
    tally.tell(reader)
}

/// How a table is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Layout {
    delimiter: u8,
    /// Its first line says what the columns hold.
    has_names: bool,
}

impl Layout {
    fn reader<'a>(&self, text: &'a str) -> csv::Reader<&'a [u8]> {
        let mut builder = ReaderBuilder::new();
        builder.delimiter(self.delimiter).flexible(true).has_headers(self.has_names).from_reader(text.as_bytes())
    }
}

/// The sign between columns: where the first line names two or more that are known, a headline or text among them;
/// where all lines have as many cells as it, and it looks like names; or where the cells themselves look like entries.
fn find_layout(text: &str, is_named: bool) -> Option<Layout> {
    let (told, text) = match told_delimiter(text) {
        Some((delimiter, rest)) => (Some(delimiter), rest),
        None => (None, text),
    };
    let header = text.lines().next().filter(|line| !line.starts_with('<'))?;
    let delimiters: Vec<u8> = told.map_or(DELIMITERS.to_vec(), |delimiter| vec![delimiter]);
    let named = |delimiter: u8| Layout { delimiter, has_names: true };
    let known = delimiters.iter().find(|delimiter| has_known_names(header, **delimiter));
    let regular = || delimiters.iter().find(|delimiter| is_regular(text, **delimiter, is_named));
    if let Some(delimiter) = known.or_else(regular) {
        return Some(named(*delimiter));
    }
    let bare = delimiters.into_iter().filter_map(|sign| Some((without_names(text, sign, is_named)?, sign)));
    bare.rev().max_by_key(|(looks, _)| *looks).map(|(_, delimiter)| Layout { delimiter, has_names: false })
}

/// `sep=;`: a first line by which spreadsheets are told.
fn told_delimiter(text: &str) -> Option<(u8, &str)> {
    let (line, rest) = text.split_once('\n')?;
    let sign = line.trim_end_matches('\r').trim_matches('"').strip_prefix("sep=")?;
    let delimiter = DELIMITERS.into_iter().find(|delimiter| sign.as_bytes() == [*delimiter])?;
    Some((delimiter, rest))
}

/// Markup and code in one long line have known words between semicolons too: a name is short.
fn has_known_names(header: &str, delimiter: u8) -> bool {
    let names: Vec<&str> = header.split(char::from(delimiter)).map(|name| name.trim_matches(['"', ' '])).collect();
    if names.iter().any(|name| name.len() > NAME_BYTES) {
        return false;
    }
    let known: Vec<TableField> = names.into_iter().filter_map(field_of).collect();
    let holds = known.iter().any(|name| matches!(name, TableField::Title | TableField::Text));
    known.len() >= 2 && holds && known.iter().any(|name| *name != known[0])
}

/// A text of the file's name may have two columns and two lines; any other text has to be a table beyond doubt.
fn is_regular(text: &str, delimiter: u8, is_named: bool) -> bool {
    let (columns, lines) = if is_named { (2, 1) } else { (3, 5) };
    let records = first_records(text, delimiter, lines + 1);
    let Some((names, rows)) = records.split_first() else { return false };
    let is_header = names.len() >= columns && are_names(names);
    let is_even = rows.len() >= lines && rows.iter().all(|row| row.len() == names.len());
    is_header && is_even && (is_named || is_dense(text))
}

/// No line of names, and still a table: a file of that name with as many cells in nine of ten lines, any other text
/// where the cells look like entries of news. Says whether they do, and how many columns there are.
fn without_names(text: &str, delimiter: u8, is_named: bool) -> Option<(bool, usize)> {
    let (columns, lines) = if is_named { (2, 1) } else { (3, 5) };
    let records = first_records(text, delimiter, lines);
    let width = records.first().map(StringRecord::len).filter(|width| *width >= columns)?;
    let even = records.iter().filter(|record| record.len() == width).count();
    if records.len() < lines || even * 10 < records.len() * 9 {
        return None;
    }
    let mut guess = vec![None; width];
    guess_by_cells(&cells(&records, width), &mut guess);
    let has = |field| guess.contains(&Some(field));
    let has_more = has(TableField::Date) || has(TableField::Url) || has(TableField::Title);
    let is_of_entries = has(TableField::Text) && has_more;
    // Prose has commas in it, as many in two lines by chance.
    let is_strict = is_dense(text) && even == records.len();
    let is_table = if is_of_entries { is_named || is_strict } else { is_named && is_strict && records.len() > 1 };
    is_table.then_some((is_of_entries, width))
}

fn first_records(text: &str, delimiter: u8, least: usize) -> Vec<StringRecord> {
    let table = Layout { delimiter, has_names: false }.reader(text);
    let mut records: Vec<StringRecord> = table.into_records().take(2 * LOOKED_AT).flatten().collect();
    // The last may be cut where the head of the file ends.
    if records.len() > least && text.len() >= HEAD_BYTES / 2 {
        records.pop();
    }
    records
}

fn is_dense(text: &str) -> bool {
    !text.trim_end().contains("\n\n") && !text.trim_end().contains("\n\r\n")
}

fn cells(records: &[StringRecord], width: usize) -> Vec<Vec<String>> {
    records.iter().map(|record| record.iter().take(width).map(str::to_owned).collect()).collect()
}

fn are_names(names: &StringRecord) -> bool {
    let mut seen: Vec<String> = names.iter().map(|name| name.trim().to_lowercase()).collect();
    // Programs number the rows in a column without a name.
    let is_name = |(at, name): (usize, &String)| {
        name.chars().any(char::is_alphabetic)
            && name.chars().count() <= PLAIN_NAME_CHARS
            && !name.ends_with(['.', '!', ';', '{'])
            && !name.starts_with("http")
            && !looks_like_date(name)
            || at == 0 && name.is_empty() && names.len() > 1
    };
    let all = seen.iter().enumerate().all(is_name);
    // Or count the columns.
    let counted = names.iter().enumerate().all(|(at, name)| name.parse() == Ok(at) || at == 0 && name.is_empty());
    seen.sort_unstable();
    seen.dedup();
    (all || counted) && seen.len() == names.len()
}

/// What spreadsheets call columns: `A` to `Z`, `AA`, …
fn letters(count: usize) -> Vec<String> {
    let name = |at: usize| {
        let last = char::from(b'A' + (at % 26) as u8);
        match at / 26 {
            0 => last.to_string(),
            before => format!("{}{last}", char::from(b'A' + ((before - 1) % 26) as u8)),
        }
    };
    (0..count).map(name).collect()
}

#[cfg(test)]
mod tests {
    use super::{Layout, find_layout, letters};

    /// A whole page on one line has words that name columns between the semicolons of its scripts: it was read as a
    /// table, and its code as articles.
    #[test]
    fn takes_a_list_of_names_for_a_table_and_a_line_of_code_for_none() {
        let check = |text: &str, is_named, expected: Option<char>| {
            let expected = expected.map(|sign| Layout { delimiter: sign as u8, has_names: true });
            assert_eq!(find_layout(text, is_named), expected, "{text:.60}");
        };
        check("title,url,text\nA,https://a.example,B", false, Some(','));
        check("\"Headline\";\"Date\";\"Body\"\n", false, Some(';'));
        check("<!DOCTYPE html><html><script>var a;title;text;url;</script>", false, None);
        check(&format!("var a = {};title;text;url", "1 + ".repeat(100)), false, None);
        check("Rubrum\tBlatt\nFerry sails\tHarbour Post\n", true, Some('\t'));
        check("Rubrum\tBlatt\nFerry sails\tHarbour Post\n", false, None);
        check(&format!("Nr;Rubrum;Blatt\n{}", "1;Ferry sails;Post\n".repeat(5)), false, Some(';'));
        check("Berlin, Monday, noon\nBonn, Tuesday, night\n\nThe ferry, he said, sails, at last.\n", false, None);
        check("sep=;\nTitel;Text\nFerry;Sails\n", true, Some(';'));
        check(",headline,text\n0,Ferry,Sails\n", true, Some(','));
        check("0,1,2\nFerry,Post,Sails\n", true, Some(','));
    }

    #[test]
    fn a_table_may_have_no_names() {
        let check = |text: &str, is_named, expected: Option<char>| {
            let expected = expected.map(|sign| Layout { delimiter: sign as u8, has_names: false });
            assert_eq!(find_layout(text, is_named), expected, "{text:.60}");
        };
        let text = "The ferry between the two harbours sails again, the port said on Monday.";
        let row = format!("2025-05-12;Ferry sails again to the island;{text}\n");
        check("2025-05-12;Post;Ferry\n2025-05-13;Post;Crane\n", true, Some(';'));
        check(&row, true, Some(';'));
        check(&row, false, None);
        let rows: String = (0..6).map(|n| row.replace("Ferry", &format!("Ferry {n}"))).collect();
        check(&rows, false, Some(';'));
        check(&rows.replace('\n', "\n\n"), false, None);
        check("One, two, three.\nFour, five, six, he said.\n", true, None);
        assert_eq!(letters(28)[25..], ["Z", "AA", "AB"]);
    }
}
