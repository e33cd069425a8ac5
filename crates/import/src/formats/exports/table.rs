use std::borrow::Cow;

use csv::{ReaderBuilder, StringRecord};

use super::{
    Tally,
    cells::holds_prose,
    columns::{LOOKED_AT, describe, field_of},
    row::Row,
};
use crate::{
    detect::Head,
    formats::read_declared_text,
    input::Content,
    limits::TEXT_BYTES,
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
    head.text.as_deref().is_some_and(|text| find_delimiter(text, is_named).is_some())
}

pub(super) fn read(content: Content<'_>, reader: &mut Reader<'_>) -> Result<(), Stop> {
    let text = read_declared_text(content, TEXT_BYTES, reader)?;
    let text = text.trim_start();
    let delimiter = find_delimiter(text, true).unwrap_or(b',');
    let mut table = ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text.as_bytes());
    let names: Vec<String> = match table.headers() {
        Ok(headers) => headers.iter().map(|name| name.trim().to_owned()).collect(),
        Err(_) => Vec::new(),
    };
    let mut records = table.into_records().flatten();
    let first: Vec<StringRecord> = records.by_ref().take(LOOKED_AT).collect();
    let rows: Vec<Vec<String>> =
        first.iter().map(|record| record.iter().take(names.len()).map(str::to_owned).collect()).collect();
    let described = describe(&names, &rows, reader.preferences());
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

/// The sign between columns: where the first line names two or more that are known, a headline or text among them; or
/// where all lines have as many cells as it, and it looks like names.
fn find_delimiter(text: &str, is_named: bool) -> Option<u8> {
    let header = text.lines().next().filter(|line| !line.starts_with('<'))?;
    let known = DELIMITERS.into_iter().find(|delimiter| has_known_names(header, *delimiter));
    known.or_else(|| DELIMITERS.into_iter().find(|delimiter| is_regular(text, *delimiter, is_named)))
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
    let mut table =
        ReaderBuilder::new().delimiter(delimiter).flexible(true).has_headers(false).from_reader(text.as_bytes());
    let mut records: Vec<StringRecord> = table.records().take(2 * LOOKED_AT).flatten().collect();
    // The last may be cut where the head of the file ends.
    if records.len() > lines + 1 && text.len() >= crate::limits::HEAD_BYTES / 2 {
        records.pop();
    }
    let Some((names, rows)) = records.split_first() else { return false };
    let is_header = names.len() >= columns && are_names(names);
    let is_even = rows.len() >= lines && rows.iter().all(|row| row.len() == names.len());
    let is_dense = is_named || !text.trim_end().contains("\n\n") && !text.trim_end().contains("\n\r\n");
    is_header && is_even && is_dense
}

fn are_names(names: &StringRecord) -> bool {
    let mut seen: Vec<String> = names.iter().map(|name| name.trim().to_lowercase()).collect();
    let is_name = |name: &String| {
        name.chars().any(char::is_alphabetic)
            && name.chars().count() <= PLAIN_NAME_CHARS
            && !name.ends_with(['.', '!', ';', '{'])
            && !name.starts_with("http")
    };
    let all = seen.iter().all(is_name);
    seen.sort_unstable();
    seen.dedup();
    all && seen.len() == names.len()
}

#[cfg(test)]
mod tests {
    use super::find_delimiter;

    /// A whole page on one line has words that name columns between the semicolons of its scripts: it was read as a
    /// table, and its code as articles.
    #[test]
    fn takes_a_list_of_names_for_a_table_and_a_line_of_code_for_none() {
        let check = |text: &str, is_named, expected: Option<char>| {
            assert_eq!(find_delimiter(text, is_named).map(char::from), expected, "{text:.60}");
        };
        check("title,url,text\nA,https://a.example,B", false, Some(','));
        check("\"Headline\";\"Date\";\"Body\"\n", false, Some(';'));
        check("<!DOCTYPE html><html><script>var a;title;text;url;</script>", false, None);
        check(&format!("var a = {};title;text;url", "1 + ".repeat(100)), false, None);
        check("Rubrum\tBlatt\nFerry sails\tHarbour Post\n", true, Some('\t'));
        check("Rubrum\tBlatt\nFerry sails\tHarbour Post\n", false, None);
        check(&format!("Nr;Rubrum;Blatt\n{}", "1;Ferry sails;Post\n".repeat(5)), false, Some(';'));
        check("Berlin, Monday, noon\nBonn, Tuesday, night\n\nThe ferry, he said, sails, at last.\n", false, None);
        check("2025-05-12;Post;Ferry\n2025-05-13;Post;Crane\n", true, None);
    }
}
