use std::borrow::Cow;

use articles::ProblemCode;
use serde_json::{Map, Value};

use super::{
    Tally,
    columns::{Column, Row, column},
};
use crate::{
    detect::Head,
    formats::read_json_text,
    input::Content,
    reader::{Reader, Stop},
};

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
    let text = read_json_text(content)?;
    let mut tally = Tally::default();
    match serde_json::from_str::<Value>(&text) {
        Ok(value) => visit(&value, &mut tally, reader)?,
        Err(error) => read_lines(&text, &error, &mut tally, reader)?,
    }
    tally.tell(reader)
}

/// JSON Lines: one object a line. What is neither is told with the place where it stops being JSON.
fn read_lines(text: &str, error: &serde_json::Error, tally: &mut Tally, reader: &mut Reader<'_>) -> Result<(), Stop> {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let first = lines.next().and_then(|line| serde_json::from_str::<Value>(line).ok());
    let Some(Value::Object(first)) = first.filter(|_| text.lines().nth(1).is_some()) else {
        return Err(Stop::refuse(ProblemCode::Damaged, error.to_string()));
    };
    take(&first, tally, reader)?;
    let mut broken = 0;
    for line in lines {
        match serde_json::from_str::<Value>(line) {
            Ok(value) => visit(&value, tally, reader)?,
            Err(_) => broken += 1,
        }
    }
    if broken > 0 {
        reader.found_problem(ProblemCode::Damaged, format!("{broken} lines that are no JSON"));
    }
    Ok(())
}

/// Entries stand in lists and folders of any shape.
fn visit(value: &Value, tally: &mut Tally, reader: &mut Reader<'_>) -> Result<(), Stop> {
    match value {
        Value::Array(items) => items.iter().try_for_each(|item| visit(item, tally, reader)),
        Value::Object(object) => take(object, tally, reader),
        _ => Ok(()),
    }
}

fn take(object: &Map<String, Value>, tally: &mut Tally, reader: &mut Reader<'_>) -> Result<(), Stop> {
    let row = row(object);
    if row.is_entry() {
        return tally.take(&row, reader);
    }
    object.values().try_for_each(|value| visit(value, tally, reader))
}

fn row(object: &Map<String, Value>) -> Row<'_> {
    let mut row = Row::default();
    for (key, value) in object {
        match (column(key), value) {
            (Some(column), Value::String(text)) => row.0.push((column, Cow::Borrowed(text))),
            (Some(column @ Column::Published), Value::Number(number)) => {
                row.0.push((column, number.to_string().into()))
            }
            (Some(column @ (Column::Author | Column::Section)), Value::Array(names)) => {
                let names: Vec<&str> = names.iter().filter_map(name).collect();
                row.0.push((column, names.join(", ").into()));
            }
            (Some(column @ (Column::Author | Column::Source)), value @ Value::Object(_)) => {
                row.0.extend(name(value).map(|name| (column, Cow::Borrowed(name))));
            }
            // Karakeep keeps the link and its text in an object of its own.
            (Some(Column::Text), Value::Object(inner)) => {
                let inner = inner.iter().filter_map(|(key, value)| Some((column(key)?, value.as_str()?)));
                row.0.extend(inner.map(|(column, text)| (column, Cow::Borrowed(text))));
            }
            _ => {}
        }
    }
    row
}

fn name(value: &Value) -> Option<&str> {
    value.as_str().or_else(|| value.get("name")?.as_str())
}
