//! The press desk's morning: pool, shortlist, items, what is not ready, what is published.

use std::fs;

use api::*;
use articles::{Allows, ArticleId, Licence, Outlet};

use crate::{Desk, desk, story};

crate::tests![
    candidates_come_in_when_they_are_loaded,
    what_is_carried_over_arrives_the_next_day,
    what_was_published_stays_to_the_byte,
    a_day_with_nothing_is_an_issue_that_says_so,
    rules_propose_what_they_would_pick,
    a_licence_is_said_and_kept,
    titles_have_looks_and_numbers_of_their_own,
];

const DAY: &str = "2026-11-23";

fn build(desk: &Desk, date: &str, choice: Choice) -> IssueView {
    desk.app.build_issue(BuildIssue { title: None, date: date.parse().unwrap(), choice }).unwrap()
}

fn with_articles(count: usize) -> Desk {
    let desk = desk();
    for n in 0..count {
        desk.write(&format!("{n}.txt"), story(n));
    }
    desk.import(&desk.files());
    desk
}

fn pool(desk: &Desk, id: articles::IssueId) -> Vec<PoolCandidate> {
    desk.app.read_pool(ReadIssue { id }).unwrap().groups.into_iter().flat_map(|group| group.candidates).collect()
}

fn edit(desk: &Desk, view: &IssueView, edit: Edit) -> IssueView {
    desk.app.edit_issue(EditIssue { id: view.id, edit }).unwrap()
}

fn export(desk: &Desk, view: &IssueView, how: ExportAs) -> Vec<u8> {
    let path = desk.files().join("out");
    desk.app.export_issue(view.id, how, &path).unwrap();
    fs::read(path).unwrap()
}

/// What comes in while an editor works must not move under the hands, nor be missed.
fn candidates_come_in_when_they_are_loaded() {
    let desk = with_articles(2);
    let view = build(&desk, DAY, Choice::Nothing);
    assert_eq!((view.issue.items().count(), pool(&desk, view.id).len()), (0, 2));
    desk.write("late.txt", story(7));
    desk.import(&desk.files());
    let waiting = desk.app.read_pool(ReadIssue { id: view.id }).unwrap();
    assert_eq!((waiting.not_loaded, waiting.groups.iter().map(|group| group.candidates.len()).sum::<usize>()), (1, 2));
    let loaded = desk.app.load_candidates(ReadIssue { id: view.id }).unwrap();
    let fresh: Vec<bool> = loaded.issue.pool.iter().map(|candidate| candidate.fresh).collect();
    assert_eq!(fresh, [false, false, true]);
    assert_eq!(desk.app.read_pool(ReadIssue { id: view.id }).unwrap().not_loaded, 0);
    assert_eq!(desk.app.undo_edit(ReadIssue { id: view.id }).unwrap().issue, view.issue);
}

fn what_is_carried_over_arrives_the_next_day() {
    let desk = with_articles(2);
    let monday = build(&desk, DAY, Choice::All);
    let (kept, carried) = (monday.articles[0].row.id, monday.articles[1].row.id);
    let over = edit(&desk, &monday, Edit::Decide { articles: vec![carried], decision: Decision::CarriedOver });
    assert_eq!(over.issue.held().collect::<Vec<_>>(), [kept]);
    let tuesday = build(&desk, "2026-11-24", Choice::All);
    let pool = pool(&desk, tuesday.id);
    assert_eq!(pool.iter().map(|one| (one.row.id, one.carried_from)).collect::<Vec<_>>(), [(carried, Some(1))]);
    // What was printed on Monday is known on Tuesday.
    let section = tuesday.issue.sections[0].id;
    let again = edit(&desk, &tuesday, Edit::AddItems { articles: vec![kept], section, at: 0 });
    assert_eq!(again.items[0].earlier.map(|earlier| (earlier.number, earlier.by_story)), Some((1, false)));
    let findings = desk.app.check_issue(ReadIssue { id: tuesday.id }).unwrap().findings;
    assert!(findings.iter().any(|one| matches!(one.what, Unready::WasInEarlier { .. })), "{findings:?}");
}

