//! From dropped paths and pasted text to the library, with a report.

use std::{
    cell::RefCell,
    collections::VecDeque,
    fs::File,
    io::{Cursor, Read},
    path::{Path, PathBuf},
    thread,
    time::Duration,
};

use articles::{Article, ContentHash, ImportId, Problem, ProblemCode, Reading, Span};
use import::{Dropped, FileEvent, ParserCommand, ParserError, Parsers, Walk, Walked};
use store::{FileEnd, ImportTurn, ImportWriter, KeptOriginal};
use task::{Cancelled, Progress, Task};

use crate::{App, Error, ErrorView, jobs::Pace, operations::*, pipeline};

/// What `parse_paths` finds.
pub enum Parsed {
    Article(Box<Article>),
    Problem(Problem),
}

/// Reads files as an import does, and touches no library.
pub fn parse_paths(paths: &[PathBuf], task: &Task, found: &mut dyn FnMut(Parsed)) -> Result<(), Error> {
    let mut has_articles = false;
    let mut has_problems = false;
    let walk = Walk::new(paths.to_vec(), task);
    let read = parsers()?.read::<Reading>(walk, task, &|_| true, &mut |event| {
        match event {
            FileEvent::Began { .. } => (has_articles, has_problems) = (false, false),
            FileEvent::Text(_) => {}
            FileEvent::Step(reading) => {
                for article in reading.articles {
                    has_articles = true;
                    found(Parsed::Article(Box::new(pipeline::receive(article))));
                }
            }
            FileEvent::Problem(problem) => {
                has_problems = true;
                found(Parsed::Problem(problem));
            }
            FileEvent::Ended { file, .. } => {
                if !has_articles && !has_problems {
                    found(Parsed::Problem(nothing_found(file)));
                }
                (has_articles, has_problems) = (false, false);
            }
        }
        task.check()
    });
    read.map_err(Error::from)
}

impl App {
    /// Reads files and folders into the library; returns when all is stored.
    pub fn import_paths(&self, paths: &[PathBuf], task: &Task) -> Result<ImportReport, Error> {
        let name = name_of(paths);
        match self.import(&name, Walk::new(paths.to_vec(), task), task, &mut |_| {})? {
            Ended { import: Some(id), .. } => self.read_import(ReadImport { id }),
            Ended { state, .. } => Ok(empty_report(&name, state)),
        }
    }

    pub fn start_import_paths(&self, paths: Vec<PathBuf>) -> Result<JobId, Error> {
        let name = name_of(&paths);
        // How many files there are is known where no folder has to be walked for it.
        let total = (!paths.iter().any(|path| path.is_dir())).then_some(paths.len() as u64);
        Ok(self.start_import(name, total, move |task| Box::new(Walk::new(paths, task))))
    }

