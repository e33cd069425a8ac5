use ::articles::{Outlet, OutletId};

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
