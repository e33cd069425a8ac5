use std::{
    fs,
    time::{Duration, SystemTime},
};

use api::*;
use articles::{ProblemCode, PublishedFrom};
use task::Task;

use crate::{Desk, desk, feed, story};

crate::tests![
    a_folder_is_reported_file_by_file,
    the_same_file_twice_adds_nothing,
    an_import_is_undone,
    parsing_touches_no_library,
    what_an_article_came_from_is_shown,
    a_file_of_one_undated_article_gives_its_own_date,
    a_search_finds_what_was_imported,
    a_cancelled_import_is_reported,
];

fn outcomes(report: &ImportReport) -> Vec<(&str, FileOutcome, usize, u32)> {
    let line = |file: &FileReport| (file.outcome, file.articles.len(), file.known);
    report.sample.iter().map(|file| (file.file.as_str(), line(file).0, line(file).1, line(file).2)).collect()
}

fn a_folder_is_reported_file_by_file() {
    let desk = desk();
    desk.write("a.txt", story(1));
    desk.write("b copy of a.txt", story(1));
    desk.write(
        "c other.html",
        format!(
            "<html><head><title>{0}</title></head><body><article><h1>{0}</h1><p>{1}</p></article></body></html>",
            "Mill closes",
            story(2).replace("\n\n", "</p><p>")
        ),
    );
    desk.write("d empty.txt", "");
    desk.write("e noise.bin", [0u8, 159, 146, 150, 0, 1, 2, 3].repeat(100));
    let report = desk.import(&desk.files());
    let lines = outcomes(&report);
    assert!(lines.contains(&("files/a.txt", FileOutcome::Imported, 1, 0)), "{report:#?}");
    assert!(lines.contains(&("files/b copy of a.txt", FileOutcome::AlreadyThere, 0, 1)), "{report:#?}");
    assert!(lines.contains(&("files/c other.html", FileOutcome::Imported, 1, 0)), "{report:#?}");
    assert!(lines.contains(&("files/d empty.txt", FileOutcome::Refused, 0, 0)), "{report:#?}");
    assert!(lines.contains(&("files/e noise.bin", FileOutcome::Refused, 0, 0)), "{report:#?}");
    // Each that gave nothing says why, in one line.
    for file in &report.sample {
        let gave = !file.articles.is_empty() || file.known > 0;
        assert_eq!(file.problems.len(), usize::from(!gave), "{file:?}");
    }
    let summary = &report.summary;
    assert_eq!((summary.name.as_str(), summary.files, summary.articles, summary.problems), ("files", 5, 2, 2));
    assert_eq!(summary.state, ImportState::Finished);
    assert_eq!(desk.app.list_imports(ListImports {}).unwrap().imports[0], *summary);
    desk.assert_well();
}

fn the_same_file_twice_adds_nothing() {
    let desk = desk();
    let path = desk.write("a.txt", story(1));
    desk.import(&path);
    let again = desk.import(&path);
    assert_eq!(outcomes(&again), [("a.txt", FileOutcome::AlreadyThere, 0, 1)]);
    assert_eq!(again.sample[0].format.as_deref(), Some("text"));
    let other = desk.write("other bytes.txt", format!("{}\n\n", story(1)));
    assert_eq!(outcomes(&desk.import(&other)), [("other bytes.txt", FileOutcome::AlreadyThere, 0, 1)]);
    assert_eq!(desk.rows().len(), 1);
    desk.assert_well();
}

fn an_import_is_undone() {
    let desk = desk();
    let path = desk.write("a.txt", story(1));
    let id = desk.import(&path).summary.id;
    assert_eq!(
        desk.app.undo_import(ReadImport { id }).unwrap(),
        ImportUndone { removed: 1, kept: 0, shared: 0, outlets: 0 }
    );
    assert!(desk.rows().is_empty());
    assert_eq!(desk.app.count_articles(CountArticles {}).unwrap(), Counts::default());
    assert_eq!(outcomes(&desk.import(&path)), [("a.txt", FileOutcome::Imported, 1, 0)]);
    desk.assert_well();
}

fn parsing_touches_no_library() {
    let desk = desk();
    desk.write("a.txt", story(1));
    desk.write("b.txt", "");
    let (mut articles, mut problems) = (Vec::new(), Vec::new());
    parse_paths(&[desk.files()], &Task::quiet(), &mut |parsed| match parsed {
        Parsed::Article(article) => articles.push(article.title.clone()),
        Parsed::Problem(problem) => problems.push(problem.code),
    })
    .unwrap();
    assert_eq!((articles.len(), problems), (1, vec![ProblemCode::EmptyFile]));
    assert!(desk.rows().is_empty());
}

fn what_an_article_came_from_is_shown() {
    let desk = desk();
    let text = format!("{}\n\n\n{}", story(1), story(2));
    desk.write("two.txt", &text);
    desk.import(&desk.files());
    for row in desk.rows() {
        let source = desk.app.read_source_text(ReadArticle { id: row.id }).unwrap();
        assert_eq!((source.file.as_str(), source.text.as_str()), ("files/two.txt", text.as_str()));
        // The stretches that are said to be this article's headline are its headline.
        let mut headlines = source
            .spans
            .iter()
            .filter(|span| span.article == Some(source.article) && span.role == articles::Role::Headline);
        assert!(
            headlines.any(|span| text[span.start as usize..span.end as usize].trim() == row.title),
            "{row:?} {source:?}"
        );
    }
}

fn a_file_of_one_undated_article_gives_its_own_date() {
    let desk = desk();
    let old = SystemTime::UNIX_EPOCH + Duration::from_secs(1_241_179_200);
    let one = desk.write("one.txt", story(2));
    let two = desk.write("two.xml", feed(5, 2));
    for path in [&one, &two] {
        fs::File::options().write(true).open(path).unwrap().set_modified(old).unwrap();
    }
    desk.import(&one);
    let published = desk.rows()[0].published.clone().unwrap();
    assert_eq!((published.at.to_string().as_str(), published.from), ("2009-05-01", PublishedFrom::File));
    desk.import(&two);
    assert_eq!(desk.rows().iter().filter(|row| row.published.is_none()).count(), 2);
    assert_eq!(desk.app.count_articles(CountArticles {}).unwrap().days.len(), 1);
}

fn a_search_finds_what_was_imported() {
    let desk = desk();
    let search = |query: &str| {
        desk.app.search_articles(SearchArticles { query: query.to_owned(), ..SearchArticles::default() }).unwrap().rows
    };
    desk.write("a.txt", story(1));
    desk.import(&desk.files());
    let rows = search("shopkeepers \"old harbour\"");
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].snippet.marks.len(), 2);
    assert!(search("submarine").is_empty());
}

fn a_cancelled_import_is_reported() {
    let Desk { app, folder, .. } = desk();
    fs::write(folder.path().join("files/a.txt"), story(1)).unwrap();
    let task = Task::quiet();
    task.cancel();
    let report = app.import_paths(&[folder.path().join("files")], &task).unwrap();
    assert_eq!((report.summary.state, report.sample.len()), (ImportState::Cancelled, 0));
    assert!(app.list_imports(ListImports {}).unwrap().imports.is_empty());
}
