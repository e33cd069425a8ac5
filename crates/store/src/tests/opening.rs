use std::{fs, os::unix::process::CommandExt, process::Command};

use rusqlite::Connection;

use super::*;

/// A library made by a later version may hold what this one would break.
#[test]
fn a_newer_library_is_named_and_left_as_it_is() {
    let library = library();
    import(&library, vec![article("one")]);
    let path = library.folder.path().join(LIBRARY_FILE);
    let Library { folder, store } = library;
    drop(store);
    Connection::open(&path).unwrap().pragma_update(None, "user_version", 999).unwrap();
    let before = bytes_of(&path);
    assert!(matches!(Store::open(folder.path()), Err(Error::Newer { version: 999, .. })));
    assert!(bytes_of(&path) == before);
    assert_eq!(
        fs::read_dir(folder.path())
            .unwrap()
            .filter(|entry| entry.as_ref().unwrap().file_name().to_string_lossy().contains("-wal"))
            .count(),
        0
    );
}

#[test]
fn a_file_that_is_no_library_is_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(LIBRARY_FILE);
    fs::write(&path, "my own notes").unwrap();
    assert!(matches!(Store::open(folder.path()), Err(Error::NotALibrary { .. })));
    assert_eq!(bytes_of(&path), b"my own notes");

    fs::remove_file(&path).unwrap();
    Connection::open(&path).unwrap().execute_batch("CREATE TABLE mine (a)").unwrap();
    let before = bytes_of(&path);
    assert!(matches!(Store::open(folder.path()), Err(Error::NotALibrary { .. })));
    assert!(bytes_of(&path) == before);
}

/// A crash between making the file and the first transaction leaves an empty file.
#[test]
fn an_empty_file_becomes_a_library() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(LIBRARY_FILE), "").unwrap();
    assert_well(&Store::open(folder.path()).unwrap());
}

/// Folders have names that a URI would part or decode.
#[test]
fn any_folder_holds_a_library() {
    let parent = tempfile::tempdir().unwrap();
    for name in ["with space", "100%25 #1?mode=memory", "Überblick 北京", "a&b=c"] {
        let folder = parent.path().join(name);
        import(&Store::open(&folder).unwrap(), vec![article("one")]);
        assert_eq!(ids(&Store::open(&folder).unwrap()).len(), 1);
    }
}

#[test]
fn opened_again_it_holds_what_it_held() {
    let Library { folder, store } = library();
    import(&store, vec![article("one")]);
    let before = ids(&store);
    drop(store);
    let store = Store::open(folder.path()).unwrap();
    assert_eq!(ids(&store), before);
    assert_well(&store);
}

/// Others on the machine must not read what a desk reads.
#[cfg(unix)]
#[test]
fn files_are_their_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let parent = tempfile::tempdir().unwrap();
    let folder = parent.path().join("new/library");
    let store = Store::open(&folder).unwrap();
    import(&store, vec![article("one")]);
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&folder), 0o700);
    let files: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert!(files.len() >= 3, "{files:?}");
    for file in files {
        assert_eq!(mode(&file), 0o600, "{}", file.display());
    }
}

#[test]
fn two_programs_use_one_library() {
    let library = library();
    let other = Store::open(library.folder.path()).unwrap();
    import(&library, vec![article("one")]);
    import(&other, vec![article("two")]);
    assert_eq!(ids(&library).len(), 2);
    assert_eq!(ids(&library), ids(&other));
    let turn = library.take_import_turn().unwrap();
    assert!(matches!(other.take_import_turn(), Err(Error::Busy)));
    drop(turn);
    assert!(other.take_import_turn().is_ok());
}

/// To another program an import that runs is no import that was broken off.
#[test]
fn opening_during_an_import_leaves_it_alone() {
    let library = library();
    let mut writer = library.begin_import(library.take_import_turn().unwrap(), "drop", now()).unwrap();
    Store::open(library.folder.path()).unwrap();
    put_file(&mut writer, &File { name: "a.txt", bytes: b"a", articles: vec![article("one")] }).unwrap();
    assert!(writer.finish(ImportState::Finished).unwrap().is_some());
    assert_well(&library);
}

