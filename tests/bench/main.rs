//! `make bench`: the times that people wait for, as a table with the machine's name, so that a later change is compared
//! with what was before it. On invented articles, the same on every machine.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod documents;
mod imports;
mod window;

use std::{
    fs,
    process::ExitCode,
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

use api::{
    App, ArticlePage, BuildIssue, Choice, EditIssue, ExportFormat, ListArticles, ListStories, ReadIssue, SearchArticles,
};
use articles::ArticleId;
use chrono::{Days, NaiveDate};
use digests::Edit;
use task::Task;
use tests::{
    desktop::{Desktop, Page},
    invented::{self, Script},
    places,
};

const ARTICLES: usize = 1_000;
const ITEMS: usize = 50;

fn main() -> ExitCode {
    // The import's parser children are this program.
    if let Some(code) = api::serve_parser_if_asked() {
        return code;
    }
    println!("{}\n", machine());
    println!("{:<54} {:>10} {:>10} {:>10} {:>6}", "", "median", "least", "most", "runs");
    if let Some(library) = std::env::args().skip_while(|word| word != "window").nth(1) {
        window::measure("window", std::path::Path::new(&library));
        return ExitCode::SUCCESS;
    }

    let folder = tempfile::tempdir().unwrap();
    let files = folder.path().join("files");
    write_pages(&files);
    let mut times = Vec::new();
    for run in 0..3 {
        let app = open(&folder.path().join(format!("library {run}")));
        times.push(time(|| {
            let report = app.import_paths(std::slice::from_ref(&files), &Task::quiet()).unwrap();
            assert_eq!(report.summary.articles as usize, ARTICLES);
        }));
    }
    row("import of 1,000 pages", times);
    imports::measure(folder.path(), &files);

    let app = open(&folder.path().join("library 0"));
    measure_search(&app);
    measure_lists(&app);
    measure_stories(&app);
    measure_digest(&app, folder.path());
    documents::measure(&app, &folder.path().join("library 0"), last_day());
    measure_start();
    drop(app);
    window::measure("window on 1,000 articles", &folder.path().join("library 0"));
    if let Some(million) = std::env::var_os("TIDINGS_MILLION").filter(|folder| !folder.is_empty()) {
        window::measure("window on a million", std::path::Path::new(&million));
    }
    ExitCode::SUCCESS
}

fn measure_search(app: &App) {
    let search = |query: String, typing: bool| {
        time(|| drop(app.search_articles(SearchArticles { query, typing, ..SearchArticles::default() }).unwrap()))
    };
    let words = |ranks: std::ops::Range<usize>| ranks.map(|rank| invented::word(Script::Latin, rank));
    row("search, a word in most articles", words(0..100).map(|word| search(word, false)));
    row("search, a word in few", words(3_000..3_100).map(|word| search(word, false)));
    let typed = words(0..100).map(|word| search(word.chars().take(2).collect(), true));
    row("search, two letters typed", typed);
    let asked =
        words(0..100).map(|word| search(format!("{word} lang:en is:unread after:2026-03-15 -title:{word}"), false));
    row("search, a word and four conditions", asked);
}

/// On the days of the imported pages: what waits is grouped at the first look at a day, and read from then on.
fn measure_stories(app: &App) {
    let stories = |back: u64| {
        let date = last_day() - Days::new(back);
        time(|| drop(app.list_stories(ListStories { date, after: None, limit: 0 }).unwrap()))
    };
    row("stories of 1,000 pages, grouped", [(0..20).map(stories).sum::<Duration>()]);
    row("stories of a day, listed", (0..20).map(stories));
}

fn measure_lists(app: &App) {
    let mut first = Vec::new();
    for _ in 0..200 {
        first.push(time(|| drop(page(app, None))));
    }
    row("list, first page of 100", first);
    let mut deep = Vec::new();
    let mut after = None;
    for _ in 0..10 {
        deep.push(time(|| after = page(app, after.take()).next));
    }
    row("list, each page to the end", deep);
}

fn page(app: &App, after: Option<String>) -> ArticlePage {
    app.list_articles(ListArticles { after, ..ListArticles::default() }).unwrap()
}

fn measure_digest(app: &App, folder: &std::path::Path) {
    let ids: Vec<ArticleId> = page(app, None).rows.iter().map(|row| row.id).take(ITEMS).collect();
    let issue = app.build_issue(BuildIssue { title: None, date: last_day(), choice: Choice::Bookmarked }).unwrap();
    let (id, section) = (issue.id, issue.issue.sections[0].id);
    app.edit_issue(EditIssue { id, edit: Edit::AddItems { articles: ids, section, at: 0 } }).unwrap();
    let view = app.read_issue(ReadIssue { id }).unwrap();
    assert_eq!(view.articles.len(), ITEMS);
    row("digest of 50 items, opened", (0..20).map(|_| time(|| drop(app.read_issue(ReadIssue { id })))));
    for (name, format) in [("digest of 50 items to PDF", ExportFormat::Pdf), ("… to HTML", ExportFormat::Html)] {
        let out = folder.join("digest");
        row(name, (0..5).map(|_| time(|| assert!(app.export_issue(id, format, &out).is_ok()))));
    }
}

/// From the call to the first painted words, on an empty library; the driver's own share, some milliseconds, is in it.
fn measure_start() {
    let program = places::program("tidings-desktop");
    if !program.exists() {
        println!("start to first paint: {} is not built", program.display());
        return;
    }
    let mut starts = Vec::new();
    for _ in 0..5 {
        let home = tempfile::tempdir().unwrap();
        let desktop = Desktop::start(home.path());
        let at = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
        let page = Page::open(desktop.port, &program.to_string_lossy());
        let painted = page.wait_for_first_paint();
        starts.push(painted.saturating_sub(at));
        page.close();
    }
    row("start to first paint", starts);
}

fn open(folder: &std::path::Path) -> App {
    App::open(folder, api::system_clock, |_| {}).unwrap()
}

fn write_pages(folder: &std::path::Path) {
    fs::create_dir_all(folder).unwrap();
    for (number, article) in invented::articles(11, last_day(), 20).take(ARTICLES).enumerate() {
        fs::write(folder.join(format!("{number:04}.html")), invented::as_page(&article)).unwrap();
    }
}

fn last_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 31).unwrap()
}

