use std::io;

use articles::{Body, Document, Origin, Problem, ProblemCode};
use task::{Cancelled, Task};

use crate::{
    decode::Decoded,
    detect::{Detection, Head, detect_head},
    input::Content,
};

/// What reading a file yields, in the order of the file.
#[derive(Clone, Debug, PartialEq)]
pub enum Found {
    /// The decoded source that the byte ranges of the next documents point into.
    /// Not sent for a document whose own body is its source: its range is 0..0.
    Text(String),
    Document(Box<Document>),
    Problem(Problem),
}

/// Why a reader ended early.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stop {
    Cancelled,
    /// Becomes a `Problem` at the place where the reader stood.
    Refused(ProblemCode, String),
}

/// Handed to a format's reader: where it stands, whom it tells, and whether the work is still wanted.
pub(crate) struct Reader<'a> {
    task: &'a Task,
    origin: Origin,
    /// Given to each document as its last resort for a date.
    file_date: Option<String>,
    found: &'a mut dyn FnMut(Found),
}

impl<'a> Reader<'a> {
    pub(crate) fn new(
        task: &'a Task,
        origin: Origin,
        file_date: Option<String>,
        found: &'a mut dyn FnMut(Found),
    ) -> Reader<'a> {
        Reader { task, origin, file_date, found }
    }

    /// Finds out what the content is and has it read. Says the format's name, where it has one.
    pub(crate) fn read(&mut self, name: &str, mut content: Content<'_>) -> Result<Option<&'static str>, Cancelled> {
        self.task.check()?;
        let outcome = content.head().map_err(Stop::from).and_then(|(bytes, whole)| {
            match detect_head(&Head::new(bytes, name, whole)) {
                Detection::Format(format) => Ok(format),
                Detection::Empty => Err(Stop::refuse(ProblemCode::EmptyFile, "")),
                Detection::Unsupported(what) => Err(Stop::refuse(ProblemCode::UnsupportedFormat, what)),
                Detection::Unknown => Err(Stop::refuse(ProblemCode::UnknownFormat, "")),
            }
        });
        match outcome {
            Ok(format) => {
                self.origin.format = format.name.to_owned();
                let outcome = (format.read)(content, self);
                self.settle(outcome)?;
                Ok(Some(format.name))
            }
            Err(stop) => self.settle(Err(stop)).map(|()| None),
        }
    }

    pub(crate) fn check(&self) -> Result<(), Stop> {
        self.task.check().map_err(|Cancelled| Stop::Cancelled)
    }

    /// A document at this place, for the reader to fill.
    pub(crate) fn document(&self, body: Body) -> Document {
        Document { origin: self.origin.clone(), body, ..Document::default() }
    }

    /// The source that the next documents' byte ranges point into.
    pub(crate) fn found_text(&mut self, text: String) -> Result<(), Stop> {
        self.check()?;
        (self.found)(Found::Text(text));
        Ok(())
    }

    pub(crate) fn found_document(&mut self, mut document: Document) -> Result<(), Stop> {
        self.check()?;
        if let Some(date) = &self.file_date {
            let from = articles::PublishedFrom::File;
            if !document.dates.iter().any(|date| date.from == from) {
                document.dates.push(articles::RawDate { text: date.clone(), from });
            }
        }
        (self.found)(Found::Document(Box::new(document)));
        Ok(())
    }

    pub(crate) fn found_problem(&mut self, code: ProblemCode, detail: impl Into<String>) {
        let place = place(&self.origin);
        (self.found)(Found::Problem(Problem { place, code, detail: detail.into() }));
    }

    /// Says where bytes stand for no character in the encoding of the rest. The text is read all the same.
    pub(crate) fn found_broken(&mut self, decoded: &Decoded) {
        if decoded.broken > 0 {
            let detail = format!("{} places that are no {}", decoded.broken, decoded.encoding);
            self.found_problem(ProblemCode::Damaged, detail);
        }
    }

    fn settle(&mut self, outcome: Result<(), Stop>) -> Result<(), Cancelled> {
        match outcome {
            Ok(()) => Ok(()),
            Err(Stop::Cancelled) => Err(Cancelled),
            Err(Stop::Refused(code, detail)) => {
                self.found_problem(code, detail);
                Ok(())
            }
        }
    }
}

impl Stop {
    pub(crate) fn refuse(code: ProblemCode, detail: impl Into<String>) -> Stop {
        Stop::Refused(code, detail.into())
    }
}

impl From<Cancelled> for Stop {
    fn from(_: Cancelled) -> Stop {
        Stop::Cancelled
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Stop {
        let (code, detail) = tell(&error);
        Stop::Refused(code, detail)
    }
}

/// What the system or a decoder said, as a problem's code and detail.
pub(crate) fn tell(error: &io::Error) -> (ProblemCode, String) {
    use io::ErrorKind;
    // "No such file or directory (os error 2)" says no more than its code does.
    match error.kind() {
        ErrorKind::NotFound => (ProblemCode::FileMissing, String::new()),
        ErrorKind::PermissionDenied => (ProblemCode::NoPermission, String::new()),
        _ if is_link_loop(error) => (ProblemCode::FolderLoop, String::new()),
        ErrorKind::InvalidData | ErrorKind::UnexpectedEof | ErrorKind::InvalidInput => {
            (ProblemCode::Damaged, error.to_string())
        }
        _ => (ProblemCode::ReadFailed, error.to_string()),
    }
}

/// A link that leads to itself.
#[cfg(unix)]
fn is_link_loop(error: &io::Error) -> bool {
    rustix::io::Errno::from_io_error(error) == Some(rustix::io::Errno::LOOP)
}

#[cfg(not(unix))]
fn is_link_loop(_error: &io::Error) -> bool {
    false
}

/// The file and the way inside it, for people: `week.zip › monday/1.html`.
fn place(origin: &Origin) -> String {
    let mut place = origin.file.clone();
    for member in &origin.members {
        place.push_str(" › ");
        place.push_str(member);
    }
    place
}
