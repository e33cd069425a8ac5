//! What the library costs: `cargo bench -p store [-- ARTICLES [FOLDER]]`, 20,000 by default. Articles of 3.6 kB, made of
//! words as common as words are. CPU time, where the system tells it. In FOLDER a library is made and kept, and used
//! again: a million articles take minutes; of a library that is there only the searches are measured.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::{
    hint::black_box,
    path::Path,
    time::{Duration, Instant},
};

use articles::{Article, ContentHash, Moment, Published, PublishedFrom, Source};
use chrono::{DateTime, Days, NaiveDate};
use store::{Clock, FileEnd, Filter, ImportState, List, Prepared, Search, Sort, Store};

fn main() {
    let count = std::env::args().filter_map(|argument| argument.parse().ok()).next().unwrap_or(20_000);
    if let Some(kept) = std::env::args().find(|argument| argument.contains('/') && Path::new(argument).is_dir()) {
        let store = Store::open(Path::new(&kept)).unwrap();
        if store.count_articles().unwrap().all == 0 {
            write(&store, count);
        }
        return searches(&store);
    }
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let store = Store::open(folder.path()).unwrap();

    let sample: Vec<Article> = (0..1_000).map(|n| article(&mut Words { state: n as u64 + 1 }, n)).collect();
    let prepared = measure(|| sample.iter().for_each(|article| drop(black_box(Prepared::new(article).unwrap()))));
    println!("prepare an article            {:>9.1} µs", micros(prepared.cpu) / 1_000.0);

    write(&store, count);
    let size = std::fs::metadata(folder.path().join(store::LIBRARY_FILE)).unwrap().len();
    println!("size on disk an article       {:>9.1} kB", size as f64 / count as f64 / 1e3);
    lists(&store, count);
    searches(&store);
    changes(&store, count);
}

fn write(store: &Store, count: usize) {
    let made = measure(|| {
        let mut words = Words { state: 1 };
        drop(black_box((0..200).map(|n| article(&mut words, n)).collect::<Vec<_>>()));
    });
    let mut words = Words { state: 1 };
    let mut writer = store.begin_import(store.take_import_turn().unwrap(), "bench", now()).unwrap();
    let hash = ContentHash("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855".to_owned());
    let written = measure(|| {
        writer.begin_file("bench.txt");
        writer.keep_original(&hash, &mut std::io::empty(), &|| true).unwrap();
        writer.begin_text("", &hash).unwrap();
        for n in 0..count {
            writer.add_article(&article(&mut words, n), 0).unwrap();
        }
        writer.end_file(FileEnd::default()).unwrap();
    });
    let finished = measure(|| assert!(writer.finish(ImportState::Finished).unwrap().is_some()));
    let making = micros(made.cpu) / 200.0 * count as f64;
    println!("write an article              {:>9.1} µs", (micros(written.cpu + finished.cpu) - making) / count as f64);
    println!(
        "  with the wait for the disk  {:>9.1} µs",
        (micros(written.wall + finished.wall) - making) / count as f64
    );
}

/// An article in so many of a page is bookmarked.
const BOOKMARKED: usize = 4;

