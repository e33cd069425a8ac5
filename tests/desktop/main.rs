//! The real window: a file is dropped on it through the display, and what the web view shows is read.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use tests::{
    desktop::{Desktop, Page},
    places,
};

#[test]
fn a_dropped_file_becomes_two_articles_and_a_digest() {
    let home = tempfile::tempdir().unwrap();
    let desktop = Desktop::start(home.path());
    let program = places::program("tidings-desktop");
    assert!(program.exists(), "{} is built first: cargo build --package tidings-desktop", program.display());
    let page = Page::open(desktop.port, &program.to_string_lossy());
    let window = desktop.window("^Tidings$");
    desktop.drop_files(&[&places::sample("two-stories.txt")], &window, || !page.all("[data-drop]").is_empty());
    page.close();
}
