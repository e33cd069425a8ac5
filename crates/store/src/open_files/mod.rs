//! All of the library as files that need no program of ours, and the way back.
//!
//! A folder with `library.json` (what is in it, and a sum of each table's file), `tables/*.jsonl` (a row a line, by the
//! names of its columns, what is packed in the library unpacked), `attachments/` (the files as they came, pictures and logos,
//! by the hash of their bytes) and `articles/` (a page of HTML each, to be read; the way back does not ask for them).
//!
//! A value that is not of its column's kind (damage, a JSON `null`) is `null` in its column, and stands as it is stored in the
//! row's `as_stored`; a file of which a piece is damaged has its packed pieces in `pieces`. What was damaged is told in
//! `library.json`, and comes back no worse and no better.
//!
//! It goes by the library's own schema, so that a new table is in it without a word here; what is remade from other
//! tables is left out (`columns::is_remade`). An export of an older schema is read into that schema and then brought up
//! to date like any older library.

mod columns;
mod reading;
mod writing;

use std::{collections::BTreeMap, path::PathBuf};

use articles::{Article, ArticleId};
use serde::{Deserialize, Serialize};

pub use reading::import_library;

const MANIFEST: &str = "library.json";
const TABLES: &str = "tables";
const ATTACHMENTS: &str = "attachments";
const ARTICLES: &str = "articles";
/// Of what is written here, apart from the library's schema.
const FORMAT: u32 = 1;

/// What a table's file holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct TableFile {
    rows: u64,
    /// SHA-256 of the file, in hexadecimal.
    sha256: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Manifest {
    /// What this folder is, for whoever opens it without us.
    about: String,
    format: u32,
    schema: i64,
    program: String,
    /// By the desk's clock.
    made_at: String,
    tables: BTreeMap<String, TableFile>,
    /// What was damaged in the library itself, in words; it is here as it was there.
    #[serde(default)]
    problems: Vec<String>,
}

/// What others do for an export, or are told by it.
pub struct ExportWith<'a> {
    pub page: &'a dyn Fn(ArticleId, &Article, WhereIs<'_>) -> Page,
    /// Rows done of all; false stops.
    pub told: &'a dyn Fn(u64, u64) -> bool,
}

/// Where a picture lies, from the top, by its hash.
pub type WhereIs<'a> = &'a dyn Fn(&str) -> Option<String>;

/// An article to be read without us. Its file stands two folders below the top.
pub struct Page {
    pub html: String,
    /// Its place in the list of its month, as HTML.
    pub entry: String,
}

/// What others do for an import, or are told by it.
pub struct ImportWith<'a> {
    /// The HTML of an article as it may be stored: what comes from outside is nobody's to trust.
    pub clean: &'a dyn Fn(&str) -> String,
    /// Rows done of all; false stops.
    pub told: &'a dyn Fn(u64, u64) -> bool,
}

/// What was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LibraryExported {
    pub folder: PathBuf,
    pub articles: u64,
    pub attachments: u64,
    /// What was damaged in the library, and is in the files as it lay there.
    pub problems: Vec<String>,
}
