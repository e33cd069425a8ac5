use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// An error as the window and the command line get it: a code, whose words are theirs, and what goes into them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ErrorView {
    pub code: ErrorCode,
    /// By name: `path`, `detail`, `what`. Each code says which it has.
    pub params: BTreeMap<String, String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ErrorCode {
    /// The ask does not hold to its shape. `detail`.
    BadAsk,
    /// There is no such article, import, issue or job (any more). `what`, `id`.
    NotFound,
    /// The edit was made against an issue that has changed since: read it again.
    IssueChanged,
    /// Written by a newer Tidings; left as it is. `path`, `version`.
    LibraryNewer,
    /// The file at its place is no library of Tidings; left as it is. `path`.
    NotALibrary,
    /// `path`.
    LibraryReadOnly,
    /// The disk is full; nothing of this was stored.
    LibraryFull,
    /// Another program is writing and did not let go in time.
    LibraryBusy,
    /// Its bytes do not hold together: time for a backup. `detail`.
    LibraryDamaged,
    /// It cannot be opened, or the disk failed. `path`, `detail`.
    LibraryUnreadable,
    /// The exported file could not be written. `path`, `detail`.
    FileNotWritten,
    /// The issue could not be set. `detail`.
    ExportFailed,
    Cancelled,
    /// A fault of ours: an operation ended in the middle. `detail`.
    Internal,
}
