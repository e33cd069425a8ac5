//! How a file was read is set right, and stays so.

use api::*;
use articles::{Correction, CorrectionStep, FieldValue, Pattern, PublishedFrom, Role, TextPlace};
use task::Task;

use crate::{Desk, desk, story};

crate::tests![
    a_field_is_set_right_and_stays_so_when_the_file_comes_again,
    articles_are_merged_split_and_moved_and_it_can_be_taken_back,
    a_line_is_what_the_reader_says,
    a_line_that_is_set_right_leaves_the_date_of_the_file,
    fields_of_a_page_are_set_right_too,
    a_rule_is_tried_kept_used_later_and_taken_back,
    a_preview_shows_each_line_and_what_it_was,
    the_names_of_the_register_are_the_articles,
    a_list_of_outlets_names_all_of_its_drop,
    what_could_not_be_moved_aside_is_told_and_tried_again,
];

/// Three articles after each other.
fn dump() -> String {
    format!("{}\n\n\n{}\n\n\n{}", story(0), story(1), story(2))
}

fn preview(desk: &Desk, report: &ImportReport) -> SplitPreview {
    desk.app.read_preview(ReadPreview { file: Some(report.sample[0].id), ..ReadPreview::default() }).unwrap()
}

fn lines(desk: &Desk, preview: &SplitPreview) -> Vec<PreviewLine> {
    let ask = ListPreviewLines { file: preview.file, text: preview.text, first: 0, count: 500 };
    desk.app.list_preview_lines(ask).unwrap().lines
}

fn at(preview: &SplitPreview, start: u32) -> TextPlace {
    TextPlace { text: preview.hash.clone(), start }
}

fn correct(desk: &Desk, preview: &SplitPreview, set: Vec<Correction>) -> SplitPreview {
    let step = CorrectionStep { set, ..CorrectionStep::default() };
    desk.app.correct_file(CorrectFile { file: preview.file, text: preview.text, step }).unwrap()
}

fn of(preview: &SplitPreview) -> FileText {
    FileText { file: preview.file, text: preview.text }
}

fn titles(preview: &SplitPreview) -> Vec<String> {
    preview.articles.iter().map(|one| one.title.clone()).collect()
}

fn a_field_is_set_right_and_stays_so_when_the_file_comes_again() {
    let desk = desk();
    let path = desk.write("dump.txt", dump());
    let report = desk.import(&path);
    let first = preview(&desk, &report);
    assert_eq!(first.articles.len(), 3, "{first:?}");
    let second = first.articles[1].clone();
    desk.app.set_bookmarked(SetBookmarked { ids: vec![second.id.unwrap()], bookmarked: true }).unwrap();
    let field = |to| Correction::Field { at: at(&first, second.start), to };
    let made = correct(
        &desk,
        &first,
        vec![
            field(FieldValue::Headline("The bridge is open".to_owned())),
            field(FieldValue::Byline(vec!["Ana Reis".to_owned()])),
            field(FieldValue::Date(Some("2025-02-03".parse().unwrap()))),
            field(FieldValue::Outlet(Some("Harbour Post".to_owned()))),
        ],
    );
    let check = |desk: &Desk, one: &PreviewArticle| {
        assert_eq!((one.title.as_str(), &one.byline[..]), ("The bridge is open", &["Ana Reis".to_owned()][..]));
        let published = one.published.as_ref().unwrap();
        assert_eq!((published.at.to_string().as_str(), published.from), ("2025-02-03", PublishedFrom::Corrected));
        assert_eq!(one.source.as_ref().unwrap().name, "Harbour Post");
        assert_eq!(one.as_read.as_ref().unwrap().title, second.title);
        let view = desk.app.read_article(ReadArticle { id: one.id.unwrap() }).unwrap();
        assert_eq!(
            (view.article.title, view.as_read.unwrap().title),
            ("The bridge is open".to_owned(), second.title.clone())
        );
    };
    check(&desk, &made.articles[1]);
    // Its day is another one, so it has another id, and its bookmark.
    assert_eq!(made.renamed, [(second.id.unwrap(), made.articles[1].id.unwrap())]);
    let view = desk.app.read_article(ReadArticle { id: made.articles[1].id.unwrap() }).unwrap();
    assert!(view.bookmarked);

    let again = desk.app.read_again(&[report.sample[0].id], &Task::quiet()).unwrap();
    assert_eq!((again.sample[0].articles.len(), again.sample[0].known), (0, 3), "{again:?}");
    check(&desk, &preview(&desk, &again).articles[1]);
    // Both imports gone, the file comes as if for the first time.
    desk.app.undo_import(ReadImport { id: again.summary.id }).unwrap();
    desk.app.undo_import(ReadImport { id: report.summary.id }).unwrap();
    assert!(desk.rows().is_empty());
    let files = desk.app.list_corrections(ListCorrections {}).unwrap().files;
    assert_eq!((files[0].file, files[0].corrections.len()), (None, 4));
    let back = desk.import(&path);
    check(&desk, &preview(&desk, &back).articles[1]);
    desk.assert_well();
    let reset = desk.app.reset_corrections(of(&preview(&desk, &back))).unwrap();
    assert_eq!((titles(&reset), reset.corrections), (titles(&first), 0));
    assert!(reset.articles[1].as_read.is_none());
    desk.assert_well();
}

