//! Import, read, bookmark, build and export, all through the command line.

use std::{fs, io::Write, process::Stdio};

use serde_json::json;

use tests::desk::{Desk, Ran, dump, pages};

use crate::desk;

#[test]
fn the_same_file_twice_adds_nothing_and_says_so() {
    let desk = desk();
    let file = desk.file("dump.txt", dump());
    assert_eq!(desk.import(&file).len(), 2);
    let again = &desk.json(&["import", file.to_str().unwrap()])[0];
    assert_eq!(again["files"][0]["outcome"], "already_there");
    assert_eq!(again["summary"]["articles"], 0);
    assert_eq!(desk.json(&["list"]).len(), 2);
}

#[test]
fn an_import_can_be_undone() {
    let desk = desk();
    desk.import(&desk.file("dump.txt", dump()));
    let import = desk.json(&["imports"])[0]["id"].to_string();
    assert_eq!(desk.json(&["undo-import", &import])[0], json!({ "removed": 2, "kept": 0, "shared": 0, "outlets": 0 }));
    assert!(desk.json(&["list"]).is_empty());
    assert_eq!(desk.json(&["imports"])[0]["undone"], true);
}

/// The drill of a bad morning, as a person does it: a library that cannot be opened, and the copy of the day before.
#[test]
fn a_broken_library_is_restored_from_its_copy() {
    let desk = desk();
    desk.import(&desk.file("dump.txt", dump()));
    let name = desk.json(&["backup"])[0]["name"].as_str().unwrap().to_owned();
    let library = desk.library().join("tidings.db");
    fs::write(&library, "nothing like a library").unwrap();
    assert_eq!(desk.run(&["list"]).code, 1);
    assert_eq!(desk.json(&["backups"])[0]["name"], name.as_str());
    let restored = &desk.json(&["restore", &name])[0];
    let kept = std::path::Path::new(restored["kept"].as_str().unwrap()).join("tidings.db");
    assert_eq!(fs::read(kept).unwrap(), b"nothing like a library");
    assert_eq!(desk.json(&["list"]).len(), 2);
    assert_eq!(desk.run(&["restore", "no-such-copy"]).code, 1);
}

