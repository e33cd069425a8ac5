//! The parent's side, with real children.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::{
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use articles::{Body, ContentHash, Document, Problem, ProblemCode};
use import::{Dropped, FileEvent, PARSER_ARGUMENT, ParserCommand, ParserError, Parsers, Walk, Walked};
use task::{Cancelled, Task};

#[path = "child/reach.rs"]
mod reach;

type Event = FileEvent<Document>;

fn parsers() -> Parsers {
    let program = PathBuf::from(env!("CARGO_BIN_EXE_import-test-parser"));
    Parsers::new(ParserCommand { program, args: vec![PARSER_ARGUMENT.into()] })
}

fn bytes(name: &str, text: &str) -> Walked {
    Walked::Found(Dropped::Bytes { bytes: text.as_bytes().to_vec(), name: name.to_owned() })
}

fn read(parsers: &Parsers, inputs: Vec<Walked>) -> Vec<Event> {
    let mut events = Vec::new();
    parsers
        .read(inputs.into_iter(), &Task::quiet(), &|_| true, &mut |event| {
            events.push(event);
            Ok(())
        })
        .unwrap();
    events
}

fn texts(events: &[Event]) -> Vec<&str> {
    events
        .iter()
        .filter_map(|event| if let FileEvent::Text(text) = event { Some(text.as_str()) } else { None })
        .collect()
}

fn problems(events: &[Event]) -> Vec<&Problem> {
    events
        .iter()
        .filter_map(|event| if let FileEvent::Problem(problem) = event { Some(problem) } else { None })
        .collect()
}

/// The writer keys all on this order: a beginning, the source before what was made of it, an end.
#[test]
fn tells_a_file_in_order() {
    let events = read(&parsers(), vec![bytes("a.txt", "Headline\n\nText")]);
    let [FileEvent::Began { file, hash, .. }, FileEvent::Text(text), FileEvent::Step(document), end] = &events[..]
    else {
        panic!("{events:?}");
    };
    assert_eq!((file.as_str(), hash.0.len(), text.as_str()), ("a.txt", 64, "Headline\n\nText"));
    assert_eq!(document.body, Body::Text(text.clone()));
    assert_eq!(document.origin.hash, *hash);
    assert_eq!(*end, FileEvent::Ended { file: "a.txt".into(), format: Some("text".into()), known: false });
}

/// What lies in the library must be the bytes that were parsed: they are held against the hash that the child told, and a
/// text that is they does not cross the pipe a second time.
#[test]
fn holds_the_bytes_of_a_file_beside_its_text() {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes, text) in [
        ("utf-8.txt", "Café am Hafen".as_bytes(), "Café am Hafen"),
        ("marked.txt", b"\xef\xbb\xbfHarbour".as_slice(), "Harbour"),
        ("latin.html", b"<meta charset=latin1><p>Caf\xe9 am Hafen</p>", "<meta charset=latin1><p>Café am Hafen</p>"),
    ] {
        std::fs::write(folder.path().join(name), bytes).unwrap();
        let path = folder.path().join(name);
        let events = read(&parsers(), vec![Walked::Found(Dropped::File { path, name: name.to_owned() })]);
        let FileEvent::Began { bytes: held, .. } = &events[0] else { panic!("{events:?}") };
        assert_eq!(held.as_ref().map(|held| held.as_slice()), Some(bytes), "{name}");
        assert_eq!(texts(&events), [text], "{name}");
    }
}

/// The bytes of pictures are not in the JSON of a step; they must come out at the picture they belong to.
#[test]
fn hands_over_the_bytes_of_pictures() {
    let page = "MIME-Version: 1.0\nContent-Type: multipart/related; type=\"text/html\"; boundary=b\n\n--b\nContent-Type: \
                text/html\n\n<p>Text</p><img src=one.gif>\n--b\nContent-Type: image/gif\nContent-Location: one.gif\n\n\
                GIF89a-one\n--b\nContent-Type: image/gif\nContent-ID: <two>\n\nGIF89a-two\n--b--\n";
    let events = read(&parsers(), vec![bytes("page.mhtml", page)]);
    let document = events.iter().find_map(|event| match event {
        FileEvent::Step(document) => Some(document),
        _ => None,
    });
    let pictures: Vec<(&str, &[u8])> =
        document.unwrap().pictures.iter().map(|picture| (picture.address.as_str(), &*picture.bytes)).collect();
    assert_eq!(pictures, [("one.gif", &b"GIF89a-one"[..]), ("cid:two", b"GIF89a-two")]);
}

