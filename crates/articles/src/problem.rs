use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Bad input, as a line of a report. Never stops the rest of an import.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Problem {
    /// The file, and the way inside it, for people: `week.zip › monday/1.html`.
    #[serde(rename = "where")]
    pub place: String,
    pub code: ProblemCode,
    /// A detail in the words of the parser or system; may be empty.
    pub detail: String,
}

/// Why something could not be read. The words are the window's and the command line's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ProblemCode {
    /// Not there any more, or a link to nothing.
    FileMissing,
    NoPermission,
    /// A device, pipe or socket.
    NotAFile,
    /// A link that leads back to a folder above it.
    FolderLoop,
    EmptyFile,
    /// Content of no format that is read.
    UnknownFormat,
    /// A format that is known, and has no reader.
    UnsupportedFormat,
    /// The content does not hold to its format.
    Damaged,
    Encrypted,
    /// Over a limit on size, depth or number.
    TooLarge,
    /// Changed while it was read.
    FileChanged,
    /// Read, and no article was in it.
    NothingFound,
    /// A table whose columns say nothing: what they hold is to be told. The detail names them.
    UnknownColumns,
    /// No text layer: a scanned page.
    NoTextLayer,
    /// The parser died or ran out of its time or memory.
    ParserStopped,
    /// The system said no; the detail says what.
    ReadFailed,
}
