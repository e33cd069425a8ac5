use std::{cell::Cell, fs, path::PathBuf};

use ::articles::{Colour, KeptPicture, TitleId};
use ::digests::Edit;
use rusqlite::types::Value;

use super::*;
use crate::tables::every;

/// Something in every table that is not made from others: what is missing here could be lost unseen.
fn full_library() -> Library {
    let library = library();
    let bytes = vec![7; 3_000];
    let picture = KeptPicture { hash: hash_of(&bytes), media: "image/png".to_owned(), width: 4, height: 3, bytes };
    let shown = Article { pictures: vec![picture], ..dated("one", "2026-11-20T08:00:00") };
    import(&library, vec![shown, from_source("two", "The Example"), dated("трi \"<&>\" 三\u{2028}", "2026-10-01")]);
    let undone = import(&library, vec![article("gone again")]);
    library.undo_import(undone, now()).unwrap();
    let all = ids(&library);
    library.set_bookmarked(&all[..1], true, now()).unwrap();
    library.set_read(&all[1..], true).unwrap();
    library.set_tags(&all, &["trade/grain".to_owned()], &[]).unwrap();
    library.add_highlight(all[0], 0..4, Colour::default(), "why").unwrap();
    let collection = library.save_collection(None, "Kept").unwrap().unwrap();
    library.collect_articles(collection, &all[..2], None, false).unwrap();
    library.set_note(all[1], "a note\nof two lines").unwrap();
    library.put_away(&all[2..], Some(Away::Archive)).unwrap();
    library.add_mute("nothing-like-it", None, today()).unwrap();
    library.save_search(None, "Ports", "port -ferry").unwrap();
    library.set_newsletter("a@example.org", true).unwrap();
    library.add_watched_folder("/press", None).unwrap();
    library.set_logo(TitleId(1), Some(&[0x89, b'P', b'N', b'G'].repeat(40))).unwrap();
    let id = library.put_issue(TitleId(1), today(), |_| Ok(issue(&all[..2]))).unwrap();
    library.edit_issue(id, &Edit::SetTitle { title: "Энергия".to_owned() }, now()).unwrap();
    library.write(|transaction| Ok(transaction.execute_batch(REST)?)).unwrap();
    let document = packed::pack_json(&serde_json::json!({ "title": "as it went out" })).unwrap();
    let publish = "INSERT INTO issue_versions VALUES (?1, 1, '2026-11-23T08:00:00', 'tidings', '', '[]', ?2)";
    library.write(|transaction| Ok(transaction.execute(publish, (id.0, document))?)).unwrap();
    let seen = packed::pack_json(&serde_json::json!([["Title", "Body"]])).unwrap();
    let choice = "INSERT INTO file_choices SELECT id, 'table:ab', NULL, ?1 FROM import_files LIMIT 1";
    library.write(|transaction| Ok(transaction.execute(choice, [seen])?)).unwrap();
    library
}

/// What takes more than a call to come about.
const REST: &str = r#"
    INSERT INTO settings VALUES ('theme', '"dark"'), ('zoom', '120'), ('paper', 'null');
    INSERT INTO outlets (value) VALUES ('{"name":"The Example","aliases":["Ex"]}');
    INSERT INTO outlet_rules (rule) VALUES ('{"outlet":"The Example","pattern":{"pattern":"residue","line":"Ad"}}');
    INSERT INTO import_outlets SELECT id, 1, '{"name":"The Example"}' FROM import_files LIMIT 1;
    INSERT INTO corrected_files VALUES ('ab', 1);
    INSERT INTO correction_steps VALUES ('ab', 1, 5, '{}');
    INSERT INTO articles_as_read SELECT article, body FROM article_bodies LIMIT 1;
    INSERT INTO unruled_articles SELECT id FROM articles LIMIT 1;
    INSERT INTO watched_files SELECT id, 'ab', 'a.txt', 3, 4, 'no room' FROM watched_folders;
    INSERT INTO story_hands VALUES (1, 2, 3, 0);
    INSERT INTO article_stories SELECT id, 9, NULL, NULL FROM articles;
    INSERT INTO article_printings SELECT id, x'01' FROM articles LIMIT 1;
    INSERT INTO former_stories SELECT 8, id FROM articles LIMIT 1;
"#;

