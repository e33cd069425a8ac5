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
    store.search_articles(Search { query, typing, filter: &Filter::default(), by_date: None, limit: 0 }).unwrap()
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
        let search = Search { query: "text", typing: false, filter: &filter, by_date, limit: 0 };
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