fn what_was_published_stays_to_the_byte() {
    let desk = with_articles(2);
    let view = build(&desk, DAY, Choice::All);
    let publish = |note: &str| desk.app.publish_issue(PublishIssue { id: view.id, note: note.to_owned() });
    let first = publish("").unwrap();
    // No licence is known: that it went out all the same is kept.
    assert_eq!((first.versions.len(), first.versions[0].unready.is_empty()), (1, false));
    let version = |format, version| ExportAs { version: Some(version), ..ExportAs::from(format) };
    let before: Vec<Vec<u8>> =
        [ExportFormat::Html, ExportFormat::Pdf].map(|format| export(&desk, &view, version(format, 1))).to_vec();

    let item = view.issue.items().next().unwrap().id;
    edit(&desk, &view, Edit::SetHeadline { item, headline: Some("Corrected headline".into()) });
    desk.app.save_outlet(SaveOutlet { id: None, outlet: Outlet { name: "Any".into(), ..Outlet::default() } }).unwrap();
    assert_eq!(ErrorView::from(publish("  ").unwrap_err()).code, ErrorCode::BadAsk);
    let second = publish("A headline was wrong.").unwrap();
    assert_eq!(second.versions.iter().map(|one| one.version).collect::<Vec<_>>(), [1, 2]);
    let after: Vec<Vec<u8>> =
        [ExportFormat::Html, ExportFormat::Pdf].map(|format| export(&desk, &view, version(format, 1))).to_vec();
    assert!(before == after);
    let html = String::from_utf8(export(&desk, &view, version(ExportFormat::Html, 2))).unwrap();
    assert!(html.contains("Corrected headline") && html.contains("A headline was wrong."));
    assert!(!String::from_utf8(before[0].clone()).unwrap().contains("Corrected headline"));
    let name = desk.app.name_export(view.id, version(ExportFormat::Pdf, 2)).unwrap();
    assert_eq!(name, "2026-11-23_press-review_001_v2.pdf");
}

fn a_day_with_nothing_is_an_issue_that_says_so() {
    let desk = desk();
    let view = build(&desk, "2001-01-01", Choice::All);
    assert_eq!(desk.app.check_issue(ReadIssue { id: view.id }).unwrap().findings, []);
    desk.app.publish_issue(PublishIssue { id: view.id, note: String::new() }).unwrap();
    let html = export(&desk, &view, ExportAs { version: Some(1), ..ExportAs::from(ExportFormat::Html) });
    assert!(String::from_utf8(html).unwrap().contains("There are no items in this issue."));
}

fn rules_propose_what_they_would_pick() {
    let desk = with_articles(3);
    let rows = desk.rows();
    desk.app.set_tags(SetTags { ids: vec![rows[1].id], add: vec!["energy".into()], remove: vec![] }).unwrap();
    let rule = |on| Rule { tags: vec!["energy".into()], section: "Energy".into(), on, ..Rule::default() };
    let titles = desk.app.list_titles(ListTitles {}).unwrap().titles;
    let picks = |rules: Vec<Rule>| -> Vec<Vec<ArticleId>> {
        let ask = TryRules { title: titles[0].id, date: DAY.parse().unwrap(), rules: Some(rules) };
        let picks = desk.app.try_rules(ask).unwrap().picks;
        picks.into_iter().map(|rows| rows.into_iter().map(|row| row.id).collect()).collect()
    };
    // Tried out before it is on; an article is picked once, and a rule that asks for nothing picks nothing.
    let several = Rule { least_outlets: 9, ..rule(false) };
    assert_eq!(
        picks(vec![rule(false), rule(false), Rule::default(), several]),
        [vec![rows[1].id], vec![], vec![], vec![]]
    );

    let section = |name: &str| digests::FixedSection { name: name.into(), ..Default::default() };
    let title = Title {
        sections: vec![section("World"), section("Energy")],
        rules: vec![rule(false), rule(true)],
        ..titles[0].title.clone()
    };
    desk.app.save_title(SaveTitle { id: Some(titles[0].id), title }).unwrap();
    let view = build(&desk, DAY, Choice::Nothing);
    let ask = ReadIssue { id: view.id };
    let proposed = desk.app.list_proposals(ask).unwrap().proposals;
    assert_eq!((proposed.len(), proposed[0].rule, proposed[0].section), (1, Some(1), view.issue.sections[1].id));
    let filled = desk.app.fill_issue(ask).unwrap();
    assert_eq!(filled.issue.sections[1].items[0].article, rows[1].id);
    assert_eq!(desk.app.list_proposals(ask).unwrap().proposals, []);
    // What was decided against is proposed no more.
    edit(&desk, &filled, Edit::Decide { articles: vec![rows[1].id], decision: Decision::Out });
    assert_eq!(desk.app.list_proposals(ask).unwrap().proposals, []);
}

