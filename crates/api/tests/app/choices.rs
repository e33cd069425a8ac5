use api::*;
use articles::{ProblemCode, TableColumn, TableField};
use task::Task;

use crate::{Desk, desk};

crate::tests![
    a_table_of_unknown_columns_asks_and_is_read_as_told,
    a_mapping_is_used_on_the_next_file_and_changes_what_was_read,
    a_newsletter_is_read_as_its_stories_where_that_is_wanted,
    what_a_user_has_laid_hands_on_stays,
];

const FERRY: &str = "The ferry between the two harbours sails again from Monday, the port said on Sunday.";
const CRANE: &str = "A crane of forty metres was lifted onto the eastern quay on Sunday night, the port said.";

/// Headings that no program knows.
fn clippings(more: &str) -> String {
    format!(
        "Lfd;Rubrum;Blattname;Wortlaut\n1;Ferry sails again to the island;Harbour Post;{FERRY}\n\
         2;Crane lifted onto the quay;Meridian Wire;{CRANE}\n{more}"
    )
}

fn tell(desk: &Desk, report: &ImportReport, fields: [Option<TableField>; 4]) -> Table {
    let file = &report.sample[0];
    let [FileChoice::Table { shape }] = &file.choices[..] else { panic!("{file:?}") };
    let ask = ReadTable { file: file.id, shape: shape.clone() };
    let table = desk.app.read_table(ask.clone()).unwrap();
    let told = table.columns.iter().zip(fields);
    let columns = told.map(|(column, field)| TableColumn { name: column.name.clone(), field }).collect();
    let ask_to = SetTableMapping { shape: shape.clone(), columns };
    assert_eq!(desk.app.set_table_mapping(ask_to.clone()).unwrap().count, 1);
    assert_eq!(desk.app.set_table_mapping(ask_to).unwrap().count, 0);
    desk.app.read_table(ask).unwrap()
}

fn again(desk: &Desk, report: &ImportReport) -> ImportReport {
    let files: Vec<_> = report.sample.iter().map(|file| file.id).collect();
    desk.app.read_again(&files, &Task::quiet()).unwrap()
}

const TOLD: [Option<TableField>; 4] = [None, Some(TableField::Title), Some(TableField::Source), Some(TableField::Text)];

fn a_table_of_unknown_columns_asks_and_is_read_as_told() {
    let desk = desk();
    let path = desk.write("clippings.csv", clippings(""));
    let report = desk.import(&path);
    let file = &report.sample[0];
    assert_eq!((file.outcome, file.problems[0].code), (FileOutcome::Refused, ProblemCode::UnknownColumns), "{file:?}");
    assert!(file.problems[0].detail.contains("Rubrum"), "{file:?}");
    assert!(desk.rows().is_empty(), "no junk articles");

    // The library has its own copy: the file may be gone by the time its columns are told.
    std::fs::remove_file(&path).unwrap();
    let table = tell(&desk, &report, TOLD);
    assert!(table.remembered && table.readable);
    assert_eq!((table.count, table.rows[1][1].as_str()), (2, "Crane lifted onto the quay"));
    let mappings = desk.app.list_table_mappings(ListTableMappings {}).unwrap().mappings;
    assert_eq!(mappings[0].outdated, [report.sample[0].id]);

    let read = again(&desk, &report);
    assert_eq!((read.sample[0].outcome, read.sample[0].articles.len()), (FileOutcome::Imported, 2), "{read:?}");
    let titles: Vec<_> = desk.rows().into_iter().map(|row| (row.title, row.source.unwrap().name)).collect();
    assert!(titles.contains(&("Ferry sails again to the island".to_owned(), "Harbour Post".to_owned())), "{titles:?}");
    assert!(desk.app.list_table_mappings(ListTableMappings {}).unwrap().mappings[0].outdated.is_empty());
    desk.assert_well();
}

