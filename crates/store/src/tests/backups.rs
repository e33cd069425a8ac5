use std::fs;

use chrono::{DateTime, TimeDelta};

use super::*;

fn after_days(days: i64) -> Clock {
    Clock(now().0 + TimeDelta::days(days))
}

fn files(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".db"))
        .collect();
    names.sort();
    names
}

/// The drill: a library is damaged, the newest copy takes its place, and holds all that was there when it was made.
#[test]
fn a_damaged_library_is_gone_back_from_and_kept() {
    let Library { folder, store } = library();
    import(&store, vec![article("one"), article("two")]);
    store.set_bookmarked(&ids(&store)[..1], true, now()).unwrap();
    let backup = store.back_up(now()).unwrap();
    assert_eq!(backup.articles, 2);
    let before = store.count_articles().unwrap();
    import(&store, vec![article("three")]);
    drop(store);

    let path = folder.path().join(LIBRARY_FILE);
    let damaged = {
        let mut bytes = bytes_of(&path);
        let middle = bytes.len() / 2;
        bytes[middle..].fill(0x55);
        bytes
    };
    fs::write(&path, &damaged).unwrap();

    assert_eq!(list_backups(folder.path()).unwrap(), std::slice::from_ref(&backup));
    let restored = restore_backup(folder.path(), &backup.name, now()).unwrap();
    assert_eq!(bytes_of(&restored.kept.unwrap().join(LIBRARY_FILE)), damaged, "what was there is evidence");
    let store = Store::open(folder.path()).unwrap();
    assert_eq!(store.count_articles().unwrap(), before);
    assert_well(&store);
    // The copy itself is still there, to go back to once more.
    assert_eq!(list_backups(folder.path()).unwrap().len(), 1);
}

/// Whoever has the library open would go on writing into the file that was put aside.
#[test]
fn an_open_library_is_not_replaced() {
    let library = library();
    import(&library, vec![article("one")]);
    let backup = library.back_up(now()).unwrap();
    assert!(matches!(restore_backup(library.folder.path(), &backup.name, now()), Err(Error::Busy)));
    let Library { folder, store } = library;
    drop(store);
    assert!(matches!(restore_backup(folder.path(), "../tidings.db", now()), Err(Error::NoSuchBackup { .. })));
    restore_backup(folder.path(), &backup.name, now()).unwrap();
}

/// A copy is made once a day, when there is something to copy, and old ones make room only when a new one is whole.
#[test]
fn a_copy_a_day_and_a_copy_a_week() {
    let library = library();
    assert!(!library.is_backup_due(now()).unwrap(), "an empty library is nothing to lose");
    import(&library, vec![article("one")]);
    for day in 0..40 {
        assert!(library.is_backup_due(after_days(day)).unwrap());
        library.back_up(after_days(day)).unwrap();
        assert!(!library.is_backup_due(after_days(day)).unwrap());
    }
    let backups = library.folder.path().join("backups");
    let kept = files(&backups);
    assert!((7..=11).contains(&kept.len()), "{kept:?}");

    let_grow_nothing(&backups);
    assert!(library.back_up(after_days(50)).is_err());
    assert_eq!(files(&backups), kept, "a copy that failed costs none that is there");
}

/// A folder of the copy's own name is what no file can be made in its place of.
fn let_grow_nothing(backups: &Path) {
    let at = DateTime::parse_from_rfc3339("2026-11-23T12:00:00+03:00").unwrap() + TimeDelta::days(50);
    fs::create_dir(backups.join(format!("tidings_{}.db.part", at.naive_local().format("%Y-%m-%d_%H%M%S")))).unwrap();
}

/// A copy that was cut off by a power cut has another name, and is no copy.
#[test]
fn what_an_interrupted_copy_left_is_removed() {
    let library = library();
    import(&library, vec![article("one")]);
    library.back_up(now()).unwrap();
    let part = library.folder.path().join("backups/tidings_2026-11-01_000000.db.part");
    fs::write(&part, "half").unwrap();
    assert_eq!(list_backups(library.folder.path()).unwrap().len(), 1);
    library.back_up(after_days(1)).unwrap();
    assert!(!part.exists());
}

/// Copies hold all that the library holds: nobody else may read them.
#[cfg(unix)]
#[test]
fn copies_are_their_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let library = library();
    import(&library, vec![article("one")]);
    let backup = library.back_up(now()).unwrap();
    let path = library.folder.path().join("backups").join(backup.name);
    assert_eq!(fs::metadata(path).unwrap().permissions().mode() & 0o777, 0o600);
}

/// A change of shape that goes wrong must have a way back; a library that is only being made needs none.
#[test]
fn an_older_library_is_copied_before_its_shape_changes() {
    let folder = tempfile::tempdir().unwrap();
    drop(Store::open(folder.path()).unwrap());
    assert_eq!(list_backups(folder.path()).unwrap(), []);

    // The first shape that was released, as its own migration made it.
    let folder = tempfile::tempdir().unwrap();
    let old = rusqlite::Connection::open(folder.path().join(LIBRARY_FILE)).unwrap();
    old.execute_batch(include_str!("../../migrations/0001_library.sql")).unwrap();
    old.execute_batch("PRAGMA application_id = 0x54494447; PRAGMA user_version = 1;").unwrap();
    drop(old);
    let store = Store::open(folder.path()).unwrap();
    assert_well(&store);
    let names: Vec<String> = list_backups(folder.path()).unwrap().into_iter().map(|backup| backup.name).collect();
    assert_eq!(names.len(), 1);
    assert!(names[0].ends_with("_before-v2.db"), "{names:?}");
    drop(store);
    // What is gone back to is the old shape; it is brought up to date once more.
    restore_backup(folder.path(), &names[0], now()).unwrap();
    assert_well(&Store::open(folder.path()).unwrap());
}
