use std::io;

use thiserror::Error;

/// Why a file is not taken for a pack.
#[derive(Debug, Error)]
pub enum Refused {
    #[error("this file is no encoder pack")]
    Foreign,
    #[error("the pack is cut short or damaged")]
    Damaged,
    #[error("the pack is of another model or version than this program knows")]
    OtherVersion,
    /// It could not be read.
    #[error("{0}")]
    Io(#[from] io::Error),
    /// There is no room for it, or its place cannot be written to.
    #[error("{0}")]
    NotWritten(io::Error),
}
