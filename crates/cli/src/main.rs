//! `tidings`: words for `api` on the command line. No web view is linked.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

mod arguments;
mod away;
mod backups;
mod choices;
mod collections;
mod corrections;
mod encoder;
mod highlights;
mod imports;
mod issues;
mod library;
mod open_files;
mod outlets;
mod overlay;
mod parse;
mod print;
mod searches;
mod stop;
mod stories;
mod titles;
mod watch;
mod words;

use std::{
    env,
    ffi::OsString,
    io::{self, Write},
    path::PathBuf,
    process::ExitCode,
};

use api::{App, ErrorCode, ErrorView};
use arguments::{Arguments, Command, Newsletters};
use clap::Parser;
use print::Printer;
use serde_json::json;

/// How a command ended that was not refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    Well,
    /// Some of the input failed; the rest is done.
    SomeFailed,
    /// Stopped by Ctrl-C; what was done until then is done.
    Stopped,
}

/// Why a command ended early.
pub enum Failure {
    Refused(ErrorView),
    /// The asked words do not hold to their shape.
    Usage(String),
    /// Standard input could not be read, or not be put aside.
    Input(io::Error),
    Output(io::Error),
}

type Ended = Result<End, Failure>;

fn main() -> ExitCode {
    // A parser child is this same program: it takes no words from a command line.
    if let Some(code) = api::serve_parser_if_asked() {
        return code;
    }
    let arguments = Arguments::parse_from(keep_out(env::args_os()));
    let mut printer = Printer::new(arguments.json);
    match run(arguments, &mut printer) {
        Ok(End::Well) => ExitCode::SUCCESS,
        Ok(End::SomeFailed) => ExitCode::from(1),
        Ok(End::Stopped) => ExitCode::from(130),
        Err(failure) => say_failure(&failure, printer.json),
    }
}

/// `search -ferry` asks for what is without ferries; no option of ours is a hyphen and more than one letter. A blank before
/// it says so to the reader of the arguments, and nothing to that of the query.
fn keep_out(arguments: impl Iterator<Item = OsString>) -> impl Iterator<Item = OsString> {
    let mut is_query = false;
    arguments.map(move |argument| {
        is_query |= argument == "search" || argument == "searches";
        match argument.to_str() {
            Some(word) if is_query && is_kept_out(word) => format!(" {word}").into(),
            _ => argument,
        }
    })
}

fn is_kept_out(word: &str) -> bool {
    word.strip_prefix('-').is_some_and(|word| !word.starts_with('-') && word.chars().nth(1).is_some())
}

fn run(arguments: Arguments, printer: &mut Printer) -> Ended {
    let library = arguments.library;
    let folder = || -> Result<PathBuf, Failure> {
        match &library {
            Some(folder) => Ok(folder.clone()),
            None => Ok(api::library_folder()?),
        }
    };
    let open = || -> Result<App, Failure> { Ok(App::open(&folder()?, api::system_clock, |_| {})?) };
    match arguments.command {
        Command::Parse { paths } => parse::parse(&paths, printer),
        Command::Import { paths } => imports::import(&open()?, &paths, printer),
        Command::Watch { folder, forget: true, .. } => watch::forget(&open()?, &folder, printer),
        Command::Watch { folder, once, aside, .. } => watch::watch(&open()?, &folder, aside.as_deref(), once, printer),
        Command::Mapping(command) => choices::mapping(&open()?, command, printer),
        Command::Newsletters { sender, read } => {
            let told = sender.zip(read).map(|(sender, read)| (sender, read == Newsletters::Stories));
            choices::newsletters(&open()?, told, printer)
        }
        Command::Again { import } => imports::again(&open()?, import.into(), printer),
        Command::Preview { article } => corrections::preview(&open()?, article.into(), printer),
        Command::Correct(ask) => corrections::correct(&open()?, ask, printer),
        Command::Corrections => corrections::list(&open()?, printer),
        Command::Rules(command) => corrections::rules(&open()?, command, printer),
        Command::Imports => imports::list(&open()?, printer),
        Command::UndoImport { id } => imports::undo(&open()?, id.into(), printer),
        Command::List { filter, limit } => {
            library::list(&open()?, filter.into(), api::Sort::default(), limit.limit, printer)
        }
        Command::Search { query, filter, limit } => {
            library::search(&open()?, query.join(" "), filter, limit.limit, printer)
        }
        Command::Searches(command) => searches::searches(&open()?, command, printer),
        Command::Collections(command) => collections::collections(&open()?, command, printer),
        Command::Stories { date, limit } => stories::list(&open()?, date, limit.limit, printer),
        Command::Show { id } => library::show(&open()?, id.into(), printer),
        Command::PutAway { ids, to } => away::put(&open()?, ids.into_iter().map(Into::into).collect(), to, printer),
        Command::EmptyTrash => away::empty_trash(&open()?, printer),
        Command::Mutes(command) => away::mutes(&open()?, command, printer),
        Command::Highlights { article } => highlights::list(&open()?, article.map(Into::into), printer),
        Command::Bookmark { ids, off } => {
            library::bookmark(&open()?, ids.into_iter().map(Into::into).collect(), !off, printer)
        }
        Command::Digest(command) => issues::digest(&open()?, command, printer),
        Command::Titles(command) => titles::titles(&open()?, command, printer),
        Command::Outlets(command) => outlets::outlets(&open()?, command, printer),
        Command::Export(export) => issues::export(&open()?, export, printer),
        Command::Encoder(command) => encoder::encoder(&open()?, command, printer),
        Command::Check => library::check(&open()?, printer),
        Command::Damage { mend } => backups::damage(&open()?, mend, printer),
        Command::ExportLibrary { folder: into } => open_files::export(&open()?, &into, printer),
        Command::ImportLibrary { folder: from } => open_files::import(&folder()?, &from, printer),
        Command::Backup => backups::back_up(&open()?, printer),
        Command::Backups => backups::list(&folder()?, printer),
        Command::Restore { name } => backups::restore(&folder()?, name, printer),
    }
}

fn say_failure(failure: &Failure, json: bool) -> ExitCode {
    let (said, code) = match failure {
        // Whoever read us has seen enough: `tidings list | head`.
        Failure::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => return ExitCode::SUCCESS,
        Failure::Input(error) => (format!("standard input could not be read: {error}"), 1),
        Failure::Output(error) => (format!("the output could not be written: {error}"), 1),
        Failure::Usage(words) => (words.clone(), 2),
        Failure::Refused(error) => {
            let code = match error.code {
                ErrorCode::Cancelled => 130,
                ErrorCode::BadAsk => 2,
                _ => 1,
            };
            (words::error(error), code)
        }
    };
    let line = match failure {
        Failure::Refused(error) if json => {
            json!({ "error": error.code, "params": error.params, "message": said }).to_string()
        }
        _ => format!("tidings: {}", print::plain(&said)),
    };
    // Where standard error is closed there is nobody to tell.
    let _ = writeln!(io::stderr(), "{line}");
    ExitCode::from(code)
}

impl From<api::Error> for Failure {
    fn from(error: api::Error) -> Failure {
        Failure::Refused(error.into())
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Failure {
        Failure::Output(error)
    }
}
