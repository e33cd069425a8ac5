//! What can stand in a folder.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::{
    ffi::OsStr,
    fs,
    os::unix::{ffi::OsStrExt, fs::symlink},
    path::Path,
    time::Duration,
};

use articles::ProblemCode;
use import::{Dropped, Found, Input, Stop, Walk, Walked};
use task::Task;

fn walk(path: &Path) -> Vec<String> {
    let show = |walked| match walked {
        Walked::Found(Dropped::File { name, .. } | Dropped::Bytes { name, .. }) => name,
        Walked::Problem(problem) => format!("{} {:?}", problem.place, problem.code),
    };
    Walk::new([path.to_owned()], &Task::quiet()).map(show).collect()
}

fn folder() -> (tempfile::TempDir, std::path::PathBuf) {
    let temporary = tempfile::tempdir().unwrap();
    let week = temporary.path().join("week");
    fs::create_dir(&week).unwrap();
    (temporary, week)
}

/// The order of a report, and of what is stored, must not be the disk's.
#[test]
fn walks_in_the_order_of_names() {
    let (_temporary, week) = folder();
    for name in ["b.txt", "a.txt", "c.txt"] {
        fs::write(week.join(name), "x").unwrap();
    }
    fs::create_dir_all(week.join("b/inner")).unwrap();
    fs::write(week.join("b/inner/d.txt"), "x").unwrap();
    assert_eq!(walk(&week), ["week/a.txt", "week/b/inner/d.txt", "week/b.txt", "week/c.txt"]);
    assert_eq!(walk(&week.join("a.txt")), ["a.txt"]);
}

#[test]
fn follows_links_and_no_loop() {
    let (temporary, week) = folder();
    fs::write(temporary.path().join("outside.txt"), "x").unwrap();
    symlink("../outside.txt", week.join("a.txt")).unwrap();
    symlink("nowhere", week.join("b.txt")).unwrap();
    symlink("..", week.join("c")).unwrap();
    symlink("d", week.join("d")).unwrap();
    fs::create_dir(week.join("e")).unwrap();
    symlink("../../week", week.join("e/up")).unwrap();
    let found = walk(&week);
    assert_eq!(found[0], "week/a.txt");
    assert_eq!(found[1], "week/b.txt FileMissing");
    // Up to the folder above is no loop; from there down again it is.
    assert!(found.contains(&"week/c/week FolderLoop".to_owned()), "{found:?}");
    assert!(found.contains(&"week/d FolderLoop".to_owned()), "{found:?}");
    assert!(found.contains(&"week/e/up FolderLoop".to_owned()), "{found:?}");
}

/// Opening a pipe waits for ever, opening a device may do anything: neither is ever opened.
#[test]
fn pipes_and_devices_are_not_opened() {
    let (_temporary, week) = folder();
    let pipe = week.join("pipe.txt");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    symlink("/dev/zero", week.join("zero.txt")).unwrap();
    assert_eq!(walk(&week), ["week/pipe.txt NotAFile", "week/zero.txt NotAFile"]);
    // Should the path have turned into one after the walk, opening still does not wait.
    let (done, waited) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let opened = Input::open(&pipe, "pipe.txt", &Task::quiet());
        done.send(matches!(opened, Err(Stop::Refused(ProblemCode::NotAFile, _))))
    });
    assert_eq!(waited.recv_timeout(Duration::from_secs(10)), Ok(true));
}

#[test]
fn names_that_are_no_unicode_are_shown() {
    let (_temporary, week) = folder();
    fs::write(week.join(OsStr::from_bytes(b"caf\xe9.txt")), "A text in a file with an old name.").unwrap();
    assert_eq!(walk(&week), ["week/caf\u{fffd}.txt"]);
    let Some(Walked::Found(Dropped::File { path, name })) = Walk::new([week], &Task::quiet()).next() else { panic!() };
    assert!(Input::open(&path, &name, &Task::quiet()).is_ok());
}