/// Two children finish in any order; the library must be the same whatever they do.
#[test]
fn keeps_the_order_of_many_files() {
    let inputs = (0..300).map(|n| bytes(&format!("{n}.txt"), &format!("text {n} {}", "x".repeat(n * 37 % 5000))));
    let events = read(&parsers(), inputs.collect());
    let numbers: Vec<String> = texts(&events).iter().map(|text| text.split(' ').nth(1).unwrap().to_owned()).collect();
    assert_eq!(numbers, (0..300).map(|n| n.to_string()).collect::<Vec<_>>());
}

/// More than may wait between reader and writer, so that only back-pressure and the front's right to go on end it.
#[test]
fn ends_though_all_that_waits_is_larger_than_the_bound() {
    let long = "y".repeat(30 << 20);
    let events = read(&parsers(), (0..8).map(|n| bytes(&format!("{n}.txt"), &long)).collect());
    assert_eq!(texts(&events).iter().map(|text| text.len()).sum::<usize>(), 8 * (30 << 20));
}

/// A parser's death is one line; the next file is read by the next child.
#[test]
fn a_dead_child_takes_one_file_with_it() {
    for death in ["please panic", "please overflow", "please exhaust"] {
        let inputs = vec![bytes("1.txt", "one"), bytes("2.txt", death), bytes("3.txt", "three")];
        let events = read(&parsers(), inputs);
        assert_eq!(texts(&events), ["one", death, "three"], "{death}");
        let codes: Vec<_> = problems(&events).iter().map(|problem| (problem.place.as_str(), problem.code)).collect();
        assert_eq!(codes, [("2.txt", ProblemCode::ParserStopped)], "{death}");
        let ends = events.iter().filter(|event| matches!(event, FileEvent::Ended { .. })).count();
        assert_eq!(ends, 3, "{death}");
    }
}

/// Whatever a hostile file makes of its reader: it can read, and tell it to nobody but us. The same ways are all open here,
/// where nothing is confined, so that the test would see one that is not shut.
#[test]
#[cfg(target_os = "linux")]
fn a_child_reads_and_does_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("kept"), b"text").unwrap();
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let asked = format!("please reach out\n{}\n{address}", folder.path().display());
    let events = read(&parsers(), vec![bytes("1.txt", &asked)]);
    let body = events.iter().find_map(|event| match event {
        FileEvent::Step(document) => Some(document.body.clone()),
        _ => None,
    });
    assert_eq!(body, Some(Body::Text("reached: read list".to_owned())));
    let open = reach::reach_out(folder.path(), &address);
    let all = "read list make write folder link rights rename remove connect look up run";
    assert_eq!(open.join(" "), all);
}

#[test]
fn a_hung_child_is_ended_when_patience_is() {
    let parsers = parsers().with_patience(Duration::from_millis(300));
    let events = read(&parsers, vec![bytes("1.txt", "please hang"), bytes("2.txt", "two")]);
    let problems = problems(&events);
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].code, ProblemCode::ParserStopped);
    assert!(texts(&events).contains(&"two"));
}

/// Half a second is promised from the click to the end, also where a child answers nothing any more.
#[test]
fn cancelling_ends_hung_children_within_half_a_second() {
    let task = Task::quiet();
    let mut cancelled_at = None;
    let inputs = (0..8).map(|n| bytes(&format!("{n}.txt"), "please hang"));
    let outcome = parsers().read::<Document>(inputs, &task, &|_| true, &mut |event| {
        if matches!(event, FileEvent::Text(_)) {
            cancelled_at = Some(Instant::now());
            task.cancel();
        }
        Ok(())
    });
    assert!(matches!(outcome, Err(ParserError::Cancelled)));
    let took = cancelled_at.unwrap().elapsed();
    assert!(took < Duration::from_millis(500), "{took:?}");
}

