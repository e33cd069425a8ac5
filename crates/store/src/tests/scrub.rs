use ::articles::KeptPicture;
use chrono::TimeDelta;

use super::*;

fn after_days(days: i64) -> Clock {
    Clock(now().0 + TimeDelta::days(days))
}

fn filled() -> Library {
    let library = library();
    let bytes = b"a picture".to_vec();
    let picture = KeptPicture { hash: hash_of(&bytes), media: "image/png".to_owned(), width: 4, height: 3, bytes };
    let mut articles: Vec<Article> = (0..30).map(|n| article(&format!("number {n}"))).collect();
    articles[3].pictures = vec![picture];
    import(&library, articles);
    library
}

/// All that one pass looks at, in steps of seven.
fn pass(store: &Store, now: Clock) -> u32 {
    let mut found = 0;
    while let Some(new) = store.scrub_next(7, now).unwrap() {
        found += new;
    }
    found
}

fn damage(store: &Store, sql: &str) {
    let changed = store.write(|transaction| Ok(transaction.execute(sql, [])?)).unwrap();
    assert_eq!(changed, 1, "{sql}");
}

fn found_parts(store: &Store) -> Vec<(DamagedPart, bool)> {
    store.list_damage().unwrap().damage.into_iter().map(|damage| (damage.part, damage.backup.is_some())).collect()
}

const BODY: &str = "UPDATE article_bodies SET body = CAST(substr(body, 1, 40) || x'55' || substr(body, 42) AS BLOB)
                    WHERE article = (SELECT max(article) FROM article_bodies)";
const GONE: &str = "DELETE FROM article_bodies WHERE article = (SELECT max(article) FROM article_bodies)";
const TITLE: &str = "UPDATE articles SET title = 'Headline of nobody' WHERE id = (SELECT min(id) FROM articles)";
const PIECE: &str =
    "UPDATE original_pieces SET bytes = CAST(substr(bytes, 1, 60) || x'7f' || substr(bytes, 62) AS BLOB)";
const PICTURE: &str = "UPDATE pictures SET bytes = CAST('b picture' AS BLOB)";

/// Whatever was turned over is found, nothing else is, and it comes back from the copy that has it, with what a reader did
/// with it left as it is.
#[test]
fn damage_is_found_and_mended_from_a_copy() {
    for (sql, part) in [
        (BODY, DamagedPart::Article),
        (GONE, DamagedPart::Article),
        (PIECE, DamagedPart::File),
        (PICTURE, DamagedPart::Picture),
    ] {
        let library = filled();
        assert_eq!(pass(&library, now()), 0, "well before: {sql}");
        let before = library.check().unwrap();
        library.back_up(now()).unwrap();
        damage(&library, sql);
        library.set_read(&ids(&library), true).unwrap();
        assert_eq!(pass(&library, after_days(8)), 1, "{sql}");
        assert_eq!(found_parts(&library), [(part, true)], "{sql}");
        assert_eq!(library.mend_damage(now()).unwrap().damage, [], "{sql}");
        assert_eq!(pass(&library, after_days(16)), 0, "{sql}");
        assert_eq!(library.check().unwrap(), before, "{sql}");
        assert!(
            library
                .list_articles(List {
                    filter: &Filter::default(),
                    sort: Sort::Newest,
                    after: None,
                    limit: 50,
                    today: today()
                })
                .unwrap()
                .rows
                .iter()
                .all(|row| row.read)
        );
    }
}

/// Where no copy has it, that is said, and stays said.
#[test]
fn what_no_copy_has_stays_told() {
    let library = filled();
    damage(&library, BODY);
    library.back_up(now()).unwrap();
    assert_eq!(pass(&library, now()), 1);
    assert_eq!(found_parts(&library), [(DamagedPart::Article, false)]);
    assert_eq!(library.mend_damage(now()).unwrap().damage.len(), 1);
    assert_eq!(pass(&library, after_days(8)), 0, "it is known already");
    assert_eq!(found_parts(&library).len(), 1);
}

