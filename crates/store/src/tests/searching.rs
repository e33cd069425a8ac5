use super::*;

fn with_texts(texts: &[(&str, &str)]) -> Library {
    let library = library();
    let articles = texts
        .iter()
        .map(|(title, text)| Article { title: (*title).to_owned(), text: (*text).to_owned(), ..Article::default() })
        .collect();
    import(&library, articles);
    library
}

fn search(store: &Store, query: &str, typing: bool) -> SearchPage {
    store.search_articles(Search { typing, ..asked(query) }).unwrap()
}

#[test]
fn words_of_every_script_are_found() {
    let library = with_texts(&[
        ("Élysée", "Le président à l’Élysée."),
        ("Москва", "Переговоры в Москве: ёлка и Андрей."),
        ("غزة", "قال المتحدّث إن الأوضاع في غزّة صعبة."),
        ("北京", "中国外交部发言人在北京表示"),
        ("Straße", "Der Verkehr auf der Straße."),
        ("한국", "한국은행이 금리를 올렸다"),
    ]);
    let check = |query: &str, expected: &[&str]| assert_eq!(found(&library, query), expected, "{query}");
    check("elysee", &["Élysée"]);
    check("ÉLYSÉE", &["Élysée"]);
    check("елка андреи", &["Москва"]);
    check("غزه", &["غزة"]);
    check("المتحدث الاوضاع", &["غزة"]);
    check("外交部", &["北京"]);
    check("交外", &[]);
    check("STRASSE", &["Straße"]);
    check("은행", &["한국"]);
}

#[test]
fn phrases_minus_and_beginnings() {
    let library = with_texts(&[
        ("One", "Peace talks began in Geneva. Oil fell."),
        ("Two", "Talks on peace began; the parliament met."),
        ("Three", "No oil, no peace."),
    ]);
    let mut both = found(&library, "peace talks");
    both.sort();
    assert_eq!(both, ["One", "Two"]);
    assert_eq!(found(&library, "\"peace talks\""), ["One"]);
    assert_eq!(found(&library, "peace -talks"), ["Three"]);
    assert_eq!(found(&library, "-oil"), ["Two"]);
    assert_eq!(search(&library, "parl", true).rows.len(), 1);
    assert_eq!(search(&library, "parl", false).rows.len(), 0);
    assert_eq!(search(&library, "parl ", true).rows.len(), 0);
}

/// Who pastes a headline looks for the event, in whatever words it was told; and must see what an article does not hold.
#[test]
fn what_holds_some_of_the_words_is_found_where_few_hold_all() {
    let scattered =
        "A ferry sailed. ".to_owned() + &"Many words of another matter. ".repeat(200) + "Bay. A pier strikes in it.";
    let library = with_texts(&[
        ("Ferry strikes pier in Marrow Bay", "The harbour was closed after the ferry hit the pier."),
        ("Harbour shut", "The ferry hit the pier and the harbour of Marrow Bay was closed on Monday."),
        ("Notes from Marrow", &scattered),
        ("School budget passed", "Parliament passed the budget."),
        ("Ferry fares rise", "A ferry to the island costs more."),
    ]);
    let check = |query: &str, more: Search, expected: &[(&str, &[&str])], found: u32| {
        let page = library.search_articles(Search { query, ..more }).unwrap();
        let rows: Vec<(&str, Vec<&str>)> = page
            .rows
            .iter()
            .map(|row| (row.article.title.as_str(), row.lacks.iter().map(String::as_str).collect()))
            .collect();
        let expected: Vec<(&str, Vec<&str>)> = expected.iter().map(|(title, lacks)| (*title, lacks.to_vec())).collect();
        assert_eq!(rows, expected, "{query}");
        let lacking = rows.iter().filter(|(_, lacks)| !lacks.is_empty()).count() as u32;
        assert_eq!((page.found, page.close), (found, lacking), "{query}");
    };
    let close = Search { close: true, ..asked("") };
    let [first, second, scattered] = ["Ferry strikes pier in Marrow Bay", "Harbour shut", "Notes from Marrow"];
    let fares = "Ferry fares rise";
    let headline = "Ferry Strikes pier in Marrow Bay";
    check(headline, asked(""), &[(first, &[]), (scattered, &[])], 2);
    let without = ["Strikes", "pier", "Marrow", "Bay"];
    check(headline, close, &[(first, &[]), (second, &["Strikes"]), (scattered, &[]), (fares, &without)], 2);
    // By date nobody asks for the best.
    let by_date = Search { by_date: Some(Sort::Newest), ..close };
    assert_eq!(library.search_articles(Search { query: headline, ..by_date }).unwrap().close, 0);
    // Whoever holds all is there, also where none of it says anything.
    check("after the and", close, &[], 0);
    check("the of was on", close, &[(second, &[])], 1);
    // Two words are both meant, and so is what is quoted, named by its place or kept out.
    check("ferry strikes", close, &[(first, &[]), (scattered, &[])], 2);
    check("\"the pier\" ferry boat bay", close, &[(first, &["boat"]), (second, &["boat"])], 0);
    check("title:harbour ferry strikes pier", close, &[(second, &["strikes"])], 0);
    check("ferry strikes bay -pier", close, &[(fares, &["strikes", "bay"])], 0);
    check("ferry (boat OR pier) strikes bay", close, &[(first, &[]), (second, &["strikes"]), (scattered, &[])], 2);
    let first_only = Search { limit: 1, ..close };
    check(headline, first_only, &[(first, &[])], 2);
}

