use std::fs;

use api::*;

use crate::{Desk, desk, story};

crate::tests![
    an_issue_becomes_a_file,
    a_file_that_cannot_be_written_leaves_nothing,
    each_format_of_the_exporter_can_be_asked_for,
    a_look_that_cannot_be_had_is_said
];

fn with_issue() -> (Desk, IssueView) {
    let desk = desk();
    desk.write("a.txt", story(1));
    desk.import(&desk.files());
    let ask = BuildIssue { title: None, date: "2026-11-23".parse().unwrap(), choice: Choice::All };
    let view = desk.app.build_issue(ask).unwrap();
    (desk, view)
}

fn an_issue_becomes_a_file() {
    let (desk, view) = with_issue();
    let starts = ["%PDF-", "<!", "PK", "PK", "# ", "Content-Type: multipart/alternative"];
    for (format, start) in ExportFormat::ALL.into_iter().zip(starts) {
        let name = desk.app.name_export(view.id, format).unwrap();
        assert!(name.starts_with("2026-11-23_") && name.ends_with(format.name()), "{name}");
        let path = desk.files().join(name);
        fs::write(&path, "an older one").unwrap();
        desk.app.export_issue(view.id, format, &path).unwrap();
        assert!(fs::read(&path).unwrap().starts_with(start.as_bytes()));
    }
    assert_eq!(fs::read_dir(desk.files()).unwrap().count(), 1 + ExportFormat::ALL.len());
}

/// What the exporter can write and what can be asked for are one list.
fn each_format_of_the_exporter_can_be_asked_for() {
    let asked: Vec<&str> = ExportFormat::ALL.iter().map(|format| format.name()).collect();
    let there: Vec<&str> = export::FORMATS.iter().map(|format| format.name).collect();
    assert_eq!(asked, there);
    assert!(export::FORMATS.iter().all(|format| format.extension == format.name));
}

fn a_look_that_cannot_be_had_is_said() {
    let (desk, view) = with_issue();
    let path = desk.files().join("issue.html");
    let check = |how: ExportAs, code: ErrorCode| {
        let error = ErrorView::from(desk.app.export_issue(view.id, how, &path).unwrap_err());
        assert_eq!(error.code, code);
        assert!(!path.exists());
    };
    let html = ExportAs::from(ExportFormat::Html);
    check(ExportAs { accent: Some("mauve".into()), ..html.clone() }, ErrorCode::BadAsk);
    let logo = desk.files().join("a.txt").to_string_lossy().into_owned();
    check(ExportAs { logo: Some(logo), ..html.clone() }, ErrorCode::LogoNotRead);
    check(ExportAs { logo: Some("/no/such/file.png".into()), ..html.clone() }, ErrorCode::LogoNotRead);
    let how = ExportAs { accent: Some("#0a7".into()), style: Some(Style::Modern), ..html };
    desk.app.export_issue(view.id, how, &path).unwrap();
    assert!(fs::read_to_string(&path).unwrap().contains("--band: #00aa77"));
}

fn a_file_that_cannot_be_written_leaves_nothing() {
    let (desk, view) = with_issue();
    let nowhere = desk.files().join("no such folder/issue.html");
    let error = ErrorView::from(desk.app.export_issue(view.id, ExportFormat::Html, &nowhere).unwrap_err());
    assert_eq!((error.code, error.params["path"].as_str()), (ErrorCode::FileNotWritten, nowhere.to_str().unwrap()));
    // A folder is in its place: what was made goes, what was there stays.
    let taken = desk.files().join("taken");
    fs::create_dir(&taken).unwrap();
    assert!(desk.app.export_issue(view.id, ExportFormat::Html, &taken).is_err());
    assert_eq!(fs::read_dir(desk.files()).unwrap().count(), 2);
}