/// A pass goes on where it was, and waits for its day when it is done.
#[test]
fn a_look_goes_on_after_a_start_and_rests() {
    let Library { folder, store } = filled();
    damage(&store, BODY);
    for _ in 0..3 {
        assert_eq!(store.scrub_next(7, now()).unwrap(), Some(0));
    }
    drop(store);
    let store = Store::open(folder.path()).unwrap();
    assert_eq!(store.scrub_next(9, now()).unwrap(), Some(1), "the last nine of thirty");
    assert_eq!(pass(&store, now()), 0);
    assert!(store.list_damage().unwrap().finished_at.is_some());
    assert_eq!(store.scrub_next(7, after_days(6)).unwrap(), None);
    assert!(store.scrub_next(7, after_days(7)).unwrap().is_some());
    assert!(store.scrub_next(7, after_days(-4_000)).unwrap().is_some(), "a clock that was set back");
}

#[test]
fn all_can_be_looked_at_at_once() {
    let library = filled();
    library.scrub_all(now(), &|| true).unwrap();
    damage(&library, BODY);
    library.scrub_all(now(), &|| true).unwrap();
    assert_eq!(found_parts(&library), [(DamagedPart::Article, false)]);
    assert!(matches!(library.scrub_all(now(), &|| false), Err(Error::Cancelled)));
}

/// The words of an article say what its headline is: a list that shows another is set right by them, and not by a copy
/// that may be older.
#[test]
fn a_headline_is_set_right_by_the_article_itself() {
    let library = filled();
    library.back_up(now()).unwrap();
    damage(&library, TITLE);
    assert_eq!(library.check().unwrap().len(), 1, "the check sees what the look sees");
    library.scrub_all(now(), &|| true).unwrap();
    assert_eq!(found_parts(&library), []);
    assert_eq!(found(&library, "\"number 0\"").len(), 1);
    assert!(
        all_rows(&library, &Filter::default(), Sort::Newest, 50).iter().all(|row| row.title != "Headline of nobody")
    );
    assert_well(&library);
}

fn set_title(library: &Store, id: ArticleId, title: &str) {
    let as_read = library.read_article(id).unwrap().article;
    let change =
        Some((as_read.clone(), Corrected { article: Article { title: title.to_owned(), ..as_read.clone() }, as_read }));
    library.put_ruled(&[Ruled { id, change }], now()).unwrap();
}

/// Between the look and the mending a person may have done it: what is well then is nobody's to replace.
#[test]
fn what_is_well_again_is_not_replaced_by_an_older_copy() {
    let library = filled();
    library.back_up(now()).unwrap();
    let id = *ids(&library).iter().max().unwrap();
    let before: Vec<u8> = library
        .read(|connection| {
            Ok(connection.query_row("SELECT body FROM article_bodies WHERE article = ?1", [id.0], |row| row.get(0))?)
        })
        .unwrap();
    damage(&library, BODY);
    library.scrub_all(now(), &|| true).unwrap();
    assert_eq!(found_parts(&library), [(DamagedPart::Article, true)]);
    library
        .write(|transaction| {
            Ok(transaction.execute("UPDATE article_bodies SET body = ?2 WHERE article = ?1", (id.0, before))?)
        })
        .unwrap();
    set_title(&library, id, "A better headline");
    assert_eq!(library.mend_damage(now()).unwrap().damage, []);
    assert_eq!(library.read_article(id).unwrap().article.title, "A better headline");
    assert_eq!(found_parts(&library), []);
    assert_well(&library);
}

/// The row of lists, the index and the marks are of the words that come back.
#[test]
fn what_comes_back_is_found_by_its_words_and_keeps_its_marks() {
    let library = filled();
    library.back_up(now()).unwrap();
    let id = *ids(&library).iter().max().unwrap();
    set_title(&library, id, "Zeppelins over the harbour");
    library.add_highlight(id, 0..4, ::articles::Colour::default(), "").unwrap();
    assert_eq!(found(&library, "zeppelins").len(), 1);
    damage(&library, BODY);
    library.scrub_all(now(), &|| true).unwrap();
    assert_eq!(library.mend_damage(now()).unwrap().damage, []);
    let title = library.read_article(id).unwrap().article.title;
    assert_eq!(found(&library, "zeppelins"), Vec::<String>::new(), "the copy is older than the correction");
    assert_eq!(
        all_rows(&library, &Filter::default(), Sort::Newest, 50).iter().find(|row| row.id == id).unwrap().title,
        title
    );
    assert_eq!(library.list_highlights(Some(id)).unwrap()[0].highlights[0].range, Some((0, 4)));
    assert_well(&library);
}