fn articles_are_merged_split_and_moved_and_it_can_be_taken_back() {
    let desk = desk();
    let report = desk.import(&desk.write("dump.txt", dump()));
    let first = preview(&desk, &report);
    let (before, ids): (Vec<String>, Vec<_>) = (titles(&first), first.articles.iter().map(|one| one.id).collect());
    let second = first.articles[1].start;
    desk.app.set_tags(SetTags { ids: vec![ids[1].unwrap()], add: vec!["press".to_owned()], remove: vec![] }).unwrap();
    desk.app.set_bookmarked(SetBookmarked { ids: vec![ids[1].unwrap()], bookmarked: true }).unwrap();
    let boundary = |start, opens| Correction::Boundary { at: at(&first, start), opens };
    let merged = correct(&desk, &first, vec![boundary(second, false)]);
    assert_eq!(titles(&merged), [&before[0][..], &before[2]]);
    // The upper one stays the same article, and takes what was done with the lower.
    assert_eq!((merged.articles[0].id, merged.articles[1].id), (ids[0], ids[2]));
    let view = desk.app.read_article(ReadArticle { id: ids[0].unwrap() }).unwrap();
    assert_eq!(view.tags, ["press"]);
    assert!(view.article.text.contains("reopened the"), "{}", view.article.text);
    assert_eq!(desk.rows().len(), 2);
    let opened: Vec<_> = lines(&desk, &merged).into_iter().filter_map(|line| line.opened_as_read).collect();
    assert_eq!(opened, [true]);
    desk.assert_well();

    let undone = desk.app.undo_correction(of(&first)).unwrap();
    assert_eq!((titles(&undone), undone.can_undo, undone.can_redo), (before.clone(), false, true));
    let lower = desk.app.read_article(ReadArticle { id: undone.articles[1].id.unwrap() }).unwrap();
    assert_eq!((lower.tags, lower.bookmarked), (vec!["press".to_owned()], true), "they were the lower one's");
    assert_eq!(titles(&desk.app.redo_correction(of(&first)).unwrap()).len(), 2);
    desk.app.undo_correction(of(&first)).unwrap();
    desk.assert_well();

    // The last paragraph of the first article is the second's, with what was said of that one.
    let last = lines(&desk, &undone).into_iter().rfind(|line| line.article == Some(0)).unwrap();
    let said = Correction::Field { at: at(&first, second), to: FieldValue::Byline(vec!["Jo Lin".to_owned()]) };
    correct(&desk, &first, vec![said]);
    let ask = MoveBoundary { file: first.file, text: first.text, at: at(&first, second), to: last.start };
    let moved = desk.app.move_boundary(ask).unwrap();
    assert_eq!(moved.articles.len(), 3);
    assert_eq!((moved.articles[1].start, &moved.articles[1].byline[..]), (last.start, &["Jo Lin".to_owned()][..]));
    desk.assert_well();
    desk.app.reset_corrections(of(&first)).unwrap();

    let inner = lines(&desk, &undone).into_iter().filter(|line| line.article == Some(2)).nth(2).unwrap();
    let split = correct(&desk, &first, vec![boundary(inner.start, true)]);
    assert_eq!((split.articles.len(), split.articles[3].start), (4, inner.start));
    assert_eq!((split.articles[2].id, desk.rows().len()), (ids[2], 4));
    assert_eq!(desk.app.read_import(ReadImport { id: report.summary.id }).unwrap().summary.articles, 4);
    desk.assert_well();
}