fn export(library: &Store, folder: &Path) -> Result<LibraryExported> {
    let page = |_: ArticleId, article: &Article, picture: WhereIs<'_>| {
        let pictures: Vec<String> = article.pictures.iter().filter_map(|kept| picture(&kept.hash.0)).collect();
        Page { html: format!("{} {pictures:?}", article.title), entry: String::new() }
    };
    library.export_library(folder, "tidings 0", now(), &ExportWith { page: &page, told: &|_, _| true })
}

fn import_from(folder: &Path, from: &Path) -> Result<Option<PathBuf>> {
    import_library(folder, from, now(), &ImportWith { clean: &str::to_owned, told: &|_, _| true })
}

/// All rows of each table, but for those of the index of words, which are compared by what is found.
fn rows(store: &Store) -> Vec<(String, Vec<Vec<Value>>)> {
    store
        .read(|connection| {
            let tables = every::tables(connection)?;
            let kept = tables.into_iter().filter(|table| !table.name.starts_with("article_words"));
            kept.map(|table| {
                let mut statement = connection.prepare(&every::select(&table))?;
                let columns = 0..table.columns.len();
                let row = |row: &rusqlite::Row<'_>| columns.clone().map(|at| row.get(at)).collect();
                let rows = statement.query_map([], row)?.collect::<Result<_, rusqlite::Error>>()?;
                Ok((table.name, rows))
            })
            .collect()
        })
        .unwrap()
}

/// What people trust to a library they must be able to take out of it, and whoever has it must be able to come back.
#[test]
fn a_library_comes_back_from_its_open_files_the_same() {
    let (library, elsewhere) = (full_library(), tempfile::tempdir().unwrap());
    let before = rows(&library);
    let remade = ["unindexed_articles", "article_sketches", "article_meanings", "unencoded_articles"];
    for (name, rows) in &before {
        let is_made = remade.contains(&name.as_str()) || name.starts_with("sqlite_stat");
        assert!(is_made || !rows.is_empty(), "nothing of {name} is tried: give it a row above");
    }
    let out = elsewhere.path().join("out");
    let exported = export(&library, &out).unwrap();
    assert_eq!((exported.articles, exported.attachments), (3, 3), "a file, a picture, a logo");
    let back = elsewhere.path().join("back");
    assert_eq!(import_from(&back, &out).unwrap(), None);
    let store = Store::open(&back).unwrap();
    for ((name, expected), (_, mut found)) in before.iter().zip(rows(&store)) {
        if name == "watched_folders" {
            // Nobody has said on this machine that files of that folder are to be taken.
            assert_eq!(found[0].last(), Some(&Value::Integer(1)));
            found[0].clone_from_slice(&[&expected[0][..expected[0].len() - 1], &[Value::Integer(0)]].concat());
        }
        assert!(*expected == found, "{name}: {expected:?}\n{found:?}");
    }
    for words in ["text", "three", "tag:trade/grain", "is:bookmarked", "two"] {
        assert_eq!(found(&store, words), found(&library, words), "{words}");
    }
    assert_well(&store);
    store.write(|transaction| Ok(transaction.execute("UPDATE watched_folders SET paused = 0", [])?)).unwrap();
    // And once more: the export of what came back is the same, file by file.
    let again = elsewhere.path().join("again");
    export(&store, &again).unwrap();
    assert_eq!(files_of(&again), files_of(&out));
}

/// What stood there may be all that a person has.
#[test]
fn the_library_that_was_there_is_kept() {
    let (full, other) = (full_library(), library());
    import(&other, vec![article("another")]);
    let out = full.folder.path().join("out");
    export(&full, &out).unwrap();
    let Library { folder, store } = other;
    assert!(matches!(import_from(folder.path(), &out), Err(Error::Busy)), "a library that is open");
    drop(store);
    let kept = import_from(folder.path(), &out).unwrap().unwrap();
    assert_eq!(ids(&Store::open(folder.path()).unwrap()).len(), 2, "one of three is in the archive");
    assert_eq!(titles(&Store::open(&kept).unwrap(), &Filter::default(), Sort::Newest), ["Headline of another"]);
}

