use std::borrow::Cow;

use super::{
    Tally,
    columns::{Column, Row, column},
};
use crate::{
    detect::Head,
    formats::read_declared_text,
    input::Content,
    limits::TEXT_BYTES,
    reader::{Reader, Stop},
};

/// Room for a question of a form as the name of its column; a paragraph or a line of code is longer.
const NAME_BYTES: usize = 300;

pub(super) fn sniff(head: &Head<'_>) -> bool {
    head.text.as_deref().is_some_and(|text| delimiter(text).is_some())
}

pub(super) fn read(content: Content<'_>, reader: &mut Reader<'_>) -> Result<(), Stop> {
    let text = read_declared_text(content, TEXT_BYTES, reader)?;
    let delimiter = delimiter(text.trim_start()).unwrap_or(b',');
    let mut table =
        csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text.trim_start().as_bytes());
    let columns: Vec<Option<Column>> = match table.headers() {
        Ok(headers) => headers.iter().map(column).collect(),
        Err(_) => Vec::new(),
    };
    let mut tally = Tally::default();
    for record in table.records().flatten() {
        reader.check()?;
        let cells =
            columns.iter().zip(record.iter()).filter_map(|(column, cell)| Some(((*column)?, Cow::Borrowed(cell))));
        let row = Row(cells.collect());
        if row.is_entry() || row.get(Column::Text).is_some() {
            tally.take(&row, reader)?;
        }
    }
    tally.tell(reader)
}

/// The sign between columns, where the first line names two or more that are known, a headline or text among them.
///
/// Markup and code in one long line have known words between semicolons too: a name is short, and opens no tag.
fn delimiter(text: &str) -> Option<u8> {
    let header = text.lines().next().filter(|line| !line.starts_with('<'))?;
    [b',', b';', b'\t', b'|'].into_iter().find(|delimiter| {
        if header.split(char::from(*delimiter)).any(|name| name.len() > NAME_BYTES) {
            return false;
        }
        let names = header.split(char::from(*delimiter)).map(|name| column(name.trim_matches(['"', ' '])));
        let known: Vec<Column> = names.flatten().collect();
        let holds = known.iter().any(|name| matches!(name, Column::Title | Column::Text | Column::Html));
        known.len() >= 2 && holds && known.iter().any(|name| *name != known[0])
    })
}

#[cfg(test)]
mod tests {
    use super::delimiter;

    /// A whole page on one line has words that name columns between the semicolons of its scripts: it was read as a
    /// table, and its code as articles.
    #[test]
    fn takes_a_list_of_names_for_a_table_and_a_line_of_code_for_none() {
        let check = |text: &str, expected: Option<char>| {
            assert_eq!(delimiter(text).map(char::from), expected, "{text:.60}");
        };
        check("title,url,text\nA,https://a.example,B", Some(','));
        check("\"Headline\";\"Date\";\"Body\"\n", Some(';'));
        check("<!DOCTYPE html><html><script>var a;title;text;url;</script>", None);
        check(&format!("var a = {};title;text;url", "1 + ".repeat(100)), None);
    }
}
