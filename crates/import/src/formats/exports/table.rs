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
fn delimiter(text: &str) -> Option<u8> {
    let header = text.lines().next()?;
    [b',', b';', b'\t', b'|'].into_iter().find(|delimiter| {
        let names = header.split(char::from(*delimiter)).map(|name| column(name.trim_matches(['"', ' '])));
        let known: Vec<Column> = names.flatten().collect();
        let holds = known.iter().any(|name| matches!(name, Column::Title | Column::Text | Column::Html));
        known.len() >= 2 && holds && known.iter().any(|name| *name != known[0])
    })
}
