//! Ctrl-C, and a reader who has seen enough.

use std::{
    fs::File,
    io::{BufRead, BufReader, Read},
    os::unix::process::CommandExt,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use tests::desk::{Desk, pages, wait_until_stoppable};

use crate::desk;

fn with_many_pages(desk: &Desk) {
    for (number, page) in pages(3_000).enumerate() {
        desk.file(&format!("{number}.html"), page);
    }
}

/// As a terminal does it: to the program and to all that it started.
fn press_ctrl_c(child: &Child) {
    let group = format!("-{}", child.id());
    assert!(Command::new("kill").args(["-INT", "--", &group]).status().unwrap().success());
}

#[test]
fn ctrl_c_stops_parsing_at_once_and_says_so() {
    let desk = desk();
    with_many_pages(&desk);
    let mut command = desk.command(&["parse", "--json", desk.files().to_str().unwrap()]);
    let mut child = command.stdout(Stdio::piped()).process_group(0).spawn().unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let mut first = String::new();
    out.read_line(&mut first).unwrap();
    assert!(first.ends_with('\n'), "lines come while it works");

    let at = Instant::now();
    press_ctrl_c(&child);
    let mut rest = String::new();
    out.read_to_string(&mut rest).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(130));
    assert!(at.elapsed() < Duration::from_secs(3), "it took {:?}", at.elapsed());
    assert!(rest.lines().count() < 2_900, "it stopped before the end");
    assert!(rest.is_empty() || rest.ends_with('\n'), "no line is cut");
}

/// Another import has its turn: nothing came in yet, and that is no fault.
#[test]
fn an_import_that_waits_is_stopped_and_says_so() {
    let desk = desk();
    desk.file("1.html", pages(1).next().unwrap());
    assert_eq!(desk.run(&["import", desk.files().to_str().unwrap()]).code, 0);
    let turn = File::options().write(true).open(desk.library().join("tidings.import.lock")).unwrap();
    turn.lock().unwrap();
    for (words, said) in [(&[][..], "Stopped before anything was stored\n"), (&["--json"], "{\"summary\"")] {
        let files = desk.files();
        let words = [&["import", files.to_str().unwrap()], words].concat();
        let mut child = desk.command(&words).stdout(Stdio::piped()).process_group(0).spawn().unwrap();
        wait_until_stoppable(&mut child);
        press_ctrl_c(&child);
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(130), "{words:?}");
        assert!(String::from_utf8_lossy(&output.stdout).starts_with(said), "{output:?}");
    }
}

#[test]
fn what_was_imported_before_ctrl_c_stays_and_the_rest_comes_with_the_next_import() {
    let desk = desk();
    with_many_pages(&desk);
    let files = desk.files();
    let words = ["import", "--json", files.to_str().unwrap()];
    let mut child = desk.command(&words).stdout(Stdio::piped()).process_group(0).spawn().unwrap();
    let stored = || desk.library().exists() && !desk.run(&["list", "--limit", "1", "--json"]).out.is_empty();
    while !stored() {
        assert!(child.try_wait().unwrap().is_none(), "it ended before anything was seen of it");
    }
    press_ctrl_c(&child);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130));
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let kept = report["summary"]["articles"].as_u64().unwrap();
    assert_eq!(report["summary"]["state"], "cancelled");
    assert!(kept > 0 && kept < 3_000, "{kept}");
    assert_eq!(report["summary"]["problems"], 0, "a file that was being read is no bad file: {report}");
    let list = || desk.json(&["list", "--limit", "10000"]).len() as u64;
    assert_eq!(list(), kept);

    assert_eq!(desk.run(&words).code, 0);
    assert_eq!(list(), 3_000);
    assert_eq!(desk.json(&["check"])[0]["faults"], serde_json::json!([]));
}

#[test]
fn a_reader_who_goes_away_ends_it_quietly() {
    let desk = desk();
    with_many_pages(&desk);
    let mut command = desk.command(&["parse", "--json", desk.files().to_str().unwrap()]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut first = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}
