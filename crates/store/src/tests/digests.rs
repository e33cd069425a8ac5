use ::articles::{Moment, TitleId};
use ::digests::{Arriving, Decision, Earlier, Edit, Title};
use chrono::NaiveDate;

use super::*;

fn begin(begun: Begun, date: NaiveDate) -> Issue {
    let issue = begun.title.begin(date, begun.number, "en");
    let (number, articles) = begun.carried.unwrap_or_default();
    let arriving = |article| Arriving { article, carried_from: Some(number) };
    let at: Moment = "2026-11-23T07:00:00".parse().unwrap();
    issue.apply(&Edit::LoadCandidates { articles: articles.into_iter().map(arriving).collect(), at }).unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn a_date_has_one_issue_and_a_title_its_numbers() {
    let library = library();
    let morning = TitleId(1);
    let energy = Title { name: "Energy".into(), first_number: 30, ..Title::default() };
    let energy = library.save_title(None, &energy).unwrap();
    let put = |title, date: &str| library.put_issue(title, day(date), |begun| Ok(begin(begun, day(date)))).unwrap();
    let first = put(morning, "2026-11-23");
    assert_eq!(put(morning, "2026-11-23"), first);
    let second = put(morning, "2026-11-24");
    let others = [put(energy, "2026-11-23"), put(energy, "2026-11-30")];
    let number = |id| library.read_issue(id).unwrap().issue.number;
    assert_eq!([first, second, others[0], others[1]].map(number), [1, 2, 30, 31]);
    let listed: Vec<(String, TitleId)> =
        library.list_issues().unwrap().iter().map(|issue| (issue.date.to_string(), issue.title_id)).collect();
    let expected = [("2026-11-30", energy), ("2026-11-24", morning), ("2026-11-23", morning), ("2026-11-23", energy)];
    assert_eq!(listed, expected.map(|(date, title)| (date.to_owned(), title)));

    assert!(library.remove_issue(first, now()).unwrap());
    assert!(!library.remove_issue(first, now()).unwrap());
    assert!(matches!(library.read_issue(first), Err(Error::NotFound { .. })));
    assert_ne!(put(morning, "2026-11-23"), first);
    assert_well(&library);
}

#[test]
fn edits_are_kept_and_undone_one_by_one() {
    let Library { folder, store } = library();
    import(&store, vec![article("one"), article("two")]);
    let all = ids(&store);
    let id = store.put_issue(TitleId(1), day("2026-11-23"), |_| Ok(issue(&all))).unwrap();
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
    let id = library.put_issue(TitleId(1), day("2026-11-23"), |_| Ok(issue(&[]))).unwrap();
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
    let id = library.put_issue(TitleId(1), day("2026-11-23"), |_| Ok(issue(&ids(&library)))).unwrap();
    let item = library.read_issue(id).unwrap().issue.items().next().unwrap().id;
    library.edit_issue(id, &Edit::RemoveItem { item }, now()).unwrap();
    assert_eq!(library.undo_import(import, now()).unwrap().kept, 1);
    assert_eq!(library.undo_edit(id).unwrap().issue.items().count(), 1);
    assert_well(&library);
}

/// What a desk carries over arrives in the next issue of that title and in no other, and is known again there.
#[test]
fn what_is_carried_over_arrives_and_what_was_printed_is_known() {
    let library = library();
    import(&library, vec![article("one"), article("two"), article("three")]);
    let all = ids(&library);
    let other = library.save_title(None, &Title { name: "Energy".into(), ..Title::default() }).unwrap();
    let put = |title, date: &str| library.put_issue(title, day(date), |begun| Ok(begin(begun, day(date)))).unwrap();
    let monday = put(TitleId(1), "2026-11-23");
    let section = library.read_issue(monday).unwrap().issue.sections[0].id;
    for edit in [
        Edit::AddItems { articles: all.clone(), section, at: 0 },
        Edit::Decide { articles: vec![all[1]], decision: Decision::CarriedOver },
        Edit::Decide { articles: vec![all[2]], decision: Decision::Out },
    ] {
        library.edit_issue(monday, &edit, now()).unwrap();
    }
    let tuesday = library.read_issue(put(TitleId(1), "2026-11-24")).unwrap().issue;
    let pool: Vec<_> = tuesday.pool.iter().map(|one| (one.article, one.carried_from)).collect();
    assert_eq!(pool, [(all[1], Some(1))]);
    assert_eq!(library.read_issue(put(other, "2026-11-24")).unwrap().issue.pool, []);

    let earlier = |title, date: &str| {
        let mut found: Vec<_> = library.find_earlier(title, day(date), &all).unwrap().into_iter().collect();
        found.sort_by_key(|(article, _)| *article);
        found
    };
    // Only what it holds, not what it once held.
    assert_eq!(earlier(TitleId(1), "2026-11-24"), [(all[0], Earlier { number: 1, by_story: false })]);
    assert_eq!(earlier(TitleId(1), "2026-11-23"), []);
    assert_eq!(earlier(other, "2026-11-24"), []);
    assert_well(&library);
}

/// What went out is what was sent to a minister: nothing may write over it, this program neither.
#[test]
fn a_version_is_frozen() {
    let library = library();
    let id = library.put_issue(TitleId(1), day("2026-11-23"), |_| Ok(issue(&[]))).unwrap();
    let publish = |note: &str, document: &str| {
        library.publish(id, note, vec![], "tidings 0.1.0", now(), |_, _| Ok(document.to_owned())).unwrap()
    };
    assert_eq!(publish("", "one").version, 1);
    assert_eq!(publish("A name was wrong.", "two").version, 2);
    assert_eq!(library.read_version(id, 1).unwrap(), "one");
    let notes: Vec<String> = library.list_versions(id).unwrap().into_iter().map(|version| version.note).collect();
    assert_eq!(notes, ["", "A name was wrong."]);
    assert_eq!(library.list_issues().unwrap()[0].versions, 2);
    for sql in [
        "UPDATE issue_versions SET note = 'x'",
        "DELETE FROM issue_versions",
        "REPLACE INTO issue_versions SELECT * FROM issue_versions",
    ] {
        assert!(library.write(|transaction| Ok(transaction.execute(sql, [])?)).is_err(), "{sql}");
    }
    assert!(matches!(library.read_version(id, 3), Err(Error::NotFound { .. })));
    assert_well(&library);
}
