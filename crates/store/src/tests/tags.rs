use super::*;

fn under(store: &Store, tag: &str) -> Vec<String> {
    titles(store, &Filter { tag: Some(tag.to_owned()), ..Filter::default() }, Sort::Headline)
}

fn counts(store: &Store) -> Vec<(String, u32)> {
    let mut counts: Vec<_> =
        store.count_articles().unwrap().tags.into_iter().map(|count| (count.name, count.all)).collect();
    counts.sort();
    counts
}

fn set(store: &Store, id: ArticleId, add: &[&str], remove: &[&str]) -> u32 {
    let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    store.set_tags(&[id], &owned(add), &owned(remove)).unwrap()
}

#[test]
fn a_tag_holds_what_the_tags_in_it_hold() {
    let library = library();
    import(&library, vec![article("a"), article("b")]);
    let rows = all_rows(&library, &Filter::default(), Sort::Headline, 10);
    let (a, b) = (rows[0].id, rows[1].id);
    let check = |expected: &[(&str, u32)]| {
        let expected: Vec<_> = expected.iter().map(|(name, count)| ((*name).to_owned(), *count)).collect();
        assert_eq!(counts(&library), expected);
        assert_well(&library);
    };

    assert_eq!(set(&library, a, &[" trade / grain/ wheat "], &[]), 1);
    assert_eq!(set(&library, b, &["trade"], &[]), 1);
    check(&[("trade", 2), ("trade/grain", 1), ("trade/grain/wheat", 1)]);
    assert_eq!(library.read_article(a).unwrap().tags, ["trade/grain/wheat"], "only what was put on it is shown");
    assert_eq!(under(&library, "trade"), ["Headline of a", "Headline of b"]);
    assert_eq!(found(&library, "tag:trade/grain"), ["Headline of a"]);

    // Put on it twice over, taken away once: it is still in the other.
    assert_eq!(set(&library, a, &["trade", "trade/grain"], &[]), 1);
    assert_eq!(set(&library, a, &[], &["trade"]), 1);
    check(&[("trade", 2), ("trade/grain", 1), ("trade/grain/wheat", 1)]);
    assert_eq!(set(&library, a, &[], &["trade/grain/wheat"]), 1);
    check(&[("trade", 2), ("trade/grain", 1)]);
    assert_eq!(set(&library, a, &[], &["trade"]), 0, "it was only counted under it");
    assert_eq!(set(&library, a, &[], &["trade/grain"]), 1);
    check(&[("trade", 1)]);

    // Neither a name that begins alike nor a wildcard is a tag in it.
    set(&library, a, &["tra_e/x", "trade union"], &[]);
    set(&library, b, &[], &["trade"]);
    check(&[("tra_e", 1), ("tra_e/x", 1), ("trade union", 1)]);
    assert_eq!(set(&library, a, &["/", " / "], &[]), 0, "no words, no tag");
}
