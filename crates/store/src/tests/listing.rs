use proptest::prelude::*;

use super::*;

#[test]
fn the_newest_stand_first_and_undated_ones_by_their_import() {
    let library = library();
    import(
        &library,
        vec![
            dated("old", "1999-12-31"),
            dated("morning", "2026-11-23T08:00:00+03:00"),
            article("undated"),
            dated("evening", "2026-11-23T18:00:00"),
            dated("tomorrow", "2026-11-24"),
        ],
    );
    let expected = ["tomorrow", "evening", "undated", "morning", "old"].map(|name| format!("Headline of {name}"));
    assert_eq!(titles(&library, &Filter::default(), Sort::Newest), expected);
    let mut reversed = expected.to_vec();
    reversed.reverse();
    assert_eq!(titles(&library, &Filter::default(), Sort::Oldest), reversed);
}

/// An undated article came that day, and does not claim it.
#[test]
fn a_day_holds_what_was_printed_on_it() {
    let library = library();
    import(
        &library,
        vec![
            dated("last minute", "2026-11-23T23:59:59+05:00"),
            dated("first minute", "2026-11-23T00:00:00-11:00"),
            dated("next day", "2026-11-24T00:00:00"),
            article("undated"),
        ],
    );
    let day = Filter { date: Some("2026-11-23".parse().unwrap()), ..Filter::default() };
    assert_eq!(titles(&library, &day, Sort::Newest), ["Headline of last minute", "Headline of first minute"]);
    assert_eq!(titles(&library, &day, Sort::Headline), ["Headline of first minute", "Headline of last minute"]);
    let undated = Filter { undated: true, ..Filter::default() };
    assert_eq!(titles(&library, &undated, Sort::Newest), ["Headline of undated"]);
    let both = Filter { undated: true, ..day };
    assert!(titles(&library, &both, Sort::Newest).is_empty());
    let counts = library.count_articles().unwrap();
    assert_eq!((counts.undated, counts.days[1].name.as_str(), counts.days[1].all), (1, "2026-11-23", 2));
}

#[test]
fn sources_and_headlines_are_in_the_order_of_their_words() {
    let library = library();
    import(
        &library,
        vec![
            from_source("b", "“Zeitung”"),
            from_source("c", "Élan"),
            from_source("a", "Élan"),
            from_source("d", "daily"),
            article("e"),
        ],
    );
    let by_source: Vec<_> = all_rows(&library, &Filter::default(), Sort::Source, 2)
        .into_iter()
        .map(|row| (row.source.map(|source| source.name).unwrap_or_default(), row.title))
        .collect();
    let expected = [("daily", "d"), ("Élan", "a"), ("Élan", "c"), ("“Zeitung”", "b"), ("", "e")];
    assert_eq!(by_source, expected.map(|(source, name)| (source.to_owned(), format!("Headline of {name}"))));
    assert_eq!(
        titles(&library, &Filter::default(), Sort::Headline),
        ["a", "b", "c", "d", "e"].map(|name| format!("Headline of {name}"))
    );
}

/// Pages must neither repeat nor leave out where many articles share a day, a headline and a source.
#[test]
fn pages_meet_exactly_at_ties() {
    let library = library();
    let articles: Vec<Article> = (0..60)
        .map(|i| {
            let mut one = if i % 3 == 0 { article("x") } else { dated("x", "2026-11-20") };
            one.text = format!("Text {i}");
            one.title = if i % 2 == 0 { "Same".to_owned() } else { "SAME".to_owned() };
            one.source = (i % 4 > 0).then(|| Source { name: ["", "A", "a", "B"][i % 4].to_owned(), host: None });
            one
        })
        .collect();
    import(&library, articles);
    for sort in [Sort::Newest, Sort::Oldest, Sort::Headline, Sort::Source] {
        for filter in [
            Filter::default(),
            Filter { unread: true, ..Filter::default() },
            Filter { undated: true, ..Filter::default() },
        ] {
            let whole = all_rows(&library, &filter, sort, 200);
            let mut distinct: Vec<_> = whole.iter().map(|row| row.id).collect();
            distinct.sort_unstable();
            distinct.dedup();
            assert_eq!(distinct.len(), if filter.undated { 20 } else { 60 }, "{sort:?} {filter:?}");
            for limit in [1, 7, 59, 60] {
                assert_eq!(all_rows(&library, &filter, sort, limit), whole, "{sort:?} {filter:?} {limit}");
            }
        }
    }
}

