use super::*;

/// A page must be walked along an index from its place. A scan or a sort of all is not seen with ten articles,
/// and takes seconds with a million.
#[test]
fn no_page_scans_or_sorts() {
    let folder = tempfile::tempdir().unwrap();
    let store = crate::Store::open(folder.path()).unwrap();
    let full = Wanted {
        ids: (1, 2),
        dated: Some(true),
        source: Some(1),
        language: Some("en".to_owned()),
        tag: Some(1),
        import: Some(1),
        unread: true,
        bookmarked: true,
        story: Some(1),
        collection: Some(1),
        shelf: Shelf::Only(Away::Archive),
        words: Some(WordQuery { with: vec!["\"word\"".to_owned()], without: Vec::new() }),
        also: vec![Condition::Any(vec![
            Condition::Words("\"word\"".to_owned()),
            Condition::All(vec![
                Condition::Outlet(vec![1], "host".to_owned()),
                Condition::Language("en".to_owned()),
                Condition::Tag(1),
                Condition::Copy,
                Condition::Highlighted,
                Condition::Story(1),
                Condition::Collection(1),
                Condition::Printed((1, 2)),
                Condition::Not(Box::new(Condition::OneOf(vec![1]))),
            ]),
        ])],
        ..Wanted::default()
    };
    let drivers = [
        Driver::All,
        Driver::Dated,
        Driver::Undated,
        Driver::Source,
        Driver::Language,
        Driver::Tag,
        Driver::Import,
        Driver::Unread,
        Driver::Bookmarked,
        Driver::Story,
        Driver::Collection,
        Driver::Away,
    ];
    let check = |query: Query| {
        let plan = store
            .read(|connection| {
                let mut statement = connection.prepare(&format!("EXPLAIN QUERY PLAN {}", query.sql()))?;
                let rows = statement.query_map(params_from_iter(&query.values), |row| row.get::<_, String>(3))?;
                Ok(rows.collect::<Result<Vec<_>, _>>()?)
            })
            .unwrap();
        // A virtual table has no plan of its own: the index of words is asked for one row, a list is read as it is.
        let is_walk = |step: &String| {
            ["SEARCH", "LIST SUBQUERY", "CREATE BLOOM"].iter().any(|word| step.starts_with(word))
                || ["CORRELATED", "VIRTUAL TABLE"].iter().any(|word| step.contains(word))
        };
        let walks = plan.iter().all(is_walk);
        assert!(walks && !plan.is_empty(), "{}\n{plan:#?}", query.sql());
    };
    for driver in drivers {
        for direction in ["DESC", "ASC"] {
            let dated = Some(driver != Driver::Undated);
            let mut query = Query::new(&Wanted { dated, ..full.clone() }, driver, articles::ROW);
            query.order(&format!("{} {direction}", driver.id()), 100);
            check(query);
        }
    }
    check(hand_placed(&full, Some(1), 100, articles::ROW));
    for wanted in [Wanted::default(), full] {
        let mut query = Query::new(&wanted, Driver::All, &with_headline());
        query.from = BY_HEADLINE.to_owned();
        query.only("(a.headline_key, a.id) > (?, ?)", ["".to_owned().into(), 1.into()]);
        query.order("a.headline_key, a.id", 100);
        check(query);
    }
}
