use articles::Moment;

use super::*;
use crate::{Arriving, KeyQuote, Particulars, Unit};

fn issue(articles: &[i64]) -> Issue {
    let issue = Issue::new("Review", "2026-11-23".parse().unwrap(), 47, "en", "World");
    let articles = articles.iter().map(|id| ArticleId(*id)).collect();
    let section = issue.sections[0].id;
    issue.apply(&Edit::AddItems { articles, section, at: 0 }).unwrap()
}

fn well() -> ItemState {
    ItemState {
        dated: true,
        outlet: Some("Post".to_owned()),
        licence_known: true,
        quoted: vec!["First here. Second there. Third.".to_owned()],
        headline: "Headline".to_owned(),
        text: "First here. Second there. Third.".to_owned(),
        ..ItemState::default()
    }
}

fn states(list: &[(i64, ItemState)]) -> BTreeMap<ArticleId, ItemState> {
    list.iter().map(|(id, state)| (ArticleId(*id), state.clone())).collect()
}

#[test]
fn an_issue_without_reasons_has_none() {
    assert_eq!(check_issue(&issue(&[1]), &states(&[(1, well())]), 0), []);
    // A day with nothing is an issue that says so.
    assert_eq!(check_issue(&issue(&[]), &BTreeMap::new(), 0), []);
}

/// Each reason names what it is about: a panel that says only "not ready" helps nobody.
#[test]
fn each_reason_names_its_items() {
    let check = |state: ItemState, expected: &str| {
        let found = check_issue(&issue(&[1]), &states(&[(1, state)]), 0);
        let said: Vec<String> = found.iter().map(|one| serde_json::to_value(&one.what).unwrap().to_string()).collect();
        assert_eq!(said, [expected]);
    };
    check(ItemState { dated: false, ..well() }, r#"{"finding":"no_date","items":[2]}"#);
    check(ItemState { licence_known: false, ..well() }, r#"{"finding":"no_licence","items":[2],"outlet":"Post"}"#);
    check(ItemState { quoted: vec![], ..well() }, r#"{"finding":"nothing_quoted","items":[2]}"#);
    check(ItemState { outlet: None, ..well() }, r#"{"finding":"no_outlet","items":[2]}"#);
    check(
        ItemState { earlier: Some(Earlier { number: 46, by_story: true }), ..well() },
        r#"{"earlier":{"by_story":true,"number":46},"finding":"was_in_earlier","item":2}"#,
    );
}

/// One press on the fix takes the reason away; a fix that leaves it there would be a lie.
#[test]
fn a_fix_takes_its_reason_away() {
    let mut issue = issue(&[1, 2]);
    issue.particulars = Particulars { budget: Some(Budget { unit: Unit::Words, most: 4 }), ..Particulars::default() };
    let at: Moment = "2026-11-23T07:40:00".parse().unwrap();
    let arriving = [1, 5, 6].map(|id| Arriving { article: ArticleId(id), carried_from: None });
    let mut issue = issue.apply(&Edit::LoadCandidates { articles: arriving.to_vec(), at }).unwrap();
    let quote = KeyQuote { article: ArticleId(1), start: 0, end: 4, text: "Gone".into(), speaker: String::new() };
    let first = issue.items().next().unwrap().id;
    issue = issue.apply(&Edit::AddQuotes { item: first, quotes: vec![quote] }).unwrap();
    let mut known = states(&[(1, well())]);
    let mut steps = 0;
    while let Some(fix) = check_issue(&issue, &known, 0).into_iter().find_map(|finding| finding.fix) {
        issue = issue.apply(&fix).unwrap();
        for item in issue.items() {
            if let (Some(state), Some(summary)) = (known.get_mut(&item.article), &item.summary) {
                state.quoted = vec![summary.clone()];
            }
        }
        steps += 1;
        assert!(steps < 10);
    }
    assert_eq!(steps, 4);
    let items: Vec<_> = issue.items().collect();
    assert_eq!((items.len(), items[0].summary.as_deref()), (1, Some("First here.")));
}