#[test]
fn standard_input_is_a_file_like_others() {
    let desk = desk();
    let mut child =
        desk.command(&["import", "-", "--json"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(dump().as_bytes()).unwrap();
    let ran = Ran::of(child.wait_with_output().unwrap());
    assert_eq!(ran.code, 0);
    assert_eq!(ran.lines()[0]["summary"]["articles"], 2);
}

#[test]
fn lists_narrow_by_bookmark_day_source_and_limit() {
    let desk = desk();
    for (number, page) in pages(30).enumerate() {
        desk.file(&format!("{number}.html"), page);
    }
    let ids = desk.import(&desk.files());
    assert_eq!(ids.len(), 30);
    assert_eq!(desk.json(&["list", "--limit", "7"]).len(), 7);
    assert_eq!(desk.json(&["list", "--unread"]).len(), 30);

    let (one, two) = (ids[3].to_string(), ids[5].to_string());
    assert_eq!(desk.json(&["bookmark", &one, &two])[0]["count"], 2);
    assert_eq!(desk.json(&["bookmark", &two, "--off"])[0]["count"], 1);
    let marked = desk.json(&["list", "--bookmarked"]);
    assert_eq!(marked.len(), 1);
    assert_eq!(marked[0]["id"].to_string(), one);

    let day = &marked[0]["published"]["at"].as_str().unwrap()[..10];
    let source = marked[0]["source"]["name"].as_str().unwrap();
    let of_day = desk.json(&["list", "--date", day, "--source", source]);
    assert!(of_day.iter().any(|row| row["id"] == ids[3]));
    assert!(of_day.iter().all(|row| row["source"]["name"] == source));
    let shown = desk.run(&["show", &one]);
    assert!(shown.out.starts_with(marked[0]["title"].as_str().unwrap()) && shown.out.contains("bookmarked"));
}

#[test]
fn a_search_finds_words_and_phrases() {
    let desk = desk();
    desk.import(&desk.file("page.html", pages(1).next().unwrap()));
    let row = desk.json(&["list"]).remove(0);
    let opening = row["opening"].as_str().unwrap();
    let words: Vec<&str> = opening.split(' ').take(2).collect();
    assert_eq!(desk.json(&["search", words[0]])[0]["article"]["id"], row["id"]);
    assert_eq!(desk.json(&["search", &format!("\"{}\"", words.join(" "))]).len(), 1);
    assert!(desk.json(&["search", "qqqqq"]).is_empty());
    // What is kept out looks like an option, and must not need a reader who knows how to say that it is none.
    let without = format!("-\"{}\"", words.join(" "));
    let found = |words: &[&str]| desk.json(words).len();
    assert_eq!((found(&["search", &without]), found(&["search", "is:unread", &without, "--limit", "9"])), (0, 0));
    assert_eq!(found(&["search", "-qqqqq", words[0]]), 1);
    assert_eq!(desk.run(&["search", words[0], "--no-such-option"]).code, 2);
    desk.json(&["searches", "save", "Without", &without]);
    assert_eq!(desk.json(&["searches", "list"])[0]["query"], without.as_str());
}

#[test]
fn a_digest_is_built_edited_undone_and_exported() {
    let desk = desk();
    for (number, page) in pages(12).enumerate() {
        desk.file(&format!("{number}.html"), page);
    }
    desk.import(&desk.files());
    let rows = desk.json(&["list"]);
    let day = rows[0]["published"]["at"].as_str().unwrap()[..10].to_owned();
    let issue = desk.json(&["digest", "build", "--date", &day, "--all"]).remove(0);
    let id = issue["id"].to_string();
    let item = &issue["issue"]["sections"][0]["items"][0];
    let edit = json!({ "edit": "set_note", "item": item["id"], "note": "Our own words" }).to_string();
    let note = |issue: &serde_json::Value| issue["issue"]["sections"][0]["items"][0]["note"].clone();
    assert_eq!(note(&desk.json(&["digest", "edit", &id, &edit])[0]), "Our own words");
    assert_eq!(note(&desk.json(&["digest", "undo", &id])[0]), "");
    assert_eq!(note(&desk.json(&["digest", "redo", &id])[0]), "Our own words");
    assert!(desk.run(&["digest", "show", &id]).out.contains("Our own words"));
    assert_eq!(desk.json(&["digest", "list"]).len(), 1);

    let starts =
        [("pdf", "%PDF-"), ("html", "<!"), ("docx", "PK"), ("epub", "PK"), ("md", "# "), ("eml", "Content-Type")];
    for (format, start) in starts {
        let out = desk.files().join(format!("digest.{format}"));
        let look = ["--style", "gazette", "--paper", "letter", "--accent", "#0f5e73"];
        let asked = [&["export", &id, "--to", format, "--out", out.to_str().unwrap()][..], &look].concat();
        desk.json(&asked);
        let written = fs::read(&out).unwrap();
        assert!(written.starts_with(start.as_bytes()), "{format}");
    }
    let html = fs::read_to_string(desk.files().join("digest.html")).unwrap();
    assert!(html.contains("Our own words"));
}

/// 2 is for calls that cannot be meant; 1 for what is not there.
#[test]
fn the_end_says_how_it_went() {
    let desk = desk();
    let check = |words: &[&str], code: i32, said: &str| {
        let ran = desk.run(words);
        assert_eq!(ran.code, code, "{words:?}: {ran:?}");
        assert!(ran.err.contains(said), "{words:?}: {}", ran.err);
    };
    check(&["--version"], 0, "");
    check(&["list"], 0, "");
    check(&[], 2, "Usage");
    check(&["list", "--date", "yesterday"], 2, "--date");
    check(&["export", "1", "--to", "rtf", "--out", "x"], 2, "possible values");
    check(&["export", "1", "--to", "pdf", "--style", "gothic"], 2, "possible values");
    check(&["digest", "edit", "1", "{}"], 2, "no edit");
    check(&["show", "999"], 1, "there is no article 999");
    check(&["show", "999", "--json"], 1, r#""error":"not_found""#);
    check(&["digest", "show", "999"], 1, "there is no");
    check(&["check"], 0, "");
}

#[test]
fn the_library_is_where_it_is_said_to_be() {
    let desk = desk();
    desk.import(&desk.file("dump.txt", dump()));
    let other = desk.files().join("other library");
    let list = desk.json(&["--library", other.to_str().unwrap(), "list"]);
    assert!(list.is_empty() && other.exists());
    let mut by_default = desk.command(&["list", "--json"]);
    by_default.env_remove("TIDINGS_LIBRARY").env("XDG_DATA_HOME", desk.files()).env("HOME", desk.files());
    assert_eq!(Ran::of(by_default.output().unwrap()).code, 0);
    let made: Vec<_> = fs::read_dir(desk.files()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(made.iter().any(|name| name.to_string_lossy().to_lowercase().contains("tidings")), "{made:?}");
}

/// As a script reads the morning: each story with who told it and sentences that can be looked up.
#[test]
fn the_stories_of_a_date_are_told_in_their_outlets_words() {
    let desk = desk();
    let body = "The harbour of Marrow Bay was closed on Monday after a ferry struck the south pier. Nobody was hurt, the \
                harbour master said. The mayor, Ada Finch, said the pier would be repaired within a month.";
    for (outlet, title) in [("Morning Post", "Ferry strikes pier in Marrow Bay"), ("Gazette", "Marrow Bay pier struck")]
    {
        let items = format!(
            "<item><title>{title}</title><pubDate>Tue, 31 Mar 2026 06:12:00 +0000</pubDate><description><![CDATA[<p>{body}\
             </p>]]></description></item>"
        );
        let feed = format!("<rss version=\"2.0\"><channel><title>{outlet}</title>{items}</channel></rss>");
        desk.import(&desk.file(&format!("{outlet}.xml"), feed));
    }
    let stories = desk.json(&["stories", "--date", "2026-03-31"]);
    assert_eq!(stories.len(), 1, "{stories:?}");
    let card = &stories[0]["card"];
    assert_eq!((&card["articles"], &card["copies"], &card["reasons"]["outlets"]), (&json!(2), &json!(1), &json!(2)));
    let summary = stories[0]["summary"].as_array().unwrap();
    assert!(!summary.is_empty());
    for sentence in summary {
        let article = &desk.json(&["show", &sentence["article"].to_string()])[0]["article"];
        let (start, end) = (sentence["start"].as_u64().unwrap() as usize, sentence["end"].as_u64().unwrap() as usize);
        assert_eq!(&article["text"].as_str().unwrap()[start..end], sentence["text"].as_str().unwrap());
    }
    let said = desk.run(&["stories", "--date", "2026-03-31"]);
    assert!(said.out.contains("2 outlets, 1 near copy"), "{}", said.out);
    assert!(desk.json(&["stories", "--date", "2026-03-30"]).is_empty());
}

/// A query with a fault is answered as far as it is understood, and the fault is named.
#[test]
fn a_query_with_a_fault_is_explained() {
    let desk = desk();
    desk.import(&desk.file("dump.txt", dump()));
    let ran = desk.run(&["search", "is:unread before:christmas"]);
    assert_eq!(ran.code, 0);
    assert!(ran.out.contains("2 articles") && ran.err.contains("christmas: not a date"), "{ran:?}");
}

/// A rule is tried before it is kept, what it hides comes back with it, and the trash asks for nothing that is quoted.
#[test]
fn articles_are_put_away_and_come_back() {
    let desk = desk();
    desk.import(&desk.file("dump.txt", dump()));
    let rows = desk.json(&["list"]);
    let (id, title) = (rows[0]["id"].to_string(), rows[0]["title"].as_str().unwrap().to_owned());
    let query = format!("title:\"{title}\"");
    assert_eq!(desk.json(&["put-away", &id, "--to", "archive"])[0]["count"], 1);
    assert_eq!(desk.json(&["list", "--away", "archive"])[0]["title"], title.as_str());
    assert_eq!(desk.json(&["search", &query]).len(), 1, "what is archived is found");
    desk.json(&["put-away", &id, "--to", "back"]);

    assert_eq!(desk.json(&["mutes", "try", &query])[0]["found"], 1);
    assert_eq!(desk.json(&["list"]).len(), 2);
    let rule = desk.json(&["mutes", "add", &query, "--until", "2999-12-31"])[0]["id"].to_string();
    assert_eq!((desk.json(&["list"]).len(), desk.json(&["search", &query]).len()), (1, 0));
    assert!(desk.json(&["mutes", "remove", &rule]).is_empty());
    assert_eq!(desk.json(&["list"]).len(), 2);

    desk.json(&["put-away", &id, "--to", "trash"]);
    assert_eq!(desk.json(&["empty-trash"])[0], json!({ "removed": 1, "kept": 0 }));
    assert_eq!(desk.run(&["show", &id]).code, 1);
    assert!(desk.json(&["highlights"]).is_empty());
    assert_eq!(desk.json(&["check"])[0]["faults"], json!([]));
}

/// A morning's questions, kept: each with its count, found again by its number.
#[test]
fn searches_are_saved_renamed_run_and_removed() {
    let desk = desk();
    desk.import(&desk.file("dump.txt", dump()));
    let all = desk.json(&["list"]).len();
    let title = desk.json(&["list"])[0]["title"].as_str().unwrap().to_owned();
    let saved = &desk.json(&["searches", "save", "Headline", &format!("title:\"{title}\"")])[0];
    let id = saved["id"].to_string();
    assert_eq!((saved["found"].as_u64(), saved["unread"].as_u64()), (Some(1), Some(1)));
    desk.json(&["searches", "save", "All", "is:unread"]);
    let renamed = desk.json(&["searches", "rename", &id, "One"]);
    assert_eq!(renamed.iter().map(|search| search["name"].as_str().unwrap()).collect::<Vec<_>>(), ["All", "One"]);
    assert_eq!(renamed[0]["found"], all);
    assert_eq!(desk.json(&["searches", "run", &id])[0]["article"]["title"], title.as_str());
    assert_eq!(desk.json(&["searches", "remove", &id]).len(), 1);
    assert_eq!(desk.json(&["searches", "list"])[0]["name"], "All");
    assert_eq!(desk.run(&["searches", "run", &id]).code, 1);
}

/// Ids and order as they were given: whoever arranges by script counts on both.
#[test]
fn collections_are_put_together_by_hand() {
    let desk = desk();
    let ids = desk.import(&desk.file("dump.txt", dump()));
    let [a, b] = [ids[0].to_string(), ids[1].to_string()];
    let made = desk.json(&["collections", "create", "Grain  trade"]);
    let id = made[0]["id"].to_string();
    assert_eq!(desk.json(&["collections", "add", &id, &b, &a])[0]["articles"], 2);
    let shown = |desk: &Desk| -> Vec<String> {
        desk.json(&["collections", "show", &id]).iter().map(|row| row["id"].to_string()).collect()
    };
    assert_eq!(shown(&desk), [b.clone(), a.clone()]);
    desk.json(&["collections", "add", &id, &a, "--before", &b]);
    assert_eq!(shown(&desk), [a.clone(), b.clone()]);
    assert_eq!(desk.json(&["search", "in-collection:\"grain trade\""]).len(), 2);
    desk.json(&["collections", "take-out", &id, &a]);
    assert_eq!(shown(&desk), std::slice::from_ref(&b));
    desk.json(&["collections", "arrange", &id, &a]);
    assert_eq!(shown(&desk), std::slice::from_ref(&a));
    assert_eq!(desk.json(&["collections", "rename", &id, "Ports"])[0]["name"], "Ports");
    // A slip must not empty what was arranged by hand, and what is not there is not passed over in silence.
    assert_eq!(desk.run(&["collections", "arrange", &id]).code, 2);
    assert_eq!(desk.run(&["collections", "arrange", &id, "999"]).code, 1);
    let added = desk.run(&["collections", "add", &id, &b, "999"]);
    assert_eq!((added.code, added.err.contains("999")), (1, true), "{}", added.err);
    assert_eq!(shown(&desk), [a.clone(), b.clone()]);
    let second = desk.json(&["collections", "create", "Harbours"]);
    assert_eq!(second.iter().map(|made| made["name"].as_str().unwrap()).collect::<Vec<_>>(), ["Harbours"]);
    desk.json(&["collections", "remove", &second[0]["id"].to_string()]);
    assert!(desk.json(&["collections", "remove", &id]).is_empty());
    assert_eq!(desk.json(&["list"]).len(), 2);
    assert_eq!(desk.run(&["collections", "show", &id]).code, 1);
    assert_eq!(desk.run(&["collections", "create", " "]).code, 2);
}