/// A window goes to any place by them: each cursor must lead to just the article that stands there.
#[test]
fn the_places_of_a_list_are_those_of_its_pages() {
    let library = library();
    let days = ["2026-11-20", "2026-11-21T08:00:00", "2026-11-22"];
    let articles = (0..230).map(|i| {
        let name = format!("{i}");
        let one = if i % 7 == 0 { article(&name) } else { dated(&name, days[i % 3]) };
        Article { source: (i % 4 > 0).then(|| Source { name: format!("Paper {}", i % 4), host: None }), ..one }
    });
    import(&library, articles.collect());
    for sort in [Sort::Newest, Sort::Oldest, Sort::Headline, Sort::Source] {
        for filter in [Filter::default(), Filter { unread: true, ..Filter::default() }] {
            let whole = all_rows(&library, &filter, sort, 200);
            let places = library.place_articles(&filter, sort, today()).unwrap();
            assert_eq!((places.articles, places.cursors.len()), (230, 2), "{sort:?}");
            for (page, cursor) in places.cursors.iter().enumerate() {
                let list = List { filter: &filter, sort, after: Some(cursor), limit: 1, today: today() };
                assert_eq!(library.list_articles(list).unwrap().rows[0], whole[(page + 1) * 100], "{sort:?}");
            }
            let parted = |a: &ArticleRow, b: &ArticleRow| ids::day_of_id(a.id.0) != ids::day_of_id(b.id.0);
            let starts: Vec<u32> = match sort {
                Sort::Headline | Sort::Source => Vec::new(),
                _ => (0..230).filter(|&i| i == 0 || parted(&whole[i - 1], &whole[i])).map(|i| i as u32).collect(),
            };
            assert_eq!(places.days.iter().map(|day| day.first).collect::<Vec<_>>(), starts, "{sort:?}");
        }
    }
    let exact = Filter { source: Some("Paper 1".to_owned()), ..Filter::default() };
    assert_eq!(library.place_articles(&exact, Sort::Newest, today()).unwrap().cursors.len(), 0);
    let nothing = Filter { tag: Some("none".to_owned()), ..Filter::default() };
    assert_eq!(library.place_articles(&nothing, Sort::Newest, today()).unwrap(), ListPlaces::default());
}

#[test]
fn the_ids_of_a_list_are_those_of_its_rows() {
    let library = library();
    import(&library, (0..30).map(|i| dated(&format!("{i}"), "2026-11-20")).collect());
    let whole: Vec<_> = all_rows(&library, &Filter::default(), Sort::Newest, 200).iter().map(|row| row.id).collect();
    assert_eq!(
        library.list_ids(&Filter::default(), None, today()).unwrap(),
        IdPage { ids: whole.clone(), more: false }
    );
    assert_eq!(library.list_ids(&Filter::default(), Some(whole[9]), today()).unwrap().ids, whole[10..]);
}

/// More than fit a second are counted to the next, and stay in their day.
#[test]
fn a_full_second_overflows_into_the_next() {
    let library = library();
    library
        .write(|transaction| {
            let noon = ids::printed_seconds(&"2026-11-20".parse().unwrap());
            let last = ids::first_id(noon + 1) - 1;
            let prepared = Prepared::new(&dated("x", "2026-11-20"))?;
            tables::articles::insert(transaction, ArticleId(last), &prepared, 0, None, 0)?;
            assert_eq!(tables::articles::next_id(transaction, noon)?, ArticleId(last + 1));
            Err::<(), _>(Error::Busy)
        })
        .unwrap_err();
}

#[test]
fn a_place_that_is_none_is_told() {
    let library = library();
    import(&library, vec![article("one")]);
    for sort in [Sort::Newest, Sort::Headline, Sort::Source] {
        let list = List { filter: &Filter::default(), sort, after: Some("x"), limit: 0, today: today() };
        assert!(matches!(library.list_articles(list), Err(Error::NoSuchPlace)));
    }
}

