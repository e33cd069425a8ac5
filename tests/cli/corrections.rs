//! How a file was read, set right on the command line.

use serde_json::Value;
use tests::desk::dump;

use crate::desk;

#[test]
fn an_article_is_corrected_listed_and_taken_back() {
    let desk = desk();
    desk.import(&desk.file("dump.txt", dump()));
    let article = desk.json(&["list"])[1].clone();
    let id = article["id"].to_string();
    let lines = desk.json(&["preview", &id]);
    let begins: Vec<&Value> = lines.iter().filter(|line| line["opens"] == true).collect();
    assert_eq!(begins.len(), 2, "{lines:?}");

    let corrected = &desk.json(&["correct", &id, "--headline", "Set right", "--byline", "Ana Reis"])[0];
    let one = corrected["articles"].as_array().unwrap().iter().find(|one| one["title"] == "Set right").unwrap();
    assert_eq!((&one["byline"][0], &one["as_read"]["title"]), (&Value::from("Ana Reis"), &article["title"]));
    assert_eq!(desk.json(&["corrections"])[0]["corrections"].as_array().unwrap().len(), 2);
    assert!(desk.json(&["list"]).iter().any(|row| row["title"] == "Set right"));

    let undone = &desk.json(&["correct", &id, "--undo"])[0];
    assert_eq!(undone["corrections"], 0);
    assert!(desk.json(&["list"]).iter().any(|row| row["title"] == article["title"]));
    assert_eq!(desk.run(&["correct", &id]).code, 2);
    assert_eq!(desk.run(&["correct", &id, "--role", "0=nonsense"]).code, 2);
}

#[test]
fn the_lower_of_two_articles_is_joined_to_the_upper_and_parted_again() {
    let desk = desk();
    desk.import(&desk.file("dump.txt", dump()));
    let ids: Vec<String> = desk.json(&["list"]).iter().map(|row| row["id"].to_string()).collect();
    let place = |id: &str| {
        let view = &desk.json(&["correct", id, "--language", "en"])[0];
        let id: i64 = id.parse().unwrap();
        view["articles"].as_array().unwrap().iter().position(|one| one["id"] == id).unwrap()
    };
    let lower = ids.iter().find(|id| place(id) == 1).unwrap();
    let merged = &desk.json(&["correct", lower, "--merge"])[0];
    assert_eq!(merged["articles"].as_array().unwrap().len(), 1);
    let left = desk.json(&["list"])[0]["id"].to_string();
    let parted = &desk.json(&["correct", &left, "--reset"])[0];
    assert_eq!(parted["articles"].as_array().unwrap().len(), 2);
    assert!(desk.json(&["check"])[0]["faults"].as_array().unwrap().is_empty());
}

#[test]
fn a_rule_says_what_it_would_change() {
    let desk = desk();
    desk.import(&desk.file("dump.txt", dump()));
    let id = desk.json(&["list"])[0]["id"].to_string();
    desk.json(&["correct", &id, "--outlet", "Daily Online"]);
    let with = |command: &'static str| ["rules", command, "Daily Online", "--alias", "Daily"];
    assert_eq!(desk.json(&with("try"))[0]["articles"], 0, "what was said of the article itself is never overruled");
    // Another name is the register's.
    assert!(desk.json(&with("add")).is_empty());
    assert_eq!(desk.json(&["outlets", "list"])[0]["outlets"][0]["outlet"]["aliases"][0], "Daily Online");
    let kept = &desk.json(&["rules", "add", "Daily", "--byline-prefix", "Staff:"])[0];
    assert_eq!(kept["rule"]["pattern"]["prefix"], "Staff:");
    assert!(desk.json(&["rules", "forget", &kept["id"].to_string()]).is_empty());
    assert_eq!(desk.run(&["rules", "try", "Daily"]).code, 2);
}
