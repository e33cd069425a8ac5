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
        (TITLE, DamagedPart::Article),
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
        assert_eq!(library.mend_damage().unwrap().damage, [], "{sql}");
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
    assert_eq!(library.mend_damage().unwrap().damage.len(), 1);
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
    damage(&library, TITLE);
    library.scrub_all(now(), &|| true).unwrap();
    assert_eq!(found_parts(&library), [(DamagedPart::Article, false)]);
    assert!(matches!(library.scrub_all(now(), &|| false), Err(Error::Cancelled)));
}
