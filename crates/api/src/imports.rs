//! From dropped paths and pasted text to the library, with a report.

use std::{
    any::Any,
    cell::RefCell,
    collections::VecDeque,
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    thread,
    time::Duration,
    vec,
};

use articles::{ContentHash, FileId, ImportId, Problem, ProblemCode, Reading};
use import::{Dropped, ParserCommand, ParserError, Parsers, Walk, Walked};
use store::Turn;
use task::{Cancelled, Task};

use crate::{
    App, Error, ErrorView,
    jobs::Pace,
    kept_files::KeptFiles,
    operations::*,
    receiver::{Far, Origin, Receiver},
};

impl App {
    /// Reads files and folders into the library; returns when all is stored.
    pub fn import_paths(&self, paths: &[PathBuf], task: &Task) -> Result<ImportReport, Error> {
        let name = name_of(paths);
        match self.import(&name, Walk::new(paths.to_vec(), task), false, task, &mut |_| {})? {
            Ended { import: Some(id), .. } => self.read_import(ReadImport { id }),
            Ended { state, .. } => Ok(empty_report(&name, state)),
        }
    }

    pub fn start_import_paths(&self, paths: Vec<PathBuf>) -> Result<JobId, Error> {
        let name = name_of(&paths);
        // How many files there are is known where no folder has to be walked for it.
        let total = (!paths.iter().any(|path| path.is_dir())).then_some(paths.len() as u64);
        self.start_import(name, total, move |task| Box::new(Walk::new(paths, task)))
    }

    /// Some bytes under a name for people, as if they had been dropped.
    pub fn start_import_bytes(&self, name: &str, bytes: Vec<u8>) -> Result<JobId, Error> {
        let dropped = Walked::Found(Dropped::Bytes { bytes, name: name.to_owned() });
        self.start_import(name.to_owned(), Some(1), move |_| Box::new(std::iter::once(dropped)))
    }

    /// The refused files of an import once more, from where they were: they may be whole now, or may be read.
    pub fn start_import_again(&self, ask: ReadImport) -> Result<JobId, Error> {
        let paths = self.store().refused_paths(ask.id)?;
        self.start_import_paths(paths.into_iter().map(PathBuf::from).collect())
    }

    /// Where a file was when it was imported. Not among the operations: no path reaches the page.
    pub fn path_of_file(&self, file: FileId) -> Result<Option<PathBuf>, Error> {
        Ok(self.store().path_of_file(file)?.map(PathBuf::from))
    }

    pub fn start_import_text(&self, ask: StartImportText) -> Result<JobId, Error> {
        let StartImportText { text, html } = ask;
        match html.filter(|html| has_blocks(html)) {
            Some(html) => self.start_import_bytes("clipboard.html", html.into_bytes()),
            None => self.start_import_bytes("clipboard.txt", text.into_bytes()),
        }
    }

    pub fn list_imports(&self, _ask: ListImports) -> Result<ImportList, Error> {
        Ok(ImportList { imports: self.store().list_imports(200)? })
    }

    pub fn read_import(&self, ask: ReadImport) -> Result<ImportReport, Error> {
        Ok(self.store().read_import(ask.id)?)
    }

    pub fn list_import_files(&self, ask: ListImportFiles) -> Result<ImportFilePage, Error> {
        Ok(self.store().list_import_files(ask.import, ask.after, ask.limit)?)
    }