/// Permissions do not bind root, so this test goes on as nobody where it is run by root.
#[cfg(unix)]
#[test]
fn a_library_that_cannot_be_written_to_is_read() {
    use std::os::unix::fs::PermissionsExt;
    const FOLDER: &str = "TIDINGS_TEST_READ_ONLY";
    if let Some(folder) = std::env::var_os(FOLDER) {
        return check_read_only(Path::new(&folder));
    }
    let Library { folder, store } = library();
    import(&store, vec![article("one")]);
    drop(store);
    let test = folder.path().join("test");
    fs::copy(std::env::current_exe().unwrap(), &test).unwrap();
    for entry in fs::read_dir(folder.path()).unwrap() {
        fs::set_permissions(entry.unwrap().path(), fs::Permissions::from_mode(0o444)).unwrap();
    }
    fs::set_permissions(&test, fs::Permissions::from_mode(0o555)).unwrap();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o555)).unwrap();
    let before = bytes_of(&folder.path().join(LIBRARY_FILE));
    let mut child = Command::new(&test);
    child.args(["--exact", "tests::opening::a_library_that_cannot_be_written_to_is_read", "--nocapture"]);
    child.env(FOLDER, folder.path());
    if fs::metadata("/proc/self").is_ok_and(|me| std::os::unix::fs::MetadataExt::uid(&me) == 0) {
        child.uid(65534).gid(65534);
    }
    let status = child.status().unwrap();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    assert!(status.success());
    assert!(bytes_of(&folder.path().join(LIBRARY_FILE)) == before);
}

fn check_read_only(folder: &Path) {
    let store = Store::open(folder).unwrap();
    let ids = ids(&store);
    assert_eq!(ids.len(), 1);
    assert_eq!(found(&store, "text").len(), 1);
    assert!(!store.can_write());
    assert!(matches!(store.set_read(&ids, true), Err(Error::ReadOnly)));
    assert!(matches!(store.take_import_turn(), Err(Error::ReadOnly)));
    assert_well(&store);
}

/// What a migration makes is what the program was written against; a change of a released one would part the two.
#[test]
fn migrations_make_every_table_that_the_program_names() {
    let library = library();
    let names: Vec<String> = library
        .read(|connection| {
            let mut statement = connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'article_words_%' AND name NOT LIKE 'sqlite_%' ORDER BY 1")?;
            let names = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
            Ok(names)
        })
        .unwrap();
    let expected = [
        "article_bodies",
        "article_meanings",
        "article_notes",
        "article_pictures",
        "article_printings",
        "article_sketches",
        "article_states",
        "article_stories",
        "article_tags",
        "article_words",
        "articles",
        "articles_as_read",
        "collected_articles",
        "collections",
        "corrected_files",
        "correction_steps",
        "counters",
        "file_choices",
        "former_stories",
        "highlights",
        "import_articles",
        "import_files",
        "import_outlets",
        "imports",
        "issue_articles",
        "issue_edits",
        "issue_versions",
        "issues",
        "mutes",
        "original_pieces",
        "original_texts",
        "originals",
        "outlet_rules",
        "outlets",
        "pictures",
        "preferences",
        "saved_searches",
        "settings",
        "sources",
        "story_hands",
        "tags",
        "titles",
        "unencoded_articles",
        "ungrouped_articles",
        "unindexed_articles",
        "unruled_articles",
        "watched_files",
        "watched_folders",
    ];
    assert_eq!(names, expected);
}

/// An article as the first version stored it: without an entry in the index of words, which was another.
fn put_first_article(connection: &Connection) {
    let body = packed::pack_json(&article("elections")).unwrap();
    connection
        .execute_batch(
            "INSERT INTO imports (id, at, name, state, articles) VALUES (1, 0, 'old', 'finished', 1);
             INSERT INTO import_files (id, import, file, outcome) VALUES (1, 1, 'a.txt', 'imported');
             INSERT INTO articles (id, content, title, headline_key, source, byline, language, opening, words, place)
             VALUES (77, x'00', 'Headline of elections', 'headline', 0, '[]', 'en', '', 1, 0);
             INSERT INTO article_states (article) VALUES (77);
             INSERT INTO import_articles VALUES (1, 77, 1, 1, 1);
             INSERT INTO counters VALUES ('all', '', 1, 1), ('undated', '', 1, 1), ('language', 'en', 1, 1);",
        )
        .unwrap();
    connection.execute("INSERT INTO article_bodies VALUES (77, ?1)", [body]).unwrap();
    let content = Prepared::new(&article("elections")).unwrap().content;
    connection.execute("UPDATE articles SET content = ?1 WHERE id = 77", [content.as_slice()]).unwrap();
}