#[test]
fn the_one_who_is_told_can_end_it() {
    let inputs = (0..100).map(|n| bytes(&format!("{n}.txt"), "text"));
    let mut told = 0;
    let outcome = parsers().read::<Document>(inputs, &Task::quiet(), &|_| true, &mut |_| {
        told += 1;
        if told == 10 { Err(Cancelled) } else { Ok(()) }
    });
    assert!(matches!(outcome, Err(ParserError::Cancelled)));
    assert_eq!(told, 10);
}

/// The same file a second time is not parsed: its hash is enough.
#[test]
fn what_is_not_wanted_is_not_parsed() {
    let unwanted = |hash: &ContentHash| !hash.0.starts_with("3fc4ccfe745870e2");
    let mut events = Vec::new();
    let inputs = vec![bytes("1.txt", "please panic"), bytes("2.txt", "a"), bytes("3.txt", "b")];
    let wanted = |hash: &ContentHash| unwanted(hash) && !hash.0.starts_with("ca978112ca1bbdca");
    parsers()
        .read::<Document>(inputs.into_iter().skip(1), &Task::quiet(), &wanted, &mut |event| {
            events.push(event);
            Ok(())
        })
        .unwrap();
    assert_eq!(texts(&events), ["b"]);
    assert!(events.contains(&FileEvent::Ended { file: "2.txt".into(), format: None, known: true }));
}

/// A program that is no parser must be told as that, not as so many broken files.
#[test]
fn a_parser_that_cannot_start_is_an_error() {
    for program in ["/nonexistent/parser", "/bin/true"] {
        let command = ParserCommand { program: program.into(), args: Vec::new() };
        let outcome = Parsers::new(command).read::<Document>(
            [bytes("a", "b")].into_iter(),
            &Task::quiet(),
            &|_| true,
            &mut |_| Ok(()),
        );
        assert!(matches!(outcome, Err(ParserError::NoParser(_))), "{program}");
    }
}

/// Else a moment of short memory would end an import of a hundred thousand files.
#[test]
fn a_child_that_dies_at_its_start_is_started_again() {
    let folder = tempfile::tempdir().unwrap();
    let once = format!("mkdir '{}/died' 2>/dev/null && exit 1; exec \"$0\" \"$@\"", folder.path().display());
    let args = ["-c", &once, env!("CARGO_BIN_EXE_import-test-parser"), PARSER_ARGUMENT];
    let command = ParserCommand { program: "/bin/sh".into(), args: args.map(Into::into).to_vec() };
    let events =
        read(&Parsers::new(command), (0..4).map(|n| bytes(&format!("{n}.txt"), &format!("text {n}"))).collect());
    assert!(folder.path().join("died").exists());
    assert_eq!(texts(&events), ["text 0", "text 1", "text 2", "text 3"]);
    assert_eq!(problems(&events), Vec::<&Problem>::new());
}

/// What the walk could not open is told in its turn, between the files.
#[test]
fn tells_the_walk_s_problems_in_their_place() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write("1.txt", "one");
    write("3.txt", "");
    write("4.txt", "four");
    link(Path::new("nowhere"), &folder.path().join("2.txt"));
    let walk = Walk::new([folder.path().to_owned()], &Task::quiet());
    let events = read(&parsers(), walk.collect());
    assert_eq!(texts(&events), ["one", "four"]);
    let told: Vec<_> = problems(&events).iter().map(|problem| problem.code).collect();
    assert_eq!(told, [ProblemCode::FileMissing, ProblemCode::EmptyFile]);
}

fn link(target: &Path, at: &Path) {
    std::os::unix::fs::symlink(target, at).unwrap();
}
