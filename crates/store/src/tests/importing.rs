use ::articles::{Problem, ProblemCode};

use super::*;

#[test]
fn an_article_comes_back_as_it_was() {
    let library = library();
    let mut one = dated("one", "2025-05-12T08:30:00+03:00");
    one.byline = vec!["A. Writer".to_owned(), "B. Writer".to_owned()];
    one.source = Some(Source { name: "Daily".to_owned(), host: Some("daily.example".to_owned()) });
    one.published.as_mut().unwrap().reason = Some("the caption says".to_owned());
    import(&library, vec![one.clone()]);
    let id = ids(&library)[0];
    let view = library.read_article(id).unwrap();
    assert_eq!(view.article, one);
    let row = &library.read_rows(&[id]).unwrap()[0];
    assert_eq!(
        (&row.title, &row.byline, &row.source, &row.published),
        (&one.title, &one.byline, &one.source, &one.published)
    );
    assert_eq!(row.opening, "This is the text of one. It has two paragraphs.");
    assert_eq!(row.words, 10);
    assert!(matches!(library.read_article(ArticleId(1)), Err(Error::NotFound { .. })));
}

/// Nothing is thrown away: an article's source is there to the letter, and said what it was taken for.
#[test]
fn the_source_is_kept_with_its_roles() {
    let library = library();
    let bytes = "Ünï\n\ncode".as_bytes();
    import_files(&library, &[File { name: "a/b.txt", bytes, articles: vec![article("one"), article("two")] }]);
    let newest = library.read_source_text(ids(&library)[0]).unwrap();
    assert_eq!((newest.file.as_str(), newest.text.as_str(), newest.article), ("a/b.txt", "Ünï\n\ncode", 1));
    assert_eq!(newest.spans.len(), 1);
    assert_eq!(original(&library, &hash_of(bytes)), bytes);

    // A decoded text is not its file's bytes, and both are kept.
    let latin = b"caf\xe9";
    let mut writer = library.begin_import(library.take_import_turn().unwrap(), "drop", now()).unwrap();
    let hash = hash_of(latin);
    writer.begin_file("latin.txt");
    writer.keep_original(&hash, &mut &latin[..], &|| true).unwrap();
    writer.begin_text("café", &hash).unwrap();
    writer.add_article(&article("three"), 0).unwrap();
    writer.end_text(TextSpans::default());
    writer.end_file(FileEnd { hash: Some(hash.clone()), ..FileEnd::default() }).unwrap();
    writer.finish(ImportState::Finished).unwrap();
    assert_eq!(library.read_source_text(ids(&library)[0]).unwrap().text, "café");
    assert_eq!(original(&library, &hash), latin);
}

fn original(store: &Store, hash: &ContentHash) -> Vec<u8> {
    store
        .read(|connection| {
            let id = tables::originals::find(connection, hash)?.unwrap();
            tables::originals::read_head(connection, id, usize::MAX)
        })
        .unwrap()
}