    /// All files of an import in their order, of which a page is held. None of one that was stopped before anything was
    /// stored: it has no number.
    pub fn import_files(&self, import: ImportId) -> ImportFiles<'_> {
        let begun = import == ImportId::default();
        ImportFiles { app: self, import, page: Vec::new().into_iter(), next: None, begun }
    }

    pub fn undo_import(&self, ask: ReadImport) -> Result<ImportUndone, Error> {
        let undone = self.store().undo_import(ask.id, self.now())?;
        // It is undone, whatever becomes of that.
        let _ = self.apply_rules();
        self.tell(Event::LibraryChanged {});
        Ok(undone)
    }

    /// As `start_read_again`; returns when all is stored.
    pub fn read_again(&self, files: &[FileId], task: &Task) -> Result<ImportReport, Error> {
        let kept = KeptFiles::copy(self, files)?;
        let name = name_of(&kept.names());
        match self.import(&name, kept, true, task, &mut |_| {})? {
            Ended { import: Some(id), .. } => self.read_import(ReadImport { id }),
            Ended { state, .. } => Ok(empty_report(&name, state)),
        }
    }

    pub fn start_read_again(&self, ask: ReadAgain) -> Result<JobId, Error> {
        let kept = KeptFiles::copy(self, &ask.files)?;
        let (name, total) = (name_of(&kept.names()), ask.files.len() as u64);
        self.start(name, Some(total), true, move |_| Box::new(kept))
    }

    fn start_import(
        &self,
        name: String,
        total: Option<u64>,
        inputs: impl FnOnce(&Task) -> Box<dyn Iterator<Item = Walked>> + Send + 'static,
    ) -> Result<JobId, Error> {
        self.start(name, total, false, inputs)
    }

    fn start(
        &self,
        name: String,
        total: Option<u64>,
        again: bool,
        inputs: impl FnOnce(&Task) -> Box<dyn Iterator<Item = Walked>> + Send + 'static,
    ) -> Result<JobId, Error> {
        let job = self.jobs().next_id();
        let task = Task::quiet();
        self.jobs().begin(job, task.clone());
        let app = self.clone();
        let work = move || {
            let inputs = inputs(&task);
            // Who started it hears of the end by its event.
            let _ = app.run_import(job, &name, total, again, inputs, &task);
        };
        thread::Builder::new().name("import".to_owned()).spawn(work).map_err(|error| {
            self.jobs().end(job);
            Error::Internal(error.to_string())
        })?;
        Ok(job)
    }

    /// Imports on this thread what nobody asked for in person, as a job like any other.
    pub(crate) fn import_unasked(
        &self,
        name: &str,
        files: Vec<Dropped>,
        whole: &Task,
    ) -> Result<Option<ImportReport>, Error> {
        let job = self.jobs().next_id();
        let task = whole.part();
        self.jobs().begin(job, task.clone());
        let total = Some(files.len() as u64);
        let import = self.run_import(job, name, total, false, files.into_iter().map(Walked::Found), &task)?;
        import.map(|id| self.read_import(ReadImport { id })).transpose()
    }

    /// Tells how far it is, and of the end, whatever happens.
    fn run_import(
        &self,
        job: JobId,
        name: &str,
        total: Option<u64>,
        again: bool,
        inputs: impl Iterator<Item = Walked>,
        task: &Task,
    ) -> Result<Option<ImportId>, Error> {
        // More is not seen, and each costs the page a repaint or a list.
        let (mut pace, mut changes) = (Pace::new(Duration::from_millis(100)), Pace::new(Duration::from_secs(1)));
        let mut stored = 0;
        let mut far = |far: Far| {
            let Far { files, articles, item } = far;
            if pace.is_due() {
                self.tell(Event::JobProgress { job, done: files, total, item, articles });
            }
            if articles > stored && changes.is_due() {
                stored = articles;
                self.tell(Event::LibraryChanged {});
            }
        };
        let ended = catch_unwind(AssertUnwindSafe(|| self.import(name, inputs, again, task, &mut far)));
        self.jobs().end(job);
        self.tell(Event::LibraryChanged {});
        let ended = ended.unwrap_or_else(|panic| Err(Error::Internal(words(&*panic))));
        let import = ended.as_ref().map(|ended| ended.import).map_err(|error| error.to_string());
        self.tell(Event::JobEnded { job, outcome: outcome(ended) });
        // The articles are there to be read while their stories are found. Stopped in the middle, it is done when
        // their day is looked at.
        if let Ok(Some(import)) = import {
            let (unseen, task) = (self.jobs().next_id(), Task::quiet());
            self.jobs().begin(unseen, task.clone());
            let _ = catch_unwind(AssertUnwindSafe(|| self.group_import(import, &task)));
            self.jobs().end(unseen);
        }
        import.map_err(Error::Internal)
    }

    fn import(
        &self,
        name: &str,
        inputs: impl Iterator<Item = Walked>,
        again: bool,
        task: &Task,
        far: &mut dyn FnMut(Far),
    ) -> Result<Ended, Error> {
        let Ok(turn) = self.wait_for_turn(task)? else {
            return Ok(Ended { import: None, state: ImportState::Cancelled });
        };
        let parsers = parsers()?.with_preferences(self.store().read_preferences()?);
        let writer = self.store().begin_import(turn, name, self.now())?;
        let writer = if again { writer.again() } else { writer };
        let origins = RefCell::new(VecDeque::new());
        let mut receiver = Receiver::new(writer, (self.store(), self.rules()?), task, self.now().0, &origins, far);
        let mut failed = None;
        let watched = inputs.inspect(|walked| origins.borrow_mut().push_back(Origin::of(walked)));
        let wanted = |hash: &ContentHash| again || !self.store().is_known(hash).unwrap_or(false);
        let read = parsers.read::<Reading>(watched, task, &wanted, &mut |event| {
            receiver.receive(event).map_err(|error| {
                failed = Some(error);
                Cancelled
            })?;
            task.check()
        });
        let state = match (read, failed) {
            (_, Some(Error::Cancelled)) | (Err(ParserError::Cancelled), None) => ImportState::Cancelled,
            // What was stored before the disk was full stays, with its report; where that cannot be written either,
            // it is put right when the library is opened next.
            (_, Some(error)) => {
                let _ = receiver.writer.finish(ImportState::Interrupted);
                return Err(error);
            }
            (Err(error), None) => {
                let _ = receiver.writer.finish(ImportState::Interrupted);
                return Err(error.into());
            }
            (Ok(()), None) => ImportState::Finished,
        };
        let import = receiver.writer.finish(state)?;
        // A list of outlets may have named what was there before. What is stored is stored: a failure here is met again
        // the next time, by those that wait then.
        let _ = self.apply_rules();
        Ok(Ended { import, state })
    }

    /// One import at a time, in all programs that have the library open.
    fn wait_for_turn(&self, task: &Task) -> Result<Result<Turn, Cancelled>, Error> {
        loop {
            match self.store().take_import_turn() {
                Ok(turn) => return Ok(Ok(turn)),
                Err(store::Error::Busy) => {
                    if task.check() == Err(Cancelled) {
                        return Ok(Err(Cancelled));
                    }
                    thread::park_timeout(Duration::from_millis(50));
                }
                Err(error) => return Err(error.into()),
            }
        }
    }
}