fn a_mapping_is_used_on_the_next_file_and_changes_what_was_read() {
    let desk = desk();
    let report = desk.import(&desk.write("one.csv", clippings("")));
    tell(&desk, &report, TOLD);
    let third = format!("3;Museum finds lost map of the mines;Harbour Post;{FERRY} {CRANE}\n");
    let next = desk.import(&desk.write("two.csv", clippings(&third)));
    assert_eq!(next.sample[0].articles.len(), 3, "{next:?}");
    assert!(next.sample[0].problems.is_empty());

    // The outlet is told to be a section: the same words, in other articles' places.
    let other = [None, Some(TableField::Title), Some(TableField::Section), Some(TableField::Text)];
    tell(&desk, &next, other);
    let ids: Vec<_> = desk.rows().iter().map(|row| row.id).collect();
    desk.app.put_away(PutAway { ids: ids[..1].to_vec(), to: Some(Away::Archive) }).unwrap();
    desk.app.set_bookmarked(SetBookmarked { ids, bookmarked: true }).unwrap();
    // Dropped once more it is not passed over as known, for it would be read in another way now.
    let dropped = desk.import(&desk.files().join("two.csv"));
    assert_eq!(dropped.sample[0].known, 3, "the words are known: {dropped:?}");
    let read = again(&desk, &next);
    assert_eq!(read.sample[0].articles.len(), 3, "{read:?}");
    let rows = desk.rows();
    assert_eq!(rows.len(), 2, "what was archived still is");
    assert!(rows.iter().all(|row| row.source.is_none() && row.bookmarked), "{rows:?}");
    desk.app.forget_table_mapping(ForgetTableMapping { shape: tables_of(&next) }).unwrap();
    assert!(desk.app.list_table_mappings(ListTableMappings {}).unwrap().mappings.is_empty());
    desk.assert_well();
}

fn tables_of(report: &ImportReport) -> String {
    match &report.sample[0].choices[..] {
        [FileChoice::Table { shape }] => shape.clone(),
        other => panic!("{other:?}"),
    }
}

fn newsletter() -> String {
    let heads =
        ["Ferry sails again to the island", "Crane lifted onto the eastern quay", "Museum finds map of the mines"];
    let stories = heads.iter().enumerate().map(|(number, head)| {
        format!("<h2><a href=\"https://post.test/{number}\">{head}</a></h2><p>{FERRY} It is story {number}.</p>")
    });
    format!(
        "From: Harbour Post <Daily@Post.test>\nTo: you@desk.test\nSubject: The morning at the harbour\n\
         Date: Mon, 12 May 2025 08:00:00 +0200\nMIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n\
         <html><body>{}</body></html>\n",
        stories.collect::<String>()
    )
}

fn a_newsletter_is_read_as_its_stories_where_that_is_wanted() {
    let desk = desk();
    let report = desk.import(&desk.write("daily.eml", newsletter()));
    assert_eq!(report.sample[0].articles.len(), 1, "one article, as long as nobody wants it otherwise");
    let [FileChoice::Newsletter(found)] = &report.sample[0].choices[..] else { panic!("{report:?}") };
    assert_eq!((found.sender.as_str(), found.stories, found.as_stories), ("daily@post.test", 3, false));

    let ask = SetNewsletter { sender: "Daily@post.test".to_owned(), as_stories: true };
    assert_eq!(desk.app.set_newsletter(ask.clone()).unwrap().count, 1);
    let sender = desk.app.list_newsletters(ListNewsletters {}).unwrap().senders.remove(0);
    assert!(sender.as_stories && sender.outdated == [report.sample[0].id], "{sender:?}");
    desk.app.start_read_again(ReadAgain { files: sender.outdated }).unwrap();
    assert!(matches!(desk.wait().0, JobOutcome::Imported { .. }));
    let mut titles: Vec<_> = desk.rows().into_iter().map(|row| row.title).collect();
    titles.sort();
    assert_eq!(
        titles,
        ["Crane lifted onto the eastern quay", "Ferry sails again to the island", "Museum finds map of the mines"]
    );

    desk.app.set_newsletter(SetNewsletter { as_stories: false, ..ask }).unwrap();
    let sender = desk.app.list_newsletters(ListNewsletters {}).unwrap().senders.remove(0);
    desk.app.read_again(&sender.outdated, &Task::quiet()).unwrap();
    assert_eq!(desk.rows().len(), 1, "one article again: {:?}", desk.rows());
    // Nothing is left behind of the copies that were read.
    let left = std::fs::read_dir(desk.folder.path().join("library")).unwrap();
    assert!(left.flatten().all(|entry| !entry.file_name().to_string_lossy().starts_with("again-")));
    desk.assert_well();
}

fn what_a_user_has_laid_hands_on_stays() {
    let desk = desk();
    let report = desk.import(&desk.write("daily.eml", newsletter()));
    let ids = report.sample[0].articles.clone();
    desk.app.set_tags(SetTags { ids: ids.clone(), add: vec!["keep".to_owned()], remove: vec![] }).unwrap();
    desk.app.set_newsletter(SetNewsletter { sender: "daily@post.test".to_owned(), as_stories: true }).unwrap();
    again(&desk, &report);
    let rows = desk.rows();
    assert_eq!(rows.len(), 4, "three stories, and the tagged mail: {rows:?}");
    assert!(rows.iter().any(|row| row.id == ids[0] && row.tags == ["keep"]));
    desk.assert_well();
}