/// A part that is missing or another than was written must not become a library that looks whole.
#[test]
fn a_damaged_export_is_refused_and_changes_nothing() {
    let (library, elsewhere) = (full_library(), tempfile::tempdir().unwrap());
    let out = elsewhere.path().join("out");
    export(&library, &out).unwrap();
    let back = elsewhere.path().join("back");
    let mut cases = 0;
    for (name, bytes) in files_of(&out).into_iter().filter(|(name, _)| !name.starts_with("articles")) {
        let path = out.join(&name);
        let turned = {
            let mut turned = bytes.clone();
            let middle = turned.len() / 2;
            turned.get_mut(middle).map(|byte| *byte ^= 1).map(|()| turned)
        };
        // The manifest's own words about itself are nobody's sum.
        let turned = turned.filter(|_| name != "library.json");
        for damaged in [turned, Some([&bytes[..], b"\n{}\n"].concat()), None] {
            match &damaged {
                Some(bytes) => fs::write(&path, bytes).unwrap(),
                None => fs::remove_file(&path).unwrap(),
            }
            let refused = import_from(&back, &out);
            assert!(
                matches!(refused, Err(Error::ExportDamaged { .. } | Error::NotAnExport { .. })),
                "{name} as {damaged:?}: {refused:?}"
            );
            assert!(!back.join(LIBRARY_FILE).exists(), "{name}");
            fs::write(&path, &bytes).unwrap();
            cases += 1;
        }
    }
    assert!(cases > 100, "{cases}");
    import_from(&back, &out).unwrap();
}

/// A row names its attachments: never a file of the machine.
#[test]
fn an_export_leads_to_no_file_outside_of_it() {
    let (library, elsewhere) = (full_library(), tempfile::tempdir().unwrap());
    let out = elsewhere.path().join("out");
    export(&library, &out).unwrap();
    let secret = elsewhere.path().join("secret");
    fs::write(&secret, "secret").unwrap();
    let originals = out.join("tables/originals.jsonl");
    let lines = fs::read_to_string(&originals).unwrap();
    let own = lines.split("\"file\":\"").nth(1).unwrap().split('"').next().unwrap();
    for outside in [secret.to_str().unwrap(), "../secret", "attachments/../../secret", "attachments/link", "articles"] {
        let changed = lines.replace(own, outside);
        fs::write(&originals, &changed).unwrap();
        resum(&out, "originals", changed.as_bytes());
        #[cfg(unix)]
        if outside == "attachments/link" {
            std::os::unix::fs::symlink(&secret, out.join(outside)).unwrap();
        }
        let refused = import_from(&elsewhere.path().join("back"), &out);
        assert!(matches!(refused, Err(Error::ExportDamaged { .. })), "{outside}: {refused:?}");
    }
}

/// HTML from outside is cleaned before it is stored, wherever it comes in.
#[test]
fn html_is_cleaned_on_its_way_back() {
    let (library, elsewhere) = (full_library(), tempfile::tempdir().unwrap());
    let out = elsewhere.path().join("out");
    export(&library, &out).unwrap();
    let with = ImportWith { clean: &|html| html.replace("<p>", "<p><!-- clean -->"), told: &|_, _| true };
    let back = elsewhere.path().join("back");
    import_library(&back, &out, now(), &with).unwrap();
    let store = Store::open(&back).unwrap();
    assert!(store.read_article(ids(&store)[0]).unwrap().article.html.contains("<!-- clean -->"));
}

#[test]
fn both_ways_can_be_stopped_and_leave_nothing() {
    let (library, elsewhere) = (library(), tempfile::tempdir().unwrap());
    import(&library, (0..300).map(|n| article(&n.to_string())).collect());
    let (out, back) = (elsewhere.path().join("out"), elsewhere.path().join("back"));
    let page = |_: ArticleId, _: &Article, _: WhereIs<'_>| Page { html: String::new(), entry: String::new() };
    let asked = Cell::new(0);
    let told = |_, _| {
        asked.set(asked.get() + 1);
        asked.get() < 4
    };
    let stopped = library.export_library(&out, "tidings 0", now(), &ExportWith { page: &page, told: &told });
    assert!(matches!(stopped, Err(Error::Cancelled)));
    assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0);
    export(&library, &out).unwrap();
    asked.set(0);
    let stopped = import_library(&back, &out, now(), &ImportWith { clean: &str::to_owned, told: &told });
    assert!(matches!(stopped, Err(Error::Cancelled)));
    assert!(fs::read_dir(&back).unwrap().all(|entry| entry.unwrap().path().extension().unwrap() == "lock"));
    assert!(matches!(export(&library, &out), Err(Error::NotWritten { .. })), "what is there is never written over");
}

