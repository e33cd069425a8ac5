//! Archives that are made to hurt.

use crate::samples::{gzip, zip_bytes, zstd};
use articles::ProblemCode;
use import::{Found, Input};
use task::Task;

fn read(bytes: Vec<u8>, name: &str) -> (Vec<Vec<String>>, Vec<ProblemCode>) {
    let mut members = Vec::new();
    let mut problems = Vec::new();
    let found = &mut |found| match found {
        Found::Document(document) => members.push(document.origin.members.clone()),
        Found::Problem(problem) => problems.push(problem.code),
        Found::Text(_) | Found::Choice(_) | Found::Count(_) | Found::Outlets(_) => {}
    };
    Input::from_bytes(bytes, name).read(&Task::quiet(), found).unwrap();
    (members, problems)
}

/// 300 MB of blanks in 300 kB: unpacking stops long before they are all in memory.
#[test]
fn a_bomb_is_refused() {
    let bomb = vec![b' '; 300 << 20];
    let (members, problems) = read(gzip(&bomb), "a.gz");
    assert!(members.is_empty());
    assert_eq!(problems, [ProblemCode::TooLarge]);
    let (members, problems) = read(zstd(&bomb[..8 << 20]), "a.zst");
    assert!(members.is_empty());
    assert_eq!(problems, [ProblemCode::TooLarge]);
    let (members, problems) = read(zip_bytes(&[("a.txt", bomb)]), "a.zip");
    assert!(members.is_empty());
    assert_eq!(problems, [ProblemCode::TooLarge]);
}

#[test]
fn archives_in_archives_end_somewhere() {
    let mut archive = b"The innermost text of them all.".to_vec();
    for depth in 1..=3 {
        archive = zip_bytes(&[(if depth == 1 { "a.txt" } else { "a.zip" }, archive)]);
    }
    let (members, problems) = read(archive.clone(), "a.zip");
    assert_eq!(members, [["a.zip", "a.zip", "a.txt"]]);
    assert!(problems.is_empty());
    let (members, problems) = read(zip_bytes(&[("a.zip", archive)]), "a.zip");
    assert!(members.is_empty());
    assert_eq!(problems, [ProblemCode::TooLarge]);
}

/// Names are for people: where they point is nobody's business.
#[test]
fn names_that_climb_are_only_names() {
    let text = b"A text under a name that climbs.".to_vec();
    let (members, _) = read(zip_bytes(&[("../../etc/passwd", text)]), "a.zip");
    assert_eq!(members, [["../../etc/passwd"]]);
}

/// A saved site is its pages; a line for each of its pictures and styles would bury the report.
#[test]
fn what_comes_with_a_page_is_passed_over() {
    let page = b"<!DOCTYPE html><p>The ferry sails again.</p>".to_vec();
    let png = b"\x89PNG\r\n\x1a\n....".to_vec();
    let style = b"p { color: red }".to_vec();
    let (members, problems) = read(zip_bytes(&[("a.html", page), ("a.png", png), ("a.css", style)]), "a.zip");
    assert_eq!(members, [["a.html"]]);
    assert!(problems.is_empty());
}

/// One bad member is one line; the others are read.
#[test]
fn a_broken_member_is_one_line() {
    let mut archive =
        zip_bytes(&[("a.txt", b"The first text of three texts.".repeat(40)), ("b.txt", b"The second.".to_vec())]);
    let at = archive.windows(5).position(|window| window == b"a.txt").unwrap() + 8;
    archive[at] ^= 0xff;
    archive[at + 3] ^= 0xff;
    let (members, problems) = read(archive, "a.zip");
    assert_eq!(members, [["b.txt"]]);
    assert_eq!(problems, [ProblemCode::Damaged]);
}

/// Omnivore keeps the pages apart from what it knows of them: each is one article, not two halves.
#[test]
fn pages_come_with_what_a_list_says_of_them() {
    let entry = |slug: &str, title: &str| {
        format!(
            "{{\"slug\":\"{slug}\",\"title\":\"{title}\",\"author\":\"Ann Lee\",\"url\":\"https://harbour.test/{slug}\",\
             \"publishedAt\":\"2025-05-12T08:00:00.000Z\"}}"
        )
    };
    let list = format!("[{},{}]", entry("ferry", "Ferry returns"), entry("gone", "Crane lifted"));
    let page =
        "<html><body><p>The ferry between the two harbours sails again from Monday, the port said.</p></body></html>";
    let bytes = zip_bytes(&[
        ("metadata_0_to_2.json", list.into_bytes()),
        ("content/ferry.html", page.into()),
        ("content/other.html", page.into()),
        ("highlights/ferry.md", "> The ferry".into()),
    ]);
    let mut documents = Vec::new();
    let mut problems = Vec::new();
    let found = &mut |found| match found {
        Found::Document(document) => documents.push(*document),
        Found::Problem(problem) => problems.push(problem.code),
        Found::Text(_) | Found::Choice(_) | Found::Count(_) | Found::Outlets(_) => {}
    };
    Input::from_bytes(bytes, "a.zip").read(&Task::quiet(), found).unwrap();
    assert_eq!((documents.len(), problems), (2, vec![ProblemCode::NothingFound]), "{documents:?}");
    assert_eq!(documents[0].title.as_deref(), Some("Ferry returns"));
    assert_eq!(documents[0].byline, ["Ann Lee"]);
    assert_eq!(documents[0].origin.members, ["metadata_0_to_2.json"]);
    assert!(matches!(&documents[0].body, articles::Body::Fragment(body) if body.contains("sails again")));
    assert_eq!(documents[1].origin.members, ["content/other.html"]);
}