/// Several pieces, several transactions.
#[test]
fn a_large_file_is_kept_to_the_byte() {
    let library = library();
    let bytes: Vec<u8> = (0..21_000_000u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    import_files(&library, &[File { name: "large", bytes: &bytes, articles: vec![article("one")] }]);
    assert!(original(&library, &hash_of(&bytes)) == bytes);
    assert_well(&library);
}

#[test]
fn a_file_that_changed_is_not_kept() {
    let library = library();
    let mut writer = library.begin_import(library.take_import_turn().unwrap(), "drop", now()).unwrap();
    writer.begin_file("a.txt");
    let kept = writer.keep_original(&hash_of(b"before"), &mut &b"after"[..], &|| true).unwrap();
    assert!(matches!(kept, KeptOriginal::Changed));
    let problem = Problem { place: "a.txt".to_owned(), code: ProblemCode::FileChanged, detail: String::new() };
    writer.end_file(FileEnd { problems: vec![problem.clone()], ..FileEnd::default() }).unwrap();
    let import = writer.finish(ImportState::Finished).unwrap().unwrap();
    let report = library.read_import(import).unwrap();
    assert_eq!((report.sample[0].outcome, &report.sample[0].problems), (FileOutcome::Refused, &vec![problem]));
    assert_eq!((report.summary.problems, report.summary.articles), (1, 0));
    assert_eq!(originals(&library), 0);
}

fn originals(store: &Store) -> i64 {
    store.read(|connection| Ok(connection.query_row("SELECT count(*) FROM originals", [], |row| row.get(0))?)).unwrap()
}

#[test]
fn the_same_file_again_adds_nothing_and_says_so() {
    let library = library();
    let file = || File { name: "a.txt", bytes: b"bytes", articles: vec![article("one"), article("two")] };
    let first = import_files(&library, &[file()]);
    assert_eq!(
        (first.sample[0].outcome, first.sample[0].articles.len(), first.summary.articles),
        (FileOutcome::Imported, 2, 2)
    );
    let second = import_files(&library, &[file()]);
    let line = &second.sample[0];
    assert_eq!((line.outcome, line.articles.len(), line.known), (FileOutcome::AlreadyThere, 0, 2));
    assert_eq!(line.format.as_deref(), Some("text"));
    assert_eq!(ids(&library).len(), 2);
    assert_well(&library);
}

/// Neither the twin nor its end is stored yet when its copy comes.
#[test]
fn a_copy_in_the_same_import_is_told_as_its_twin() {
    let library = library();
    let mut writer = library.begin_import(library.take_import_turn().unwrap(), "drop", now()).unwrap();
    put_file(&mut writer, &File { name: "twin.txt", bytes: b"bytes", articles: vec![article("one")] }).unwrap();
    writer.begin_file("copy.txt");
    writer.end_file(FileEnd { hash: Some(hash_of(b"bytes")), skipped: true, ..FileEnd::default() }).unwrap();
    let import = writer.finish(ImportState::Finished).unwrap().unwrap();
    let report = library.read_import(import).unwrap();
    let lines: Vec<_> = report.sample.iter().map(|line| (line.file.as_str(), line.outcome)).collect();
    assert_eq!(lines, [("twin.txt", FileOutcome::Imported), ("copy.txt", FileOutcome::AlreadyThere)]);
    assert_eq!(titles(&library, &Filter { import: Some(import), ..Filter::default() }, Sort::Newest).len(), 1);
    assert_well(&library);
}

/// Two that were both read, in one batch.
#[test]
fn copies_that_were_both_read_are_one_file() {
    let library = library();
    let file = |name| File { name, bytes: b"a", articles: vec![article("one")] };
    let report = import_files(&library, &[file("a.txt"), file("b.txt")]);
    let outcomes: Vec<_> = report.sample.iter().map(|line| (line.outcome, line.articles.len(), line.known)).collect();
    assert_eq!(outcomes, [(FileOutcome::Imported, 1, 0), (FileOutcome::AlreadyThere, 0, 1)]);
    assert_eq!(originals(&library), 1);
    assert_well(&library);
}

#[test]
fn an_article_from_another_file_is_known() {
    let library = library();
    import_files(&library, &[File { name: "a.txt", bytes: b"a", articles: vec![article("one"), article("one")] }]);
    let report =
        import_files(&library, &[File { name: "b.txt", bytes: b"b", articles: vec![article("one"), article("two")] }]);
    assert_eq!(
        (report.sample[0].articles.len(), report.sample[0].known, report.sample[0].outcome),
        (1, 1, FileOutcome::Imported)
    );
    assert_eq!(
        titles(&library, &Filter { import: Some(report.summary.id), ..Filter::default() }, Sort::Headline),
        ["Headline of one", "Headline of two"]
    );
    assert_eq!(ids(&library).len(), 2);
    assert_well(&library);
}

#[test]
fn undo_takes_back_what_only_this_import_has() {
    let library = library();
    let first =
        import_files(&library, &[File { name: "a.txt", bytes: b"a", articles: vec![article("one"), article("two")] }]);
    let second = import_files(
        &library,
        &[File { name: "b.txt", bytes: b"b", articles: vec![article("two"), article("three")] }],
    );
    library.set_bookmarked(&ids(&library), true, now()).unwrap();
    library.set_tags(&ids(&library), &["x".to_owned()], &[]).unwrap();

    assert_eq!(
        library.undo_import(first.summary.id, now()).unwrap(),
        ImportUndone { removed: 1, kept: 0, shared: 1, outlets: 0 }
    );
    assert_eq!(titles(&library, &Filter::default(), Sort::Headline), ["Headline of three", "Headline of two"]);
    assert!(found(&library, "\"text of one\"").is_empty());
    assert_eq!((library.count_articles().unwrap().all, library.count_articles().unwrap().tags[0].all), (2, 2));
    assert!(library.read_import(first.summary.id).unwrap().summary.undone);
    assert_eq!(library.undo_import(first.summary.id, now()).unwrap(), ImportUndone::default());
    let view = library.read_article(ids(&library)[0]).unwrap();
    assert_eq!(view.import, second.summary.id);
    // The source of the article that stays is still there.
    let two = all_rows(&library, &Filter::default(), Sort::Headline, 9)[1].id;
    assert_eq!(library.read_source_text(two).unwrap().text, "a");
    assert_well(&library);

    library.undo_import(second.summary.id, now()).unwrap();
    assert_eq!((library.count_articles().unwrap(), originals(&library)), (Counts::default(), 0));
    assert_well(&library);

    // What was undone can be imported again.
    assert!(!library.is_known(&hash_of(b"a")).unwrap());
    let again =
        import_files(&library, &[File { name: "a.txt", bytes: b"a", articles: vec![article("one"), article("two")] }]);
    assert_eq!((again.summary.articles, again.sample[0].outcome), (2, FileOutcome::Imported));
    assert_well(&library);
}

/// A hole in a printed digest is data lost.
#[test]
fn undo_leaves_what_an_issue_quotes() {
    let library = library();
    let id = import(&library, vec![article("one"), article("two")]);
    let quoted = ids(&library)[0];
    let issue_id =
        library.put_issue(::articles::TitleId(1), "2026-11-23".parse().unwrap(), |_| Ok(issue(&[quoted]))).unwrap();
    assert_eq!(library.undo_import(id, now()).unwrap(), ImportUndone { removed: 1, kept: 1, shared: 0, outlets: 0 });
    assert_eq!(library.read_rows(&[quoted]).unwrap().len(), 1);
    assert!(library.read_issue(issue_id).is_ok());
    assert_well(&library);
}

#[test]
fn a_file_that_came_twice_stays_until_both_are_undone() {
    let library = library();
    let file = || File { name: "a.txt", bytes: b"a", articles: vec![article("one")] };
    let first = import_files(&library, &[file()]).summary.id;
    let second = import_files(&library, &[file()]).summary.id;
    assert_eq!(library.undo_import(first, now()).unwrap(), ImportUndone { removed: 0, kept: 0, shared: 1, outlets: 0 });
    assert_eq!(original(&library, &hash_of(b"a")), b"a");
    assert_eq!(
        library.undo_import(second, now()).unwrap(),
        ImportUndone { removed: 1, kept: 0, shared: 0, outlets: 0 }
    );
    assert_eq!(originals(&library), 0);
    assert_well(&library);
}

/// Cancelled: what was stored stays, with its line; what waited is not.
#[test]
fn a_cancelled_import_keeps_what_was_stored() {
    let library = library();
    let turn = library.take_import_turn().unwrap();
    let mut writer = library.begin_import(turn, "drop", now()).unwrap();
    let many: Vec<Article> = (0..1500).map(|i| article(&format!("number {i}"))).collect();
    let hash = hash_of(b"many");
    writer.begin_file("many.txt");
    writer.keep_original(&hash, &mut &b"many"[..], &|| true).unwrap();
    writer.begin_text("many", &hash).unwrap();
    for article in &many {
        writer.add_article(article, 0).unwrap();
    }
    let stored = writer.stored_articles();
    assert!(stored >= 1000);
    let import = writer.finish(ImportState::Cancelled).unwrap().unwrap();
    let report = library.read_import(import).unwrap();
    assert_eq!((report.summary.state, report.summary.articles), (ImportState::Cancelled, stored));
    assert_eq!(report.sample.len(), 1);
    assert!(!library.is_known(&hash).unwrap());
    assert_well(&library);

    // And the same file again adds the rest.
    let again = import_files(&library, &[File { name: "many.txt", bytes: b"many", articles: many }]);
    assert_eq!((again.summary.articles, again.sample[0].known), (1500 - stored, stored));
    assert_well(&library);
}

#[test]
fn an_import_that_was_cancelled_at_once_is_none() {
    let library = library();
    let writer = library.begin_import(library.take_import_turn().unwrap(), "drop", now()).unwrap();
    assert_eq!(writer.finish(ImportState::Cancelled).unwrap(), None);
    assert!(library.list_imports(10).unwrap().is_empty());
    // An empty folder is an answer.
    let writer = library.begin_import(library.take_import_turn().unwrap(), "drop", now()).unwrap();
    assert!(writer.finish(ImportState::Finished).unwrap().is_some());
}

/// What an agency wrote and a paper printed, word for word, are two voices to be counted: neither hides the other, and each
/// is known when it comes again.
#[test]
fn the_same_words_of_two_outlets_are_two_articles() {
    let library = library();
    import(&library, vec![from_source("wire", "Coast Agency")]);
    let of_paper = || {
        let mut article = from_source("wire", "Morning Post");
        article.byline = vec!["From our desk".to_owned()];
        article
    };
    import(&library, vec![of_paper()]);
    let outlets = || {
        let rows = all_rows(&library, &Filter::default(), Sort::Newest, 10);
        let mut names: Vec<String> = rows.into_iter().filter_map(|row| Some(row.source?.name)).collect();
        names.sort();
        names
    };
    assert_eq!(outlets(), ["Coast Agency", "Morning Post"]);
    // Again, in another file; in other letters; and where it is not said who printed it.
    for article in [of_paper(), from_source("wire", "COAST AGENCY"), article("wire")] {
        let bytes = serde_json::to_vec(&(&article, "again")).unwrap();
        import_files(&library, &[File { name: "again.txt", bytes: &bytes, articles: vec![article] }]);
        assert_eq!(outlets(), ["Coast Agency", "Morning Post"]);
    }
    // With the agency's taken out, the paper's is still the paper's.
    library.undo_import(library.list_imports(10).unwrap().last().unwrap().id, now()).unwrap();
    assert!(outlets().contains(&"Morning Post".to_owned()));
    import(&library, vec![of_paper()]);
    assert_eq!(outlets().iter().filter(|name| *name == "Morning Post").count(), 1);
    assert_well(&library);
}

/// The outlet of an article is the one that was read as much as the one that a reader made of it.
#[test]
fn an_article_whose_outlet_was_corrected_is_known_under_both_names() {
    let library = library();
    let as_read = from_source("one", "Gazete");
    import(&library, vec![as_read.clone()]);
    let id = ids(&library)[0];
    let article = from_source("one", "Gazette");
    let change = Some((as_read.clone(), Corrected { article, as_read }));
    library.put_ruled(&[Ruled { id, change }], now()).unwrap();
    for source in ["Gazete", "Gazette", "GAZETTE"] {
        let bytes = format!("another file {source}");
        let again = File { name: "b.txt", bytes: bytes.as_bytes(), articles: vec![from_source("one", source)] };
        assert_eq!(import_files(&library, &[again]).summary.articles, 0, "{source}");
    }
    assert_eq!(ids(&library), [id]);
    assert_well(&library);
}

/// An agency's text in a paper is one printing however the paper's name is written, and also where the agency's is gone.
#[test]
fn a_second_outlet_is_one_under_all_spellings_of_its_name() {
    let library = library();
    let by = |name: &str, host: Option<&str>| {
        let host = host.map(str::to_owned);
        Article { source: Some(Source { name: name.to_owned(), host }), ..article("one") }
    };
    let mut expected = 0;
    for (name, host, new) in [
        ("Agency", None, 1),
        ("Le Littoral", Some("www.littoral.example"), 1),
        ("LE LITTORAL", None, 0),
        ("Littoral.example", Some("littoral.example"), 0),
        ("agency", None, 0),
        ("Other", None, 1),
        ("OTHER", None, 0),
    ] {
        let bytes = format!("{name} {host:?}");
        let file = File { name: "a.txt", bytes: bytes.as_bytes(), articles: vec![by(name, host)] };
        assert_eq!(import_files(&library, &[file]).summary.articles, new, "{name}");
        expected += new as usize;
        assert_eq!(ids(&library).len(), expected);
    }
    assert_well(&library);
    // The first is gone: what the paper printed is still known.
    let first = all_rows(&library, &Filter::default(), Sort::Newest, 9)
        .into_iter()
        .find(|row| row.source.as_ref().unwrap().name == "Agency");
    library.put_away(&[first.unwrap().id], Some(Away::Trash)).unwrap();
    library.empty_trash().unwrap();
    let file = File { name: "z.txt", bytes: b"z", articles: vec![by("le littoral", None)] };
    assert_eq!(import_files(&library, &[file]).summary.articles, 0);
    assert_well(&library);
}

/// A drop of 50,000 files is told a page at a time; what stays in memory is what fits a card.
#[test]
fn a_long_report_is_read_in_pages() {
    let library = library();
    let mut writer = library.begin_import(library.take_import_turn().unwrap(), "drop", now()).unwrap();
    for number in 0..450 {
        let file = format!("{number}.txt");
        writer.begin_file(&file);
        let problem = Problem { place: file.clone(), code: ProblemCode::EmptyFile, detail: String::new() };
        let problems = if number % 100 == 99 { vec![problem] } else { Vec::new() };
        let path = (number == 99).then(|| format!("/drop/{file}"));
        writer.end_file(FileEnd { problems, path, ..FileEnd::default() }).unwrap();
    }
    let import = writer.finish(ImportState::Finished).unwrap().unwrap();
    let report = library.read_import(import).unwrap();
    let outcomes = FileOutcomes { nothing_found: 446, refused: 4, refused_with_path: 1, ..FileOutcomes::default() };
    assert_eq!((report.summary.files, report.outcomes), (450, outcomes));
    assert_eq!(library.refused_paths(import).unwrap(), ["/drop/99.txt"]);
    let first: Vec<_> = report.sample.iter().take(5).map(|line| line.file.as_str()).collect();
    assert_eq!((report.sample.len(), first), (20, vec!["99.txt", "199.txt", "299.txt", "399.txt", "0.txt"]));
    let (mut names, mut after) = (Vec::new(), None);
    loop {
        let page = library.list_import_files(import, after, 1_000).unwrap();
        assert!(page.files.len() <= 200, "whatever is asked for");
        names.extend(page.files.into_iter().map(|line| line.file));
        match page.next {
            Some(next) => after = Some(next),
            None => break,
        }
    }
    assert_eq!(names, (0..450).map(|number| format!("{number}.txt")).collect::<Vec<_>>());
}
