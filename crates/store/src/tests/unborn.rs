//! A power cut while a library is made for the first time.

use std::fs;

use rusqlite::Connection;

use super::*;

/// What the file is before the first migration: one page without a table.
fn first_page() -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(LIBRARY_FILE);
    let connection = Connection::open(&path).unwrap();
    connection.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(())).unwrap();
    drop(connection);
    let page = bytes_of(&path);
    assert_eq!(page.len(), 4096);
    page
}

/// The first page as zeros, as the part that reached the disk, or whole: nobody was told that anything was kept.
#[test]
fn a_library_in_which_nothing_was_yet_opens_as_new() {
    let page = first_page();
    let cut = |length: usize| page[..length].to_vec();
    for left in [vec![0; 4096], vec![0; 512], vec![0; 1], cut(512), cut(1024), cut(3584), cut(4096)] {
        for journal in [None, Some(vec![0; 512])] {
            let folder = tempfile::tempdir().unwrap();
            fs::write(folder.path().join(LIBRARY_FILE), &left).unwrap();
            if let Some(journal) = &journal {
                fs::write(folder.path().join(format!("{LIBRARY_FILE}-journal")), journal).unwrap();
            }
            let store = Store::open(folder.path()).unwrap_or_else(|error| panic!("{} bytes: {error}", left.len()));
            import(&store, vec![article("one")]);
            assert_eq!(ids(&store).len(), 1);
            assert_well(&store);
            // What could not be opened is kept all the same.
            if left.len() < 4096 || left.iter().all(|byte| *byte == 0) {
                assert!(bytes_of(&folder.path().join("tidings.db.unborn")) == left);
            }
            drop(store);
            assert_eq!(ids(&Store::open(folder.path()).unwrap()).len(), 1);
        }
    }
}

/// As soon as anything says that there could have been something, the file is somebody's.
#[test]
fn a_library_in_which_something_was_is_left_as_it_is() {
    let whole = {
        let Library { folder, store } = library();
        import(&store, vec![article("one")]);
        drop(store);
        let path = folder.path().join(LIBRARY_FILE);
        Connection::open(&path).unwrap().query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).unwrap();
        bytes_of(&path)
    };
    let of_another = {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(LIBRARY_FILE);
        Connection::open(&path).unwrap().execute_batch("CREATE TABLE mine (a)").unwrap();
        bytes_of(&path)
    };
    let zeros = vec![0; 4096];
    let cases: [(&[u8], Option<&str>); 8] = [
        (&whole[..4096], None),
        (&whole[..512], None),
        (&whole[..20], None),
        (&of_another[..2048], None),
        (b"my own notes", None),
        (&[0; 8192], None),
        (&zeros, Some("tidings.db-wal")),
        (&zeros, Some("backups/tidings_2026-03-30_08-00-00.db")),
    ];
    for (number, (left, beside)) in cases.into_iter().enumerate() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(LIBRARY_FILE);
        fs::write(&path, left).unwrap();
        if let Some(beside) = beside {
            fs::create_dir_all(folder.path().join("backups")).unwrap();
            fs::write(folder.path().join(beside), "what could be data").unwrap();
        }
        assert!(Store::open(folder.path()).is_err(), "case {number} of {} bytes", left.len());
        assert!(bytes_of(&path) == left, "case {number}");
    }
    let library = library();
    fs::write(library.folder.path().join("tidings.db.unborn"), "kept").unwrap();
    drop(Store::open(library.folder.path()).unwrap());
    assert_eq!(bytes_of(&library.folder.path().join("tidings.db.unborn")), b"kept");
}