#[test]
fn candidates_are_of_the_day_and_not_in_the_issue() {
    let library = library();
    import(
        &library,
        vec![
            dated("today", "2026-11-23T13:00:00"),
            dated("old", "2020-01-01"),
            article("undated"),
            dated("older", "2019-01-01"),
        ],
    );
    let rows = all_rows(&library, &Filter::default(), Sort::Headline, 9);
    let [old, older, today, undated] = [0, 1, 2, 3].map(|i| rows[i].id);
    let day = "2026-11-23".parse().unwrap();
    let candidates = |held: &[ArticleId], bookmarked| -> Vec<ArticleId> {
        let page = library.list_candidates(day, held, bookmarked, None, 0).unwrap();
        page.rows.into_iter().map(|row| row.id).collect()
    };
    assert_eq!(candidates(&[], false), [today, undated]);
    assert_eq!(candidates(&[today], false), [undated]);
    assert!(candidates(&[], true).is_empty());
    // What is bookmarked today is meant for today, however old it is.
    library.set_bookmarked(&[old, today], true, now()).unwrap();
    library.set_bookmarked(&[older], true, Clock(now().0 - chrono::Days::new(1))).unwrap();
    assert_eq!(candidates(&[], true), [today, old]);
    assert_eq!(candidates(&[old], true), [today]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whichever index is walked, a page holds just what the filter says, in the same order.
    #[test]
    fn every_way_to_a_page_gives_the_same(
        traits in prop::collection::vec((0u8..3, 0u8..3, 0u8..3, any::<bool>(), any::<bool>(), any::<bool>()), 1..30),
        date in any::<bool>(), undated in any::<bool>(), source in 0u8..3, language in 0u8..3, tag in any::<bool>(),
        unread in any::<bool>(), bookmarked in any::<bool>(),
    ) {
        let library = library();
        let names = ["", "A", "B"];
        for (i, (day, source, language, read, bookmark, tagged)) in traits.iter().enumerate() {
            let mut one = if *day == 0 { article(&i.to_string()) } else { dated(&i.to_string(), &format!("2026-11-2{day}")) };
            one.source = (*source > 0).then(|| Source { name: names[*source as usize].to_owned(), host: None });
            one.language = (*language > 0).then(|| names[*language as usize].to_owned());
            import(&library, vec![one]);
            let query = format!("\"headline of {i}\"");
            let id = library.search_articles(asked(&query)).unwrap().rows[0].article.id;
            library.set_read(&[id], *read).unwrap();
            library.set_bookmarked(&[id], *bookmark, now()).unwrap();
            if *tagged {
                library.set_tags(&[id], &["t".to_owned()], &[]).unwrap();
            }
        }
        let filter = Filter {
            date: date.then(|| "2026-11-21".parse().unwrap()),
            undated,
            source: (source > 0).then(|| names[source as usize].to_owned()),
            language: (language > 0).then(|| names[language as usize].to_owned()),
            tag: tag.then(|| "t".to_owned()),
            import: None,
            unread,
            bookmarked,
            ..Filter::default()
        };
        let is_wanted = |row: &&ArticleRow| {
            (filter.date.is_none() || row.published.as_ref().map(|p| p.at.day()) == filter.date)
                && (!undated || row.published.is_none())
                && (filter.source.is_none() || row.source.as_ref().map(|s| s.name.clone()) == filter.source)
                && (filter.language.is_none() || row.language == filter.language)
                && (!tag || !row.tags.is_empty())
                && (!unread || !row.read)
                && (!bookmarked || row.bookmarked)
        };
        for sort in [Sort::Newest, Sort::Oldest, Sort::Headline, Sort::Source] {
            let all = all_rows(&library, &Filter::default(), sort, 200);
            let expected: Vec<_> = all.iter().filter(is_wanted).cloned().collect();
            prop_assert_eq!(&all_rows(&library, &filter, sort, 3), &expected);
            for driver in [tables::article_list::Driver::All, tables::article_list::Driver::Unread] {
                if driver == tables::article_list::Driver::Unread && !unread { continue; }
                // The ways of large libraries, walked in a small one.
                let many = library.read(|connection| list::page_of_many(connection, &filter, driver, sort)).unwrap();
                prop_assert_eq!(&many, &expected);
            }
        }
        let search = Search { filter: &filter, by_date: Some(Sort::Newest), limit: 200, ..asked("headline") };
        let rows: Vec<_> = library.search_articles(search).unwrap().rows.into_iter().map(|row| row.article).collect();
        let expected: Vec<_> = all_rows(&library, &Filter::default(), Sort::Newest, 200).iter().filter(is_wanted).cloned().collect();
        prop_assert_eq!(&rows, &expected);
        assert_well(&library);
    }
}
