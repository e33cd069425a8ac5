use std::{borrow::Cow, collections::HashMap};

use articles::{Table, TableField};
use serde_json::{Map, Value};

use super::{
    Tally,
    cells::holds_prose,
    columns::{Described, LOOKED_AT, describe, field_of},
    row::Row,
};
use crate::{
    detect::Head,
    formats::read_json_values,
    input::Content,
    reader::{Reader, Stop},
};

/// Parts of an entry that are looked into: `source.name`, `content.article.text`.
const PART_DEPTH: usize = 2;
/// Keys of entries; what has more is a dictionary.
const MOST_COLUMNS: usize = 200;
const MOST_CELLS: usize = 1_000;

pub(super) fn sniff(head: &Head<'_>) -> bool {
    let text = head.text.as_deref().unwrap_or_default();
    if matches!(head.ending.as_str(), "json" | "jsonl" | "ndjson") && head.text.is_some() {
        return true;
    }
    // `[Photo]` and `{note}` open texts, too.
    let inside = text.strip_prefix(['{', '[']).map(str::trim_start).unwrap_or_default();
    inside.starts_with(['"', '{', '[', '}', ']']) && (text.starts_with('[') || !inside.starts_with(['{', '[']))
}

pub(super) fn read(content: Content<'_>, reader: &mut Reader<'_>) -> Result<(), Stop> {
    read_value(&read_json_values(content, reader)?, reader)
}

/// All lists of entries in a value.
pub(in crate::formats) fn read_value(value: &Value, reader: &mut Reader<'_>) -> Result<(), Stop> {
    let mut places = Places::new();
    places.gather(value, 0);
    let mut tally = Tally::default();
    for at in 0..places.all.len() {
        // What an entry holds belongs to it: comments, authors.
        let is_inside = places.all[at].parent.is_some_and(|parent| places.all[parent].is_read);
        places.all[at].is_read = is_inside || read_list(&places.all[at].entries, &mut tally, reader)?;
    }
    tally.tell(reader)
}

/// All objects that the same way leads to, whatever the numbers of lists on it: `collections[].links[]`.
struct Place<'a> {
    parent: Option<usize>,
    entries: Vec<&'a Map<String, Value>>,
    /// They, or what they stand in, are entries.
    is_read: bool,
}

/// Outer before inner, else in the order of the file.
struct Places<'a> {
    all: Vec<Place<'a>>,
    inner: HashMap<(usize, &'a str), usize>,
}

impl<'a> Places<'a> {
    fn new() -> Places<'a> {
        let root = Place { parent: None, entries: Vec::new(), is_read: false };
        Places { all: vec![root], inner: HashMap::new() }
    }

    fn gather(&mut self, value: &'a Value, at: usize) {
        match value {
            Value::Array(items) => {
                let inner = self.inner(at, "[]");
                for item in items {
                    self.gather(item, inner);
                }
            }
            Value::Object(object) => {
                self.all[at].entries.push(object);
                let is_by_id = is_by_id(object);
                for (key, value) in object {
                    if value.is_object() || value.is_array() {
                        let inner = self.inner(at, if is_by_id { "*" } else { key });
                        self.gather(value, inner);
                    }
                }
            }
            _ => {}
        }
    }

    fn inner(&mut self, at: usize, key: &'a str) -> usize {
        *self.inner.entry((at, key)).or_insert_with(|| {
            self.all.push(Place { parent: Some(at), entries: Vec::new(), is_read: false });
            self.all.len() - 1
        })
    }
}

/// Whether they are entries, and what is in them is read.
fn read_list(entries: &[&Map<String, Value>], tally: &mut Tally, reader: &mut Reader<'_>) -> Result<bool, Stop> {
    reader.check()?;
    let mut names: Vec<String> = Vec::new();
    let looked_at: Vec<Vec<Cell<'_>>> = entries.iter().take(LOOKED_AT).map(|entry| cells(entry)).collect();
    for (name, _) in looked_at.iter().flatten() {
        if !names.contains(name) && names.len() < MOST_COLUMNS {
            names.push(name.clone());
        }
    }
    // Programs write the keys of an object in any order, and leave out what is empty.
    names.sort_unstable();
    let rows: Vec<Vec<String>> = looked_at
        .iter()
        .map(|row| {
            let cell = |name: &String| row.iter().find(|(key, _)| key == name);
            names.iter().map(|name| cell(name).map(|(_, text)| text.to_string()).unwrap_or_default()).collect()
        })
        .collect();
    let Described { mut table, is_recognised } = describe(&names, true, &rows, reader.preferences());
    table.count = u32::try_from(entries.len()).unwrap_or(u32::MAX);
    if !is_recognised {
        // One object is the file's own head more often than an entry.
        if entries.len() > 1 && names.len() > 1 && holds_prose(&rows) {
            tally.unknown.push(table);
        }
        return Ok(false);
    }
    let (articles, addresses) = (tally.articles, tally.addresses);
    for entry in entries {
        reader.check()?;
        tally.take(&Row(fields(entry, &table)), reader)?;
    }
    let is_read = tally.articles > articles || tally.addresses > addresses;
    if tally.articles > articles {
        tally.found_table(table, reader);
    }
    Ok(is_read)
}

type Cell<'a> = (String, Cow<'a, str>);

fn fields<'a>(entry: &'a Map<String, Value>, table: &Table) -> Vec<(TableField, Cow<'a, str>)> {
    let field = |name: &str| match table.columns.iter().find(|column| column.name == name) {
        Some(column) => column.field,
        // A key that the first entries have not.
        None if table.remembered => None,
        None => field_of(name).filter(|_| !name.contains('.')),
    };
    cells(entry).into_iter().filter_map(|(name, text)| Some((field(&name)?, text))).collect()
}

/// An entry as a row: its parts by the way to them.
fn cells(entry: &Map<String, Value>) -> Vec<Cell<'_>> {
    let mut row = Vec::new();
    add_cells(entry, "", 0, &mut row);
    row
}

fn add_cells<'a>(part: &'a Map<String, Value>, before: &str, depth: usize, row: &mut Vec<Cell<'a>>) {
    let is_by_id = is_by_id(part);
    for (key, value) in part {
        if row.len() == MOST_CELLS {
            return;
        }
        let name = if before.is_empty() { key.clone() } else { format!("{before}.{key}") };
        match value {
            Value::String(text) => row.push((name, Cow::Borrowed(text))),
            Value::Number(number) => row.push((name, number.to_string().into())),
            Value::Array(items) => {
                let items: Vec<&str> = items.iter().filter_map(word).collect();
                if !items.is_empty() {
                    row.push((name, items.join(", ").into()));
                }
            }
            Value::Object(inner) if depth < PART_DEPTH && !is_by_id => add_cells(inner, &name, depth + 1, row),
            _ => {}
        }
    }
}

/// Entries by their ids: a key says which, not what.
fn is_by_id(object: &Map<String, Value>) -> bool {
    object.values().all(Value::is_object)
}

/// A name in a list of names, plain or as objects.
fn word(value: &Value) -> Option<&str> {
    value.as_str().or_else(|| value.get("name")?.as_str())
}