fn time(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

fn row(what: &str, times: impl IntoIterator<Item = Duration>) {
    let mut times: Vec<Duration> = times.into_iter().collect();
    times.sort();
    let [least, median, most] = [0, times.len() / 2, times.len() - 1].map(|at| in_words(times[at]));
    println!("{what:<54} {median:>10} {least:>10} {most:>10} {:>6}", times.len());
}

fn in_words(time: Duration) -> String {
    match time.as_secs_f64() {
        seconds if seconds >= 1.0 => format!("{seconds:.2} s"),
        seconds if seconds >= 0.01 => format!("{:.0} ms", seconds * 1e3),
        seconds => format!("{:.2} ms", seconds * 1e3),
    }
}

fn machine() -> String {
    let read = |path: &str| fs::read_to_string(path).unwrap_or_default();
    let cpu = read("/proc/cpuinfo")
        .lines()
        .find_map(|line| line.strip_prefix("model name"))
        .map(|name| name.trim_start_matches(['\t', ' ', ':']).to_owned());
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let system = read("/proc/sys/kernel/osrelease").trim().to_owned();
    let profile = if cfg!(debug_assertions) { ", DEBUG BUILD" } else { "" };
    format!(
        "Tidings {} on {}: {}, {cores} cores, {} {system}{profile}",
        env!("CARGO_PKG_VERSION"),
        read("/proc/sys/kernel/hostname").trim(),
        cpu.unwrap_or_else(|| std::env::consts::ARCH.to_owned()),
        std::env::consts::OS,
    )
}
