use ::articles::CollectionId;

use super::*;

fn letters(library: &Library) -> [ArticleId; 4] {
    import(library, ["a", "b", "c", "d"].map(article).to_vec());
    let rows = all_rows(library, &Filter::default(), Sort::Headline, 10);
    [rows[0].id, rows[1].id, rows[2].id, rows[3].id]
}

fn new(library: &Library, name: &str) -> CollectionId {
    library.save_collection(None, name).unwrap().unwrap()
}

fn of(library: &Library, collection: CollectionId, sort: Sort) -> String {
    let filter = Filter { collection: Some(collection), ..Filter::default() };
    // Two a page, so that places are gone on from.
    let titles = all_rows(library, &filter, sort, 2).into_iter().map(|row| row.title);
    titles.map(|title| title.trim_start_matches("Headline of ").to_owned()).collect()
}

#[test]
fn a_collection_keeps_the_order_it_is_given() {
    let library = library();
    let [a, b, c, d] = letters(&library);
    let held = new(&library, "  Grain   trade ");
    let check = |articles: &[ArticleId], before, expected: &str| {
        library.collect_articles(held, articles, before, false).unwrap();
        assert_eq!(of(&library, held, Sort::ByHand), expected);
    };
    check(&[c, a], None, "ca");
    check(&[b], Some(a), "cba");
    check(&[d, b], Some(c), "dbca");
    // Before one that goes along: the two stay together where it stood.
    check(&[a, b], Some(b), "dabc");
    check(&[d], None, "abcd");
    // Not in it, and not in the library: the end, and nothing.
    check(&[a, ArticleId(7)], Some(ArticleId(9)), "bcda");
    library.collect_articles(held, &[b, c], None, true).unwrap();
    assert_eq!(of(&library, held, Sort::ByHand), "bcda", "an order made by hand is not lost to putting in again");
    assert_eq!(of(&library, held, Sort::Headline), "abcd");
    assert_eq!(library.take_out_articles(held, &[c, a]).unwrap(), [b, c, d, a], "what it held can be put back");
    assert_eq!(of(&library, held, Sort::ByHand), "bd");
    library.arrange_collection(held, &[d, c]).unwrap();
    assert_eq!(of(&library, held, Sort::ByHand), "dc");

    let places =
        library.place_articles(&Filter { collection: Some(held), ..Filter::default() }, Sort::ByHand, today()).unwrap();
    assert_eq!((places.articles, places.days.len()), (2, 0));
    let all = all_rows(&library, &Filter::default(), Sort::ByHand, 10);
    assert_eq!(all.len(), 4, "a list that is no collection has an order all the same");
    let [one] = library.list_collections().unwrap().try_into().unwrap();
    assert_eq!((one.name.as_str(), one.articles, one.unread), ("Grain trade", 2, 2));
    assert_eq!(library.read_article(c).unwrap().collections, [held]);
    assert_well(&library);
}

#[test]
fn collections_are_named_found_and_taken_away() {
    let library = library();
    let [a, b, ..] = letters(&library);
    let grain = new(&library, "Grain trade");
    let ports = new(&library, "ports");
    library.collect_articles(grain, &[b, a], None, false).unwrap();
    library.collect_articles(ports, &[a], None, false).unwrap();
    let check = |query: &str, expected: &[&str]| assert_eq!(sorted(found(&library, query)), expected, "{query}");
    check("in-collection:\"grain trade\"", &["Headline of a", "Headline of b"]);
    check("text in-collection:ports", &["Headline of a"]);
    check("in-collection:ports OR title:b", &["Headline of a", "Headline of b"]);
    check("text -in-collection:\"Grain trade\"", &["Headline of c", "Headline of d"]);
    check("in-collection:harbours", &[]);

    assert_eq!(library.save_collection(None, " \u{7} ").unwrap(), None, "a name has letters");
    library.save_collection(Some(ports), "Harbours").unwrap();
    check("in-collection:harbours", &["Headline of a"]);
    assert!(matches!(library.save_collection(Some(CollectionId(9)), "x"), Err(Error::NotFound { .. })));
    assert_eq!(library.remove_collection(grain).unwrap(), [b, a]);
    assert_eq!(ids(&library).len(), 4, "its articles stay");
    assert!(matches!(library.collect_articles(grain, &[a], None, false), Err(Error::NotFound { .. })));
    // What was archived is still of it, what is in the trash is not shown.
    library.put_away(&[a], Some(Away::Archive)).unwrap();
    assert_eq!(of(&library, ports, Sort::ByHand), "a");
    library.put_away(&[a], Some(Away::Trash)).unwrap();
    assert_eq!(
        (of(&library, ports, Sort::ByHand), library.list_collections().unwrap()[0].articles),
        (String::new(), 0)
    );
    library.put_away(&[a], None).unwrap();
    assert_eq!(of(&library, ports, Sort::ByHand), "a");
}

/// A hand put it there: what a machine does later must not take it out.
#[test]
fn a_collected_article_survives_its_import_and_rules() {
    let library = library();
    let first = import(&library, ["a", "b"].map(article).to_vec());
    let rows = all_rows(&library, &Filter::default(), Sort::Headline, 10);
    let held = new(&library, "Kept");
    library.collect_articles(held, &[rows[0].id], None, false).unwrap();
    let mute = library.try_mute("text", today()).unwrap();
    assert_eq!(mute, [rows[1].id]);
    let undone = library.undo_import(first, now()).unwrap();
    assert_eq!((undone.removed, undone.kept), (1, 1));
    assert_eq!(of(&library, held, Sort::ByHand), "a");
    assert_well(&library);
}

/// People write capitals and accents as they like, in every script.
#[test]
fn collections_are_sorted_and_found_by_letters_of_all_scripts() {
    let library = library();
    let [a, ..] = letters(&library);
    for name in ["zebra", "Élections", "Ёлка", "apples", "ÉTÉ", "весна"] {
        let collection = new(&library, name);
        library.collect_articles(collection, &[a], None, false).unwrap();
    }
    let names: Vec<String> = library.list_collections().unwrap().into_iter().map(|one| one.name).collect();
    assert_eq!(names, ["apples", "Élections", "ÉTÉ", "zebra", "весна", "Ёлка"]);
    for query in ["in-collection:élections", "in-collection:ВЕСНА", "in-collection:été", "in-collection:ёлка"]
    {
        assert_eq!(found(&library, query), ["Headline of a"], "{query}");
    }
}

/// Two articles at one place would have an order of nobody's making.
#[test]
fn no_two_articles_of_a_collection_have_one_place() {
    let library = library();
    let [a, b, c, d] = letters(&library);
    let held = new(&library, "Kept");
    library.collect_articles(held, &[a, b, c], None, false).unwrap();
    library.write(|transaction| tables::collections::put(transaction, held, d, 1)).unwrap();
    let places: i64 = library
        .read(|connection| {
            let sql = "SELECT count(DISTINCT place) FROM collected_articles";
            Ok(connection.query_row(sql, [], |row| row.get(0))?)
        })
        .unwrap();
    assert_eq!((places, of(&library, held, Sort::ByHand).as_str()), (4, "abcd"));
}

fn sorted(mut titles: Vec<String>) -> Vec<String> {
    titles.sort();
    titles
}
