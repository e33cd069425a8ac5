use std::io::{self, Read};

use articles::{
    Body, Document, Origin, Outlet, Picture, Preferences, Problem, ProblemCode, ReadingChoice, RecordCount,
};
use task::{Cancelled, Progress, Task};

use crate::{
    beside::Beside,
    decode::Decoded,
    detect::{Detection, Head, detect_head},
    formats::html::check_caps,
    input::Content,
    limits::{ARCHIVE_BYTES, ARCHIVE_DEPTH, ARCHIVE_FREE_BYTES, ARCHIVE_MEMBERS, ARCHIVE_RATIO},
    pictures,
};

/// What reading a file yields, in the order of the file.
#[derive(Clone, Debug, PartialEq)]
pub enum Found {
    /// The decoded source that the byte ranges of the next documents point into.
    /// Not sent for a document whose own body is its source: its range is 0..0.
    Text(String),
    Document(Box<Document>),
    Problem(Problem),
    /// Something that could be read in another way.
    Choice(ReadingChoice),
    /// Of an export that counts its records.
    Count(RecordCount),
    /// What a list of outlets holds.
    Outlets(Vec<Outlet>),
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
    preferences: &'a Preferences,
    found: &'a mut dyn FnMut(Found),
    /// The name in `origin`, as the registry has it.
    format: &'static str,
    /// Where a web archive says that what is read came from.
    address: Option<String>,
    /// Where the pictures of the page that is read next are, if it was saved with them.
    beside: Option<Beside>,
    /// How many archives this stands in.
    depth: usize,
    members_left: u64,
    bytes_left: u64,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(
        task: &'a Task,
        origin: Origin,
        preferences: &'a Preferences,
        found: &'a mut dyn FnMut(Found),
    ) -> Reader<'a> {
        Reader {
            task,
            origin,
            preferences,
            found,
            address: None,
            beside: None,
            format: "",
            depth: 0,
            members_left: ARCHIVE_MEMBERS,
            bytes_left: ARCHIVE_BYTES,
        }
    }

    /// Finds out what the content is and has it read. Says the format's name, where it has one.
    pub(crate) fn read(&mut self, name: &str, mut content: Content<'_>) -> Result<Option<&'static str>, Cancelled> {
        self.task.check()?;
        let outcome = content.head().map_err(Stop::from).and_then(|(bytes, whole)| {
            match detect_head(&Head::new(bytes, name, whole)) {
                Detection::Format(format) => Ok(format),
                Detection::Empty => Err(Stop::refuse(ProblemCode::EmptyFile, "")),
                Detection::Unsupported { what, .. } => Err(Stop::refuse(ProblemCode::UnsupportedFormat, what)),
                Detection::Unknown => Err(Stop::refuse(ProblemCode::UnknownFormat, "")),
            }
        });
        match outcome {
            Ok(format) => {
                self.is_rather(format.name);
                let outcome = (format.read)(content, self);
                // A reader that has looked further may have named a more particular one.
                let name = self.format;
                self.settle(outcome)?;
                Ok(Some(name))
            }
            Err(stop) => self.settle(Err(stop)).map(|()| None),
        }
    }

    /// The name that what is read goes by.
    pub(crate) fn name(&self) -> String {
        self.origin.members.last().unwrap_or(&self.origin.file).clone()
    }

    pub(crate) fn check(&self) -> Result<(), Stop> {
        self.task.check().map_err(|Cancelled| Stop::Cancelled)
    }

    /// Says that the work goes on, though nothing may be found for a while.
    pub(crate) fn beat(&self) -> Result<(), Stop> {
        self.check()?;
        self.task.progress(Progress { item: self.origin.file.clone(), ..Progress::default() });
        Ok(())
    }

    /// Reads something that was in this, under a name for people.
    pub(crate) fn read_member(&mut self, name: &str, mut content: Content<'_>) -> Result<(), Stop> {
        self.check()?;
        if self.depth == ARCHIVE_DEPTH {
            let detail = format!("archives in archives, more than {ARCHIVE_DEPTH} deep");
            return Err(Stop::refuse(ProblemCode::TooLarge, detail));
        }
        self.members_left = self
            .members_left
            .checked_sub(1)
            .ok_or_else(|| Stop::refuse(ProblemCode::TooLarge, format!("more than {ARCHIVE_MEMBERS} members")))?;
        // Pictures and styles come with the pages of an archive; only what was dropped by itself is told of.
        // A sum that does not hold is said once: asked again, what was unpacked would be taken for all there is.
        let (head, whole) = content.head()?;
        if is_attendant(&Head::new(head, name, whole)) {
            return Ok(());
        }
        let format = self.format;
        self.origin.members.push(show_name(name));
        self.depth += 1;
        let read = self.read(name, content);
        self.depth -= 1;
        self.origin.members.pop();
        self.is_rather(format);
        read.map(|_| ()).map_err(Stop::from)
    }

    /// Unpacks something as it is read, to no more than a file may become. `packed` is its length before.
    pub(crate) fn unpack(
        &mut self,
        packed: u64,
        from: &mut dyn Read,
        read: impl FnOnce(&mut Reader<'a>, &mut dyn Read) -> Result<(), Stop>,
    ) -> Result<(), Stop> {
        let most = packed.saturating_mul(ARCHIVE_RATIO).max(ARCHIVE_FREE_BYTES).min(self.bytes_left);
        let mut capped = Capped { from, left: most };
        let outcome = read(self, &mut capped);
        self.bytes_left = self.bytes_left.saturating_sub(most - capped.left);
        outcome
    }

    /// Says for a while of what member it is read.
    pub(crate) fn at_member<T>(&mut self, name: &str, work: impl FnOnce(&mut Reader<'a>) -> T) -> T {
        self.origin.members.push(show_name(name));
        let done = work(self);
        self.origin.members.pop();
        done
    }

    /// Reads something of which the address is known.
    pub(crate) fn with_address<T>(&mut self, address: &str, work: impl FnOnce(&mut Reader<'a>) -> T) -> T {
        let before = self.address.replace(address.to_owned());
        let done = work(self);
        self.address = before;
        done
    }

    /// Reads something that was saved with a folder of what it needs.
    pub(crate) fn with_beside<T>(&mut self, beside: Option<Beside>, work: impl FnOnce(&mut Reader<'a>) -> T) -> T {
        let before = std::mem::replace(&mut self.beside, beside);
        let done = work(self);
        self.beside = before;
        done
    }

    /// The pictures that a page names in the folder that was saved with it.
    pub(crate) fn pictures_beside(&mut self, html: &str) -> Vec<Picture> {
        match self.beside.take() {
            Some(beside) => pictures::take_named(html, |address| beside.fetch(address)),
            None => Vec::new(),
        }
    }

    /// The same bytes are of a more particular format than their beginning showed.
    pub(crate) fn is_rather(&mut self, format: &'static str) {
        self.origin.format = format.to_owned();
        self.format = format;
    }

    /// Tells of a refusal, and goes on.
    pub(crate) fn settle_stop(&mut self, outcome: Result<(), Stop>) -> Result<(), Stop> {
        self.settle(outcome).map_err(Stop::from)
    }

    /// A document at this place, for the reader to fill.
    pub(crate) fn document(&self, body: Body) -> Document {
        Document { origin: self.origin.clone(), body, url: self.address.clone(), ..Document::default() }
    }

    /// Whatever a page or fragment came in, its depth is known before anybody builds a tree of it: one that is too deep
    /// is told of, and the rest of its file goes on.
    pub(crate) fn found_document(&mut self, document: Document) -> Result<(), Stop> {
        self.check()?;
        if let Body::Page(html) | Body::Fragment(html) = &document.body
            && let Err(stop) = check_caps(html)
        {
            return self.settle_stop(Err(stop.of(document.title.as_deref())));
        }
        (self.found)(Found::Document(Box::new(document)));
        Ok(())
    }

    pub(crate) fn found_choice(&mut self, choice: ReadingChoice) {
        (self.found)(Found::Choice(choice));
    }

    pub(crate) fn found_count(&mut self, count: RecordCount) {
        (self.found)(Found::Count(count));
    }

    pub(crate) fn found_outlets(&mut self, outlets: Vec<Outlet>) {
        (self.found)(Found::Outlets(outlets));
    }

    /// How the user wants files read.
    pub(crate) fn preferences(&self) -> &'a Preferences {
        self.preferences
    }

    pub(crate) fn found_text(&mut self, text: String) {
        (self.found)(Found::Text(text));
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

    /// With the headline of that which was refused, where its file holds more.
    fn of(self, title: Option<&str>) -> Stop {
        match (self, title) {
            (Stop::Refused(code, detail), Some(title)) => {
                Stop::Refused(code, format!("{detail}: {}", show_name(title)))
            }
            (stop, _) => stop,
        }
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
        _ if error.get_ref().is_some_and(|inner| inner.is::<OverLimit>()) => (ProblemCode::TooLarge, error.to_string()),
        ErrorKind::InvalidData | ErrorKind::UnexpectedEof | ErrorKind::InvalidInput => {
            (ProblemCode::Damaged, error.to_string())
        }
        // A decoder's own words: the system gives its errors a number.
        _ if error.raw_os_error().is_none() => (ProblemCode::Damaged, error.to_string()),
        _ => (ProblemCode::ReadFailed, error.to_string()),
    }
}

/// Reads no more than may be, and says so where there is more.
struct Capped<'a> {
    from: &'a mut dyn Read,
    left: u64,
}

#[derive(Debug, thiserror::Error)]
#[error("unpacks to more than it may")]
struct OverLimit;

impl Read for Capped<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.from.read(into)?;
        self.left = self.left.checked_sub(read as u64).ok_or_else(|| io::Error::other(OverLimit))?;
        Ok(read)
    }
}

fn is_attendant(head: &Head<'_>) -> bool {
    matches!(detect_head(head), Detection::Unsupported { attends: true, .. })
}

/// Names inside of archives are anybody's: one line, no controls, no longer than a screen.
fn show_name(name: &str) -> String {
    name.chars().filter(|c| !c.is_control()).take(200).collect()
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
