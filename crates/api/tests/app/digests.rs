use ::digests::Edit;
use api::*;

use crate::{Desk, desk, story};

crate::tests![
    a_day_becomes_one_issue,
    what_is_quoted_is_in_the_article,
    an_edit_is_kept_and_undone,
    candidates_are_what_the_issue_lacks,
];

/// Four articles, the second and fourth bookmarked.
fn with_articles() -> Desk {
    let desk = desk();
    for n in 0..4 {
        desk.write(&format!("{n}.txt"), story(n));
    }
    desk.import(&desk.files());
    let ids = desk.rows().iter().map(|row| row.id).collect::<Vec<_>>();
    desk.app.set_bookmarked(SetBookmarked { ids: vec![ids[1], ids[3]], bookmarked: true }).unwrap();
    desk
}

fn build(desk: &Desk, date: &str, choice: Choice) -> IssueView {
    desk.app.build_issue(BuildIssue { title: None, date: date.parse().unwrap(), choice }).unwrap()
}

fn a_day_becomes_one_issue() {
    let desk = with_articles();
    let bookmarked = build(&desk, "2026-11-23", Choice::Bookmarked);
    assert_eq!((bookmarked.articles.len(), bookmarked.issue.number), (2, 1));
    assert_eq!(build(&desk, "2026-11-23", Choice::All), bookmarked);
    assert_eq!(build(&desk, "2026-11-24", Choice::All).issue.number, 2);
    assert_eq!(desk.app.list_issues(ListIssues {}).unwrap().issues.len(), 2);
    assert_eq!(desk.app.remove_issue(ReadIssue { id: bookmarked.id }).unwrap().count, 1);
    let all = build(&desk, "2026-11-23", Choice::All);
    assert_eq!(all.issue.items().count(), 4);
}

/// Quoted, never invented.
fn what_is_quoted_is_in_the_article() {
    let desk = with_articles();
    for quoting in build(&desk, "2026-11-23", Choice::All).items {
        assert!(!quoting.quoted.is_empty());
        for paragraph in &quoting.quoted {
            let text = desk.app.read_article(ReadArticle { id: paragraph.article }).unwrap().article.text;
            assert!(text.contains(paragraph.text.as_str()), "{paragraph:?}");
        }
    }
}

fn an_edit_is_kept_and_undone() {
    let desk = with_articles();
    let view = build(&desk, "2026-11-23", Choice::Bookmarked);
    let item = view.issue.items().next().unwrap().id;
    let edit = |edit| desk.app.edit_issue(EditIssue { id: view.id, edit });
    let noted = edit(Edit::SetNote { item, note: "Read this first.".to_owned() }).unwrap();
    assert!(noted.can_undo && noted.issue != view.issue);
    assert_eq!(desk.app.undo_edit(ReadIssue { id: view.id }).unwrap().issue, view.issue);
    assert_eq!(desk.app.redo_edit(ReadIssue { id: view.id }).unwrap(), noted);
    let gone = ErrorView::from(edit(Edit::RemoveItem { item: ::digests::ItemId(999) }).unwrap_err());
    assert_eq!(gone.code, ErrorCode::IssueChanged);
    let (again, _) = crate::open(&desk.folder.path().join("library"));
    assert_eq!(again.read_issue(ReadIssue { id: view.id }).unwrap(), noted);
}

fn candidates_are_what_the_issue_lacks() {
    let desk = with_articles();
    let view = build(&desk, "2026-11-23", Choice::Bookmarked);
    let ask = |choice| ListCandidates { id: view.id, choice, ..ListCandidates::default() };
    assert_eq!(desk.app.list_candidates(ask(Choice::Bookmarked)).unwrap().rows.len(), 0);
    let others = desk.app.list_candidates(ask(Choice::All)).unwrap().rows;
    assert_eq!(others.len(), 2);
    assert!(others.iter().all(|row| !row.bookmarked));
}
