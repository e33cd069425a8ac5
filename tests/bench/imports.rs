//! What an import costs beside what it cannot do without: parsing the same pages, storing the same rows.

use std::{
    fs,
    io::Read,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::Duration,
};

use api::{Parsed, parse_paths};
use articles::Article;
use rusqlite::{Connection, params};
use task::Task;
use tests::{
    invented::{self, Invented},
    places,
};

use crate::{ARTICLES, in_words, last_day, open, row, time};

/// A database's own answer to one question, as people export it at once.
const EXPORTED: usize = 262;
/// Pages as sites print them, and what each announces beside its article.
const SITE_PAGES: usize = 400;
const TEASERS: usize = 30;
/// The numbers of files between which an import's memory may not grow.
const FILES: [usize; 3] = [100, 1_000, 10_000];

pub fn measure(folder: &Path, pages: &Path) {
    measure_pages(folder);
    measure_rows(folder, pages);
    measure_text(folder);
    measure_export(folder);
    measure_memory(folder);
}

fn measure_pages(folder: &Path) {
    let invented = folder.join("site pages");
    fs::create_dir_all(&invented).unwrap();
    let some: Vec<Invented> = invented::articles(6, last_day(), 20).take(SITE_PAGES + TEASERS).collect();
    for (number, around) in some.windows(TEASERS + 1).enumerate() {
        let page = invented::as_site_page(&around[0], &around[1..]);
        fs::write(invented.join(format!("{number:04}.html")), page).unwrap();
    }
    measure_pages_of(folder, &invented, "invented");
    let Some(real) = places::shared("bench/extract/html") else { return };
    let unpacked = folder.join("real pages");
    fs::create_dir_all(&unpacked).unwrap();
    for path in files_in(&real).iter().flat_map(|corpus| files_in(corpus)) {
        let mut page = Vec::new();
        flate2::read::GzDecoder::new(fs::File::open(&path).unwrap()).read_to_end(&mut page).unwrap();
        fs::write(unpacked.join(path.file_stem().unwrap()), page).unwrap();
    }
    measure_pages_of(folder, &unpacked, "real");
}

/// On one core, also where there are more: the ratio is what the bar is about. Then on all, whose ratio says how much of
/// the second is used.
fn measure_pages_of(folder: &Path, pages: &Path, kind: &str) {
    let texts: Vec<String> = files_in(pages).iter().map(|path| fs::read_to_string(path).unwrap()).collect();
    let count = texts.len();
    let all = keep_to_one_core();
    let parse = (0..3).map(|_| time(|| texts.iter().for_each(|page| drop(dom_query::Document::from(page.as_str())))));
    let parse: Vec<Duration> = parse.collect();
    let import = |run: &str| {
        let app = open(&folder.join(format!("{kind} {run}")));
        time(|| drop(app.import_paths(&[pages.to_owned()], &Task::quiet()).unwrap()))
    };
    let alone: Vec<Duration> = ["1", "2", "3"].map(|run| import(&format!("one core {run}"))).into();
    give_back(&all);
    let together: Vec<Duration> = ["1", "2", "3"].map(|run| import(&format!("all cores {run}"))).into();
    let least = |times: &[Duration]| times.iter().min().unwrap().as_secs_f64();
    let (bare, one, more) = (least(&parse), least(&alone), least(&together));
    row(&format!("bare html5ever parse of {count} {kind} pages, one core"), parse);
    row(&format!("import of {count} {kind} pages, one core"), alone);
    note("  of the bare parse's pages a second", &format!("{:.2}", bare / one), "bar .33");
    row(&format!("import of {count} {kind} pages, all cores"), together);
    note("  as fast as on one", &format!("{:.2}", one / more), "");
}

fn measure_rows(folder: &Path, pages: &Path) {
    let mut articles: Vec<Box<Article>> = Vec::new();
    parse_paths(&[pages.to_owned()], &Task::quiet(), &mut |parsed| {
        if let Parsed::Article(article) = parsed {
            articles.push(article);
        }
    })
    .unwrap();
    assert_eq!(articles.len(), ARTICLES);
    let inserts = (0..5).map(|run| {
        let mut connection = Connection::open(folder.join(format!("bare {run}.db"))).unwrap();
        let set = "PRAGMA journal_mode = wal; PRAGMA synchronous = FULL;
             CREATE TABLE articles (id INTEGER PRIMARY KEY, title TEXT, day TEXT, text TEXT, html TEXT) STRICT;";
        connection.execute_batch(set).unwrap();
        time(|| {
            let transaction = connection.transaction().unwrap();
            let mut insert = transaction.prepare("INSERT INTO articles VALUES (NULL, ?1, ?2, ?3, ?4)").unwrap();
            for article in &articles {
                let day = article.published.as_ref().map(|published| published.at.to_string());
                insert.execute(params![article.title, day, article.text, article.html]).unwrap();
            }
            drop(insert);
            transaction.commit().unwrap();
        })
    });
    row("bare SQLite insert of their 1,000 articles", inserts.collect::<Vec<_>>());
}

