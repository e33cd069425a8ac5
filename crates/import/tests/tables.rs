//! Tables and lists: columns that are known by their names or cells, told by the user, or asked for.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use articles::{Document, Preferences, ProblemCode, ReadingChoice, Table, TableField};
use import::{Found, Input};
use task::Task;

#[derive(Default)]
struct Outcome {
    documents: Vec<Document>,
    problems: Vec<ProblemCode>,
    tables: Vec<Table>,
}

fn read(name: &str, text: &str, preferences: &Preferences) -> Outcome {
    let mut outcome = Outcome::default();
    let input = Input::from_bytes(text.as_bytes().to_vec(), name).with_preferences(preferences.clone());
    let found = &mut |found| match found {
        Found::Document(document) => outcome.documents.push(*document),
        Found::Problem(problem) => outcome.problems.push(problem.code),
        Found::Choice(ReadingChoice::Table(table)) => outcome.tables.push(table),
        Found::Choice(ReadingChoice::Newsletter(_)) | Found::Text(_) | Found::Count(_) | Found::Outlets(_) => {}
    };
    input.read(&Task::quiet(), found).unwrap();
    outcome
}

const FERRY: &str = "The ferry between the two harbours sails again from Monday, the port said.";

/// Each with one article that has its headline, its outlet and its text in the right places.
#[test]
fn reads_the_ways_in_which_programs_write_lists() {
    let check = |name: &str, text: String| {
        let Outcome { documents, problems, tables } = read(name, &text, &Preferences::default());
        assert_eq!((documents.len(), problems), (1, vec![]), "{text}");
        assert_eq!(documents[0].title.as_deref(), Some("Ferry returns"), "{text}");
        assert_eq!(documents[0].source.as_ref().map(|source| source.name.as_str()), Some("Harbour Post"), "{text}");
        assert!(tables.len() == 1 && tables[0].readable && !tables[0].remembered, "{text}");
    };
    check("a.csv", format!("Headline,Outlet,Text\nFerry returns,Harbour Post,\"{FERRY}\"\n"));
    check("a.tsv", format!("Titel\tQuelle\tVolltext\nFerry returns\tHarbour Post\t{FERRY}\n"));
    check("a.csv", format!("العنوان;المصدر;النص\nFerry returns;Harbour Post;{FERRY}\n"));
    check("a.csv", format!("标题,来源,正文\nFerry returns,Harbour Post,\"{FERRY}\"\n"));
    let entry = format!(
        "{{\"title\":\"Ferry returns\",\"source\":{{\"id\":7,\"name\":\"Harbour Post\"}},\"content\":\"{FERRY}\"}}"
    );
    check("a.json", format!("{{\"status\":\"ok\",\"articles\":[{entry}]}}"));
    check("a.json", format!("{{\"list\":{{\"17\":{entry},\"18\":{{\"status\":2}}}}}}"));
    check("a.jsonl", format!("{entry}\n{{\"note\":\"end\"}}\n"));
    check("a.json", format!("[{{\"id\":1,\"article\":{entry}}}]"));
}

#[test]
fn tags_and_comments_of_an_entry_stay_with_it() {
    let text = format!(
        "[{{\"title\":\"Ferry returns\",\"text\":\"{FERRY}\",\"tags\":[{{\"name\":\"port\"}},{{\"name\":\"sea\"}}],\
         \"comments\":[{{\"title\":\"Re\",\"text\":\"{FERRY}\"}},{{\"title\":\"Re\",\"text\":\"{FERRY}\"}}]}}]"
    );
    let Outcome { documents, .. } = read("a.json", &text, &Preferences::default());
    assert_eq!(documents.len(), 1, "a comment is no article");
    assert_eq!(documents[0].tags, ["port", "sea"]);
}

/// Unknown columns are asked for, and junk is not made of them; a table of numbers is nothing to ask about.
#[test]
fn asks_for_what_columns_hold_where_they_hold_words() {
    let check = |name: &str, text: &str, expected: ProblemCode, asks: usize| {
        let Outcome { documents, problems, tables } = read(name, text, &Preferences::default());
        assert_eq!((documents.len(), problems, tables.len()), (0, vec![expected], asks), "{text}");
    };
    let rows =
        format!("1;Ferry sails again to the island;Post;{FERRY}\n").repeat(2).replacen("1;Ferry", "2;Old ferry", 1);
    check("a.csv", &format!("Nr;Rubrum;Blatt;Wortlaut\n{rows}"), ProblemCode::UnknownColumns, 1);
    let objects = format!("[{{\"k1\":\"{FERRY}\",\"k2\":\"A\"}},{{\"k1\":\"New {FERRY}\",\"k2\":\"B\"}}]");
    check("a.json", &objects, ProblemCode::UnknownColumns, 1);
    check("a.csv", "Tag;Kurs\n2025-05-12;17,3\n2025-05-13;17,9\n", ProblemCode::UnsupportedFormat, 0);
    check("a.json", "{\"version\":2,\"names\":[\"a\",\"b\"]}", ProblemCode::UnsupportedFormat, 0);
}