#[test]
fn an_export_of_a_newer_program_is_told_so() {
    let (library, elsewhere) = (full_library(), tempfile::tempdir().unwrap());
    let out = elsewhere.path().join("out");
    export(&library, &out).unwrap();
    let manifest = out.join("library.json");
    let text = fs::read_to_string(&manifest).unwrap();
    let schema = format!("\"schema\": {}", connection::MIGRATIONS.len());
    assert!(text.contains(&schema));
    fs::write(&manifest, text.replace(&schema, "\"schema\": 999")).unwrap();
    assert!(matches!(import_from(elsewhere.path(), &out), Err(Error::Newer { version: 999, .. })));
}

fn resum(out: &Path, table: &str, bytes: &[u8]) {
    let path = out.join("library.json");
    let mut manifest: serde_json::Value = serde_json::from_slice(&bytes_of(&path)).unwrap();
    manifest["tables"][table]["sha256"] = hash_of(bytes).0.into();
    fs::write(path, manifest.to_string()).unwrap();
}

/// By their names, with their bytes.
fn files_of(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for path in fs::read_dir(next).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push((path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned(), bytes_of(&path)));
            }
        }
    }
    files.sort();
    files
}

/// An export names folders of the machine that it was made on, or of whoever wrote it: no file may be taken from there,
/// let alone moved, before somebody chose that folder here.
#[test]
fn watched_folders_of_an_export_are_not_watched_until_they_are_chosen() {
    let (library, elsewhere) = (full_library(), tempfile::tempdir().unwrap());
    let (out, back) = (elsewhere.path().join("out"), elsewhere.path().join("back"));
    export(&library, &out).unwrap();
    import_from(&back, &out).unwrap();
    let store = Store::open(&back).unwrap();
    let folder = store.list_watched_folders().unwrap().remove(0);
    assert!(folder.paused && !library.list_watched_folders().unwrap()[0].paused);
    assert!(store.was_taken(folder.id, &ContentHash("ab".to_owned())).unwrap(), "it is known what was taken");
    assert!(!store.add_watched_folder(&folder.path, None).unwrap().paused);
}

/// People take their library out while something comes in.
#[test]
fn an_export_made_during_an_import_comes_back() {
    let (library, elsewhere) = (library(), tempfile::tempdir().unwrap());
    import(&library, vec![article("one")]);
    let mut writer = library.begin_import(library.take_import_turn().unwrap(), "drop", now()).unwrap();
    writer.begin_file("large.bin");
    // More than a batch, so that a part of it is stored before it is whole.
    let mut state = 7u64;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (state >> 33) as u8
    };
    let noise: Vec<u8> = (0..12 << 20).map(|_| next()).collect();
    let half = Cell::new(0);
    let wanted = || {
        half.set(half.get() + 1);
        half.get() < 4
    };
    let kept = writer.keep_original(&hash_of(&noise), &mut &noise[..], &wanted).unwrap();
    assert!(matches!(kept, KeptOriginal::Cancelled));
    let unfinished = "SELECT count(*) FROM originals WHERE hash LIKE 'unfinished %'";
    let count: i64 = library.read(|connection| Ok(connection.query_row(unfinished, [], |row| row.get(0))?)).unwrap();
    assert_eq!(count, 1, "the test is of a file that is half stored");
    let (out, back) = (elsewhere.path().join("out"), elsewhere.path().join("back"));
    export(&library, &out).unwrap();
    import_from(&back, &out).unwrap();
    let store = Store::open(&back).unwrap();
    assert_eq!(ids(&store).len(), 1);
    assert_well(&store);
}

/// Who wants out of a damaged library gets all of it: what can be read as it is, and what cannot as the bytes that are there.
#[test]
fn what_is_damaged_goes_out_as_it_is_and_comes_back_no_worse() {
    for (table, sql) in [
        (
            "article_bodies",
            "UPDATE article_bodies SET body = substr(body, 1, 30) WHERE rowid = (SELECT min(rowid) FROM article_bodies)",
        ),
        ("articles_as_read", "UPDATE articles_as_read SET body = x'00'"),
        ("original_pieces", "UPDATE original_pieces SET bytes = substr(bytes, 1, 20)"),
        ("original_texts", "UPDATE original_texts SET spans = x'0102'"),
        ("settings", "UPDATE settings SET value = 'no JSON' WHERE name = 'zoom'"),
        ("outlets", "UPDATE outlets SET value = '{\"name\":7}'"),
    ] {
        let (library, elsewhere) = (full_library(), tempfile::tempdir().unwrap());
        library.write(|transaction| Ok(transaction.execute_batch(sql)?)).unwrap();
        let (out, back) = (elsewhere.path().join("out"), elsewhere.path().join("back"));
        assert!(!export(&library, &out).unwrap().problems.is_empty(), "{table}");
        import_from(&back, &out).unwrap();
        let store = Store::open(&back).unwrap();
        let of = |store: &Store| rows(store).into_iter().find(|(name, _)| name == table);
        assert_eq!(of(&store), of(&library), "{table}");
    }
    let (library, elsewhere) = (full_library(), tempfile::tempdir().unwrap());
    let out = elsewhere.path().join("out");
    assert_eq!(export(&library, &out).unwrap().problems, Vec::<String>::new());
    // What makes a library whole again without a word of anybody is made.
    let first = "DELETE FROM article_states WHERE article = (SELECT min(article) FROM article_states)";
    library.write(|transaction| Ok(transaction.execute_batch(first)?)).unwrap();
    let (out, back) = (elsewhere.path().join("again"), elsewhere.path().join("back"));
    assert_eq!(export(&library, &out).unwrap().problems.len(), 1);
    import_from(&back, &out).unwrap();
    assert_well(&Store::open(&back).unwrap());
}

