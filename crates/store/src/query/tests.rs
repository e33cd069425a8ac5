use proptest::prelude::*;

use super::*;

fn setting() -> Setting {
    Setting { languages: vec!["en".to_owned(), "fr".to_owned()], today: "2026-11-23".parse().unwrap() }
}

/// The query as it was understood, in brackets.
fn shown(node: &Node) -> String {
    let each = |nodes: &[Node], word: &str| nodes.iter().map(shown).collect::<Vec<_>>().join(word);
    match node {
        Node::All(nodes) => format!("({})", each(nodes, " & ")),
        Node::Any(nodes) => format!("({})", each(nodes, " | ")),
        Node::Not(inner) => format!("!{}", shown(inner)),
        Node::Words(column, term) => {
            let column = match column {
                Column::Any => String::new(),
                column => format!("{column:?}:").to_lowercase(),
            };
            format!("{column}{}{}", term.words.join("_"), if term.is_beginning { "*" } else { "" })
        }
        Node::Is(Condition::Printed(Days { first, last }), _) => {
            let day = |day: &Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
            format!("{}..{}", day(first), day(last))
        }
        Node::Is(condition, _) => format!("{condition:?}"),
    }
}

#[test]
fn a_query_is_read_as_it_is_meant() {
    let check = |text: &str, typing: bool, expected: &str| {
        let query = Query::parse(text, typing, &setting());
        assert_eq!(query.root.as_ref().map(shown).unwrap_or_default(), expected, "of {text:?}");
        assert!(query.notes.is_empty(), "{text:?}: {:?}", query.notes);
    };
    check("Élysée peace", false, "(elysee & peace)");
    check("peace tal", true, "(peace & tal*)");
    check("peace talks ", true, "(peace & talks)");
    check("peace t", true, "(peace & t)");
    check("“Peace Talks” -oil", false, "(peace_talks & !oil)");
    check("oil -gas -\"raw oil\"", false, "(oil & !gas & !raw_oil)");
    check("oil OR gas coal", false, "(oil | (gas & coal))");
    check("(oil | gas) NOT coal", false, "((oil | gas) & !coal)");
    check("oil AND gas", false, "(oil & gas)");
    check("oil and or gas", false, "(oil & and & or & gas)");
    check("NOT", false, "not");
    check("al-Sharaa", false, "al_sharaa");
    check("北京", true, "北_京");
    check("title:port -title:(ferry OR boat)", false, "(title:port & !(title:ferry | title:boat))");
    check("person:\"Ada Finch\" place:marrow", false, "(people:ada_finch & places:marrow)");
    check("10:30 https://example.com/a", false, "(10_30 & https_example_com_a)");
    check("on:2025-05", false, "2025-05-01..2025-05-31");
    check("2025-05-01..2025-05-12 oil", false, "(2025-05-01..2025-05-12 & oil)");
    check("after:yesterday before:2026-12", false, "(2026-11-23.. & ..2026-11-30)");
    check("is:unread -is:Bookmarked", false, "(Unread & !Bookmarked)");
    check("lang:fr tag:\"my  tag\"", false, "(Language(\"fr\") & Tag(\"my tag\"))");
    check("outlet:\"Le Monde\"", false, "Outlet(\"le monde\", \"le monde\")");
    check("story:-5 in-issue:2026-11-23", false, "(Story(-5) & Issue(Ok(2026-11-23)))");
    check("outlet:", true, "");
    check("oil OR", true, "(oil & or*)");
    check("\"open phr", true, "open_phr");
    check("(oil", true, "oil*");
    check("oil - gas — coal", false, "(oil & gas & coal)");
    check("--oil", false, "!oil");
    check("", true, "");
}

#[test]
fn what_is_not_understood_is_noted_and_the_rest_is_looked_for() {
    let check = |text: &str, expected: &str, notes: &[(&str, NoteCode)]| {
        let query = Query::parse(text, false, &setting());
        assert_eq!(query.root.as_ref().map(shown).unwrap_or_default(), expected, "of {text:?}");
        let noted: Vec<(&str, NoteCode)> =
            query.notes.iter().map(|note| (&text[note.start as usize..note.end as usize], note.code)).collect();
        assert_eq!(noted, notes, "of {text:?}");
    };
    check("oil \"raw gas", "(oil & raw_gas)", &[("\"", NoteCode::OpenQuote)]);
    check("oil (gas", "(oil & gas)", &[("(", NoteCode::OpenBracket)]);
    check("oil) gas", "(oil & gas)", &[(")", NoteCode::ClosingBracket)]);
    check("oil OR", "oil", &[("OR", NoteCode::LoneOr)]);
    check("OR oil", "oil", &[("OR", NoteCode::LoneOr)]);
    check("oil outlet: gas", "(oil & gas)", &[("outlet:", NoteCode::NoValue)]);
    check("oil is:green", "oil", &[("green", NoteCode::UnknownValue)]);
    check("before:christmas oil", "oil", &[("christmas", NoteCode::BadDate)]);
    let many = "a ".repeat(40);
    assert_eq!(Query::parse(&many, false, &setting()).notes[0].code, NoteCode::TooMuch);
    let deep = format!("{}x", "(".repeat(50_000));
    assert_eq!(Query::parse(&deep, false, &setting()).notes.last().unwrap().code, NoteCode::TooMuch);
    for heap in ["NOT ", "-", "- ", "OR ", "| ", ") ", "AND ", "title:", "\"", "title:("] {
        Query::parse(&heap.repeat(50_000), false, &setting());
    }
}

#[test]
fn other_forms_are_looked_for_where_they_say_as_much() {
    let check = |text: &str, expected: &[&str]| {
        let query = Query::parse(text, false, &setting());
        assert_eq!(query.terms()[0].stems, expected, "of {text:?}");
    };
    check("elections", &["election"]);
    check("talk", &["talk"]);
    check("الرئيس", &["رييس"]);
    check("\"elections\"", &[]);
    check("peace-talks", &[]);
    check("北", &["北"]);
    check("news", &["news"]);
}

proptest! {
    /// People type anything, and the page underlines what a note names.
    #[test]
    fn any_text_is_a_query(
        text in "(\\PC|[ab ()|:\"-]|OR |NOT |title:|on:|is:|2025-0|\\.\\.){0,40}",
        typing in any::<bool>(),
    ) {
        let query = Query::parse(&text, typing, &setting());
        for note in &query.notes {
            prop_assert!(text.get(note.start as usize..note.end as usize).is_some_and(|part| !part.is_empty()));
        }
        prop_assert_eq!(&Query::parse(&text, typing, &setting()), &query);
    }

    /// Spaces around it, and an empty pair of brackets, change nothing.
    #[test]
    fn what_says_nothing_changes_nothing(text in "[ab \"-]{0,20}") {
        let plain = Query::parse(&text, false, &setting());
        let spaced = Query::parse(&format!("  {text}  "), false, &setting());
        prop_assert_eq!(plain.root, spaced.root);
    }
}