/// A library of the first version has neither stories nor the other forms of words: both are derived from its articles.
#[test]
fn a_library_of_the_first_version_is_indexed_and_grouped_anew() {
    let folder = tempfile::tempdir().unwrap();
    let connection = Connection::open(folder.path().join(LIBRARY_FILE)).unwrap();
    connection.execute_batch(include_str!("../../migrations/0001_library.sql")).unwrap();
    connection.pragma_update(None, "application_id", 0x5449_4447).unwrap();
    connection.pragma_update(None, "user_version", 1).unwrap();
    put_first_article(&connection);
    // A slash in a tag's name was a letter like others.
    connection
        .execute_batch(
            "INSERT INTO tags VALUES (1, 'trade/grain/wheat'), (2, '/odd'), (3, 'trade');
             INSERT INTO article_tags VALUES (1, 77), (2, 77);
             INSERT INTO counters VALUES ('tag', 'trade/grain/wheat', 1, 1), ('tag', '/odd', 1, 1);",
        )
        .unwrap();
    drop(connection);
    let store = Store::open(folder.path()).unwrap();
    assert_eq!(found(&store, "election"), ["Headline of elections"]);
    let tags = store.count_articles().unwrap().tags.into_iter().map(|count| count.name).collect::<Vec<_>>();
    assert_eq!(tags, ["/odd", "trade", "trade/grain", "trade/grain/wheat"]);
    assert_eq!(store.read_article(ArticleId(77)).unwrap().tags, ["/odd", "trade/grain/wheat"]);
    assert_eq!(store.next_window((ArticleId(0), ArticleId(i64::MAX))).unwrap().unwrap().articles[0].id, ArticleId(77));
    assert_well(&store);
}

/// The schema before there were titles, frozen here, with issues of two mastheads. All of them become the first title's,
/// with their edits, their undo and their own mastheads, and the numbers go on.
#[test]
fn issues_of_before_there_were_titles_belong_to_the_first() {
    let check = |setting: Option<&str>, expected: &str| {
        let folder = tempfile::tempdir().unwrap();
        let connection = Connection::open(folder.path().join(LIBRARY_FILE)).unwrap();
        connection.execute_batch(include_str!("../../migrations/0001_library.sql")).unwrap();
        put_first_article(&connection);
        for migration in [
            include_str!("../../migrations/0002_preferences_and_watching.sql"),
            include_str!("../../migrations/0003_stories.sql"),
            include_str!("../../migrations/0004_pictures.sql"),
        ] {
            connection.execute_batch(migration).unwrap();
        }
        connection.pragma_update(None, "application_id", 0x5449_4447).unwrap();
        connection.pragma_update(None, "user_version", 4).unwrap();
        let base = |date: &str, number: u32| {
            format!(
                r#"{{"title":"Old","date":"{date}","number":{number},"language":"en","introduction":"","sections":
                [{{"id":1,"name":"World","items":[{{"id":2,"article":77,"headline":null,"note":""}}]}}],"next_id":3}}"#
            )
        };
        for (id, date, title, number, done) in [(1, "2026-03-30", "Morning", 8, 1), (2, "2026-03-31", "Evening", 1, 0)]
        {
            connection
                .execute(
                    "INSERT INTO issues (id, date, title, number, items, base, edits_done) VALUES (?1, ?2, ?3, ?4, 1, ?5, ?6)",
                    rusqlite::params![id, date, title, number, base(date, number), done],
                )
                .unwrap();
        }
        for (n, title) in [(0, "Morning"), (1, "Undone")] {
            let edit = format!(r#"{{"edit":"set_title","title":"{title}"}}"#);
            connection.execute("INSERT INTO issue_edits VALUES (1, ?1, 0, ?2)", rusqlite::params![n, edit]).unwrap();
        }
        if let Some(title) = setting {
            let value = serde_json::to_string(title).unwrap();
            connection.execute("INSERT INTO settings VALUES ('issue_title', ?1)", [value]).unwrap();
        }
        drop(connection);
        let store = Store::open(folder.path()).unwrap();
        let titles = store.list_titles().unwrap();
        assert_eq!((titles.len(), titles[0].title.name.as_str()), (1, expected));
        let issues = store.list_issues().unwrap();
        let listed: Vec<_> = issues.iter().map(|issue| (issue.title.as_str(), issue.number, issue.title_id)).collect();
        assert_eq!(listed, [("Evening", 1, titles[0].id), ("Morning", 8, titles[0].id)]);
        let first = store.read_issue(issues[1].id).unwrap();
        assert_eq!((first.issue.title.as_str(), first.can_undo, first.can_redo), ("Morning", true, true));
        assert_eq!(first.issue.items().next().unwrap().article, ArticleId(77));
        assert_eq!(store.undo_edit(issues[1].id).unwrap().issue.title, "Old");
        let date = "2026-04-01".parse().unwrap();
        let next =
            store.put_issue(titles[0].id, date, |begun| Ok(begun.title.begin(date, begun.number, "en"))).unwrap();
        assert_eq!(store.read_issue(next).unwrap().issue.number, 9);
        assert_well(&store);
    };
    check(Some("Review of the day"), "Review of the day");
    check(Some(" "), "Evening");
    check(None, "Evening");
}

