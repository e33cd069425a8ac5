use ::digests::Edit;
use chrono::NaiveDate;

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn a_date_has_one_issue_and_a_title_its_numbers() {
    let library = library();
    let put = |date: &str, title: &str| {
        let make = |number| Ok(Issue::new(title, day(date), number, "en", ""));
        library.put_issue(day(date), title, make).unwrap()
    };
    let first = put("2026-11-23", "Morning");
    assert_eq!(put("2026-11-23", "Other"), first);
    let second = put("2026-11-24", "Morning");
    let other = put("2026-11-25", "Evening");
    let number = |id| library.read_issue(id).unwrap().issue.number;
    assert_eq!([first, second, other].map(number), [1, 2, 1]);
    let dates: Vec<String> = library.list_issues().unwrap().iter().map(|issue| issue.date.to_string()).collect();
    assert_eq!(dates, ["2026-11-25", "2026-11-24", "2026-11-23"]);

    assert!(library.remove_issue(first, now()).unwrap());
    assert!(!library.remove_issue(first, now()).unwrap());
    assert!(matches!(library.read_issue(first), Err(Error::NotFound { .. })));
    assert_ne!(put("2026-11-23", "Morning"), first);
    assert_well(&library);
}

#[test]
fn edits_are_kept_and_undone_one_by_one() {
    let Library { folder, store } = library();
    import(&store, vec![article("one"), article("two")]);
    let all = ids(&store);
    let id = store.put_issue(day("2026-11-23"), "Review", |_| Ok(issue(&all))).unwrap();
    let edit = |title: &str| Edit::SetTitle { title: title.to_owned() };
    assert!(store.edit_issue(id, &edit("B"), now()).unwrap().can_undo);
    store.edit_issue(id, &edit("C"), now()).unwrap();
    // Nothing changed: nothing to undo.
    store.edit_issue(id, &edit("C"), now()).unwrap();
    drop(store);

    let store = Store::open(folder.path()).unwrap();
    assert_eq!(store.list_issues().unwrap()[0].title, "C");
    assert_eq!(store.undo_edit(id).unwrap().issue.title, "B");
    assert_eq!(store.redo_edit(id).unwrap().issue.title, "C");
    assert_eq!(store.undo_edit(id).unwrap().issue.title, "B");
    let back = store.undo_edit(id).unwrap();
    assert_eq!((back.issue.title.as_str(), back.can_undo, back.can_redo), ("Review", false, true));
    assert_eq!(store.undo_edit(id).unwrap(), back);
    let new_way = store.edit_issue(id, &edit("D"), now()).unwrap();
    assert!(!new_way.can_redo);
    assert_eq!(store.read_issue(id).unwrap(), new_way);
    assert_well(&store);
}

#[test]
fn an_edit_that_does_not_fit_changes_nothing() {
    let library = library();
    let id = library.put_issue(day("2026-11-23"), "Review", |_| Ok(issue(&[]))).unwrap();
    let before = library.read_issue(id).unwrap();
    let section = before.issue.sections[0].id;
    let edits = [
        Edit::RemoveItem { item: ::digests::ItemId(99) },
        Edit::RemoveSection { section },
        Edit::AddItems { articles: vec![ArticleId(5)], section, at: 0 },
    ];
    for edit in edits {
        assert!(
            matches!(library.edit_issue(id, &edit, now()), Err(Error::Edit(_) | Error::NotFound { .. })),
            "{edit:?}"
        );
    }
    assert_eq!(library.read_issue(id).unwrap(), before);
}

/// An item that was taken out can come back by undo, so its article must still be there.
#[test]
fn what_undo_could_bring_back_is_kept() {
    let library = library();
    let import = import(&library, vec![article("one")]);
    let id = library.put_issue(day("2026-11-23"), "Review", |_| Ok(issue(&ids(&library)))).unwrap();
    let item = library.read_issue(id).unwrap().issue.items().next().unwrap().id;
    library.edit_issue(id, &Edit::RemoveItem { item }, now()).unwrap();
    assert_eq!(library.undo_import(import, now()).unwrap().kept, 1);
    assert_eq!(library.undo_edit(id).unwrap().issue.items().count(), 1);
    assert_well(&library);
}