fn a_line_is_what_the_reader_says() {
    let desk = desk();
    let report = desk.import(&desk.write("dump.txt", dump()));
    let first = preview(&desk, &report);
    let body = lines(&desk, &first).into_iter().find(|line| line.role == Role::Body).unwrap();
    let made = correct(&desk, &first, vec![Correction::Role { at: at(&first, body.start), role: Role::Residue }]);
    let line = lines(&desk, &made).into_iter().find(|line| line.start == body.start).unwrap();
    assert_eq!((line.role, line.role_as_read), (Role::Residue, Some(Role::Body)));
    let id = made.articles[0].id.unwrap();
    let view = desk.app.read_article(ReadArticle { id }).unwrap();
    assert!(!view.article.text.contains(&body.text));
    // The text of the source is whole, and says what the line was taken for.
    assert!(desk.app.read_source_text(ReadArticle { id }).unwrap().text.contains(&body.text));
    desk.assert_well();
}

/// The file's own date is known when it is dropped, and never again.
fn a_line_that_is_set_right_leaves_the_date_of_the_file() {
    let desk = desk();
    let undated = story(0).lines().filter(|line| !line.contains("20")).collect::<Vec<_>>().join("\n");
    let path = desk.write("undated.txt", undated);
    let old = std::time::UNIX_EPOCH + std::time::Duration::from_secs(1_552_300_000);
    std::fs::File::options().write(true).open(&path).unwrap().set_modified(old).unwrap();
    let report = desk.import(&path);
    let first = preview(&desk, &report);
    let day = |preview: &SplitPreview| {
        let published = preview.articles[0].published.clone().unwrap();
        (published.at.day().to_string(), published.from, preview.articles[0].id)
    };
    let before = day(&first);
    assert_eq!((before.0.as_str(), before.1), ("2019-03-11", PublishedFrom::File));
    let body = lines(&desk, &first).into_iter().rfind(|line| line.role == Role::Body).unwrap();
    let made = correct(&desk, &first, vec![Correction::Role { at: at(&first, body.start), role: Role::Residue }]);
    assert_eq!(day(&made), before);
    assert_eq!(day(&desk.app.undo_correction(of(&first)).unwrap()), before);
    desk.assert_well();
}

fn fields_of_a_page_are_set_right_too() {
    let desk = desk();
    let page = format!(
        "<html><head><title>A page</title></head><body><h1>Bridge reopened</h1><p>{}</p></body></html>",
        story(1).replace("\n\n", "</p><p>")
    );
    let report = desk.import(&desk.write("page.html", page));
    let first = preview(&desk, &report);
    assert!(!first.can_split && first.articles.len() == 1, "{first:?}");
    let ask = ListPreviewLines { file: first.file, text: 0, first: 0, count: 9 };
    let lines = desk.app.list_preview_lines(ask).unwrap().lines;
    let headline = lines.iter().find(|line| line.text == "Bridge reopened").unwrap();
    assert_eq!((headline.role, headline.opens, headline.end - headline.start), (Role::Headline, true, 15), "{lines:?}");
    assert!(lines.iter().filter(|line| line.role == Role::Body).count() > 1, "{lines:?}");
    let to = FieldValue::Headline("Another".to_owned());
    let made = correct(&desk, &first, vec![Correction::Field { at: at(&first, first.articles[0].start), to }]);
    assert_eq!(titles(&made), ["Another"]);
    desk.app.undo_import(ReadImport { id: report.summary.id }).unwrap();
    let back = desk.import(&desk.files().join("page.html"));
    assert_eq!(titles(&preview(&desk, &back)), ["Another"]);
    desk.assert_well();
}