/// Names that were kept with the rules of outlets are the register's: added to its outlets, or as new ones.
#[test]
fn other_names_of_outlets_move_into_the_register() {
    let folder = tempfile::tempdir().unwrap();
    let connection = Connection::open(folder.path().join(LIBRARY_FILE)).unwrap();
    for migration in [
        include_str!("../../migrations/0001_library.sql"),
        include_str!("../../migrations/0002_preferences_and_watching.sql"),
        include_str!("../../migrations/0003_stories.sql"),
        include_str!("../../migrations/0004_pictures.sql"),
        include_str!("../../migrations/0005_former_stories.sql"),
        include_str!("../../migrations/0006_titles_and_versions.sql"),
        include_str!("../../migrations/0007_corrections.sql"),
    ] {
        connection.execute_batch(migration).unwrap();
    }
    connection.pragma_update(None, "application_id", 0x5449_4447).unwrap();
    connection.pragma_update(None, "user_version", 7).unwrap();
    let rule = |outlet: &str, pattern: &str| {
        let rule = format!(r#"{{"outlet":"{outlet}","pattern":{pattern}}}"#);
        connection.execute("INSERT INTO outlet_rules (rule) VALUES (?1)", [rule]).unwrap();
    };
    rule("Daily Online", r#"{"pattern":"alias","name":"Daily"}"#);
    rule("daily.test", r#"{"pattern":"alias","name":"Daily"}"#);
    rule("Quay Web", r#"{"pattern":"alias","name":"Quay"}"#);
    rule("Daily", r#"{"pattern":"byline_prefix","prefix":"Staff:"}"#);
    connection
        .execute(r#"INSERT INTO outlets (value) VALUES ('{"name":"Daily","aliases":["The Daily"],"rank":3}')"#, [])
        .unwrap();
    drop(connection);
    let store = Store::open(folder.path()).unwrap();
    let found: Vec<_> = store.list_outlets().unwrap().0.into_iter().map(|one| one.outlet).collect();
    let names: Vec<_> = found.iter().map(|one| (one.name.as_str(), one.aliases.join("|"), one.rank)).collect();
    assert_eq!(
        names,
        [("Daily", "Daily Online|The Daily|daily.test".to_owned(), 3), ("Quay", "Quay Web".to_owned(), 0)]
    );
    assert_eq!(store.list_outlet_rules().unwrap().len(), 1);
    assert_well(&store);
}

#[test]
fn a_new_library_has_a_title() {
    let titles = library().list_titles().unwrap();
    assert_eq!(titles.iter().map(|one| one.title.name.as_str()).collect::<Vec<_>>(), ["Press review"]);
}

/// The log is whole on the disk before it is folded back, so that a power cut in the middle of that costs nothing: not even where
/// the first page says already how many pages there will be.
#[test]
fn a_library_opens_whose_log_was_being_folded_back() {
    let Library { folder, store } = library();
    import(&store, vec![article("one")]);
    let (path, cut) = (folder.path().join(LIBRARY_FILE), tempfile::tempdir().unwrap());
    let log = bytes_of(&folder.path().join(format!("{LIBRARY_FILE}-wal")));
    assert!(log.len() > 4096, "nothing waits in the log");
    Connection::open(&path).unwrap().query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).unwrap();
    let folded = bytes_of(&path);
    for pages in [1, 2, folded.len() / 4096 / 2] {
        fs::write(cut.path().join(LIBRARY_FILE), &folded[..pages * 4096]).unwrap();
        fs::write(cut.path().join(format!("{LIBRARY_FILE}-wal")), &log).unwrap();
        let store = Store::open(cut.path()).unwrap_or_else(|error| panic!("{pages} pages: {error}"));
        assert_eq!(ids(&store).len(), 1);
        assert_well(&store);
        drop(store);
        fs::remove_dir_all(cut.path()).unwrap();
        fs::create_dir(cut.path()).unwrap();
    }
}

/// People copy the one file; after the library was closed it must be all of it, however many have read in it.
#[test]
fn a_closed_library_is_one_file() {
    let Library { folder, store } = library();
    import(&store, vec![article("one")]);
    assert_eq!(ids(&store).len(), 1);
    drop(store);
    assert!(!folder.path().join(format!("{LIBRARY_FILE}-wal")).exists());
    let copy = tempfile::tempdir().unwrap();
    fs::copy(folder.path().join(LIBRARY_FILE), copy.path().join(LIBRARY_FILE)).unwrap();
    assert_eq!(ids(&Store::open(copy.path()).unwrap()).len(), 1);
}

/// A window shows what `tidings` does beside it, and need not read its own changes twice.
#[test]
fn what_another_program_changes_is_seen() {
    let library = library();
    import(&library, vec![article("one")]);
    let state = || library.foreign_state().unwrap().unwrap();
    let before = state();
    import(&library, vec![article("two")]);
    assert_eq!(state(), before, "a change of our own");
    let other = Store::open(library.folder.path()).unwrap();
    let id = library.search_articles(asked("one")).unwrap().rows[0].article.id;
    other.set_read(&[id], true).unwrap();
    assert_ne!(state(), before, "a change of another");
}