/// Twenty that hold all the words are enough, and no more than twenty that hold some are shown.
#[test]
fn close_answers_have_their_limits() {
    let count = |with_all: usize, with_some: usize| {
        let all = (0..with_all).map(|at| (format!("All {at}"), format!("storm harbour ferry {at}")));
        let some = (0..with_some).map(|at| (format!("Some {at}"), format!("storm and ferry {at}")));
        let other = (0..100).map(|at| (format!("Other {at}"), format!("budget and school {at}")));
        let texts: Vec<(String, String)> = all.chain(some).chain(other).collect();
        let texts: Vec<(&str, &str)> = texts.iter().map(|(title, text)| (title.as_str(), text.as_str())).collect();
        let page = with_texts(&texts)
            .search_articles(Search { close: true, limit: 200, ..asked("storm harbour ferry") })
            .unwrap();
        (page.found, page.close, page.rows.len())
    };
    assert_eq!(count(19, 30), (19, 20, 39));
    assert_eq!(count(20, 30), (20, 0, 20));
    assert_eq!(count(0, 3), (0, 3, 3));
}

/// People type quotes, brackets and operators of other programs.
#[test]
fn no_query_is_an_error() {
    let library = with_texts(&[("One", "and or not near")]);
    for query in [
        "",
        " ",
        "\"",
        "\"\"",
        "-",
        "--",
        "-\"",
        "*",
        "a*",
        "(",
        "a AND",
        "NOT",
        "NEAR(a b)",
        "title:",
        "^a",
        "{a}:b",
        "\0",
        "'; DROP",
        "-a -b",
        &"a ".repeat(5000),
        &"-".repeat(5000),
        &"x".repeat(100_000),
        "\u{202e}\u{fffd}",
    ] {
        for typing in [true, false] {
            search(&library, query, typing);
        }
    }
    assert_eq!(found(&library, "NOT"), ["One"]);
}

#[test]
fn a_headline_counts_more_than_the_text() {
    let filler = "some other words that say nothing at all ".repeat(20);
    let library = with_texts(&[
        ("Weather", &format!("budget {filler} budget")),
        ("Budget passed", &filler),
        ("Sports", &format!("{filler} budget")),
    ]);
    assert_eq!(found(&library, "budget"), ["Budget passed", "Weather", "Sports"]);
}

#[test]
fn bylines_captions_and_sources_are_found() {
    let library = library();
    let mut one = from_source("one", "Le Monde");
    one.byline = vec!["Jeanne Dupont".to_owned()];
    one.captions = vec![::articles::Caption {
        text: "A bridge at night".to_owned(),
        credit: Some("Reuters".to_owned()),
        image: None,
    }];
    import(&library, vec![one]);
    for query in ["dupont", "\"le monde\"", "bridge", "reuters"] {
        assert_eq!(found(&library, query).len(), 1, "{query}");
    }
}