fn lists(store: &Store, count: usize) {
    let all = Filter::default();
    let day = Filter { date: Some(day_of(count / 2)), ..Filter::default() };
    let source = Filter { source: Some("Source 3".to_owned()), ..Filter::default() };
    let rows = store
        .list_articles(List { filter: &all, sort: Sort::Newest, after: None, limit: 200, today: today() })
        .unwrap()
        .rows;
    let ids: Vec<_> = rows.iter().step_by(BOOKMARKED).map(|row| row.id).collect();
    store.set_bookmarked(&ids, true, now()).unwrap();
    let bookmarked = Filter { bookmarked: true, ..Filter::default() };
    for (name, filter, sort) in [
        ("list page, newest", &all, Sort::Newest),
        ("list page, headline", &all, Sort::Headline),
        ("list page, source", &all, Sort::Source),
        ("list page, a day", &day, Sort::Newest),
        ("list page, a source", &source, Sort::Newest),
        ("list page, bookmarked", &bookmarked, Sort::Newest),
        ("list page, source, headline", &source, Sort::Headline),
    ] {
        row(name, || {
            drop(store.list_articles(List { filter, sort, after: None, limit: 100, today: today() }).unwrap())
        });
    }
    let deep = {
        let mut after: Option<String> = None;
        for _ in 0..count / 300 {
            after = store
                .list_articles(List {
                    filter: &all,
                    sort: Sort::Newest,
                    after: after.as_deref(),
                    limit: 200,
                    today: today(),
                })
                .unwrap()
                .next;
        }
        after
    };
    row("list page, deep", || {
        drop(
            store
                .list_articles(List {
                    filter: &all,
                    sort: Sort::Newest,
                    after: deep.as_deref(),
                    limit: 100,
                    today: today(),
                })
                .unwrap(),
        );
    });
    row("counts", || drop(store.count_articles().unwrap()));
    row("read an article", || drop(store.read_article(ids[0]).unwrap()));
}

/// Each kind of query with many words, from the commonest to the rarest: how long the middle one takes, and of twenty
/// the slowest.
fn searches(store: &Store) {
    let mut words = Words { state: 99 };
    let mut any = |pattern: &str| -> Vec<String> {
        let fill = |_| {
            let mut parts = pattern.split('_');
            let first = parts.next().unwrap_or_default().to_owned();
            parts.fold(first, |query, part| query + &spell(words.word()) + part)
        };
        (0..40).map(fill).collect()
    };
    let one = |query: &str| vec![query.to_owned(); 8];
    let kinds = [
        ("one word", any("_"), false, None),
        ("two words", any("_ _"), false, None),
        ("three words", any("_ _ _"), false, None),
        ("one word, newest", any("_"), false, Some(Sort::Newest)),
        ("two words, a language, unread", any("_ _ lang:en is:unread"), false, None),
        ("two words, an outlet", any("_ _ outlet:\"source 3\""), false, None),
        ("two words, a month", any("_ _ on:2021-03"), false, None),
        ("three words, since a day", any("_ _ _ after:2024-01-05"), false, None),
        ("a word or another, an outlet", any("(_ OR _) outlet:\"source 3\""), false, None),
        ("a word without another", any("_ -_"), false, None),
        ("a phrase", any("\"_ _\""), false, None),
        ("typing", any("_"), true, None),
        ("the commonest word", one("w1"), false, None),
        ("the commonest phrase", one("\"w1 w2\""), false, None),
        ("the commonest words", one("w1 w2 w3"), false, None),
        ("the commonest, without", one("w1 -w2"), false, None),
        ("a word or an outlet", one("w9000 OR outlet:\"source 3\""), false, None),
        ("typing w1…", one("w1"), true, None),
        ("bookmarked", one("w1 is:bookmarked"), false, None),
    ];
    let all = Filter::default();
    for (name, queries, typing, by_date) in kinds {
        let mut took: Vec<f64> = queries
            .iter()
            .map(|query| {
                let search = Search { query, typing, close: false, filter: &all, by_date, limit: 50, today: today() };
                micros(measure(|| drop(black_box(store.search_articles(search).unwrap()))).cpu) / 1e3
            })
            .collect();
        took.sort_by(f64::total_cmp);
        let [half, most] = [took.len() / 2, took.len() * 19 / 20].map(|at| took[at.min(took.len() - 1)]);
        println!("search, {name:<30} p50 {half:>7.2} ms  p95 {most:>7.2} ms");
    }
}