/// Lines of an import's report, page by page. Ends with the first error.
pub struct ImportFiles<'a> {
    app: &'a App,
    import: ImportId,
    page: vec::IntoIter<FileReport>,
    next: Option<FileId>,
    begun: bool,
}

impl Iterator for ImportFiles<'_> {
    type Item = Result<FileReport, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(file) = self.page.next() {
            return Some(Ok(file));
        }
        if self.begun && self.next.is_none() {
            return None;
        }
        self.begun = true;
        let page = ListImportFiles { import: self.import, after: self.next.take(), limit: 0 };
        match self.app.list_import_files(page) {
            Ok(page) => {
                (self.page, self.next) = (page.files.into_iter(), page.next);
                self.page.next().map(Ok)
            }
            Err(error) => Some(Err(error)),
        }
    }
}

struct Ended {
    /// None where nothing was stored.
    import: Option<ImportId>,
    state: ImportState,
}

impl From<ParserError> for Error {
    fn from(error: ParserError) -> Error {
        match error {
            ParserError::Cancelled => Error::Cancelled,
            ParserError::NoParser(_) => Error::Internal(error.to_string()),
        }
    }
}

pub(crate) fn parsers() -> Result<Parsers, Error> {
    let command = ParserCommand::this_program().map_err(|error| Error::Internal(error.to_string()))?;
    Ok(Parsers::new(command))
}

fn outcome(ended: Result<Ended, Error>) -> JobOutcome {
    match ended {
        Ok(Ended { import: Some(import), state: ImportState::Finished }) => JobOutcome::Imported { import },
        Ok(Ended { import, .. }) => JobOutcome::Cancelled { import },
        Err(error) => JobOutcome::Failed { error: ErrorView::from(error) },
    }
}

pub(crate) fn nothing_found(place: String) -> Problem {
    Problem { place, code: ProblemCode::NothingFound, detail: String::new() }
}

fn words(panic: &(dyn Any + Send)) -> String {
    let words = panic.downcast_ref::<&str>().copied().or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    words.unwrap_or("a panic").to_owned()
}

/// For people: the one file's or folder's name, or the first of them and how many more.
fn name_of(paths: &[PathBuf]) -> String {
    let show = |path: &Path| path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    match paths {
        [] => String::new(),
        [only] => show(only),
        [first, rest @ ..] => format!("{} +{}", show(first), rest.len()),
    }
}

fn empty_report(name: &str, state: ImportState) -> ImportReport {
    let summary = ImportSummary {
        id: ImportId::default(),
        at: String::new(),
        name: name.to_owned(),
        files: 0,
        articles: 0,
        outlets: 0,
        problems: 0,
        undone: false,
        state,
    };
    ImportReport { summary, outcomes: FileOutcomes::default(), sample: Vec::new() }
}

/// Programs put HTML around a single copied word too; only what has paragraphs says more than the text does.
fn has_blocks(html: &str) -> bool {
    let lower = html.to_ascii_lowercase();
    let blocks = ["<p", "<div", "<h1", "<h2", "<h3", "<li", "<article", "<section", "<blockquote", "<tr"];
    blocks.iter().map(|tag| lower.matches(tag).count()).sum::<usize>() > 1
}