#[test]
fn rows_show_where() {
    let library = with_texts(&[("Talks in Genève", "Nothing here.\n\nThe geneve talks 😀 went on.")]);
    let page = search(&library, "genève", false);
    assert_eq!(page.rows[0].title, Marked { text: "Talks in Genève".to_owned(), marks: vec![(9, 15)] });
    assert_eq!(
        page.rows[0].snippet,
        Marked { text: "Nothing here. The geneve talks 😀 went on.".to_owned(), marks: vec![(18, 24)] }
    );
    assert_eq!((page.found, page.more), (1, false));
}

#[test]
fn a_search_keeps_to_its_filter_and_order() {
    let library = library();
    import(&library, (1..=9).map(|day| dated(&day.to_string(), &format!("2026-11-0{day}"))).collect());
    let all = ids(&library);
    library.set_bookmarked(&[all[2], all[5]], true, now()).unwrap();
    let find = |filter: Filter, by_date| -> Vec<ArticleId> {
        let search = Search { filter: &filter, by_date, ..asked("text") };
        library.search_articles(search).unwrap().rows.into_iter().map(|row| row.article.id).collect()
    };
    let bookmarked = || Filter { bookmarked: true, ..Filter::default() };
    assert_eq!(find(bookmarked(), Some(Sort::Newest)), [all[2], all[5]]);
    assert_eq!(find(bookmarked(), Some(Sort::Oldest)), [all[5], all[2]]);
    assert_eq!(find(bookmarked(), None).len(), 2);
    assert_eq!(find(Filter { date: Some("2026-11-04".parse().unwrap()), ..Filter::default() }, None), [all[5]]);
    assert_eq!(find(Filter { source: Some("none such".to_owned()), ..Filter::default() }, None), []);
    assert_eq!(find(Filter::default(), Some(Sort::Oldest)), all.iter().rev().copied().collect::<Vec<_>>());
}

/// What readers of five languages look for, and SQLite's own `unicode61` does not find in these texts.
#[test]
fn look_ups_that_plain_words_would_miss() {
    let library = library();
    let texts = [
        ("zh", "中国国家主席习近平周一在北京会见外国代表团，双方签署了贸易协定。"),
        ("ja", "東京で開かれた首脳会談で、ウクライナへの支援が話し合われた。"),
        ("ar", "أعلن الرّئيس أنّ الحكومة ستجتمع في القاهرة غدًا، وقال للصحفيين إن المدرسة أُغلقت."),
        ("ru", "Правительство подсчитало расходы на новые самолёты; переговоры прошли в Королёве."),
        ("fr", "Les blessés de l’Élysée : la cœur d’une réforme à l’Œuvre, selon les députées."),
    ];
    let articles = texts.iter().map(|(language, text)| Article {
        title: (*language).to_owned(),
        text: (*text).to_owned(),
        language: Some((*language).to_owned()),
        ..Article::default()
    });
    import(&library, articles.collect());
    let check = |query: &str, expected: &str| assert_eq!(found(&library, query), [expected], "{query}");
    for query in ["习近平", "北京", "国家主席", "贸易协定"] {
        check(query, "zh");
    }
    for query in ["東京", "首脳会談", "ウクライナ", "ｳｸﾗｲﾅ"] {
        check(query, "ja");
    }
    for query in ["الرئيس", "رئيس", "الرَّئِيس", "حكومه", "القاهره", "صحفيين", "مدرسة"]
    {
        check(query, "ar");
    }
    for query in ["правительства", "самолет", "королеве", "переговоров"] {
        check(query, "ru");
    }
    for query in ["elysee", "blessé", "coeur", "oeuvre", "deputee"] {
        check(query, "fr");
    }
}

