//! The app as the window and the command line use it: from dropped files to an issue on disk, through real parser
//! children. This program is its own parser child, so it has its own small harness: `app [NAME…]`.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod choices;
mod correcting;
mod desk;
mod digests;
mod encoder;
mod exports;
mod faults;
mod imports;
mod jobs;
mod malformed;
mod stories;
mod watching;

use std::{
    fs,
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    process::ExitCode,
    sync::mpsc::{self, Receiver},
};

use api::*;
use chrono::{DateTime, FixedOffset};
use task::Task;
use tempfile::TempDir;

fn main() -> ExitCode {
    if let Some(code) = serve_parser_if_asked() {
        return code;
    }
    if let Some(folder) = std::env::var_os(faults::VICTIM) {
        return faults::import_until_killed(Path::new(&folder));
    }
    let names: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    let mut failed = Vec::new();
    let tests = [
        imports::TESTS,
        jobs::TESTS,
        malformed::TESTS,
        digests::TESTS,
        desk::TESTS,
        encoder::TESTS,
        exports::TESTS,
        faults::TESTS,
        stories::TESTS,
        choices::TESTS,
        correcting::TESTS,
        watching::TESTS,
    ]
    .concat();
    for (name, test) in &tests {
        if names.is_empty() || names.iter().any(|part| name.contains(part.as_str())) {
            let well = catch_unwind(AssertUnwindSafe(test)).is_ok();
            println!("test {name} ... {}", if well { "ok" } else { "FAILED" });
            if !well {
                failed.push(name);
            }
        }
    }
    if failed.is_empty() {
        ExitCode::SUCCESS
    } else {
        println!("failed: {failed:?}");
        ExitCode::FAILURE
    }
}

type Test = (&'static str, fn());

/// A list of tests, each with its name.
#[macro_export]
macro_rules! tests {
    ($($name:ident),* $(,)?) => {
        pub const TESTS: &[$crate::Test] = &[$((stringify!($name), $name)),*];
    };
}

/// An app with a library of its own, and a folder for files to drop.
pub struct Desk {
    pub app: App,
    pub events: Receiver<Event>,
    pub folder: TempDir,
}

pub fn desk() -> Desk {
    let folder = tempfile::tempdir().unwrap();
    let (app, events) = open(&folder.path().join("library"));
    fs::create_dir(folder.path().join("files")).unwrap();
    Desk { app, events, folder }
}

pub fn open(library: &Path) -> (App, Receiver<Event>) {
    let (sender, events) = mpsc::channel();
    let app = App::open(library, now, move |event| drop(sender.send(event))).unwrap();
    (app, events)
}

pub fn now() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-11-23T08:00:00+01:00").unwrap()
}

impl Desk {
    pub fn files(&self) -> PathBuf {
        self.folder.path().join("files")
    }

    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.files().join(name);
        fs::write(&path, bytes).unwrap();
        path
    }

    pub fn import(&self, path: &Path) -> ImportReport {
        self.app.import_paths(&[path.to_owned()], &Task::quiet()).unwrap()
    }

    pub fn rows(&self) -> Vec<ArticleRow> {
        self.app.list_articles(ListArticles { limit: 200, ..ListArticles::default() }).unwrap().rows
    }

    /// The outcome of the job that ends next, and what it told on its way.
    pub fn wait(&self) -> (JobOutcome, Vec<Event>) {
        let mut told = Vec::new();
        loop {
            match self.events.recv_timeout(std::time::Duration::from_secs(120)).unwrap() {
                Event::JobEnded { outcome, .. } => return (outcome, told),
                event => told.push(event),
            }
        }
    }

    pub fn assert_well(&self) {
        assert_eq!(self.app.check_library(CheckLibrary {}).unwrap().faults, Vec::<String>::new());
    }
}

/// The text of an article of its own for each number; neighbours are of different matters.
pub fn story(n: usize) -> String {
    let place = ["north", "south", "east", "west", "upper", "lower", "inner", "outer"][n % 8];
    match n % 3 {
        0 => format!(
            "Bakers of district {n} raise the price of bread\n\n\
             Bread in the {place} quarter costs a tenth more from Monday, the bakers' guild of district {n} said. It \
             blamed the price of flour, which has doubled within a year.\n\n\
             “Nobody bakes for less than the flour costs,” said the guild's chairman, who owns {n} ovens. He expects \
             prices to fall again once the harvest is in.\n\n\
             Customers outside his shop took the news calmly. Most of them bought two loaves before the price rose.\n"
        ),
        1 => format!(
            "Council reopens the {place} bridge of district {n}\n\n\
             The council reopened the {place} bridge on Tuesday after eleven months of repairs, its spokeswoman told \
             reporters at the site.\n\n\
             Traffic had been diverted through the old harbour since a barge struck the second pier last winter. \
             Shopkeepers there said the detour had brought them more noise than customers.\n\n\
             The next inspection is planned for the spring, when the water is low enough for divers to reach the piers \
             of all {n} spans.\n"
        ),
        _ => format!(
            "Museum finds lost map of the {place} mines\n\n\
             Archivists clearing a cellar have found a map of the {place} mines that was thought to be burnt, the city \
             museum announced. It shows {n} galleries, a third more than any other map.\n\n\
             The sheet was wrapped around a bundle of wage lists. “Somebody needed paper and took the nearest,” said \
             the director of the collection.\n\n\
             It will be shown from June, beside the lamps of the miners who drew it.\n"
        ),
    }
}

/// A feed of so many articles, the first of them number `from`.
pub fn feed(from: usize, count: usize) -> String {
    let items = (from..from + count).map(|n| {
        let story = story(n);
        let (title, body) = story.split_once("\n\n").unwrap();
        let body = body.trim_end().replace("\n\n", "</p><p>");
        format!("<item><title>{title}</title><description><![CDATA[<p>{body}</p>]]></description></item>\n")
    });
    let items: String = items.collect();
    format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>District news</title>\n{items}</channel></rss>\n"
    )
}
