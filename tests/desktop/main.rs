//! The real window: a file is dropped on it through the display, and what the web view shows is read.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod alone;
mod forms;
mod listener;
mod reading;
mod stories;
mod vectors;

use std::{fs, path::Path, process::Command};

use api::{App, ExportAs, ExportFormat, IssueView, ListArticles, ListIssues, ReadIssue};
use serde_json::Value;
use tests::{
    desktop::{Desktop, Element, Page, wait_for},
    places,
};

#[test]
fn a_dropped_file_becomes_articles_and_a_published_digest() {
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

    // The report of the import would lie over that corner.
    page.wait_for_texts("[data-import=report] h2", |reports| reports.is_empty());
    page.click(&page.wait(".editor header .plain"));
    publish(&page, 1);
    page.type_into(&page.wait("[data-item] .own textarea"), OWN);
    page.type_into(&page.wait(".publish textarea"), NOTE);
    publish(&page, 2);
    page.close();

    let app = App::open(&home.path().join("library"), api::system_clock, |_| {}).unwrap();
    let view = check_library(&app, &items);
    check_versions(&app, &view, home.path());
}

const OWN: &str = "What the desk calls it";
const NOTE: &str = "A headline of our own.";

/// As it is offered beside the issue, ready or not.
fn publish(page: &Page, version: usize) {
    wait_for("publishing is offered", || {
        let buttons = page.all(".publish button");
        // A word on what was done may still lie over it.
        buttons.last().filter(|button| page.is_enabled(button)).and_then(|button| page.try_click(button))
    });
    page.wait_for_texts(".publish .version", |versions| versions.len() == version);
}

/// What went out first stays as it was, and says nothing of what was changed since.
fn check_versions(app: &App, view: &IssueView, folder: &Path) {
    let text = |version: u32| {
        let how = ExportAs { version: Some(version), ..ExportFormat::Pdf.into() };
        let name = app.name_export(view.id, how.clone()).unwrap();
        assert!(name.ends_with(&format!("_001_v{version}.pdf")), "{name}");
        let path = folder.join(name);
        app.export_issue(view.id, how, &path).unwrap();
        let output = Command::new("pdftotext").args([path.as_os_str(), "-".as_ref()]).output().unwrap();
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).unwrap().split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let (first, second) = (text(1), text(2));
    for article in &view.articles {
        let headline = article.row.title.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(first.contains(&headline) && second.contains(&headline), "{headline}: {first}");
    }
    assert!(!first.contains(OWN) && !first.contains("Corrected in version"), "{first}");
    assert!(second.contains(OWN) && second.contains(NOTE) && second.contains("Corrected in version 2"), "{second}");
}

/// What the window showed is on the disk after it is gone.
fn check_library(app: &App, items: &[String]) -> IssueView {
    let rows = app.list_articles(ListArticles::default()).unwrap().rows;
    assert!(rows.len() == 2 && rows.iter().all(|row| row.bookmarked && row.read), "{rows:?}");
    let issues = app.list_issues(ListIssues {}).unwrap().issues;
    assert_eq!(issues.len(), 1);
    let issue = app.read_issue(ReadIssue { id: issues[0].id }).unwrap();
    let stored: Vec<String> = issue.articles.iter().map(|article| article.row.title.clone()).collect();
    assert_eq!(stored, items);
    issue
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