/// As a desk asks: words and conditions in one line.
#[test]
fn conditions_stand_beside_words() {
    let library = library();
    let told = |name: &str, source: &str, at: &str, language: &str| Article {
        source: Some(Source { name: source.to_owned(), host: Some(format!("{}.example", source.to_lowercase())) }),
        language: Some(language.to_owned()),
        ..dated(name, at)
    };
    import(
        &library,
        vec![
            told("harbour", "Morning Post", "2026-11-20", "en"),
            told("ferry", "Morning Star", "2026-11-22", "fr"),
            told("storm", "Gazette", "2026-11-23", "en"),
            article("undated"),
        ],
    );
    let all = ids(&library);
    let id_of = |name: &str| {
        all.iter().copied().find(|id| library.read_text(*id).unwrap().title == format!("Headline of {name}")).unwrap()
    };
    library.set_read(&[id_of("ferry")], true).unwrap();
    library.set_tags(&[id_of("storm")], &["Front page".to_owned()], &[]).unwrap();
    let issue = library.put_issue(::articles::TitleId(1), today(), |_| Ok(issue(&[id_of("harbour")]))).unwrap();
    let check = |query: &str, expected: &[&str]| {
        let mut titles: Vec<String> =
            found(&library, query).iter().map(|title| title.replace("Headline of ", "")).collect();
        titles.sort();
        assert_eq!(titles, expected, "{query}");
    };
    check("text outlet:morning", &["ferry", "harbour"]);
    check("outlet:\"morning post\"", &["harbour"]);
    check("outlet:gazette.example", &["storm"]);
    check("lang:fr OR outlet:gazette", &["ferry", "storm"]);
    check("text -lang:en", &["ferry"]);
    check("is:read", &["ferry"]);
    check("text is:unread -storm", &["harbour", "undated"]);
    check("tag:\"front page\"", &["storm"]);
    check("on:today", &["storm"]);
    check("after:2026-11-20", &["ferry", "storm"]);
    check("before:yesterday text", &["harbour"]);
    check("2026-11-20..2026-11-22 (ferry OR storm)", &["ferry"]);
    check("is:undated", &["undated"]);
    check("title:ferry", &["ferry"]);
    check("title:paragraphs", &[]);
    check("storm OR (harbour -text)", &["storm"]);
    check("storm OR -outlet:morning", &["storm", "undated"]);
    check(&format!("in-issue:{}", today()), &["harbour"]);
    check(&format!("text -in-issue:{issue}"), &["ferry", "storm", "undated"]);
    check("(storm OR is:read) text", &["ferry", "storm"]);
    check("-text", &[]);
}

#[test]
fn a_name_of_nothing_is_noted() {
    let library = with_texts(&[("One", "peace")]);
    for query in ["outlet:nobody", "tag:none", "in-issue:2001-01-01", "peace in-issue:99"] {
        let page = search(&library, query, false);
        assert_eq!((page.rows.len(), page.notes.len()), (0, 1), "{query}");
        assert_eq!(page.notes[0].code, NoteCode::NothingOfThatName, "{query}");
    }
    assert_eq!(search(&library, "peace OR tag:none", false).rows.len(), 1);
}

/// A saved search is a source like any other: listed, paged, sorted, filtered and counted.
#[test]
fn a_saved_search_lists_what_it_finds() {
    let library = library();
    import(&library, (1..=9).map(|day| dated(&format!("number {day}"), &format!("2026-11-0{day}"))).collect());
    let all = ids(&library);
    let id = library.save_search(None, " ", "text before:2026-11-06").unwrap();
    let filter = Filter { search: Some(id), ..Filter::default() };
    for sort in [Sort::Newest, Sort::Oldest, Sort::Headline, Sort::Source] {
        let mut rows: Vec<ArticleId> = all_rows(&library, &filter, sort, 2).into_iter().map(|row| row.id).collect();
        rows.sort();
        rows.reverse();
        assert_eq!(rows, all[4..], "{sort:?}");
    }
    library.set_read(&[all[5], all[0]], true).unwrap();
    let unread = Filter { unread: true, ..filter.clone() };
    assert_eq!(all_rows(&library, &unread, Sort::Newest, 3).len(), 4);
    let saved = &library.list_searches(today()).unwrap()[0];
    assert_eq!((saved.name.as_str(), saved.found, saved.unread, saved.more), ("text before:2026-11-06", 5, 4, false));
    library.save_search(Some(id), "Early", "on:2026-11-01").unwrap();
    assert_eq!(library.list_searches(today()).unwrap()[0].found, 1);
    assert!(library.save_search(Some(SearchId(99)), "x", "x").is_err());
    assert!(library.remove_search(id).unwrap() && !library.remove_search(id).unwrap());
    assert!(
        library
            .list_articles(List { filter: &filter, sort: Sort::Newest, after: None, limit: 0, today: today() })
            .unwrap()
            .rows
            .is_empty()
    );
}

