//! `tidings watch`, and what is told of tables on the command line.

use tests::desk::pages;

use crate::desk;

/// A night job calls it with `--once`: it takes what is there, once, and ends.
#[test]
fn once_takes_what_is_there_and_nothing_twice() {
    let desk = desk();
    for (number, page) in pages(3).enumerate() {
        desk.file(&format!("{number}.html"), page);
    }
    let files = desk.files();
    let words = ["watch", files.to_str().unwrap(), "--once", "--aside", "done", "--json"];
    let ran = desk.run(&words);
    assert_eq!((ran.code, ran.lines()[0]["summary"]["articles"].as_u64()), (0, Some(3)), "{ran:?}");
    assert!(files.join("done/0.html").exists() && !files.join("0.html").exists());
    let again = desk.run(&words);
    assert_eq!((again.code, again.out.as_str()), (0, ""));
    assert_eq!(desk.run(&["watch", files.to_str().unwrap(), "--forget"]).code, 0);
    assert_eq!(desk.run(&["watch", files.to_str().unwrap(), "--forget"]).code, 2);
    let gone = desk.run(&["watch", "/nowhere/at/all", "--once"]);
    assert_eq!(gone.code, 1, "{gone:?}");
}

#[test]
fn columns_are_told_by_their_names() {
    let desk = desk();
    let words = "The ferry between the two harbours sails again from Monday, the port said on Sunday.";
    let table = desk.file("t.csv", format!("Nr;Rubrum;Wortlaut\n1;Ferry sails again to the island;{words}\n"));
    let ran = desk.run(&["import", "--json", table.to_str().unwrap()]);
    assert_eq!(ran.code, 1, "{ran:?}");
    let import = ran.lines()[0]["summary"]["id"].to_string();
    let shown = desk.json(&["mapping", "show", &import]);
    let shape = shown[0]["shape"].as_str().unwrap();
    assert_eq!(desk.run(&["mapping", "set", &import, shape, "Rubrum=headline"]).code, 2);
    assert_eq!(desk.run(&["mapping", "set", &import, shape, "Rubrum=title", "Wortlaut=text", "Nr="]).code, 0);
    assert_eq!(desk.run(&["again", &import]).code, 0);
    assert_eq!(desk.json(&["list"])[0]["title"], "Ferry sails again to the island");
    assert_eq!(desk.json(&["mapping", "list"])[0]["shape"], shape);
    assert_eq!(desk.run(&["mapping", "forget", shape]).code, 0);
}