fn table(rows: &[(&str, &str, usize)]) -> String {
    let row = |(outlet, author, n): &(&str, &str, usize)| {
        format!("Title {n},{outlet},{author},2026-05-0{n},\"{}\"\n", story(*n).replace('"', "'"))
    };
    format!("title,source,author,date,text\n{}", rows.iter().map(row).collect::<String>())
}

fn a_rule_is_tried_kept_used_later_and_taken_back() {
    let desk = desk();
    let rows = [("Daily", "Staff: Ana Reis", 1), ("Daily", "Jo Lin", 2), ("Other", "Staff: Kim Ode", 3)];
    desk.import(&desk.write("a.csv", table(&rows)));
    let bylines = |desk: &Desk| {
        let mut all: Vec<String> = desk.rows().into_iter().flat_map(|row| row.byline).collect();
        all.sort();
        all
    };
    let before = bylines(&desk);
    let named = "Staff: Ana Reis".to_owned();
    assert_eq!(before, ["Jo Lin", "Staff: Ana Reis", "Staff: Kim Ode"]);
    let pattern = Pattern::BylinePrefix { prefix: "Staff:".to_owned() };
    let rule = OutletRule { outlet: "Daily".to_owned(), pattern };
    let trial = desk.app.try_outlet_rule(rule.clone()).unwrap();
    assert_eq!((trial.articles, trial.examples.len(), trial.more), (1, 1, false), "{trial:?}");
    assert_eq!(bylines(&desk), before);
    let kept = desk.app.add_outlet_rule(rule).unwrap();
    assert_eq!((kept.changed, kept.rules.len()), (1, 1));
    assert!(!bylines(&desk).contains(&named));
    desk.assert_well();

    desk.import(&desk.write("b.csv", table(&[("Daily", "Staff: Ana Reis", 4)])));
    assert!(!bylines(&desk).contains(&named), "{:?}", bylines(&desk));
    let gone = desk.app.remove_outlet_rule(RemoveOutletRule { id: kept.rules[0].id }).unwrap();
    assert_eq!((gone.changed, gone.rules.len()), (2, 0));
    assert_eq!(bylines(&desk).iter().filter(|name| **name == named).count(), 2);
    let nothing = OutletRule { outlet: "Daily".to_owned(), pattern: Pattern::Residue { line: " ".to_owned() } };
    assert!(matches!(desk.app.try_outlet_rule(nothing), Err(Error::BadAsk(_))));
    desk.assert_well();
}

fn the_names_of_the_register_are_the_articles() {
    let desk = desk();
    desk.import(&desk.write("a.csv", table(&[("daily online", "Jo Lin", 1), ("Other", "Kim Ode", 2)])));
    let names = |desk: &Desk| {
        let mut all: Vec<String> = desk.rows().into_iter().filter_map(|row| Some(row.source?.name)).collect();
        all.sort();
        all
    };
    let outlet = articles::Outlet {
        name: "Daily".to_owned(),
        aliases: vec!["Daily Online".to_owned()],
        ..articles::Outlet::default()
    };
    let saved = desk.app.save_outlet(SaveOutlet { id: None, outlet }).unwrap();
    assert_eq!(names(&desk), ["Daily", "Other"]);
    desk.import(&desk.write("b.csv", table(&[("DAILY ONLINE", "Jo Lin", 3)])));
    assert_eq!(names(&desk), ["Daily", "Daily", "Other"]);
    desk.assert_well();
    desk.app.remove_outlet(RemoveOutlet { id: saved.outlets[0].id }).unwrap();
    assert_eq!(names(&desk), ["DAILY ONLINE", "Other", "daily online"]);
    desk.assert_well();

    // A list of outlets names them too, until its import is undone.
    let list =
        r#"<opml version="2.0"><body><outline text="Daily Online" xmlUrl="https://daily.test/feed"/></body></opml>"#;
    let report = desk.import(&desk.write("feeds.opml", list));
    assert_eq!((report.summary.outlets, report.sample[0].outlets), (1, 1));
    assert_eq!(names(&desk), ["Daily Online", "Daily Online", "Other"]);
    desk.app.undo_import(ReadImport { id: report.summary.id }).unwrap();
    assert_eq!(names(&desk), ["DAILY ONLINE", "Other", "daily online"]);
    desk.assert_well();
}

