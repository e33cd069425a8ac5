use std::{
    io::Write,
    process::{Command, Stdio},
};

use super::*;

fn many(from: usize, to: usize) -> Vec<Article> {
    (from..to).map(|i| article(&format!("number {i} {}", "of many words ".repeat(200)))).collect()
}

/// Says to SQLite that the file may not grow, which is what a full disk says to it.
fn let_grow_by(store: &Store, pages: i64) {
    let writer = store.lock_writer().unwrap();
    let now: i64 = writer.query_row("PRAGMA page_count", [], |row| row.get(0)).unwrap();
    let _: i64 = writer.query_row(&format!("PRAGMA max_page_count = {}", now + pages), [], |row| row.get(0)).unwrap();
}

#[test]
fn a_full_disk_is_told_and_nothing_is_half_written() {
    let library = library();
    import(&library, vec![article("one")]);
    let before = library.count_articles().unwrap();
    let_grow_by(&library, 20);
    let mut writer = library.begin_import(library.take_import_turn().unwrap(), "drop", now()).unwrap();
    // On a slow machine a part of it is stored before the end, and that is told at once.
    let put = put_file(&mut writer, &File { name: "a.txt", bytes: b"a", articles: many(0, 500) });
    let state = if put.is_ok() { ImportState::Finished } else { ImportState::Interrupted };
    let ended = writer.finish(state);
    assert!(matches!(put.err().or(ended.err()), Some(Error::Full)));
    assert_eq!(library.count_articles().unwrap(), before);
    assert_eq!(ids(&library).len(), 1);
    assert_well(&library);

    // With room again, the same import is done.
    let_grow_by(&library, 1_000_000);
    let report = import_files(&library, &[File { name: "a.txt", bytes: b"a", articles: many(0, 500) }]);
    assert_eq!(report.summary.articles, 500);
    assert_well(&library);
}

#[test]
fn damage_is_told_by_the_check() {
    let library = library();
    import(&library, vec![article("one"), article("two")]);
    let damage = |sql: &str| {
        library
            .write(|transaction| {
                transaction.execute_batch(sql)?;
                Ok(())
            })
            .unwrap();
    };
    damage("UPDATE counters SET unread = 7 WHERE kind = 'all'");
    assert_eq!(library.check().unwrap().len(), 2);
    damage("UPDATE counters SET unread = 2 WHERE kind = 'all'");
    assert_well(&library);
    damage(&format!("DELETE FROM article_words WHERE rowid = {}", ids(&library)[0]));
    assert_eq!(library.check().unwrap().len(), 1);
    damage("DELETE FROM article_bodies");
    assert_eq!(library.check().unwrap().len(), 3);
}

/// Of each kind of thing that is kept packed or by its hash; SQLite itself sees nothing amiss.
#[test]
fn a_turned_bit_is_told_by_the_check_and_never_shown() {
    let library = library();
    import(&library, vec![article("one")]);
    let id = ids(&library)[0];
    for (table, column) in [("article_bodies", "body"), ("original_pieces", "bytes"), ("original_texts", "spans")] {
        let turn = || {
            library
                .write(|transaction| {
                    let (row, mut bytes): (i64, Vec<u8>) =
                        transaction.query_row(&format!("SELECT rowid, {column} FROM {table} LIMIT 1"), [], |row| {
                            Ok((row.get(0)?, row.get(1)?))
                        })?;
                    let middle = 4 + (bytes.len() - 4) / 2;
                    bytes[middle] ^= 4;
                    let set = format!("UPDATE {table} SET {column} = ?1 WHERE rowid = ?2");
                    transaction.execute(&set, rusqlite::params![bytes, row])?;
                    Ok(())
                })
                .unwrap();
        };
        turn();
        assert_eq!(library.check().unwrap().len(), 1, "{table}");
        if table == "article_bodies" {
            assert!(matches!(library.read_article(id), Err(Error::Damaged(_))));
        }
        turn();
        assert_well(&library);
    }
}

/// The child of the next test: imports until it is killed.
#[test]
fn killed_in_the_middle_it_is_whole_and_can_go_on() {
    const FOLDER: &str = "TIDINGS_TEST_KILLED";
    if let Some(folder) = std::env::var_os(FOLDER) {
        let store = Store::open(Path::new(&folder)).unwrap();
        let mut writer = store.begin_import(store.take_import_turn().unwrap(), "drop", now()).unwrap();
        put_file(&mut writer, &File { name: "small.txt", bytes: b"small", articles: many(0, 3) }).unwrap();
        writer.begin_file("large.txt");
        let hash = hash_of(b"large");
        writer.keep_original(&hash, &mut &b"large"[..], &|| true).unwrap();
        writer.begin_text("large", &hash).unwrap();
        for (place, article) in many(0, 100_000).iter().enumerate() {
            writer.add_article(article, place as u32).unwrap();
            writeln!(std::io::stderr(), "stored {}", writer.stored_articles()).unwrap();
        }
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let name = "tests::faults::killed_in_the_middle_it_is_whole_and_can_go_on";
    for round in 1..=3 {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", name, "--nocapture"])
            .env(FOLDER, folder.path())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // Killed once something of it is stored, wherever it then stands.
        let wanted = format!("stored {}", round * 2);
        let mut said = std::io::BufRead::lines(std::io::BufReader::new(child.stderr.take().unwrap()));
        let stored = |line: &str| line.strip_prefix("stored ").and_then(|count| count.parse::<u32>().ok());
        let reached = said.any(|line| stored(&line.unwrap()).is_some_and(|count| count >= round * 2));
        assert!(reached, "never {wanted}");
        child.kill().unwrap();
        child.wait().unwrap();

        let store = Store::open(folder.path()).unwrap();
        assert_well(&store);
        let last = &store.list_imports(9).unwrap()[0];
        assert_eq!(last.state, ImportState::Interrupted);
        assert!(last.articles > 0 && ids(&store).len() >= last.articles as usize);
        assert!(!store.is_known(&hash_of(b"large")).unwrap());
    }
    // Imported again, what is missing comes, and nothing twice.
    let store = Store::open(folder.path()).unwrap();
    let before = store.count_articles().unwrap().all;
    let articles = many(0, before as usize + 10);
    let report = import_files(&store, &[File { name: "large.txt", bytes: b"large", articles }]);
    assert_eq!((report.summary.articles, report.sample[0].known), (10, before));
    let newest = ids(&store)[0];
    assert_eq!(store.read_source_text(newest).unwrap().text, "large");
    assert_well(&store);
}

/// What the search index merges over several transactions is whole after each of them.
#[test]
fn the_index_is_whole_between_its_merges() {
    let library = library();
    for i in 0..9 {
        import(&library, many(i * 40, i * 40 + 40));
        assert_eq!(library.check().unwrap(), Vec::<String>::new(), "after {i}");
    }
}
