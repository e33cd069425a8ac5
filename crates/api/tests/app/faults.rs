use std::{
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{Command, ExitCode, Stdio},
};

use api::*;
use task::Task;

use crate::{desk, feed, now, open, story};

crate::tests![killed_in_the_middle_it_can_go_on, errors_say_what_can_be_done, what_is_not_there_is_told,];

/// The folder of the desk that the child of a test is killed at.
pub const VICTIM: &str = "TIDINGS_TEST_VICTIM";

pub fn import_until_killed(folder: &Path) -> ExitCode {
    let tell = |event| match event {
        Event::JobProgress { articles, .. } => drop(writeln!(std::io::stdout(), "{articles}")),
        Event::JobEnded { .. } => std::process::exit(0),
        _ => {}
    };
    let app = App::open(&folder.join("library"), now, tell).unwrap();
    app.start_import_paths(vec![folder.join("files")]).unwrap();
    std::thread::park();
    ExitCode::SUCCESS
}

fn killed_in_the_middle_it_can_go_on() {
    let desk = desk();
    for n in 0..8 {
        desk.write(&format!("{n}.xml"), feed(n * 1000, 700));
    }
    let mut child = Command::new(std::env::current_exe().unwrap())
        .env(VICTIM, desk.folder.path())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    // Killed as soon as something is stored, with the rest on its way.
    let mut told = BufReader::new(child.stdout.take().unwrap()).lines();
    assert!(told.any(|line| line.unwrap().parse::<u32>().unwrap() > 0));
    child.kill().unwrap();
    child.wait().unwrap();

    let (app, _) = open(&desk.folder.path().join("library"));
    assert_eq!(app.check_library(CheckLibrary {}).unwrap().faults, Vec::<String>::new());
    let before = app.count_articles(CountArticles {}).unwrap().all;
    assert_eq!(app.list_imports(ListImports {}).unwrap().imports[0].state, ImportState::Interrupted);
    let report = app.import_paths(&[desk.files()], &Task::quiet()).unwrap();
    let all = app.count_articles(CountArticles {}).unwrap().all;
    assert!(before > 0 && before < all, "{before} of {all}");
    assert_eq!(report.summary.articles, all - before);

    // As many as in a library that was never disturbed.
    let (whole, _) = open(&desk.folder.path().join("other"));
    whole.import_paths(&[desk.files()], &Task::quiet()).unwrap();
    assert_eq!(whole.count_articles(CountArticles {}).unwrap().all, all);
    assert_eq!(app.check_library(CheckLibrary {}).unwrap().faults, Vec::<String>::new());
}

fn errors_say_what_can_be_done() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("tidings.db"), "no library").unwrap();
    let error = App::open(folder.path(), now, |_| {}).err().unwrap();
    assert_eq!(ErrorView::from(error).code, ErrorCode::NotALibrary);
    let desk = desk();
    desk.write("a.txt", story(1));
    desk.import(&desk.files());
    let ask = ListArticles { after: Some("nonsense".to_owned()), ..ListArticles::default() };
    assert_eq!(ErrorView::from(desk.app.list_articles(ask).unwrap_err()).code, ErrorCode::BadAsk);
}

fn what_is_not_there_is_told() {
    let desk = desk();
    let app = &desk.app;
    let errors = [
        app.read_article(ReadArticle { id: articles::ArticleId(7) }).err().unwrap(),
        app.read_source_text(ReadArticle { id: articles::ArticleId(7) }).err().unwrap(),
        app.read_import(ReadImport { id: articles::ImportId(7) }).err().unwrap(),
        app.undo_import(ReadImport { id: articles::ImportId(7) }).err().unwrap(),
        app.read_issue(ReadIssue { id: articles::IssueId(7) }).err().unwrap(),
    ];
    for error in errors {
        let view = ErrorView::from(error);
        assert_eq!((view.code, view.params["id"].as_str()), (ErrorCode::NotFound, "7"));
    }
    let report = desk.import(Path::new("/no/such/file"));
    assert_eq!(report.sample[0].problems[0].code, articles::ProblemCode::FileMissing);
}