/// What lists stumble over must not come in with an export that somebody wrote or changed.
#[test]
fn rows_that_lists_cannot_read_are_refused() {
    let elsewhere = tempfile::tempdir().unwrap();
    let (mut cases, back) = (0, elsewhere.path().join("back"));
    for (table, from, to) in [
        ("articles", "\"byline\":[]", "\"byline\":{}"),
        ("articles", "\"published\":\"2026-10-01\"", "\"published\":\"soon\""),
        ("outlets", "\"name\":\"The Example\"", "\"name\":7"),
        ("titles", "\"name\":\"", "\"name\":7,\"x\":\""),
        ("outlet_rules", "\"residue\"", "\"none\""),
        ("import_files", "\"problems\":[]", "\"problems\":3"),
        ("imports", "\"id\":1,", "\"id\":-1,"),
        ("article_states", "", ""),
        ("article_bodies", "", ""),
    ] {
        let library = full_library();
        let out = elsewhere.path().join(format!("out{cases}"));
        export(&library, &out).unwrap();
        let path = out.join(format!("tables/{table}.jsonl"));
        let lines = fs::read_to_string(&path).unwrap();
        let changed = if from.is_empty() {
            lines.split_inclusive('\n').skip(1).collect::<String>()
        } else {
            assert!(lines.contains(from), "{table}: {lines}");
            lines.replacen(from, to, 1)
        };
        fs::write(&path, &changed).unwrap();
        resum(&out, table, changed.as_bytes());
        let refused = import_from(&back, &out);
        assert!(matches!(refused, Err(Error::ExportDamaged { .. })), "{table} {to}: {refused:?}");
        assert!(!back.join(LIBRARY_FILE).exists());
        cases += 1;
    }
}

/// Numbers that only a forger writes.
#[test]
fn rows_beyond_all_counting_are_refused() {
    let (library, elsewhere) = (full_library(), tempfile::tempdir().unwrap());
    let out = elsewhere.path().join("out");
    export(&library, &out).unwrap();
    let path = out.join("library.json");
    let mut manifest: serde_json::Value = serde_json::from_slice(&bytes_of(&path)).unwrap();
    for table in ["articles", "imports"] {
        manifest["tables"][table]["rows"] = u64::MAX.into();
    }
    fs::write(path, manifest.to_string()).unwrap();
    assert!(matches!(import_from(&elsewhere.path().join("back"), &out), Err(Error::ExportDamaged { .. })));
}

/// Two windows, or a person who is impatient: neither may write into the other's.
#[test]
fn two_exports_at_once_do_not_meet() {
    let (library, elsewhere) = (full_library(), tempfile::tempdir().unwrap());
    let (out, inner) = (elsewhere.path().join("out"), Cell::new(false));
    let page = |_: ArticleId, article: &Article, _: WhereIs<'_>| {
        if !inner.replace(true) {
            export(&library, &out).unwrap();
        }
        Page { html: article.title.clone(), entry: article.title.clone() }
    };
    let with = ExportWith { page: &page, told: &|_, _| true };
    assert!(matches!(library.export_library(&out, "tidings 0", now(), &with), Err(Error::NotWritten { .. })));
    let (lone, again) = (elsewhere.path().join("lone"), elsewhere.path().join("back"));
    export(&library, &lone).unwrap();
    assert_eq!(files_of(&out), files_of(&lone));
    import_from(&again, &out).unwrap();
}
