//! A press desk's morning without a window: title, pool, items, what is not ready, two versions, the outlet register.

use std::{collections::BTreeMap, fs};

use serde_json::Value;
use tests::desk::pages;

use crate::desk;

fn text(value: &Value) -> String {
    value.to_string()
}

#[test]
fn an_issue_goes_from_the_pool_to_its_second_version() {
    let desk = desk();
    for (number, page) in pages(40).enumerate() {
        desk.file(&format!("{number}.html"), page);
    }
    desk.import(&desk.files());
    let days = desk.json(&["list"]).into_iter().map(|row| row["published"]["at"].as_str().unwrap()[..10].to_owned());
    let mut counted = BTreeMap::<String, usize>::new();
    days.for_each(|day| *counted.entry(day).or_default() += 1);
    let (day, _) = counted.into_iter().max_by_key(|(_, articles)| *articles).unwrap();
    let title = r#"{"name":"Energy weekly","first_number":12,"sections":[{"name":"Gas"},{"name":"Oil"}]}"#;
    let titles = desk.json(&["titles", "save", title]);
    let id = text(&titles[1]["id"]);
    assert_eq!(desk.run(&["titles", "save", r#"{"nmae":"x"}"#]).code, 2);

    let build = ["digest", "build", "--date", &day, "--title", &id, "--nothing"];
    let issue = desk.json(&build).remove(0);
    assert_eq!(
        (issue["issue"]["number"].as_i64(), issue["issue"]["sections"].as_array().unwrap().len()),
        (Some(12), 2)
    );
    assert_eq!(desk.json(&build)[0]["id"], issue["id"]);
    let issue_id = text(&issue["id"]);
    let pool = desk.json(&["digest", "pool", &issue_id]).remove(0);
    let groups = pool["groups"].as_array().unwrap().iter();
    let articles: Vec<&Value> =
        groups.flat_map(|group| group["candidates"].as_array().unwrap()).map(|one| &one["row"]["id"]).collect();
    assert!(articles.len() > 1, "{pool}");
    let (first, second) = (articles[0].to_string(), articles[1].to_string());
    desk.json(&["digest", "decide", &issue_id, "carried-over", &second]);
    let add = format!(r#"{{"edit":"add_items","articles":[{first}],"section":1,"at":0}}"#);
    desk.json(&["digest", "edit", &issue_id, &add]);

    let unready = desk.run(&["digest", "check", &issue_id]);
    assert_eq!(unready.code, 1, "{unready:?}");
    desk.json(&["digest", "publish", &issue_id]);
    assert_eq!(desk.run(&["digest", "publish", &issue_id]).code, 2, "a correction wants its reason");
    let item = desk.json(&["digest", "show", &issue_id])[0]["issue"]["sections"][0]["items"][0]["id"].clone();
    let headline = format!(r#"{{"edit":"set_headline","item":{item},"headline":"Put right"}}"#);
    desk.json(&["digest", "edit", &issue_id, &headline]);
    desk.json(&["digest", "publish", &issue_id, "--note", "A headline was wrong."]);
    let export = |version: &str| {
        let out = desk.files().join(format!("v{version}.html")).to_string_lossy().into_owned();
        let words = ["export", &issue_id, "--to", "html", "--published", version, "--out", &out];
        assert_eq!(desk.run(&words).code, 0);
        fs::read_to_string(out).unwrap()
    };
    assert!(!export("1").contains("Put right"));
    assert!(export("2").contains("Put right") && export("2").contains("A headline was wrong."));
    assert!(desk.run(&["digest", "coverage", &issue_id, "--csv"]).out.contains("section,\"Gas\",1,"));
}
