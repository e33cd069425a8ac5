//! The library as its users see it: what goes in, what comes out, and what a fault leaves behind.

mod away;
mod backups;
mod collections;
mod correcting;
mod digests;
mod faults;
mod highlights;
mod importing;
mod listing;
mod meanings;
mod open_files;
mod opening;
mod outlets;
mod pictures;
mod scrub;
mod searching;
mod states;
mod tags;
mod unborn;

use std::{path::Path, sync::LazyLock};

use ::articles::{Article, ArticleId, ContentHash, ImportId, Moment, Published, PublishedFrom, SearchId, Source, Span};
use ::digests::Issue;
use chrono::DateTime;
use sha2::{Digest, Sha256};
use tempfile::TempDir;

use crate::*;

/// A library in a folder that goes with it.
struct Library {
    folder: TempDir,
    store: Store,
}

impl std::ops::Deref for Library {
    type Target = Store;

    fn deref(&self) -> &Store {
        &self.store
    }
}

fn library() -> Library {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).unwrap();
    Library { folder, store }
}

/// Noon of 23 November 2026, on a clock three hours ahead.
fn now() -> Clock {
    Clock(DateTime::parse_from_rfc3339("2026-11-23T12:00:00+03:00").unwrap())
}

fn today() -> chrono::NaiveDate {
    now().0.date_naive()
}

/// An article whose words and text are made of `name`, so that no two are the same.
fn article(name: &str) -> Article {
    let text = format!("This is the text of {name}.\n\nIt has two paragraphs.");
    let html = format!("<p>This is the text of {name}.</p><p>It has two paragraphs.</p>");
    Article { title: format!("Headline of {name}"), text, html, language: Some("en".to_owned()), ..Article::default() }
}

fn dated(name: &str, at: &str) -> Article {
    let at: Moment = at.parse().unwrap();
    Article { published: Some(Published { at, from: PublishedFrom::Text, reason: None }), ..article(name) }
}

fn from_source(name: &str, source: &str) -> Article {
    Article { source: Some(Source { name: source.to_owned(), host: None }), ..article(name) }
}

fn hash_of(bytes: &[u8]) -> ContentHash {
    ContentHash(Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect())
}

/// One file of an import, whose bytes are `bytes`.
struct File<'a> {
    name: &'a str,
    bytes: &'a [u8],
    articles: Vec<Article>,
}

fn put_file(writer: &mut ImportWriter, file: &File) -> Result<()> {
    let hash = hash_of(file.bytes);
    writer.begin_file(file.name);
    if !file.articles.is_empty() {
        assert!(matches!(writer.keep_original(&hash, &mut &file.bytes[..], &|| true)?, KeptOriginal::Kept));
        writer.begin_text(&String::from_utf8_lossy(file.bytes), &hash)?;
        for (place, article) in file.articles.iter().enumerate() {
            writer.add_article(article, place as u32)?;
        }
        let (start, end) = (0, file.bytes.len() as u32);
        let now = vec![Span { start, end, role: ::articles::Role::Body, article: Some(0) }];
        writer.end_text(TextSpans { now, as_read: None });
    }
    writer.end_file(FileEnd { format: Some("text".to_owned()), hash: Some(hash), ..FileEnd::default() })
}

fn import_files(store: &Store, files: &[File]) -> ImportReport {
    let mut writer = store.begin_import(store.take_import_turn().unwrap(), "drop", now()).unwrap();
    for file in files {
        let hash = hash_of(file.bytes);
        if store.is_known(&hash).unwrap() {
            writer.begin_file(file.name);
            writer.end_file(FileEnd { hash: Some(hash), skipped: true, ..FileEnd::default() }).unwrap();
        } else {
            put_file(&mut writer, file).unwrap();
        }
    }
    let import = writer.finish(ImportState::Finished).unwrap().unwrap();
    store.read_import(import).unwrap()
}

/// Each import is of one file of its own.
fn import(store: &Store, articles: Vec<Article>) -> ImportId {
    let bytes = serde_json::to_vec(&articles).unwrap();
    import_files(store, &[File { name: "file.txt", bytes: &bytes, articles }]).summary.id
}

fn titles(store: &Store, filter: &Filter, sort: Sort) -> Vec<String> {
    all_rows(store, filter, sort, 7).into_iter().map(|row| row.title).collect()
}

/// All pages after each other.
fn all_rows(store: &Store, filter: &Filter, sort: Sort, limit: u32) -> Vec<ArticleRow> {
    let mut rows = Vec::new();
    let mut after: Option<String> = None;
    loop {
        let page = store.list_articles(List { filter, sort, after: after.as_deref(), limit, today: today() }).unwrap();
        assert!(page.rows.len() <= limit as usize);
        rows.extend(page.rows);
        match page.next {
            Some(next) => after = Some(next),
            None => return rows,
        }
    }
}

fn ids(store: &Store) -> Vec<ArticleId> {
    all_rows(store, &Filter::default(), Sort::Newest, 200).into_iter().map(|row| row.id).collect()
}

fn found(store: &Store, query: &str) -> Vec<String> {
    let search = asked(query);
    store.search_articles(search).unwrap().rows.into_iter().map(|row| row.article.title).collect()
}

fn asked(query: &str) -> Search<'_> {
    static ALL: LazyLock<Filter> = LazyLock::new(Filter::default);
    Search { query, typing: false, close: false, filter: &ALL, by_date: None, limit: 0, today: today() }
}

fn assert_well(store: &Store) {
    assert_eq!(store.check().unwrap(), Vec::<String>::new());
}

fn issue(articles: &[ArticleId]) -> Issue {
    let issue = Issue::new("Review", "2026-11-23".parse().unwrap(), 1, "en", "");
    let section = issue.sections[0].id;
    issue.apply(&::digests::Edit::AddItems { articles: articles.to_vec(), section, at: 0 }).unwrap()
}

fn bytes_of(path: &Path) -> Vec<u8> {
    std::fs::read(path).unwrap()
}
