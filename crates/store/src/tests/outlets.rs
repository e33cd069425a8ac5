use ::articles::{Outlet, OutletId, RecordCount};

use super::*;

fn outlet(name: &str, aliases: &[&str]) -> Outlet {
    let aliases = aliases.iter().map(|&alias| alias.to_owned()).collect();
    Outlet { name: name.to_owned(), aliases, ..Outlet::default() }
}

fn met(store: &Store) -> Vec<(String, u32)> {
    store.list_outlets().unwrap().1.into_iter().map(|met| (met.name, met.articles)).collect()
}

/// Nobody types a register in: what an import brings stands there, to be confirmed or to be named as one that is known.
#[test]
fn outlets_are_met_confirmed_and_merged() {
    let library = library();
    let articles = [("a", "Il Goriziano"), ("b", "Il Goriziano"), ("c", "Goriziano"), ("d", "")];
    import(&library, articles.map(|(name, source)| from_source(name, source)).to_vec());
    let there = |list: &[(&str, u32)]| list.iter().map(|(name, n)| ((*name).to_owned(), *n)).collect::<Vec<_>>();
    assert_eq!(met(&library), there(&[("Il Goriziano", 2), ("Goriziano", 1)]));

    let id = library.save_outlet(None, &outlet("Goriziano", &[])).unwrap();
    assert_eq!(met(&library), there(&[("Il Goriziano", 2)]));
    let taken = library.save_outlet(None, &outlet("Other", &["GORIZIANO"]));
    assert!(matches!(taken, Err(Error::Taken { .. })));
    let other = Outlet { country: "it".into(), rank: 2, ..outlet("Il Goriziano", &["goriziano.example"]) };
    let other = library.save_outlet(None, &other).unwrap();
    library.merge_outlets(id, other).unwrap();
    assert_eq!(met(&library), []);
    let (known, _) = library.list_outlets().unwrap();
    let merged =
        Outlet { country: "it".into(), rank: 2, ..outlet("Goriziano", &["Il Goriziano", "goriziano.example"]) };
    assert_eq!(known.iter().map(|one| (&one.outlet, one.articles)).collect::<Vec<_>>(), [(&merged, 3)]);

    // To merge it with itself must not drop it.
    library.merge_outlets(id, id).unwrap();
    assert_eq!(library.list_outlets().unwrap().0.len(), 1);
    assert!(matches!(library.merge_outlets(id, OutletId(99)), Err(Error::NotFound { .. })));
    assert!(library.remove_outlet(id).unwrap());
    assert_eq!(met(&library).len(), 2);
}

/// A list of outlets adds what the register has no name of, and takes back what nobody has touched since.
#[test]
fn a_list_of_outlets_comes_and_goes() {
    let library = library();
    library.save_outlet(None, &outlet("Harbour Post", &["harbour.test"])).unwrap();
    let list =
        || vec![outlet("Post", &["harbour.test"]), outlet("Quay", &[]), outlet("Pier", &[]), outlet("QUAY", &[])];
    let import = |name: &str| {
        let mut writer = library.begin_import(library.take_import_turn().unwrap(), name, now()).unwrap();
        writer.begin_file(name);
        writer.end_file(FileEnd { outlets: list(), ..FileEnd::default() }).unwrap();
        library.read_import(writer.finish(ImportState::Finished).unwrap().unwrap()).unwrap()
    };
    let first = import("a.opml");
    let line = &first.sample[0];
    assert_eq!((line.outcome, line.outlets, line.known_outlets), (FileOutcome::Imported, 2, 2));
    assert_eq!(first.summary.outlets, 2);
    let again = import("b.opml");
    let line = &again.sample[0];
    assert_eq!((line.outcome, line.outlets, line.known_outlets), (FileOutcome::AlreadyThere, 0, 4));

    let quay = library.list_outlets().unwrap().0.into_iter().find(|one| one.outlet.name == "Quay").unwrap();
    library.save_outlet(Some(quay.id), &Outlet { rank: 1, ..quay.outlet }).unwrap();
    assert_eq!(library.undo_import(first.summary.id, now()).unwrap().outlets, 1);
    let names: Vec<String> = library.list_outlets().unwrap().0.into_iter().map(|one| one.outlet.name).collect();
    assert_eq!(names, ["Harbour Post", "Quay"]);
    assert_well(&library);
}

/// An export's own count is told of the file, and of its copies.
#[test]
fn a_file_keeps_its_own_count() {
    let library = library();
    let records = Some(RecordCount { found: 1, announced: 2 });
    let mut writer = library.begin_import(library.take_import_turn().unwrap(), "drop", now()).unwrap();
    let hash = hash_of(b"bytes");
    writer.begin_file("a.txt");
    writer.keep_original(&hash, &mut &b"bytes"[..], &|| true).unwrap();
    writer.begin_text("bytes", &hash).unwrap();
    writer.add_article(&article("one"), 0).unwrap();
    writer.end_text(TextSpans::default());
    writer.end_file(FileEnd { hash: Some(hash.clone()), records, ..FileEnd::default() }).unwrap();
    writer.begin_file("copy.txt");
    writer.end_file(FileEnd { hash: Some(hash), skipped: true, ..FileEnd::default() }).unwrap();
    writer.begin_file("other.txt");
    writer.end_file(FileEnd::default()).unwrap();
    let report = library.read_import(writer.finish(ImportState::Finished).unwrap().unwrap()).unwrap();
    assert_eq!(report.sample.iter().map(|file| file.records).collect::<Vec<_>>(), [records, records, None]);
}