/// In whichever order they come, and in one batch or several: the list names what is before it and what is behind it.
fn a_list_of_outlets_names_all_of_its_drop() {
    let desk = desk();
    let list = |name: &str| {
        format!(r#"<opml version="2.0"><body><outline text="{name}" xmlUrl="https://daily.test/feed"/></body></opml>"#)
    };
    desk.write("a.csv", table(&[("daily online", "Jo Lin", 1)]));
    desk.write("b feeds.opml", list("Daily Online"));
    desk.write("c.csv", table(&[("DAILY ONLINE", "Kim Ode", 2)]));
    // The name is taken: who had it first keeps it, also among the lists of one drop.
    desk.write("d feeds.opml", list("DAILY online"));
    desk.write("e.csv", table(&[("daily Online", "Ana Reis", 3), ("Other", "Ana Reis", 4)]));
    let names = || {
        let mut all: Vec<String> = desk.rows().into_iter().filter_map(|row| Some(row.source?.name)).collect();
        all.sort();
        all
    };
    let report = desk.import(&desk.files());
    assert_eq!(names(), ["Daily Online", "Daily Online", "Daily Online", "Other"]);
    desk.app.undo_import(ReadImport { id: report.summary.id }).unwrap();
    assert_eq!(names(), [""; 0]);
    desk.assert_well();
}

fn a_preview_shows_each_line_and_what_it_was() {
    let desk = desk();
    let text = dump();
    let report = desk.import(&desk.write("dump.txt", &text));
    let view = preview(&desk, &report);
    let all = lines(&desk, &view);
    assert_eq!(all.len() as u32, view.lines);
    let printed: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    assert_eq!(all.iter().map(|line| line.text.as_str()).collect::<Vec<_>>(), printed);
    assert_eq!(all.iter().filter(|line| line.opens).count(), 3);
    let ask = ReadPreview { article: view.articles[2].id, ..ReadPreview::default() };
    let of_third = desk.app.read_preview(ask).unwrap();
    assert_eq!((of_third.file, of_third.line), (view.file, view.articles[2].line));
    assert!(matches!(desk.app.read_preview(ReadPreview::default()), Err(Error::BadAsk(_))));
}

fn what_could_not_be_moved_aside_is_told_and_tried_again() {
    let desk = desk();
    desk.write("a.txt", story(1));
    // A file where the folder is to be.
    desk.write("done", "");
    let folder = desk.app.add_watched_folder(&desk.files(), Some("done")).unwrap();
    let mut watch = Watch::new(desk.app.clone(), Task::quiet(), std::time::Duration::ZERO);
    let look = watch.look(std::time::Instant::now()).unwrap();
    assert_eq!(look.unmoved.len(), 1, "{look:?}");
    let unmoved =
        |list: WatchedFolderList| list.folders.into_iter().flat_map(|folder| folder.unmoved).collect::<Vec<_>>();
    let told = unmoved(desk.app.list_watched_folders(ListWatchedFolders {}).unwrap());
    assert_eq!(told[0].name, "a.txt");
    let retry = || desk.app.retry_aside(ForgetWatchedFolder { id: folder.id }).unwrap();
    assert_eq!(unmoved(retry()).len(), 1);
    std::fs::remove_file(desk.files().join("done")).unwrap();
    assert!(unmoved(retry()).is_empty());
    assert!(desk.files().join("done/a.txt").exists());
}
