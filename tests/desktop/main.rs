//! The real window: a file is dropped on it through the display, and what the web view shows is read.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::{fs, path::Path};

use api::{App, ListArticles, ListIssues, ReadIssue};
use serde_json::Value;
use tests::{
    desktop::{Desktop, Element, Page, wait_for},
    places,
};

#[test]
fn a_dropped_file_becomes_articles_and_a_digest() {
    let home = tempfile::tempdir().unwrap();
    let desktop = Desktop::start(home.path());
    let program = places::program("tidings-desktop");
    assert!(program.exists(), "{} is built first: cargo build --package tidings-desktop", program.display());
    let page = Page::open(desktop.port, &program.to_string_lossy());
    page.wait("nav");
    let sample = places::sample("two-stories.txt");
    let over = || page.all("[role=status]").iter().any(|status| reads(&page, status, &words("drop_title")));
    desktop.drop_files(&[&sample], &desktop.window("^Tidings$"), over);

    let wanted = headlines_of_the_sample();
    let rows = page.wait_for_texts(".rows [role=option] .title", |rows| rows.len() == wanted.len());
    assert_eq!(sorted(rows.clone()), sorted(wanted.clone()));

    for (place, row) in rows.iter().enumerate() {
        page.click(&page.all(".rows [role=option] .title")[place]);
        page.wait_for_texts("article h1", |shown| shown == [row.clone()]);
        let body = "return document.querySelector('article iframe')?.contentDocument?.body?.innerText ?? '';";
        wait_for("the text is shown", || page.run(body).as_str().filter(|text| text.len() > 200).map(drop));
        page.type_into(&page.wait(".rows [role=listbox]"), "s");
        page.wait_for_texts(".rows .star.on", |stars| stars.len() == place + 1);
    }

    page.click(&button(&page, &words("digests")));
    page.click(&button(&page, &words("build_digest")));
    let items = page.wait_for_texts("[data-item] h3", |items| !items.is_empty());
    assert!(items.iter().all(|item| wanted.contains(item)), "{items:?}");
    page.close();
    check_library(&home.path().join("library"), &items);
}

/// What the window showed is on the disk after it is gone.
fn check_library(folder: &Path, items: &[String]) {
    let app = App::open(folder, api::system_clock, |_| {}).unwrap();
    let rows = app.list_articles(ListArticles::default()).unwrap().rows;
    assert!(rows.len() == 2 && rows.iter().all(|row| row.bookmarked && row.read), "{rows:?}");
    let issues = app.list_issues(ListIssues {}).unwrap().issues;
    assert_eq!(issues.len(), 1);
    let issue = app.read_issue(ReadIssue { id: issues[0].id }).unwrap();
    let stored: Vec<String> = issue.articles.into_iter().map(|article| article.row.title).collect();
    assert_eq!(stored, items);
}

fn button(page: &Page, label: &str) -> Element {
    wait_for(label, || page.all("button").into_iter().find(|button| reads(page, button, label)))
}

fn reads(page: &Page, element: &Element, words: &str) -> bool {
    page.text(element).is_some_and(|text| text.contains(words))
}

/// The English words of the window, so that the test asks for what a person looks for.
fn words(key: &str) -> String {
    let messages = fs::read(places::workspace().join("ui/messages/en.json")).unwrap();
    serde_json::from_slice::<Value>(&messages).unwrap()[key].as_str().unwrap().to_owned()
}

fn headlines_of_the_sample() -> Vec<String> {
    let truth = fs::read(places::sample("two-stories.expected.json")).unwrap();
    let truth: Value = serde_json::from_slice(&truth).unwrap();
    let articles = truth["articles"].as_array().unwrap().iter();
    articles.map(|article| article["title"].as_str().unwrap().to_owned()).collect()
}

fn sorted(mut lines: Vec<String>) -> Vec<String> {
    lines.sort();
    lines
}