/// The mapping is found again by the names alone, and goes before every guess.
#[test]
fn reads_a_list_as_it_was_told() {
    let text =
        format!("[{{\"k1\":\"{FERRY}\",\"k2\":\"Ferry returns\"}},{{\"k1\":\"New {FERRY}\",\"k2\":\"Ferry gone\"}}]");
    let mut table = read("a.json", &text, &Preferences::default()).tables.remove(0);
    table.columns[0].field = Some(TableField::Text);
    table.columns[1].field = Some(TableField::Title);
    let preferences =
        Preferences { tables: [(table.shape, table.columns)].into_iter().collect(), ..Preferences::default() };
    let Outcome { documents, problems, tables } = read("b.json", &text.replace("gone", "back"), &preferences);
    assert_eq!((documents.len(), problems), (2, vec![]));
    assert_eq!(documents[1].title.as_deref(), Some("Ferry back"));
    assert!(tables[0].remembered && tables[0].readable);
}

/// Scripts and databases write no names: the cells say enough, and the user can say more.
#[test]
fn a_table_without_names_is_read_by_its_cells() {
    let check = |name: &str, text: String, date: &str| {
        let Outcome { documents, problems, tables } = read(name, &text, &Preferences::default());
        assert_eq!((documents.len(), problems), (2, vec![]), "{text}");
        assert_eq!(documents[0].title.as_deref(), Some("Ferry sails again to the outer island"), "{text}");
        assert_eq!(documents[0].dates[0].text, date, "{text}");
        assert!(matches!(&documents[0].body, articles::Body::Plain(body) if body == FERRY), "{text}");
        let names: Vec<&str> = tables[0].columns.iter().map(|column| column.name.as_str()).collect();
        assert_eq!((&names[..3], tables[0].count), (&["A", "B", "C"][..], 2), "{text}");
        assert!(tables[0].readable && !tables[0].remembered, "{text}");
    };
    let ferry = "Ferry sails again to the outer island";
    let crane = "Crane of forty metres lifted onto the quay";
    let row =
        |id: u8, title: &str| format!("{id},2025-05-12,Harbour Post,{title},https://harbour.test/{id},\"{FERRY}\"\n");
    check("a.csv", row(1, ferry) + &row(2, crane), "2025-05-12");
    check("a.csv", format!("sep=;\r\n{ferry};12.05.2025;{FERRY}\r\n{crane};13.05.2025;{FERRY}\r\n"), "12.05.2025");
    check("a.tsv", format!("{FERRY}\t{ferry}\t12 May 2025\n{FERRY}\t{crane}\t13 May 2025\n"), "12 May 2025");
    let none = |text: &str, code| {
        let Outcome { documents, problems, tables } = read("a.csv", text, &Preferences::default());
        assert_eq!((documents.len(), problems, tables.len()), (0, vec![code], 0), "{text}");
    };
    none("17.3,18.1,4\n17.9,18.0,5\n", ProblemCode::UnsupportedFormat);
    none("2025-05-12;Post;7\n2025-05-13;Post;8\n", ProblemCode::UnsupportedFormat);
}

#[test]
fn a_table_without_names_is_read_as_it_was_told() {
    let text = format!("Ferry,Ann Lee,\"{FERRY}\"\nCrane,Ann Lee,\"{FERRY}\"\n");
    let Outcome { documents, problems, mut tables } = read("a.csv", &text, &Preferences::default());
    assert_eq!((documents.len(), problems), (0, vec![ProblemCode::UnknownColumns]));
    let mut table = tables.remove(0);
    (table.columns[0].field, table.columns[1].field) = (Some(TableField::Title), Some(TableField::Byline));
    let preferences =
        Preferences { tables: [(table.shape, table.columns)].into_iter().collect(), ..Preferences::default() };
    let Outcome { documents, .. } = read("b.csv", &text.replace("Crane", "Quay"), &preferences);
    assert_eq!(documents[1].title.as_deref(), Some("Quay"));
    assert_eq!(documents[1].byline, ["Ann Lee"]);
}