/// An article that was corrected since the copy keeps its correction where only what was read of it is damaged.
#[test]
fn a_newer_reading_that_is_whole_stays() {
    let library = filled();
    library.back_up(now()).unwrap();
    let id = *ids(&library).iter().max().unwrap();
    set_title(&library, id, "A better headline");
    damage(&library, "UPDATE articles_as_read SET body = x'00'");
    library.scrub_all(now(), &|| true).unwrap();
    assert_eq!(library.mend_damage(now()).unwrap().damage, []);
    assert_eq!(library.read_article(id).unwrap().article.title, "A better headline");
    assert_well(&library);
}

/// A disk that is full says nothing of the copies.
#[test]
fn a_mending_that_cannot_be_written_is_told_so() {
    let library = filled();
    library.back_up(now()).unwrap();
    damage(&library, BODY);
    library.scrub_all(now(), &|| true).unwrap();
    let writer = library.lock_writer().unwrap();
    writer.pragma_update(None, "query_only", true).unwrap();
    drop(writer);
    assert!(matches!(library.mend_damage(now()), Err(Error::ReadOnly)));
    let writer = library.lock_writer().unwrap();
    writer.pragma_update(None, "query_only", false).unwrap();
    drop(writer);
    assert_eq!(library.mend_damage(now()).unwrap().damage, []);
}

/// What is not there any more needs no mending.
#[test]
fn what_was_deleted_since_is_damaged_no_longer() {
    let library = filled();
    damage(&library, BODY);
    library.scrub_all(now(), &|| true).unwrap();
    assert_eq!(found_parts(&library), [(DamagedPart::Article, false)]);
    let import = library.list_imports(1).unwrap()[0].id;
    library.undo_import(import, now()).unwrap();
    assert_eq!(found_parts(&library), []);
    assert_eq!(library.mend_damage(now()).unwrap().damage, []);
}

/// A page of the file that cannot be read ends nothing: what lies on it is told, and the look goes on behind it.
#[test]
fn the_look_goes_on_past_a_page_that_cannot_be_read() {
    let Library { folder, store } = filled();
    let page: i64 = store
        .read(|connection| {
            let sql = "SELECT pageno FROM dbstat WHERE name = 'articles' AND pagetype = 'leaf' ORDER BY path LIMIT 1 OFFSET 1";
            Ok(connection.query_row(sql, [], |row| row.get(0))?)
        })
        .unwrap();
    let _: i64 =
        store.lock_writer().unwrap().query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0)).unwrap();
    drop(store);
    let path = folder.path().join(LIBRARY_FILE);
    let mut bytes = bytes_of(&path);
    let at = (page as usize - 1) * 4096;
    bytes[at..at + 4096].fill(0xff);
    std::fs::write(&path, bytes).unwrap();
    let store = Store::open(folder.path()).unwrap();
    let found = pass(&store, now());
    assert!((1..30).contains(&found), "{found}");
    let list = store.list_damage().unwrap();
    assert_eq!((list.damage.len() as u32, list.finished_at.is_some()), (found, true));
}

/// A large file is read for itself, so that nobody waits for twenty of them.
#[test]
fn files_are_looked_at_by_their_size() {
    let library = filled();
    import_files(&library, &[File { name: "b.txt", bytes: b"b", articles: vec![article("b")] }]);
    library.write(|transaction| Ok(transaction.execute("UPDATE originals SET size = 100000000", [])?)).unwrap();
    let ids = |most| library.read(|connection| contents_ids(connection, most)).unwrap();
    assert_eq!(ids(200).len(), 1);
    library.write(|transaction| Ok(transaction.execute("UPDATE originals SET size = 10", [])?)).unwrap();
    assert_eq!(ids(200).len(), 2);
}

fn contents_ids(connection: &rusqlite::Connection, most: u32) -> Result<Vec<i64>> {
    tables::contents::ids_after(connection, DamagedPart::File, i64::MIN, most)
}
