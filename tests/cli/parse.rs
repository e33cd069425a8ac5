//! `tidings parse` is a promise to programs: one line of JSON an article, in this shape.

use std::{
    fs,
    io::{BufRead, BufReader},
    process::Stdio,
};

use serde_json::{Value, json};
use tests::desk::{Desk, Ran, dump, pages};
use tests::places;

use crate::desk;

fn parse(desk: &Desk, words: &[&str]) -> Ran {
    let words: Vec<&str> = ["parse", "--json"].into_iter().chain(words.iter().copied()).collect();
    desk.run(&words)
}

#[test]
fn prints_a_line_an_article_and_touches_no_library() {
    let desk = desk();
    desk.file("page.html", pages(1).next().unwrap());
    desk.file("dump.txt", dump());
    let ran = parse(&desk, &[desk.files().to_str().unwrap()]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let lines = ran.lines();
    let files: Vec<&str> = lines.iter().map(|line| line["file"].as_str().unwrap()).collect();
    assert_eq!(files.iter().filter(|file| file.ends_with("dump.txt")).count(), 2, "{files:?}");
    assert_eq!(files.iter().filter(|file| file.ends_with("page.html")).count(), 1, "{files:?}");
    for line in &lines {
        for key in ["file", "format", "title", "published_from", "text", "html"] {
            assert!(line[key].as_str().is_some_and(|text| !text.is_empty()), "{key}: {line}");
        }
        for key in ["published", "source", "language", "url"] {
            assert!(line[key].is_string() || line[key].is_null(), "{key}: {line}");
        }
        assert!(line["byline"].is_array() && line["captions"].is_array());
        assert!(line["at"]["start"].as_u64() <= line["at"]["end"].as_u64(), "{line}");
    }
    assert!(!desk.library().exists());
}

#[test]
fn a_problem_is_a_line_too_and_the_code_says_that_some_failed() {
    let desk = desk();
    desk.file("a.txt", dump());
    desk.file("b.txt", "");
    let ran = parse(&desk, &[desk.files().to_str().unwrap()]);
    assert_eq!(ran.code, 1);
    let lines = ran.lines();
    let problems: Vec<&Value> = lines.iter().filter(|line| line.get("problem").is_some()).collect();
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0]["problem"], "empty_file");
    assert!(problems[0]["file"].as_str().unwrap().ends_with("b.txt"));
    assert_eq!(lines.len(), 3);
}

/// An archive of a newspaper is larger than any machine's memory.
#[test]
#[cfg(target_os = "linux")]
fn many_files_take_no_more_memory_than_few() {
    let desk = desk();
    for (number, page) in pages(1_500).enumerate() {
        desk.file(&format!("{number}.html"), page);
    }
    let mut command = desk.command(&["parse", "--json", desk.files().to_str().unwrap()]);
    let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
    let status = format!("/proc/{}/status", child.id());
    let most_so_far = || -> u64 {
        let status = fs::read_to_string(&status).unwrap();
        let line = status.lines().find(|line| line.starts_with("VmHWM:"));
        line.and_then(|line| line.split_whitespace().nth(1)).map_or(0, |kilobytes| kilobytes.parse().unwrap())
    };
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let after = |count: usize, lines: &mut dyn Iterator<Item = _>| {
        assert_eq!(lines.take(count).count(), count);
        most_so_far()
    };
    let (few, many) = (after(200, &mut lines), after(1_200, &mut lines));
    assert!(few > 0 && many < few + 30_000, "{few} kB after 200 pages, {many} kB after 1,400");
    assert_eq!(lines.count(), 100);
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

/// The sample that is shipped: two stories pasted one after the other, with the faults of such a paste.
#[test]
fn the_sample_comes_apart_into_its_two_stories() {
    check_sample(&places::sample("two-stories.txt"), &places::sample("two-stories.expected.json"));
}

/// The one the shipped sample was made after, where it is at hand.
#[test]
fn the_shared_sample_comes_apart_as_its_truth_says() {
    if let Some(folder) = places::shared("samples") {
        check_sample(&folder.join("two-stories.txt"), &folder.join("two-stories.expected.json"));
    }
}

fn check_sample(file: &std::path::Path, truth: &std::path::Path) {
    let truth: Value = serde_json::from_slice(&fs::read(truth).unwrap()).unwrap();
    let ran = parse(&desk(), &[file.to_str().unwrap()]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let found = ran.lines();
    let expected = truth["articles"].as_array().unwrap();
    assert_eq!(found.len(), expected.len());
    let source = fs::read(file).unwrap();
    for (found, expected) in found.iter().zip(expected) {
        let paragraphs: Vec<&str> = found["text"].as_str().unwrap().split("\n\n").collect();
        assert_eq!(json!(paragraphs), expected["paragraphs"]);
        for key in ["title", "language", "published", "byline"] {
            assert_eq!(found[key], expected[key], "{key}");
        }
        let captions = found["captions"].as_array().unwrap();
        let captions: Vec<Value> =
            captions.iter().map(|it| json!({ "text": it["text"], "credit": it["credit"] })).collect();
        assert_eq!(json!(captions), expected["captions"]);
        let from = found["published_from"].as_str().unwrap();
        match expected["published_from"].as_str() {
            Some(truth) => assert!(truth.starts_with(from), "{truth}"),
            None => assert_eq!(from == "none", found["published"].is_null()),
        }
        for residue in truth["not_in_any_body"].as_array().unwrap() {
            assert!(!paragraphs.contains(&residue.as_str().unwrap()));
        }
        let range = found["at"]["start"].as_u64().unwrap() as usize..found["at"]["end"].as_u64().unwrap() as usize;
        let part = String::from_utf8_lossy(&source[range]);
        assert!(part.contains(paragraphs[0]) && part.contains(paragraphs[paragraphs.len() - 1]), "the range holds it");
    }
}
