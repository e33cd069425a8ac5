//! What a document costs: each set by a process of its own, so that its processor time and its memory are its own.

use std::{path::Path, process::Command};

use api::{App, BuildIssue, Choice, EditIssue, ListArticles};
use articles::ArticleId;
use chrono::{Days, NaiveDate};
use digests::Edit;
use tests::places;

/// Items, with their full texts, that make about 6, 50 and 500 pages.
const ITEMS: [usize; 3] = [3, 36, 370];
const RUNS: usize = 3;

/// Ends with what it took: seconds of the processor, and the most memory at a time in kB.
const WATCHED: &str = "import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime, used.ru_maxrss)";

pub fn measure(app: &App, library: &Path, last: NaiveDate) {
    println!("\n{:<54} {:>10} {:>10}", "a document, by a process of its own", "CPU-s", "MB");
    let ids = articles(app, ITEMS[2]);
    for (back, count) in (1..).zip(ITEMS) {
        let date = last - Days::new(back);
        let issue = app.build_issue(BuildIssue { title: None, date, choice: Choice::Nothing }).unwrap();
        let (id, section) = (issue.id, issue.issue.sections[0].id);
        let articles = ids[..count].to_vec();
        app.edit_issue(EditIssue { id, edit: Edit::AddItems { articles, section, at: 0 } }).unwrap();
        for format in ["pdf", "html", "docx", "epub"] {
            let out = library.with_file_name(format!("{count}.{format}"));
            let runs: Vec<(f64, f64)> = (0..RUNS).map(|_| watch(library, &id.0.to_string(), format, &out)).collect();
            let least = runs.iter().map(|run| run.0).fold(f64::MAX, f64::min);
            let most = runs.iter().map(|run| run.1).fold(0.0, f64::max);
            let pages = if format == "pdf" { format!(", {} pages", pages(&out)) } else { String::new() };
            println!("{:<54} {least:>10.2} {most:>10.0}", format!("{count} items to {format}{pages}"));
        }
    }
}

/// The newest, in the order of the list.
fn articles(app: &App, count: usize) -> Vec<ArticleId> {
    let mut ids = Vec::new();
    let mut after = None;
    while ids.len() < count {
        let page = app.list_articles(ListArticles { after, ..ListArticles::default() }).unwrap();
        ids.extend(page.rows.iter().map(|row| row.id));
        after = Some(page.next.expect("as many articles as are asked for"));
    }
    ids
}

fn watch(library: &Path, id: &str, format: &str, out: &Path) -> (f64, f64) {
    let mut command = Command::new("python3");
    command.args(["-c", WATCHED]).arg(places::program("tidings")).args(["export", id, "--to", format, "--out"]);
    let output = command.arg(out).env("TIDINGS_LIBRARY", library).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    let said = String::from_utf8(output.stdout).unwrap();
    let mut numbers = said.split_whitespace().map(|number| number.parse::<f64>().unwrap());
    (numbers.next().unwrap(), numbers.next().unwrap() / 1_024.0)
}

fn pages(pdf: &Path) -> String {
    let said = Command::new("pdfinfo").arg(pdf).output().unwrap();
    let said = String::from_utf8_lossy(&said.stdout).into_owned();
    said.lines().find_map(|line| line.strip_prefix("Pages:")).unwrap_or_default().trim().to_owned()
}