fn measure_text(folder: &Path) {
    let path = folder.join("dumps");
    fs::create_dir_all(&path).unwrap();
    let some: Vec<Invented> = invented::articles(5, last_day(), 20).take(1_200).collect();
    let mut bytes = 0;
    for (number, dump) in some.chunks(6).map(invented::as_dump).enumerate() {
        bytes += dump.len();
        fs::write(path.join(format!("{number:04}.txt")), dump).unwrap();
    }
    let times: Vec<Duration> = (0..3)
        .map(|_| time(|| parse_paths(std::slice::from_ref(&path), &Task::quiet(), &mut |_| {}).unwrap()))
        .collect();
    let speed = bytes as f64 / 1e6 / times.iter().min().unwrap().as_secs_f64();
    row("200 text dumps of six articles, parsed", times);
    note("  megabytes a second", &format!("{speed:.1}"), "bar 20");
}

fn measure_export(folder: &Path) {
    let path = folder.join("export.txt");
    let articles: Vec<Invented> = invented::articles(9, last_day(), 20).take(EXPORTED).collect();
    fs::write(&path, as_database_export(&articles)).unwrap();
    let mut times = Vec::new();
    for run in 0..3 {
        let app = open(&folder.join(format!("export {run}")));
        times.push(time(|| {
            let report = app.import_paths(std::slice::from_ref(&path), &Task::quiet()).unwrap();
            assert_eq!(report.summary.articles as usize, EXPORTED, "{:?}", report.sample[0].problems);
        }));
    }
    let most = times.iter().max().unwrap().as_secs_f64();
    row("database export of 262 articles, to the last", times);
    note("  at its slowest", &format!("{most:.2} s"), "bar 2 s");
}

/// Of the shipped program in a process of its own each time, at its most; and of its children.
fn measure_memory(folder: &Path) {
    if !cfg!(target_os = "linux") {
        return;
    }
    let program = places::program("tidings");
    let page = invented::as_page(&invented::articles(4, last_day(), 1).next().unwrap());
    for count in FILES {
        let path = folder.join(format!("{count} files"));
        fs::create_dir_all(&path).unwrap();
        for number in 0..count {
            fs::write(path.join(format!("{number:05}.html")), page.replace("</h1>", &format!(" {number}</h1>")))
                .unwrap();
        }
        let mut command = Command::new(&program);
        command.env("TIDINGS_LIBRARY", folder.join(format!("{count} files, library"))).arg("import").arg(&path);
        let mut child = command.stdout(Stdio::null()).spawn().unwrap();
        let (mut own, mut parsers) = (0, 0);
        let took = time(|| {
            // A process' own mark only rises: the last look at it is off by what it took since.
            while child.try_wait().unwrap().is_none() {
                own = own.max(most_memory(child.id()));
                parsers = parsers.max(children_of(child.id()).into_iter().map(most_memory).max().unwrap_or(0));
                std::thread::park_timeout(Duration::from_millis(20));
            }
        });
        assert!(child.wait().unwrap().success());
        let what = format!("memory of an import of {count} files in {}", in_words(took));
        note(&what, &format!("{:.1} MB", own as f64 / 1e3), "flat");
        note("  of its parsers, at most", &format!("{:.1} MB", parsers as f64 / 1e3), "flat");
    }
}

/// In kB, at its most so far; 0 when it is over.
fn most_memory(process: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse().unwrap_or(0)
}

fn children_of(process: u32) -> Vec<u32> {
    let Ok(all) = fs::read_dir("/proc") else { return Vec::new() };
    let processes = all.flatten().filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
    let parent = format!("PPid:\t{process}\n");
    let is_child =
        |id: &u32| fs::read_to_string(format!("/proc/{id}/status")).is_ok_and(|status| status.contains(&parent));
    processes.filter(is_child).collect()
}

/// As news databases write a text file of all documents that were found.
fn as_database_export(articles: &[Invented]) -> String {
    let count = articles.len();
    let mut export = String::new();
    for (number, article) in articles.iter().enumerate() {
        let Invented { headline, byline, date, source, paragraphs, .. } = article;
        let words = paragraphs.iter().map(|text| text.split(' ').count()).sum::<usize>();
        export.push_str(&format!(
            "                 {} of {count} DOCUMENTS\n\n       {source}\n\n     {}\n\n{headline}\n\nBYLINE: {byline}\n\n\
             LENGTH: {words} words\n\n{}\n\nLOAD-DATE: {}\n\n      Copyright 2026 {source}\n\n",
            number + 1,
            date.format("%B %-d, %Y %A"),
            paragraphs.join("\n\n"),
            date.format("%B %-d, %Y"),
        ));
    }
    export
}

fn files_in(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

fn note(what: &str, value: &str, bar: &str) {
    println!("{what:<54} {value:>10} {bar:>10}");
}

/// Of this program and all that it starts from now on; what it may use else is given back by `give_back`.
#[cfg(target_os = "linux")]
fn keep_to_one_core() -> rustix::thread::CpuSet {
    let all = rustix::thread::sched_getaffinity(None).unwrap();
    let first = (0..rustix::thread::CpuSet::MAX_CPU).find(|core| all.is_set(*core)).unwrap();
    let mut one = rustix::thread::CpuSet::new();
    one.set(first);
    rustix::thread::sched_setaffinity(None, &one).unwrap();
    all
}

#[cfg(target_os = "linux")]
fn give_back(all: &rustix::thread::CpuSet) {
    rustix::thread::sched_setaffinity(None, all).unwrap();
}

/// Elsewhere the rows are those of all cores.
#[cfg(not(target_os = "linux"))]
fn keep_to_one_core() {}

#[cfg(not(target_os = "linux"))]
fn give_back(_all: &()) {}