#[test]
fn people_places_and_keywords_are_filters() {
    let library = with_texts(&[
        (
            "Harbour of Marrow Bay closed",
            "The mayor, Ada Finch, said the harbour was closed. Finch spoke in Marrow Bay.",
        ),
        ("A finch in the garden", "The finch was small. The garden was green and the finch was seen in the garden."),
    ]);
    let list = |filter: Filter| all_rows(&library, &filter, Sort::Newest, 9).len();
    assert_eq!(list(Filter { person: Some("Ada Finch".to_owned()), ..Filter::default() }), 1);
    assert_eq!(list(Filter { person: Some("finch".to_owned()), ..Filter::default() }), 1);
    assert_eq!(list(Filter { keyword: Some("harbour".to_owned()), ..Filter::default() }), 1);
    assert_eq!(list(Filter { place: Some("nowhere".to_owned()), ..Filter::default() }), 0);
    assert_eq!(found(&library, "person:finch"), ["Harbour of Marrow Bay closed"]);
}

/// The index is asked for the rarest word first, closed off from the others, and where few articles can be meant those
/// are asked one by one: each way must find what the words say, no more and no less.
#[test]
fn many_words_find_the_same_in_every_way() {
    let library = library();
    const COUNT: usize = 800;
    const WORDS: [(usize, &str); 4] = [(2, "harbour"), (3, "ferry"), (5, "pier"), (7, "mayor")];
    let articles = (0..COUNT).map(|n| {
        let words: Vec<&str> = WORDS.iter().filter(|(by, _)| n % by == 0).map(|(_, word)| *word).collect();
        let outlet = if n % 4 == 0 { "Coastal Times" } else { "Inland Post" };
        Article { text: format!("{} of the day", words.join(" ")), ..from_source(&n.to_string(), outlet) }
    });
    import(&library, articles.collect());
    let check = |query: &str, is_meant: &dyn Fn(usize) -> bool| {
        let expected = (0..COUNT).filter(|n| is_meant(*n)).count();
        assert_eq!(search(&library, query, false).found as usize, expected, "{query}");
    };
    check("harbour ferry pier", &|n| n % 30 == 0);
    check("harbour ferry pier mayor", &|n| n % 210 == 0);
    check("mayor pier ferry -harbour", &|n| n % 105 == 0 && n % 2 != 0);
    check("ferry \"pier mayor\" harbour", &|n| n % 210 == 0);
    check("(ferry OR pier) mayor harbour", &|n| n % 14 == 0 && (n % 3 == 0 || n % 5 == 0));
    check("ferry pier outlet:coastal", &|n| n % 15 == 0 && n % 4 == 0);
    check("harbour ferry pier outlet:inland", &|n| n % 30 == 0 && n % 4 != 0);
    check("harbour -ferry outlet:inland", &|n| n % 2 == 0 && n % 3 != 0 && n % 4 != 0);
}

/// Of two words the headline that holds both comes first, also where more are found than are read.
#[test]
fn headlines_lead_however_many_are_found() {
    let library = library();
    let mut articles: Vec<Article> = (0..400)
        .map(|n| Article { text: "The ferry struck the pier.".to_owned(), ..article(&format!("day {n}")) })
        .collect();
    articles[0].title = "Ferry at the pier".to_owned();
    import(&library, articles);
    assert_eq!(found(&library, "ferry pier")[0], "Ferry at the pier");
    assert_eq!(found(&library, "ferry")[0], "Ferry at the pier");
}
