use std::{collections::BTreeMap, io, path::PathBuf};

use encoder::Refused;
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
    /// Another outlet is called so. `name`.
    OutletTaken,
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
    /// The folder holds no export of a library. `path`.
    ExportForeign,
    /// Parts of the export are missing, or not what was written. `path`, `detail`.
    ExportDamaged,
    /// The issue could not be set. `detail`.
    ExportFailed,
    /// The masthead's picture cannot be read as PNG or JPEG. `path`, `detail`.
    LogoNotRead,
    /// The file holds no encoder pack. `path`.
    PackForeign,
    /// The pack is cut short or damaged. `path`.
    PackDamaged,
    /// The pack is of another model or version than the one that stories were tried with. `path`.
    PackOtherVersion,
    /// The file could not be read. `path`, `detail`.
    PackUnreadable,
    Cancelled,
    /// A fault of ours: an operation ended in the middle. `detail`.
    Internal,
}

/// Why an operation did not do what it was asked for. Goes out as an `ErrorView`.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(transparent)]
    Store(#[from] store::Error),
    #[error("there is no {what} {id}")]
    NotFound { what: &'static str, id: i64 },
    #[error("{path} could not be written: {error}")]
    FileNotWritten { path: PathBuf, error: io::Error },
    #[error("the issue could not be set: {0}")]
    ExportFailed(String),
    #[error("{0}")]
    BadAsk(String),
    #[error("{path} could not be read as a picture: {detail}")]
    LogoNotRead { path: PathBuf, detail: String },
    #[error("{path} was not taken as an encoder: {refused}")]
    PackRefused { path: PathBuf, refused: Refused },
    #[error("cancelled")]
    Cancelled,
    /// No folder can have that name, or none that can be kept as text.
    #[error("{0} is no name for a folder")]
    BadFolder(String),
    /// The system has no place for a program's data.
    #[error("no folder for the library is known")]
    NoFolder,
    /// A fault of ours, or a program that cannot start its own parser.
    #[error("{0}")]
    Internal(String),
}

impl From<Error> for ErrorView {
    fn from(error: Error) -> ErrorView {
        let detail = error.to_string();
        let (code, params): (ErrorCode, Vec<(&str, String)>) = match error {
            Error::Store(error) => return error.into(),
            Error::NotFound { what, id } => {
                (ErrorCode::NotFound, vec![("what", what.to_owned()), ("id", id.to_string())])
            }
            Error::FileNotWritten { path, error } => {
                (ErrorCode::FileNotWritten, vec![("path", path.display().to_string()), ("detail", error.to_string())])
            }
            Error::BadAsk(detail) => (ErrorCode::BadAsk, vec![("detail", detail)]),
            Error::LogoNotRead { path, detail } => {
                (ErrorCode::LogoNotRead, vec![("path", path.display().to_string()), ("detail", detail)])
            }
            Error::PackRefused { path, refused } => {
                let path = ("path", path.display().to_string());
                match refused {
                    Refused::Foreign => (ErrorCode::PackForeign, vec![path]),
                    Refused::Damaged => (ErrorCode::PackDamaged, vec![path]),
                    Refused::OtherVersion => (ErrorCode::PackOtherVersion, vec![path]),
                    Refused::Io(error) => (ErrorCode::PackUnreadable, vec![path, ("detail", error.to_string())]),
                    Refused::NotWritten(error) => {
                        (ErrorCode::FileNotWritten, vec![path, ("detail", error.to_string())])
                    }
                }
            }
            Error::ExportFailed(detail) => (ErrorCode::ExportFailed, vec![("detail", detail)]),
            Error::BadFolder(_) => (ErrorCode::BadAsk, vec![("detail", detail)]),
            Error::Cancelled => (ErrorCode::Cancelled, vec![]),
            Error::NoFolder | Error::Internal(_) => (ErrorCode::Internal, vec![("detail", detail)]),
        };
        view(code, params)
    }
}

impl From<store::Error> for ErrorView {
    fn from(error: store::Error) -> ErrorView {
        let detail = error.to_string();
        let shown = |path: &PathBuf| ("path", path.display().to_string());
        let (code, params) = match error {
            store::Error::Newer { path, version } => {
                (ErrorCode::LibraryNewer, vec![shown(&path), ("version", version.to_string())])
            }
            store::Error::NotALibrary { path } => (ErrorCode::NotALibrary, vec![shown(&path)]),
            store::Error::ReadOnly => (ErrorCode::LibraryReadOnly, vec![]),
            store::Error::Full => (ErrorCode::LibraryFull, vec![]),
            store::Error::Busy => (ErrorCode::LibraryBusy, vec![]),
            store::Error::Damaged(detail) => (ErrorCode::LibraryDamaged, vec![("detail", detail)]),
            store::Error::Unreadable { path, error } => {
                (ErrorCode::LibraryUnreadable, vec![shown(&path), ("detail", error.to_string())])
            }
            store::Error::NotWritten { path, error } => {
                (ErrorCode::FileNotWritten, vec![shown(&path), ("detail", error.to_string())])
            }
            store::Error::NotAnExport { path } => (ErrorCode::ExportForeign, vec![shown(&path)]),
            store::Error::ExportDamaged { path, detail } => {
                (ErrorCode::ExportDamaged, vec![shown(&path), ("detail", detail)])
            }
            store::Error::Cancelled => (ErrorCode::Cancelled, vec![]),
            store::Error::NotFound { what, id } => {
                (ErrorCode::NotFound, vec![("what", what.to_owned()), ("id", id.to_string())])
            }
            store::Error::Taken { name, .. } => (ErrorCode::OutletTaken, vec![("name", name)]),
            store::Error::Edit(_) => (ErrorCode::IssueChanged, vec![]),
            store::Error::NoSuchBackup { name } => {
                (ErrorCode::NotFound, vec![("what", "backup".to_owned()), ("id", name)])
            }
            store::Error::NoSuchPlace | store::Error::NoWords => (ErrorCode::BadAsk, vec![("detail", detail)]),
            store::Error::Failed(detail) => (ErrorCode::Internal, vec![("detail", detail)]),
        };
        view(code, params)
    }
}

fn view(code: ErrorCode, params: Vec<(&str, String)>) -> ErrorView {
    ErrorView { code, params: params.into_iter().map(|(name, value)| (name.to_owned(), value)).collect() }
}
