//! What can be read in more than one way, and how a user wants it read.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a column of a table, or a key of a list, holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TableField {
    Title,
    Text,
    Standfirst,
    Date,
    Byline,
    Source,
    Url,
    Language,
    Section,
    Page,
    Tags,
    Copyright,
}

/// A column under its name in the file; one without a field is passed over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TableColumn {
    pub name: String,
    pub field: Option<TableField>,
}

/// A table or a list of JSON objects as it was read, with its first rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Table {
    /// A hash over the columns' names in their order: files of one shape are read in one way.
    pub shape: String,
    pub columns: Vec<TableColumn>,
    /// What the names and cells say by themselves, column by column.
    pub guess: Vec<Option<TableField>>,
    /// At most five, a cell for each column, each at most 200 characters.
    pub rows: Vec<Vec<String>>,
    /// How many rows there are.
    pub count: u32,
    /// The columns were told by the user; guessed otherwise.
    pub remembered: bool,
    /// The columns are enough for articles: they hold a text.
    pub readable: bool,
}

impl Table {
    /// With the columns as the user told them.
    pub fn remember(&mut self, columns: Vec<TableColumn>) {
        self.columns = columns;
        self.remembered = true;
        self.readable = are_readable(&self.columns);
    }

    /// With the columns as guessed.
    pub fn forget(&mut self) {
        for (column, guess) in self.columns.iter_mut().zip(&self.guess) {
            column.field = *guess;
        }
        self.remembered = false;
        self.readable = are_readable(&self.columns);
    }
}

fn are_readable(columns: &[TableColumn]) -> bool {
    let has = |field| columns.iter().any(|column| column.field == Some(field));
    has(TableField::Text) || has(TableField::Standfirst) && (has(TableField::Title) || has(TableField::Url))
}

/// A mail that holds several stories, each with a heading and a link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Newsletter {
    /// The sender's address, in lower case.
    pub sender: String,
    pub name: Option<String>,
    /// How many articles it gives where it is read as its stories.
    pub stories: u32,
    /// It was read so; as one article otherwise.
    pub as_stories: bool,
}

/// Something in a file that could be read in another way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ReadingChoice {
    Table(Table),
    Newsletter(Newsletter),
}

/// How a user wants files read. What is not in here is guessed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preferences {
    /// By the shape of a table.
    pub tables: BTreeMap<String, Vec<TableColumn>>,
    /// Senders, in lower case, whose newsletters are read as their stories.
    pub newsletters: BTreeSet<String>,
}