fn a_licence_is_said_and_kept() {
    let desk = with_articles(1);
    let view = build(&desk, DAY, Choice::All);
    let quoted = view.items[0].quoted[0].text.clone();
    let finds = |wanted: &str| {
        let findings = desk.app.check_issue(ReadIssue { id: view.id }).unwrap().findings;
        findings.iter().any(|one| serde_json::to_value(&one.what).unwrap()["finding"] == wanted)
    };
    let met = desk.app.list_outlets(ListOutlets {}).unwrap().met;
    let Some(met) = met.first() else {
        assert!(finds("no_outlet"));
        return;
    };
    assert!(finds("no_licence"));
    let licence = Licence { allows: Allows::HeadlineOnly, notice: "By courtesy.".into(), ..Licence::default() };
    let outlet = Outlet { name: met.name.clone(), licence: Some(licence), ..Outlet::default() };
    let list = desk.app.save_outlet(SaveOutlet { id: None, outlet: outlet.clone() }).unwrap();
    assert_eq!((list.outlets.len(), list.met.len()), (1, 0));
    assert!(finds("licence_keeps_out") && !finds("no_licence"));
    let html = String::from_utf8(export(&desk, &view, ExportFormat::Html.into())).unwrap();
    assert!(html.contains("By courtesy.") && !html.contains(&quoted));
    let taken = desk.app.save_outlet(SaveOutlet { id: None, outlet }).unwrap_err();
    assert_eq!(ErrorView::from(taken).code, ErrorCode::OutletTaken);
}

fn titles_have_looks_and_numbers_of_their_own() {
    let desk = with_articles(1);
    let title = Title { name: " Energy  weekly".into(), style: Style::Modern, first_number: 12, ..Title::default() };
    let titles = desk.app.save_title(SaveTitle { id: None, title }).unwrap().titles;
    let energy = titles.iter().find(|one| one.title.name == "Energy weekly").unwrap().id;
    let ask = BuildIssue { title: Some(energy), date: DAY.parse().unwrap(), choice: Choice::All };
    let view = desk.app.build_issue(ask.clone()).unwrap();
    assert_eq!((view.issue.number, view.title), (12, energy));
    assert_ne!(build(&desk, DAY, Choice::All).id, view.id);
    assert_eq!(desk.app.build_issue(ask).unwrap().id, view.id);
    let html = String::from_utf8(export(&desk, &view, ExportFormat::Html.into())).unwrap();
    assert!(html.contains("Energy weekly") && html.contains("border-radius: .6rem"));
    let preview = desk.app.preview_issue(PreviewIssue { id: view.id, how: ExportFormat::Html.into() }).unwrap();
    assert_eq!(preview.html, html);

    let no_picture = SetLogo { id: energy, bytes: Some(b"no picture".to_vec()) };
    assert_eq!(ErrorView::from(desk.app.set_logo(no_picture).unwrap_err()).code, ErrorCode::LogoNotRead);
    assert_eq!(desk.app.remove_title(RemoveTitle { id: titles[0].id }).unwrap().titles.len(), 1);
    assert_eq!(ErrorView::from(desk.app.remove_title(RemoveTitle { id: energy }).unwrap_err()).code, ErrorCode::BadAsk);
}
