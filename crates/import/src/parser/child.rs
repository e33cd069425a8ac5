use std::{
    any::Any,
    io::{self, BufReader, Read, Stdin},
    panic::{AssertUnwindSafe, catch_unwind},
    path::PathBuf,
    process::ExitCode,
    thread,
};

use articles::{Body, Document, Preferences, Problem, ProblemCode};
use serde::Serialize;
use task::Task;

use super::{
    confines,
    frames::{
        BEAT, BYTES, CHOICE, COUNT, END, End, HASH, Hash, OPEN, OUTLETS, Open, PICTURE, PREFERENCES, PROBLEM, READ,
        READ_HELD, READY, SAME, STEP, TEXT, read_frame, read_value, write_frame, write_value,
    },
    made::Made,
};
use crate::{
    input::Input,
    reader::{Found, Stop},
};

/// The first argument of a program that is to be a parser child.
pub const PARSER_ARGUMENT: &str = "parse-worker";

/// For the first line of a program's `main`: where it was started as a parser child, serves until its parent is gone.
///
/// All that touches untrusted bytes belongs into `step`: it is run on each document in the child, and what it makes
/// is handed to the parent.
pub fn serve_parser_if_asked<T: Made + 'static>(step: fn(Document) -> T) -> Option<ExitCode> {
    if std::env::args_os().nth(1)? != PARSER_ARGUMENT {
        return None;
    }
    // Before there is a second thread, so that no thread is without them.
    if confines::apply().is_err() {
        return Some(ExitCode::FAILURE);
    }
    let served = thread::Builder::new()
        // Readers of nested formats recurse to their caps; a debug build takes some 10 kB a level.
        .stack_size(64 << 20)
        .spawn(move || serve(step))
        .map(thread::JoinHandle::join);
    Some(match served {
        Ok(Ok(Ok(()))) => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    })
}

fn serve<T: Made>(step: fn(Document) -> T) -> io::Result<()> {
    // The parent tells of the death; a panic's words belong into its report, not on its terminal.
    std::panic::set_hook(Box::new(|_| {}));
    let mut from = BufReader::new(io::stdin());
    say(READY, &[])?;
    let mut preferences = Preferences::default();
    while let Some((kind, payload)) = read_frame(&mut from)? {
        let open: Open = match kind {
            PREFERENCES => {
                preferences = read_value(&payload)?;
                continue;
            }
            OPEN => read_value(&payload)?,
            _ => return Err(io::ErrorKind::InvalidData.into()),
        };
        let name = open.name.clone();
        let format = catch_unwind(AssertUnwindSafe(|| read_input(open, &preferences, &mut from, step)))
            .unwrap_or_else(|panic| {
                let problem = Problem { place: name, code: ProblemCode::ParserStopped, detail: words(&*panic) };
                say_value(PROBLEM, &problem).map(|()| None)
            })?;
        say_value(END, &End { format })?;
    }
    Ok(())
}

fn read_input<T: Made>(
    open: Open,
    preferences: &Preferences,
    from: &mut BufReader<Stdin>,
    step: fn(Document) -> T,
) -> io::Result<Option<String>> {
    // The parent cancels by ending this process. A beat tells it that a long read is no hang.
    let task = Task::new(|_| {
        let _ = say(BEAT, &[]);
    });
    let opened = match open.path {
        Some(path) => Input::open(&PathBuf::from(path), &open.name, &task),
        None => Ok(Input::from_bytes(expect_frame(from, BYTES)?, &open.name)),
    };
    let input = match opened {
        Ok(input) => input.with_preferences(preferences.clone()),
        Err(Stop::Cancelled) => return Ok(None),
        Err(Stop::Refused(code, detail)) => {
            say_value(PROBLEM, &Problem { place: open.name, code, detail })?;
            return Ok(None);
        }
    };
    say_value(HASH, &Hash { hash: input.hash().clone() })?;
    let held = match read_frame(from)? {
        Some((READ, _)) => None,
        Some((READ_HELD, _)) => input.held(),
        _ => return Ok(None),
    };

    let mut said = Ok(());
    let stop = task.clone();
    let format = input.read(&task, &mut |found| {
        if said.is_ok() {
            said = say_found(found, held.as_deref().map(Vec::as_slice), step);
        }
        if said.is_err() {
            stop.cancel();
        }
    });
    said?;
    Ok(format.unwrap_or(None).map(str::to_owned))
}

fn say_found<T: Made>(found: Found, held: Option<&[u8]>, step: fn(Document) -> T) -> io::Result<()> {
    let say_text = |text: &str| {
        if held == Some(text.as_bytes()) { say(SAME, &[]) } else { say(TEXT, text.as_bytes()) }
    };
    match found {
        Found::Text(text) => say_text(&text),
        Found::Problem(problem) => say_value(PROBLEM, &problem),
        Found::Choice(choice) => say_value(CHOICE, &choice),
        Found::Count(count) => say_value(COUNT, &count),
        Found::Outlets(outlets) => say_value(OUTLETS, &outlets),
        Found::Document(document) => {
            if document.origin.start == document.origin.end {
                let (Body::Text(source) | Body::Page(source) | Body::Fragment(source) | Body::Plain(source)) =
                    &document.body;
                say_text(source)?;
            }
            let mut made = step(*document);
            made.picture_bytes().try_for_each(|bytes| say(PICTURE, bytes))?;
            say_value(STEP, &made)
        }
    }
}

fn expect_frame(from: &mut impl Read, kind: u8) -> io::Result<Vec<u8>> {
    match read_frame(from)? {
        Some((found, payload)) if found == kind => Ok(payload),
        _ => Err(io::ErrorKind::InvalidData.into()),
    }
}

fn say(kind: u8, payload: &[u8]) -> io::Result<()> {
    // One lock a frame: beats come from wherever the work is.
    write_frame(&mut io::stdout().lock(), kind, payload)
}

fn say_value(kind: u8, value: &impl Serialize) -> io::Result<()> {
    write_value(&mut io::stdout().lock(), kind, value)
}

fn words(panic: &(dyn Any + Send)) -> String {
    let words = panic.downcast_ref::<&str>().copied().or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    words.unwrap_or_default().lines().next().unwrap_or_default().to_owned()
}
