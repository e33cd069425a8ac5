use std::fs;

use api::*;

use crate::{Desk, desk, story};

crate::tests![an_issue_becomes_a_file, a_file_that_cannot_be_written_leaves_nothing];

fn with_issue() -> (Desk, IssueView) {
    let desk = desk();
    desk.write("a.txt", story(1));
    desk.import(&desk.files());
    let ask = BuildIssue { date: "2026-11-23".parse().unwrap(), choice: Choice::All };
    let view = desk.app.build_issue(ask).unwrap();
    (desk, view)
}

fn an_issue_becomes_a_file() {
    let (desk, view) = with_issue();
    for (format, start) in [(ExportFormat::Pdf, "%PDF-"), (ExportFormat::Html, "<!")] {
        let name = desk.app.name_export(view.id, format).unwrap();
        assert!(name.starts_with("2026-11-23_") && name.ends_with(format.name()), "{name}");
        let path = desk.files().join(name);
        fs::write(&path, "an older one").unwrap();
        desk.app.export_issue(view.id, format, &path).unwrap();
        assert!(fs::read(&path).unwrap().starts_with(start.as_bytes()));
    }
    assert_eq!(fs::read_dir(desk.files()).unwrap().count(), 3);
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
