use std::{io, path::PathBuf};

use rusqlite::ErrorCode;

use crate::connection::has_no_room;

pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Each variant is something that a person can do something about; `Failed` is the rest.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("{path} was written by a newer version (library version {version})")]
    Newer { path: PathBuf, version: i64 },
    #[error("{path} is no library")]
    NotALibrary { path: PathBuf },
    #[error("the library cannot be written to")]
    ReadOnly,
    #[error("the disk is full")]
    Full,
    #[error("another program keeps the library locked")]
    Busy,
    #[error("the library is damaged: {0}")]
    Damaged(String),
    #[error("{path}: {error}")]
    Unreadable { path: PathBuf, error: io::Error },
    #[error("{path} could not be written: {error}")]
    NotWritten { path: PathBuf, error: io::Error },
    #[error("{path} holds no export of a library")]
    NotAnExport { path: PathBuf },
    #[error("the export in {path} is damaged: {detail}")]
    ExportDamaged { path: PathBuf, detail: String },
    #[error("cancelled")]
    Cancelled,
    #[error("there is no {what} {id}")]
    NotFound { what: &'static str, id: i64 },
    #[error("there is no backup {name:?}")]
    NoSuchBackup { name: String },
    /// Another outlet is called so.
    #[error("the outlet {id} is called {name:?}")]
    Taken { name: String, id: i64 },
    #[error("this is no place to go on from")]
    NoSuchPlace,
    /// What was given to be marked or looked for.
    #[error("there are no words in it")]
    NoWords,
    #[error("the edit does not fit: {0}")]
    Edit(#[from] digests::EditError),
    #[error("{0}")]
    Failed(String),
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Error {
        match error.sqlite_error_code() {
            _ if has_no_room(&error) => Error::Full,
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => Error::ReadOnly,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Error::Busy,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Error::Damaged(error.to_string()),
            _ => match error {
                // What a column holds is not what is always written there.
                rusqlite::Error::FromSqlConversionFailure(..)
                | rusqlite::Error::IntegralValueOutOfRange(..)
                | rusqlite::Error::InvalidColumnType(..) => Error::Damaged(error.to_string()),
                error => Error::Failed(error.to_string()),
            },
        }
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Error {
        Error::Damaged(error.to_string())
    }
}

/// The one answer to a failure outside SQLite on the way to the library.
pub(crate) fn unreadable(path: &std::path::Path, error: io::Error) -> Error {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Error::Full,
        io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied => Error::ReadOnly,
        _ => Error::Unreadable { path: path.to_owned(), error },
    }
}