/// Systems leave files in each folder that nobody dropped.
#[test]
fn litter_is_passed_over() {
    let (_temporary, week) = folder();
    for name in [".DS_Store", "Thumbs.db", "desktop.ini", "._a.txt", "a.txt"] {
        fs::write(week.join(name), "x").unwrap();
    }
    assert_eq!(walk(&week), ["week/a.txt"]);
}

/// A browser saves a page and a folder of what belongs to it.
#[test]
fn what_was_saved_beside_a_page_belongs_to_it() {
    let (_temporary, week) = folder();
    fs::write(week.join("Ferry.html"), "<p>x").unwrap();
    fs::create_dir(week.join("Ferry_files")).unwrap();
    fs::write(week.join("Ferry_files/ad.html"), "<p>x").unwrap();
    fs::create_dir(week.join("Old_files")).unwrap();
    fs::write(week.join("Old_files/a.txt"), "x").unwrap();
    assert_eq!(walk(&week), ["week/Ferry.html", "week/Old_files/a.txt"]);
}

#[test]
fn a_cancelled_walk_ends() {
    let (_temporary, week) = folder();
    fs::write(week.join("a.txt"), "x").unwrap();
    let task = Task::quiet();
    task.cancel();
    assert_eq!(Walk::new([week], &task).count(), 0);
}

/// Bad input of the everyday kind: each is one line or a text, and none is a crash.
#[test]
fn reads_or_refuses_in_one_line() {
    let check = |bytes: Vec<u8>, name: &str, documents: usize, problems: &[ProblemCode]| {
        let mut found = (0, Vec::new());
        Input::from_bytes(bytes, name)
            .read(&Task::quiet(), &mut |what| match what {
                Found::Document(_) => found.0 += 1,
                Found::Problem(problem) => found.1.push(problem.code),
                Found::Text(_) | Found::Choice(_) | Found::Count(_) | Found::Outlets(_) => {}
            })
            .unwrap();
        assert_eq!(found, (documents, problems.to_vec()), "{name}");
    };
    let mut random = 1_u32;
    let noise: Vec<u8> = (0..100_000)
        .map(|_| {
            random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (random >> 24) as u8
        })
        .collect();
    check(Vec::new(), "empty.txt", 0, &[ProblemCode::EmptyFile]);
    check(b" \r\n\t".to_vec(), "blank.txt", 0, &[ProblemCode::NothingFound]);
    check(noise, "binary.txt", 0, &[ProblemCode::UnknownFormat]);
    check(b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0".to_vec(), "program.txt", 0, &[ProblemCode::UnsupportedFormat]);
    check(vec![b'x'; 50 << 20], "line.txt", 1, &[]);
    check("é".repeat(50).into_bytes().into_iter().chain([0xff]).collect(), "broken.txt", 1, &[ProblemCode::Damaged]);
    let wide: Vec<u8> = "Le bac revient à Ostende.\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    check(wide, "wide.txt", 1, &[]);
    check(b"<?xml version='1.0'?><urlset><url/></urlset>".to_vec(), "site.txt", 0, &[ProblemCode::UnsupportedFormat]);
    check(b"<svg><text>No article.</text></svg>".to_vec(), "picture.svg", 0, &[ProblemCode::UnsupportedFormat]);
    check(b"BMW sells more cars, says the firm.".to_vec(), "cars.txt", 1, &[]);
    check("<div>".repeat(100_000).into_bytes(), "deep.html", 0, &[ProblemCode::TooLarge]);
}

/// 70 MB is more than is held at once: read in pieces, hashed, and still one text.
#[test]
fn a_large_file_is_read_from_disk() {
    let (_temporary, week) = folder();
    let path = week.join("large.txt");
    fs::write(&path, "A line of a long text.\n".repeat(3_200_000)).unwrap();
    let input = Input::open(&path, "large.txt", &Task::quiet()).unwrap();
    assert_eq!(input.hash().0.len(), 64);
    let mut len = 0;
    let format = input.read(&Task::quiet(), &mut |found| {
        if let Found::Document(document) = found
            && let articles::Body::Text(text) = document.body
        {
            len = text.len();
        }
    });
    assert_eq!((format, len), (Ok(Some("text")), 73_600_000));
}
