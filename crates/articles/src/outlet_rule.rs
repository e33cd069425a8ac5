use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A correction that holds for all articles of an outlet, those that come later too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OutletRule {
    /// The outlet's name, exactly.
    pub outlet: String,
    pub pattern: Pattern,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "pattern", rename_all = "snake_case")]
pub enum Pattern {
    /// Words in front of its names that are none: `From our correspondent`.
    BylinePrefix { prefix: String },
    /// Another name for the outlet itself.
    Alias { name: String },
    /// A line that is never part of a text, wherever it stands.
    Residue { line: String },
    /// Its dates in numbers have the day first (`04/05/2026` is of May), or the month.
    DayFirst { day_first: bool },
}