fn changes(store: &Store, count: usize) {
    let filter = Filter::default();
    let list = List { filter: &filter, sort: Sort::Newest, after: None, limit: 200, today: today() };
    let rows = store.list_articles(list).unwrap().rows;
    let ids: Vec<_> = rows.iter().step_by(BOOKMARKED).map(|row| row.id).collect();
    let mut on = true;
    row("mark 50 read", || {
        store.set_read(&ids, on).unwrap();
        on = !on;
    });
    let checked = measure(|| assert!(store.check().unwrap().is_empty()));
    println!("check the library             {:>9.1} ms", micros(checked.cpu) / 1e3);
    let import = store.list_imports(1).unwrap()[0].id;
    let undone = measure(|| assert!(store.undo_import(import, now()).unwrap().removed > 0));
    println!("undo the import, an article   {:>9.1} µs", micros(undone.cpu) / count as f64);
}

struct Took {
    wall: Duration,
    cpu: Duration,
}

fn measure(work: impl FnOnce()) -> Took {
    let (begin, cpu) = (Instant::now(), cpu_time());
    work();
    Took { wall: begin.elapsed(), cpu: cpu_time().saturating_sub(cpu) }
}

/// Runs it for half a second, after one that warms up. The system counts CPU time in steps of some milliseconds.
fn row(name: &str, mut work: impl FnMut()) {
    work();
    let (begin, mut runs) = (Instant::now(), 0);
    let took = measure(|| {
        while runs < 5 || begin.elapsed() < Duration::from_millis(500) {
            work();
            runs += 1;
        }
    });
    println!("{name:<29} {:>9.2} ms", micros(took.cpu) / 1e3 / f64::from(runs));
}

/// Of this process, in hundredths of a second, as Linux tells it; elsewhere the time that passed.
fn cpu_time() -> Duration {
    use std::sync::OnceLock;
    static BEGIN: OnceLock<Instant> = OnceLock::new();
    let begin = BEGIN.get_or_init(Instant::now);
    let Ok(stat) = std::fs::read_to_string("/proc/self/schedstat") else { return begin.elapsed() };
    let nanos = stat.split(' ').next().and_then(|nanos| nanos.parse().ok()).unwrap_or(0);
    Duration::from_nanos(nanos)
}

fn micros(time: Duration) -> f64 {
    time.as_secs_f64() * 1e6
}

fn now() -> Clock {
    Clock(DateTime::parse_from_rfc3339("2026-11-23T12:00:00+00:00").unwrap())
}

fn today() -> NaiveDate {
    now().0.date_naive()
}

fn day_of(n: usize) -> NaiveDate {
    NaiveDate::from_ymd_opt(2020, 1, 1).unwrap() + Days::new(n as u64 / 400)
}

struct Words {
    state: u64,
}

impl Words {
    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.state >> 33
    }

    /// Word 1 is the most common of 30,000, word 2 half as common, and so on.
    fn word(&mut self) -> u64 {
        let even = (self.next() % 1_000_000) as f64 / 1e6;
        (30_000f64.powf(even)) as u64
    }

    fn sentence(&mut self, words: usize) -> String {
        let mut sentence = String::new();
        for _ in 0..words {
            sentence.push_str(&spell(self.word()));
            sentence.push(' ');
        }
        sentence.trim_end().to_owned()
    }
}

/// As long as words are.
fn spell(word: u64) -> String {
    let filler = &"abcdefgh"[..(word % 7) as usize];
    format!("w{word}{}", if word < 100 { "" } else { filler })
}

fn article(words: &mut Words, n: usize) -> Article {
    let title = words.sentence(9);
    let paragraphs: Vec<String> = (0..9).map(|_| words.sentence(46)).collect();
    let at = Moment::Local(day_of(n).and_hms_opt((n % 24) as u32, (n % 60) as u32, 0).unwrap());
    Article {
        title,
        byline: vec![format!("Writer {}", words.next() % 500)],
        published: Some(Published { at, from: PublishedFrom::Metadata, reason: None }),
        source: Some(Source { name: format!("Source {}", words.next() % 200), host: None }),
        language: Some(["en", "ar", "ru"][n % 3].to_owned()),
        html: paragraphs.iter().map(|paragraph| format!("<p>{paragraph}</p>")).collect(),
        text: paragraphs.join("\n\n"),
        ..Article::default()
    }
}
