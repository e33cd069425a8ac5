use super::*;

fn counts(store: &Store) -> (u32, u32, u32, u32) {
    let Counts { all, archived, muted, trashed, .. } = store.count_articles().unwrap();
    (all, archived, muted, trashed)
}

fn of(filter: Filter, store: &Store) -> Vec<String> {
    titles(store, &filter, Sort::Headline)
}

fn only(away: Away) -> Filter {
    Filter { away: Some(away), ..Filter::default() }
}

#[test]
fn what_is_put_away_is_out_of_the_lists_and_comes_back() {
    let library = library();
    import(&library, ["a", "b", "c", "d"].map(article).to_vec());
    let all = all_rows(&library, &Filter::default(), Sort::Headline, 10);
    let (a, b, c) = (all[0].id, all[1].id, all[2].id);
    library.set_tags(&[a, b], &["press".to_owned()], &[]).unwrap();
    library.set_bookmarked(&[a, b], true, now()).unwrap();

    assert_eq!(library.put_away(&[a], Some(Away::Archive)).unwrap(), 1);
    assert_eq!(library.put_away(&[a], Some(Away::Archive)).unwrap(), 0, "it is there");
    assert_eq!(library.put_away(&[b], Some(Away::Trash)).unwrap(), 1);
    assert_eq!(library.put_away(&[ArticleId(7)], Some(Away::Trash)).unwrap(), 0, "there is no such article");
    assert_well(&library);
    assert_eq!(counts(&library), (2, 1, 0, 1));
    assert_eq!(of(Filter::default(), &library), ["Headline of c", "Headline of d"]);
    assert_eq!(of(only(Away::Archive), &library), ["Headline of a"]);
    assert_eq!(of(only(Away::Trash), &library), ["Headline of b"]);
    // One's own order still holds what is done with; the trash is in no place.
    assert_eq!(of(Filter { tag: Some("press".to_owned()), ..Filter::default() }, &library), ["Headline of a"]);
    assert_eq!(of(Filter { bookmarked: true, ..Filter::default() }, &library), ["Headline of a"]);
    assert_eq!(library.place_articles(&Filter::default(), Sort::Newest, today()).unwrap().articles, 2);
    assert_eq!(library.read_article(b).unwrap().away, Some(Away::Trash));
    let away: Vec<_> = library.read_rows(&[a, b, c]).unwrap().iter().map(|row| row.away).collect();
    assert_eq!(away, [Some(Away::Archive), Some(Away::Trash), None]);
    for query in ["headline", "lang:en"] {
        let mut found = found(&library, query);
        found.sort();
        assert_eq!(found, ["Headline of a", "Headline of c", "Headline of d"], "{query}");
    }

    assert_eq!(library.put_away(&[a, b, c], None).unwrap(), 2);
    assert_eq!(counts(&library), (4, 0, 0, 0));
    assert_eq!(found(&library, "headline").len(), 4);
    assert_well(&library);
}

#[test]
fn the_trash_is_emptied_but_for_what_an_issue_quotes() {
    let library = library();
    import(&library, vec![article("a"), article("b"), article("c")]);
    let all = ids(&library);
    library.put_issue(::articles::TitleId(1), today(), |_| Ok(issue(&all[..1]))).unwrap();
    library.put_away(&all[..2], Some(Away::Trash)).unwrap();
    assert_eq!(library.empty_trash().unwrap(), (1, 1));
    assert_eq!(counts(&library), (1, 0, 0, 1));
    assert!(library.read_article(all[0]).is_ok() && library.read_article(all[1]).is_err());
    assert_well(&library);
}

#[test]
fn a_mute_keeps_out_what_is_there_and_what_comes_until_its_last_day() {
    let library = library();
    import(&library, vec![article("football one"), article("harbour"), article("football two")]);
    let kept = all_rows(&library, &Filter::default(), Sort::Headline, 10)[0].id;
    library.set_bookmarked(&[kept], true, now()).unwrap();

    assert_eq!(library.try_mute("title:football", today()).unwrap().len(), 1, "a bookmark is worth more than a rule");
    assert_eq!(counts(&library), (3, 0, 0, 0), "trying changes nothing");
    let mute = library.add_mute(" title:football ", Some(today()), today()).unwrap();
    assert_eq!(counts(&library), (2, 0, 1, 0));
    import(&library, vec![article("football three"), article("markets")]);
    assert_eq!(counts(&library), (3, 0, 2, 0));
    assert_eq!(found(&library, "football"), ["Headline of football one"]);
    let listed = library.list_mutes().unwrap();
    assert_eq!((listed[0].query.as_str(), listed[0].hidden), ("title:football", 2));
    assert_well(&library);

    assert!(!library.lift_mutes(today()).unwrap(), "it holds on its last day");
    assert!(library.lift_mutes(today().succ_opt().unwrap()).unwrap());
    assert_eq!((counts(&library), library.list_mutes().unwrap().len()), ((5, 0, 0, 0), 0));
    assert!(!library.remove_mute(mute, today()).unwrap());
    assert_eq!(found(&library, "football").len(), 3);
    assert_well(&library);

    // A rule that asks for nothing would keep everything out.
    for query in ["", " ", "is:green"] {
        assert!(library.add_mute(query, None, today()).is_err(), "{query:?}");
    }
    let mute = library.add_mute("lang:en", None, today()).unwrap();
    assert_eq!(counts(&library), (1, 0, 4, 0));
    library.remove_mute(mute, today()).unwrap();
    assert_eq!(counts(&library), (5, 0, 0, 0));
    assert_well(&library);
}

/// A rule that ends gives back only what no other keeps out, and a reader's own archive is not a rule's to move.
#[test]
fn rules_over_the_same_articles_end_one_by_one() {
    let library = library();
    import(&library, vec![article("football one"), article("football two cup"), article("harbour")]);
    let by = |query: &str| library.try_mute(query, today()).unwrap();
    let archived = by("title:\"football one\"")[0];
    library.put_away(&[archived], Some(Away::Archive)).unwrap();
    let football = library.add_mute("title:football", None, today()).unwrap();
    let cup = library.add_mute("title:cup", None, today()).unwrap();
    assert_eq!(counts(&library), (1, 1, 1, 0));
    library.remove_mute(football, today()).unwrap();
    assert_eq!(counts(&library), (1, 1, 1, 0), "the cup is muted by the other rule still");
    library.remove_mute(cup, today()).unwrap();
    assert_eq!(counts(&library), (2, 1, 0, 0), "what was archived still is");
    assert_well(&library);
}

/// A reader's own archive may hold all of the newest, and the rule is for what lies behind them too.
#[test]
fn a_rule_goes_on_behind_what_it_may_not_touch() {
    for query in ["football", "lang:en"] {
        let library = library();
        let days = ["2026-05-05", "2026-05-04", "2026-05-03", "2026-05-02", "2026-05-01"];
        import(&library, days.iter().map(|day| dated(&format!("football {day}"), day)).collect());
        let newest = ids(&library);
        library.put_away(&newest[..2], Some(Away::Archive)).unwrap();
        library.set_bookmarked(&newest[2..3], true, now()).unwrap();
        let mute = library.add_mute("nothing-like-it", None, today()).unwrap();
        library.mute_all(mute, query, today(), 1).unwrap();
        assert_eq!(counts(&library), (1, 2, 2, 0), "{query}");
        assert_well(&library);
    }
}