    /// Some bytes under a name for people, as if they had been dropped.
    pub fn start_import_bytes(&self, name: &str, bytes: Vec<u8>) -> Result<JobId, Error> {
        let dropped = Walked::Found(Dropped::Bytes { bytes, name: name.to_owned() });
        Ok(self.start_import(name.to_owned(), Some(1), move |_| Box::new(std::iter::once(dropped))))
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

    pub fn undo_import(&self, ask: ReadImport) -> Result<ImportUndone, Error> {
        let undone = self.store().undo_import(ask.id, self.now())?;
        self.tell(Event::LibraryChanged {});
        Ok(undone)
    }

    fn start_import(
        &self,
        name: String,
        total: Option<u64>,
        inputs: impl FnOnce(&Task) -> Box<dyn Iterator<Item = Walked>> + Send + 'static,
    ) -> JobId {
        let job = self.jobs().next_id();
        let task = Task::quiet();
        self.jobs().begin(job, task.clone());
        let app = self.clone();
        thread::spawn(move || {
            let pace = Pace::new();
            let told = app.clone();
            let ended = app.import(&name, inputs(&task), &task, &mut |far| {
                if pace.is_due() {
                    let Far { files, articles, item } = far;
                    told.tell(Event::JobProgress { job, done: files, total, item, articles });
                }
            });
            app.jobs().end(job);
            app.tell(Event::LibraryChanged {});
            app.tell(Event::JobEnded { job, outcome: outcome(ended) });
        });
        job
    }

    fn import(
        &self,
        name: &str,
        inputs: impl Iterator<Item = Walked>,
        task: &Task,
        far: &mut dyn FnMut(Far),
    ) -> Result<Ended, Error> {
        let parsers = parsers()?;
        let Ok(turn) = self.wait_for_turn(task)? else {
            return Ok(Ended { import: None, state: ImportState::Cancelled });
        };
        let writer = self.store().begin_import(turn, name, self.now())?;
        let origins = RefCell::new(VecDeque::new());
        let mut receiver =
            Receiver { writer, task, origins: &origins, file: FileState::default(), files: 0, far };
        let mut failed = None;
        let watched = inputs.inspect(|walked| origins.borrow_mut().push_back(origin_of(walked)));
        let wanted = |hash: &ContentHash| !self.store().is_known(hash).unwrap_or(false);
        let read = parsers.read::<Reading>(watched, task, &wanted, &mut |event| {
            receiver.receive(event).map_err(|error| {
                failed = Some(error);
                Cancelled
            })?;
            task.check()
        });
        let state = match (read, failed) {
            (_, Some(Error::Cancelled)) | (Err(ParserError::Cancelled), None) => ImportState::Cancelled,
            (_, Some(error)) => {
                // What was stored before the disk was full stays, with its report.
                let _ = receiver.writer.finish(ImportState::Cancelled);
                return Err(error);
            }
            (Err(error), None) => {
                let _ = receiver.writer.finish(ImportState::Cancelled);
                return Err(error.into());
            }
            (Ok(()), None) => ImportState::Finished,
        };
        Ok(Ended { import: receiver.writer.finish(state)?, state })
    }

    /// One import at a time, in all programs that have the library open.
    fn wait_for_turn(&self, task: &Task) -> Result<Result<ImportTurn, Cancelled>, Error> {
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

struct Ended {
    /// None where nothing was stored.
    import: Option<ImportId>,
    state: ImportState,
}

struct Far {
    files: u64,
    articles: u32,
    item: String,
}

/// Hands what the parsers tell to the writer, file by file.
struct Receiver<'a> {
    writer: ImportWriter<'a>,
    task: &'a Task,
    origins: &'a RefCell<VecDeque<Option<Origin>>>,
    file: FileState,
    files: u64,
    far: &'a mut dyn FnMut(Far),
}

/// Where the bytes of a dropped file are to be had once more, to be kept.
#[derive(Clone)]
enum Origin {
    Path(PathBuf),
    Bytes(Vec<u8>),
}

#[derive(Default)]
struct FileState {
    began: bool,
    hash: Option<ContentHash>,
    kept: bool,
    text: Option<TextState>,
    articles: u32,
    problems: Vec<Problem>,
}

#[derive(Default)]
struct TextState {
    places: u32,
    spans: Vec<Span>,
}

impl Receiver<'_> {
    fn receive(&mut self, event: FileEvent<Reading>) -> Result<(), Error> {
        match event {
            FileEvent::Began { file, hash } => {
                self.writer.begin_file(&file);
                self.file.began = true;
                self.file.hash = Some(hash);
                self.say_how_far(file);
            }
            FileEvent::Text(text) => self.begin_text(&text)?,
            FileEvent::Step(reading) => self.add(reading)?,
            FileEvent::Problem(problem) => self.file.problems.push(problem),
            FileEvent::Ended { file, format, known } => self.end_file(file, format, known)?,
        }
        Ok(())
    }

    fn begin_text(&mut self, text: &str) -> Result<(), Error> {
        self.end_text();
        let Some(hash) = self.file.hash.clone() else { return Ok(()) };
        if !self.file.kept {
            self.keep_original(&hash)?;
        }
        self.writer.begin_text(text, &hash)?;
        self.file.text = Some(TextState::default());
        Ok(())
    }

    /// The bytes that were dropped are stored beside what was made of them: nothing is thrown away.
    fn keep_original(&mut self, hash: &ContentHash) -> Result<(), Error> {
        self.file.kept = true;
        let origin = self.origins.borrow().front().cloned().flatten();
        let mut from: Box<dyn Read> = match origin {
            Some(Origin::Bytes(bytes)) => Box::new(Cursor::new(bytes)),
            Some(Origin::Path(path)) => match File::open(&path) {
                Ok(file) => Box::new(file),
                Err(error) => return self.not_kept(ProblemCode::ReadFailed, error.to_string()),
            },
            None => return Ok(()),
        };
        let task = self.task;
        match self.writer.keep_original(hash, &mut from, &|| task.check().is_ok())? {
            KeptOriginal::Kept => Ok(()),
            KeptOriginal::Changed => self.not_kept(ProblemCode::FileChanged, String::new()),
            KeptOriginal::Unreadable(error) => self.not_kept(ProblemCode::ReadFailed, error.to_string()),
            KeptOriginal::Cancelled => Err(Error::Cancelled),
        }
    }

    fn not_kept(&mut self, code: ProblemCode, detail: String) -> Result<(), Error> {
        self.file.problems.push(Problem { place: String::new(), code, detail });
        Ok(())
    }

    fn add(&mut self, reading: Reading) -> Result<(), Error> {
        let text = self.file.text.get_or_insert_default();
        let first = text.places;
        for article in reading.articles {
            self.writer.add_article(&pipeline::receive(article), text.places)?;
            text.places += 1;
            self.file.articles += 1;
        }
        let placed = |span: Span| Span { article: span.article.map(|at| at + first), ..span };
        text.spans.extend(reading.spans.into_iter().map(placed));
        Ok(())
    }

    fn end_text(&mut self) {
        if let Some(text) = self.file.text.take() {
            self.writer.end_text(text.spans);
        }
    }

    fn end_file(&mut self, file: String, format: Option<String>, known: bool) -> Result<(), Error> {
        self.end_text();
        if !self.file.began {
            self.writer.begin_file(&file);
        }
        let FileState { hash, articles, mut problems, .. } = std::mem::take(&mut self.file);
        for problem in &mut problems {
            if problem.place.is_empty() {
                problem.place.clone_from(&file);
            }
        }
        if articles == 0 && problems.is_empty() && !known {
            problems.push(nothing_found(file.clone()));
        }
        self.writer.end_file(FileEnd { format, hash, skipped: known, problems })?;
        self.origins.borrow_mut().pop_front();
        self.files += 1;
        self.say_how_far(file);
        Ok(())
    }

    fn say_how_far(&mut self, item: String) {
        let articles = self.writer.stored_articles();
        (self.far)(Far { files: self.files, articles, item: item.clone() });
        self.task.progress(Progress { done: self.files, total: None, item });
    }
}

impl From<ParserError> for Error {
    fn from(error: ParserError) -> Error {
        match error {
            ParserError::Cancelled => Error::Cancelled,
            ParserError::NoParser(_) => Error::Internal(error.to_string()),
        }
    }
}

fn parsers() -> Result<Parsers, Error> {
    let command = ParserCommand::this_program().map_err(|error| Error::Internal(error.to_string()))?;
    Ok(Parsers::new(command))
}

fn origin_of(walked: &Walked) -> Option<Origin> {
    match walked {
        Walked::Found(Dropped::File { path, .. }) => Some(Origin::Path(path.clone())),
        Walked::Found(Dropped::Bytes { bytes, .. }) => Some(Origin::Bytes(bytes.clone())),
        Walked::Problem(_) => None,
    }
}

fn outcome(ended: Result<Ended, Error>) -> JobOutcome {
    match ended {
        Ok(Ended { import: Some(import), state: ImportState::Finished }) => JobOutcome::Imported { import },
        Ok(Ended { import, .. }) => JobOutcome::Cancelled { import },
        Err(error) => JobOutcome::Failed { error: ErrorView::from(error) },
    }
}

fn nothing_found(place: String) -> Problem {
    Problem { place, code: ProblemCode::NothingFound, detail: String::new() }
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
        problems: 0,
        undone: false,
        state,
    };
    ImportReport { summary, files: Vec::new() }
}

/// Programs put HTML around a single copied word too; only what has paragraphs says more than the text does.
fn has_blocks(html: &str) -> bool {
    let lower = html.to_ascii_lowercase();
    let blocks = ["<p", "<div", "<h1", "<h2", "<h3", "<li", "<article", "<section", "<blockquote", "<tr"];
    blocks.iter().map(|tag| lower.matches(tag).count()).sum::<usize>() > 1
}
