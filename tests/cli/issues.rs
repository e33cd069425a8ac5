//! A press desk's morning without a window: title, pool, items, what is not ready, two versions, the outlet register.

use std::{collections::BTreeMap, fs};

use serde_json::Value;
use tests::{desk::pages, places};

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

/// From a page saved with its folder to the issue, without the network: and a decoder of ours looked at it in between.
#[test]
fn a_picture_that_came_with_a_page_is_in_the_issue() {
    let desk = desk();
    let picture = fs::read(places::workspace().join("icons/128x128.png")).unwrap();
    desk.file("page_files/harbour.png", &picture);
    let open = "The northern ports are open again, and the first ships are expected before the end of the week.";
    let after =
        "A joint customs post is part of the accord, and so is a line between the harbour masters of both countries.";
    let page = format!(
        "<!doctype html><html lang=en><head><title>Ports open</title>\
         <meta property=\"article:published_time\" content=\"2026-11-23T06:00:00Z\"></head><body><article>\
         <h1>Ports open after seven months</h1><p>{open}</p><figure><img src=\"page_files/harbour.png\" alt=\"\">\
         <figcaption>The harbour on Sunday.</figcaption></figure><p>{after}</p></article></body></html>"
    );
    let ids = desk.import(&desk.file("page.html", page));
    desk.json(&["bookmark", &ids[0].to_string()]);
    let issue = text(&desk.json(&["digest", "build", "--date", "2026-11-23"])[0]["id"]);
    let out = desk.files().join("issue.html").to_string_lossy().into_owned();
    assert_eq!(desk.run(&["export", &issue, "--to", "html", "--out", &out]).code, 0);
    let html = fs::read_to_string(out).unwrap();
    assert!(html.contains("<img src=\"data:image/jpeg;base64,") && html.contains("The harbour on Sunday."), "{html}");
}
