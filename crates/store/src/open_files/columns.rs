//! How what stands in a column is written in a line.

use std::collections::HashMap;

use rusqlite::types::{Value, ValueRef};
use serde_json::value::RawValue;

use crate::{
    Error, Result,
    hash::hex,
    packed::{pack, unpack},
};

/// As it is written, where that is not as it is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Numbers and words as they are, bytes by `Bytes`.
    Plain,
    /// A text that is JSON: written as such.
    Json,
    /// Packed JSON: written as such.
    PackedJson,
    /// A packed text: written as words.
    PackedText,
}

/// A column that is not told here is `Plain`, which loses nothing: it is only harder to read.
pub(super) fn kind_of(table: &str, column: &str) -> Kind {
    match (table, column) {
        ("article_bodies" | "articles_as_read", "body")
        | ("original_texts", "spans" | "spans_as_read")
        | ("file_choices", "seen")
        | ("issue_versions", "document") => Kind::PackedJson,
        ("original_texts", "text") => Kind::PackedText,
        ("import_files", "problems")
        | ("articles", "byline")
        | ("issues", "base")
        | ("issue_edits", "edit")
        | ("settings" | "preferences" | "titles" | "outlets" | "import_outlets", "value")
        | ("issue_versions", "unready")
        | ("correction_steps", "step")
        | ("outlet_rules", "rule") => Kind::Json,
        _ => Kind::Plain,
    }
}

/// What is made from other tables: the index of words, counts, what stories are compared by, an encoder's vectors and queue.
/// And the pieces of files, which are whole among the attachments.
pub(super) fn is_remade(table: &str) -> bool {
    const REMADE: [&str; 6] = [
        "counters",
        "unindexed_articles",
        "article_sketches",
        "article_meanings",
        "unencoded_articles",
        "original_pieces",
    ];
    REMADE.contains(&table) || table.starts_with("article_words") || table.starts_with("sqlite_stat")
}

/// Bytes of at most so many stand in the line, in hexadecimal: a hash.
const IN_LINE: usize = 64;

/// Whether it would be taken for nothing at all on the way back.
pub(super) fn is_written_null(kind: Kind, value: ValueRef<'_>) -> bool {
    let is_null = |json: &[u8]| json.trim_ascii() == b"null";
    match (kind, value) {
        (Kind::Json, ValueRef::Text(json)) => is_null(json),
        (Kind::PackedJson, ValueRef::Blob(packed)) => unpack(packed).is_ok_and(|json| is_null(&json)),
        _ => false,
    }
}

/// Puts bytes away as a file, and gives where.
pub(super) type Attach<'a> = &'a mut dyn FnMut(&[u8]) -> Result<String>;

/// `Damaged` where it is not what stands in a column of that kind: as `Plain` every value can be written.
pub(super) fn write_value(kind: Kind, value: ValueRef<'_>, attach: Attach<'_>, line: &mut Vec<u8>) -> Result<()> {
    match (kind, value) {
        (_, ValueRef::Null) => line.extend(b"null"),
        (Kind::Json, ValueRef::Text(json)) => write_json(json, line)?,
        (Kind::PackedJson, ValueRef::Blob(packed)) => write_json(&unpack(packed)?, line)?,
        (Kind::PackedText, ValueRef::Blob(packed)) => {
            serde_json::to_writer(line, &text_of(&unpack(packed)?)?)?;
        }
        (_, ValueRef::Integer(number)) => line.extend(number.to_string().bytes()),
        (_, ValueRef::Real(number)) => serde_json::to_writer(line, &number)?,
        (_, ValueRef::Text(text)) => serde_json::to_writer(line, &String::from_utf8_lossy(text))?,
        (_, ValueRef::Blob(bytes)) if bytes.len() <= IN_LINE => {
            line.extend(format!("{{\"hex\":\"{}\"}}", hex(bytes)).bytes());
        }
        (_, ValueRef::Blob(bytes)) => {
            let file = attach(bytes)?;
            line.extend(b"{\"file\":");
            serde_json::to_writer(&mut *line, &file)?;
            line.push(b'}');
        }
    }
    Ok(())
}

/// Back as it was stored. `fetch` reads an attachment, whole.
pub(super) fn read_value(
    kind: Kind,
    written: &RawValue,
    fetch: &mut dyn FnMut(&str) -> Result<Vec<u8>>,
) -> Result<Value> {
    let json = written.get();
    if json == "null" {
        return Ok(Value::Null);
    }
    Ok(match kind {
        Kind::Json => Value::Text(json.to_owned()),
        Kind::PackedJson => Value::Blob(pack(json.as_bytes())?),
        Kind::PackedText => Value::Blob(pack(serde_json::from_str::<String>(json)?.as_bytes())?),
        Kind::Plain => match json.as_bytes().first() {
            Some(b'"') => Value::Text(serde_json::from_str(json)?),
            Some(b'{') => {
                let bytes: HashMap<String, String> = serde_json::from_str(json)?;
                match (bytes.get("hex"), bytes.get("file")) {
                    (Some(hex), None) => Value::Blob(bytes_of(hex)?),
                    (None, Some(file)) => Value::Blob(fetch(file)?),
                    _ => return Err(Error::Damaged(format!("{json:.80} is no value"))),
                }
            }
            _ => match json.parse::<i64>() {
                Ok(number) => Value::Integer(number),
                Err(_) => Value::Real(serde_json::from_str(json)?),
            },
        },
    })
}

fn bytes_of(hex: &str) -> Result<Vec<u8>> {
    let pair = |at: usize| hex.get(at..at + 2).and_then(|pair| u8::from_str_radix(pair, 16).ok());
    let bytes: Option<Vec<u8>> = (0..hex.len()).step_by(2).map(pair).collect();
    bytes.ok_or_else(|| Error::Damaged(format!("{hex:.80} is not hexadecimal")))
}

/// To the letter; what is no JSON, or has lines of its own, would end the row.
fn write_json(json: &[u8], line: &mut Vec<u8>) -> Result<()> {
    let json = text_of(json)?;
    let checked: &RawValue = serde_json::from_str(json)?;
    if checked.get().contains('\n') {
        return Err(Error::Damaged("JSON of several lines".to_owned()));
    }
    line.extend(checked.get().bytes());
    Ok(())
}

fn text_of(bytes: &[u8]) -> Result<&str> {
    std::str::from_utf8(bytes).map_err(|_| Error::Damaged("a text that is not UTF-8".to_owned()))
}
