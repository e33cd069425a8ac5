//! The one table of words for codes. The compiler holds it complete; no other file words an error.

use api::{ErrorCode, ErrorView, NoteCode};
use articles::{Problem, ProblemCode, PublishedFrom};

/// One line, without a stop: what is wrong, and what can be done where something can.
pub fn error(error: &ErrorView) -> String {
    let param = |name: &str| error.params.get(name).map(String::as_str).unwrap_or_default();
    let (path, detail) = (param("path"), param("detail"));
    match error.code {
        ErrorCode::BadAsk => format!("that cannot be asked: {detail}"),
        ErrorCode::NotFound => format!("there is no {} {}", param("what"), param("id")),
        ErrorCode::IssueChanged => "the digest has changed since: look at it again, then edit".to_owned(),
        ErrorCode::LibraryNewer => {
            format!("the library in {path} was written by a newer Tidings, and was left as it is")
        }
        ErrorCode::NotALibrary => format!("{path} is no library of Tidings, and was left as it is"),
        ErrorCode::LibraryReadOnly => "the library cannot be written to: its folder or disk is read-only".to_owned(),
        ErrorCode::LibraryFull => "the disk is full: nothing of this was stored".to_owned(),
        ErrorCode::LibraryBusy => "another program is writing to the library: try again".to_owned(),
        ErrorCode::LibraryDamaged => format!("the library is damaged, restore it from a backup: {detail}"),
        ErrorCode::LibraryUnreadable => format!("the library in {path} cannot be read: {detail}"),
        ErrorCode::FileNotWritten => format!("{path} could not be written: {detail}"),
        ErrorCode::LogoNotRead => format!("{path} cannot be read as a PNG or JPEG: {detail}"),
        ErrorCode::ExportFailed => format!("the digest could not be set: {detail}"),
        ErrorCode::Cancelled => "stopped".to_owned(),
        ErrorCode::Internal => format!("a fault of Tidings: {detail}"),
    }
}

/// The reason in one line, with the system's or parser's own words behind it where it had any.
pub fn problem(problem: &Problem) -> String {
    let words = match problem.code {
        ProblemCode::FileMissing => "not there any more, or a link to nothing",
        ProblemCode::NoPermission => "no permission to read it",
        ProblemCode::NotAFile => "a device, pipe or socket, not a file",
        ProblemCode::FolderLoop => "a link that leads back to a folder above it",
        ProblemCode::EmptyFile => "empty",
        ProblemCode::UnknownFormat => "of no format that Tidings reads",
        ProblemCode::UnsupportedFormat => "of a format that Tidings does not read yet",
        ProblemCode::Damaged => "damaged: the content does not hold to its format",
        ProblemCode::Encrypted => "locked with a password",
        ProblemCode::TooLarge => "too large, or nested too deep",
        ProblemCode::FileChanged => "changed while it was read: import it again",
        ProblemCode::NothingFound => "no article in it",
        ProblemCode::UnknownColumns => {
            "a table whose columns are not recognised: tell what they hold with `tidings mapping`"
        }
        ProblemCode::NoTextLayer => "a scanned page without text",
        ProblemCode::ParserStopped => "reading it took too much time or memory, and was stopped",
        ProblemCode::ReadFailed => "could not be read",
    };
    match problem.detail.trim() {
        "" => words.to_owned(),
        detail => format!("{words} ({detail})"),
    }
}

/// What of a query was passed over, and why.
pub fn note(code: NoteCode) -> &'static str {
    match code {
        NoteCode::OpenQuote => "this quotation mark is not closed: the phrase goes to the end",
        NoteCode::OpenBracket => "this bracket is not closed: it goes to the end",
        NoteCode::ClosingBracket => "this bracket closes nothing",
        NoteCode::LoneOr => "OR wants something on both sides",
        NoteCode::NoValue => "nothing stands behind the colon",
        NoteCode::UnknownValue => "not a value that can be looked for here",
        NoteCode::BadDate => "not a date: 2026-03-31, 2026-03, yesterday, monday or 7d would be",
        NoteCode::NothingOfThatName => "the library has nothing of that name",
        NoteCode::TooMuch => "more than can be looked for at once: the rest was passed over",
    }
}

/// As `parse --json` has it; `none` stands for no date.
pub fn published_from(from: Option<PublishedFrom>) -> &'static str {
    match from {
        Some(PublishedFrom::Metadata) => "metadata",
        Some(PublishedFrom::Text) => "text",
        Some(PublishedFrom::Inferred) => "inferred",
        Some(PublishedFrom::File) => "file",
        None => "none",
    }
}
