use std::{
    ffi::OsString,
    io::{self, BufReader},
    marker::PhantomData,
    path::PathBuf,
    process::{Child, ChildStdin, ChildStdout, Command, ExitStatus, Stdio},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use articles::{ContentHash, Outlet, Preferences, Problem, ProblemCode, ReadingChoice, RecordCount};
use serde::de::DeserializeOwned;
use task::{Cancelled, Task};

use super::{
    child::PARSER_ARGUMENT,
    frames::{
        BEAT, BYTES, CHOICE, COUNT, END, End, HASH, Hash, OPEN, OUTLETS, Open, PICTURE, PREFERENCES, PROBLEM, READ,
        READ_HELD, READY, SAME, SKIP, STEP, TEXT, read_frame, read_value, write_frame, write_value,
    },
    made::Made,
    queue::Queue,
};
use crate::{
    input::read_unchanged,
    limits::{CHILD_PATIENCE, FRAME_BYTES},
    walk::{Dropped, Walked},
};

/// One after the other, before it is said that there is no parser.
const STARTS: usize = 3;

/// How a parser child is started: a program that calls `serve_parser_if_asked`.
#[derive(Clone, Debug)]
pub struct ParserCommand {
    pub program: PathBuf,
    pub args: Vec<OsString>,
}

/// Reads files in parser children, in the order in which they come.
#[derive(Clone, Debug)]
pub struct Parsers {
    command: ParserCommand,
    children: usize,
    patience: Duration,
    preferences: Preferences,
}

/// What is told of a file: `Began`, then texts, steps and problems in the file's order, then `Ended`.
/// A file that could not be opened has problems and an end, and no beginning.
#[derive(Clone, Debug, PartialEq)]
pub enum FileEvent<T> {
    /// `bytes`: the whole file, where it was read from disk, is small, and is of that hash.
    Began {
        file: String,
        hash: ContentHash,
        bytes: Option<Arc<Vec<u8>>>,
    },
    /// The decoded source of the steps up to the next text.
    Text(String),
    /// What the child's step made of a document.
    Step(T),
    Problem(Problem),
    /// Something in the file that could be read in another way.
    Choice(ReadingChoice),
    /// Of an export that counts its records; of each, where a file holds several.
    Count(RecordCount),
    /// What a list of outlets holds.
    Outlets(Vec<Outlet>),
    /// `known`: its hash was not wanted, so it was not read.
    Ended {
        file: String,
        format: Option<String>,
        known: bool,
    },
}

#[derive(Debug, thiserror::Error)]
pub enum ParserError {
    #[error("cancelled")]
    Cancelled,
    /// The program that should parse cannot be started at all.
    #[error("no parser: {0}")]
    NoParser(#[source] io::Error),
}

impl ParserCommand {
    /// This very program, which calls `serve_parser_if_asked`.
    pub fn this_program() -> io::Result<ParserCommand> {
        Ok(ParserCommand { program: std::env::current_exe()?, args: vec![PARSER_ARGUMENT.into()] })
    }
}

impl Parsers {
    pub fn new(command: ParserCommand) -> Parsers {
        // Two keep two cores busy; more would only wait for the one writer.
        let children = thread::available_parallelism().map_or(1, |cores| cores.get().min(2));
        Parsers {
            command,
            children,
            patience: Duration::from_secs(CHILD_PATIENCE),
            preferences: Preferences::default(),
        }
    }

    /// A child that says nothing for so long is ended.
    pub fn with_patience(self, patience: Duration) -> Parsers {
        Parsers { patience, ..self }
    }

    /// What can be read in more than one way is read as the user wants it.
    pub fn with_preferences(self, preferences: Preferences) -> Parsers {
        Parsers { preferences, ..self }
    }

    /// Tells of each input in turn. While one is told, the next are read; what waits is bounded in bytes.
    ///
    /// `wanted` is asked with the hash of each file before it is parsed, on any thread. A `Cancelled` from `found`
    /// ends the work, as the task does: within 50 ms of either the children are gone.
    pub fn read<T: Made + Send>(
        &self,
        mut inputs: impl Iterator<Item = Walked>,
        task: &Task,
        wanted: &(dyn Fn(&ContentHash) -> bool + Sync),
        found: &mut dyn FnMut(FileEvent<T>) -> Result<(), Cancelled>,
    ) -> Result<(), ParserError> {
        let queue = Queue::new();
        let slots: Vec<Slot> = (0..self.children).map(|_| Slot::default()).collect();
        let finished = AtomicBool::new(false);
        thread::scope(|scope| {
            let watch = scope.spawn(|| watch(&queue, &slots, task, self.patience, &finished));
            let drive = |slot: &Slot| Driver { parsers: self, slot, queue: &queue, wanted, child: None }.drive();
            let drivers: Vec<_> = slots.iter().map(|slot| scope.spawn(move || drive(slot))).collect();
            let told = tell_in_order(&queue, &mut inputs, task, found);
            queue.end();
            for driver in drivers {
                // The watch lives longer than all drivers, so none can wait for a hung child for ever.
                let _ = driver.join();
            }
            finished.store(true, Ordering::Release);
            watch.thread().unpark();
            told
        })
        .map_err(|Cancelled| ParserError::Cancelled)?;
        queue.failure().map_or(Ok(()), |error| Err(ParserError::NoParser(error)))
    }
}

/// Keeps the queue filled, and hands on what comes out at its front.
fn tell_in_order<T>(
    queue: &Queue<T>,
    inputs: &mut dyn Iterator<Item = Walked>,
    task: &Task,
    found: &mut dyn FnMut(FileEvent<T>) -> Result<(), Cancelled>,
) -> Result<(), Cancelled> {
    let mut inputs = inputs.fuse();
    loop {
        while queue.has_room() {
            match inputs.next() {
                Some(Walked::Found(dropped)) => queue.add(dropped),
                Some(Walked::Problem(problem)) => {
                    let file = problem.place.clone();
                    let ended = FileEvent::Ended { file, format: None, known: false };
                    queue.add_told(vec![FileEvent::Problem(problem), ended]);
                }
                None => break,
            }
        }
        task.check()?;
        match queue.next_event() {
            Some(event) => found(event)?,
            None if queue.is_over() => return task.check(),
            None if queue.is_empty() => return Ok(()),
            None => {}
        }
    }
}

/// Ends children that are silent for too long, and all of them when nobody wants the result any more.
fn watch<T>(queue: &Queue<T>, slots: &[Slot], task: &Task, patience: Duration, finished: &AtomicBool) {
    while !finished.load(Ordering::Acquire) {
        thread::park_timeout(Duration::from_millis(25));
        if task.check() == Err(Cancelled) {
            queue.end();
        }
        let is_over = queue.is_over();
        for slot in slots {
            if is_over { slot.kill() } else { slot.end_if_silent(patience) }
        }
    }
}

/// The process of a driver, where the watch can reach it.
#[derive(Default)]
struct Slot {
    process: Mutex<Process>,
}

#[derive(Default)]
struct Process {
    child: Option<Child>,
    /// Since when its answer is waited for.
    waiting: Option<Instant>,
    was_silent: bool,
}

impl Slot {
    fn lock(&self) -> MutexGuard<'_, Process> {
        self.process.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn kill(&self) {
        if let Some(child) = &mut self.lock().child {
            let _ = child.kill();
        }
    }

    fn end_if_silent(&self, patience: Duration) {
        let mut process = self.lock();
        if process.waiting.is_some_and(|since| since.elapsed() > patience) {
            process.was_silent = true;
            process.waiting = None;
            if let Some(child) = &mut process.child {
                let _ = child.kill();
            }
        }
    }
}

struct Driver<'a, T> {
    parsers: &'a Parsers,
    slot: &'a Slot,
    queue: &'a Queue<T>,
    wanted: &'a (dyn Fn(&ContentHash) -> bool + Sync),
    child: Option<Pipes<T>>,
}

struct Pipes<T> {
    to: ChildStdin,
    from: BufReader<ChildStdout>,
    makes: PhantomData<T>,
}

/// Why a file's reading broke off.
enum Broken {
    /// The queue takes no more: cancelled.
    Over,
    /// The child is gone or talks nonsense.
    Child,
}

impl<T: Made + Send> Driver<'_, T> {
    fn drive(mut self) {
        while let Some((job, dropped)) = self.queue.take() {
            if self.child.is_none() {
                match self.start_at_last() {
                    Ok(child) => self.child = Some(child),
                    Err(error) => return self.queue.fail(error),
                }
            }
            let name = match &dropped {
                Dropped::File { name, .. } | Dropped::Bytes { name, .. } => name.clone(),
            };
            match self.read(job, dropped, &name) {
                Ok(()) => {}
                Err(Broken::Over) => break,
                Err(Broken::Child) => {
                    let detail = self.bury();
                    let problem = Problem { place: name.clone(), code: ProblemCode::ParserStopped, detail };
                    let ended = FileEvent::Ended { file: name, format: None, known: false };
                    if !(self.queue.push(job, FileEvent::Problem(problem), 0) && self.queue.push_last(job, ended)) {
                        break;
                    }
                }
            }
        }
        self.child = None;
        self.bury();
    }

    /// A child may die before it says a word, where memory is short for a moment: that is no reason to end all work.
    fn start_at_last(&self) -> io::Result<Pipes<T>> {
        let mut started = self.start();
        for _ in 1..STARTS {
            if started.is_ok() || self.queue.is_over() {
                break;
            }
            started = self.start();
        }
        started
    }

    fn start(&self) -> io::Result<Pipes<T>> {
        let mut command = Command::new(&self.parsers.command.program);
        command.args(&self.parsers.command.args);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        // Ctrl-C in a terminal is for all of its group: the parent ends its children itself, when it has stored what
        // they told.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        #[cfg(windows)]
        {
            use std::os::windows::process::CommandExt;
            const CREATE_NO_WINDOW: u32 = 0x0800_0000;
            command.creation_flags(CREATE_NO_WINDOW);
        }
        let mut child = command.spawn()?;
        let (Some(to), Some(from)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(io::ErrorKind::BrokenPipe.into());
        };
        *self.slot.lock() = Process { child: Some(child), waiting: None, was_silent: false };
        let mut pipes = Pipes { to, from: BufReader::new(from), makes: PhantomData };
        let heard = self.hear(&mut pipes).ok().filter(|(kind, _)| *kind == READY);
        match heard.and_then(|_| write_value(&mut pipes.to, PREFERENCES, &self.parsers.preferences).ok()) {
            Some(()) => Ok(pipes),
            None => Err(io::Error::other(format!("the parser did not start: {}", self.bury()))),
        }
    }

    fn read(&mut self, job: u64, dropped: Dropped, name: &str) -> Result<(), Broken> {
        let Some(mut pipes) = self.child.take() else { return Err(Broken::Child) };
        let path = match &dropped {
            Dropped::File { path, .. } => Some(path.clone()),
            Dropped::Bytes { .. } => None,
        };
        let mut held: Option<Arc<Vec<u8>>> = None;
        send(&mut pipes.to, dropped).map_err(|_| Broken::Child)?;
        let mut known = false;
        let mut pictures: Vec<Vec<u8>> = Vec::new();
        loop {
            let (kind, payload) = self.hear(&mut pipes)?;
            let mut size = payload.len();
            let event = match kind {
                BEAT => continue,
                HASH => {
                    let Hash { hash } = understand(&payload)?;
                    known = !(self.wanted)(&hash);
                    let path = path.as_deref().filter(|_| !known);
                    held = path.and_then(|path| read_unchanged(path, &hash)).map(Arc::new);
                    size += held.as_ref().map_or(0, |bytes| bytes.len());
                    let answer = if known { SKIP } else { held.as_ref().map_or(READ, |_| READ_HELD) };
                    write_frame(&mut pipes.to, answer, &[]).map_err(|_| Broken::Child)?;
                    FileEvent::Began { file: name.to_owned(), hash, bytes: held.clone() }
                }
                TEXT => FileEvent::Text(String::from_utf8(payload).map_err(|_| Broken::Child)?),
                SAME => {
                    let bytes = held.as_ref().ok_or(Broken::Child)?;
                    size = bytes.len();
                    FileEvent::Text(String::from_utf8(bytes.to_vec()).map_err(|_| Broken::Child)?)
                }
                PICTURE => {
                    pictures.push(payload);
                    // As much as a frame may hold, in however many: a broken child does not fill the parent.
                    if bytes_in(&pictures) as u64 > FRAME_BYTES {
                        return Err(Broken::Child);
                    }
                    continue;
                }
                STEP => {
                    let mut made: T = understand(&payload)?;
                    size += bytes_in(&pictures);
                    made.picture_bytes().zip(pictures.drain(..)).for_each(|(place, bytes)| *place = bytes);
                    FileEvent::Step(made)
                }
                PROBLEM => FileEvent::Problem(understand(&payload)?),
                CHOICE => FileEvent::Choice(understand(&payload)?),
                COUNT => FileEvent::Count(understand(&payload)?),
                OUTLETS => FileEvent::Outlets(understand(&payload)?),
                END => {
                    let End { format } = understand(&payload)?;
                    self.child = Some(pipes);
                    let ended = FileEvent::Ended { file: name.to_owned(), format, known };
                    return if self.queue.push_last(job, ended) { Ok(()) } else { Err(Broken::Over) };
                }
                _ => return Err(Broken::Child),
            };
            if !self.queue.push(job, event, size) {
                return Err(Broken::Over);
            }
        }
    }

    fn hear(&self, pipes: &mut Pipes<T>) -> Result<(u8, Vec<u8>), Broken> {
        self.slot.lock().waiting = Some(Instant::now());
        let frame = read_frame(&mut pipes.from);
        self.slot.lock().waiting = None;
        frame.ok().flatten().ok_or(Broken::Child)
    }

    /// Ends the child, and says how it ended.
    fn bury(&self) -> String {
        let Process { child, was_silent, .. } = std::mem::take(&mut *self.slot.lock());
        let Some(mut child) = child else { return String::new() };
        // A child that died by itself has its own status; killing it again changes nothing.
        let status = match child.try_wait() {
            Ok(Some(status)) => Some(status),
            _ => {
                let _ = child.kill();
                child.wait().ok()
            }
        };
        if was_silent {
            return format!("no answer in {} s", self.parsers.patience.as_secs());
        }
        status.map(|status: ExitStatus| status.to_string()).unwrap_or_default()
    }
}

fn send(to: &mut ChildStdin, dropped: Dropped) -> io::Result<()> {
    match dropped {
        Dropped::File { path, name } => write_value(to, OPEN, &Open { name, path: Some(path.into()) }),
        Dropped::Bytes { bytes, name } => {
            write_value(to, OPEN, &Open { name, path: None })?;
            write_frame(to, BYTES, &bytes)
        }
    }
}

fn bytes_in(pictures: &[Vec<u8>]) -> usize {
    pictures.iter().map(Vec::len).sum()
}

fn understand<T: DeserializeOwned>(payload: &[u8]) -> Result<T, Broken> {
    read_value(payload).map_err(|_| Broken::Child)
}
