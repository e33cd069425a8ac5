//! Markup that would run a script or fetch something, brought in as articles and read in the real window; then in the engine that
//! shows articles with each wall alone, and with none, so that it is known that the markup would.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::{Duration, Instant},
};

use api::{App, ListArticles, ReadArticle};
use serde_json::{Value, json};
use tests::{
    desktop::{Desktop, Page, wait_for},
    places,
};

use crate::{
    forms::{self, Vector},
    listener::Listener,
};

/// Closed pieces that stand in one article, between marks.
const TOGETHER: usize = 12;

/// Of what others collected, about as many are let run where nothing hinders them.
const SAMPLE: usize = 250;

/// Articles of the day whose issue is exported, at most.
const IN_ISSUE: usize = 300;

#[test]
fn no_markup_runs_or_asks_for_anything() {
    let listener = Listener::start();
    let mut scripts = forms::scripts();
    let mut leaks = forms::leaks(&listener.site());
    let own = (scripts.len(), leaks.len());
    scripts.extend(collected_scripts(scripts.len()));
    let collected = scripts.len() - own.0;
    leaks.extend(collected_leaks(leaks.len(), &listener.site()));
    let home = tempfile::tempdir().unwrap();
    let closed = import(home.path(), &scripts, &leaks);

    let desktop = Desktop::start(home.path());
    let page = Page::open(desktop.port, &places::program("tidings-desktop").to_string_lossy());
    let frame = read_all(&page, closed);
    let (asked, connections) = listener.take();
    assert_eq!((asked, connections), (BTreeSet::new(), 0), "while articles were read");
    let inline = "const script = document.createElement('script'); script.textContent = 'window.probed = true;'; \
                  document.body.append(script); return window.probed === true;";
    assert_eq!(page.run(inline), json!(false), "the built window runs an inline script");
    // As if nothing had been cleaned: the reader's frame, and one that inherits the window's policy.
    let raw = |vectors: &[Vector]| vectors.iter().map(|vector| vector.html.clone()).collect::<Vec<_>>();
    assert_eq!(try_all(&page, &raw(&scripts), &frame), BTreeSet::new(), "with the frame's policy alone");
    assert_eq!(try_all(&page, &raw(&scripts[..own.0]), ""), BTreeSet::new(), "with the window's policy alone");
    try_all(&page, &raw(&leaks), &frame);
    assert_eq!(listener.take().0, BTreeSet::new(), "asked for with the policy alone");
    page.close();

    let bodies = bodies(home.path());
    let page = open_engine(&desktop, &listener, "dismiss and notify");
    assert_eq!(try_all(&page, &bodies, ""), BTreeSet::new(), "with cleaning alone");
    assert_eq!(listener.take(), (BTreeSet::new(), 0), "asked for with cleaning alone");
    let framed = |(kind, text): (_, String)| {
        assert!(text.contains("postMessage"), "headlines with markup are in it");
        let opened = text.replace("Content-Security-Policy", "X-None");
        format!("<iframe src=\"{}\"></iframe>", listener.serve(kind, opened.into_bytes()))
    };
    let documents: Vec<String> = exported(home.path()).into_iter().map(framed).collect();
    assert_eq!(try_all(&page, &documents, ""), BTreeSet::new(), "in exported documents");
    assert_eq!(listener.take(), (BTreeSet::new(), 0), "asked for by exported documents");
    page.close();

    // With no wall: this is what there is to be kept out. Dialogs are among it.
    let page = open_engine(&desktop, &listener, "dismiss");
    // A sample shows it: all of a large collection, running, leave the engine busy for longer than anyone waits.
    let sample: Vec<String> = raw(&scripts[..own.0])
        .into_iter()
        .chain(raw(&scripts[own.0..]).into_iter().step_by(collected / SAMPLE + 1))
        .collect();
    let ran = try_all(&page, &sample, "");
    listener.take();
    try_all(&page, &raw(&leaks), "");
    let (asked, _) = listener.take();
    page.close();
    let ours = ran.iter().filter(|number| **number < own.0 as u64).count();
    let leaked = asked.iter().filter(|number| number.parse::<usize>().is_ok_and(|number| number < own.1)).count();
    println!(
        "script vectors {} (own {}), ran without walls {} of {} ({ours}); leaks {} (own {}), asked without walls {} ({leaked}); 0 with",
        scripts.len(),
        own.0,
        ran.len(),
        sample.len(),
        leaks.len(),
        own.1,
        asked.len()
    );
    assert!(ours * 3 > own.0, "only {ours} of {} run where nothing hinders them", own.0);
    assert!(leaked * 2 > own.1, "only {leaked} of {} ask where nothing hinders them", own.1);
}

/// A page of ours, without any policy, in the engine alone. What is said of dialogs is the standard's: whether one is an error.
fn open_engine(desktop: &Desktop, listener: &Listener, dialogs: &str) -> Page {
    let options = json!({ "binary": engine(), "args": ["--automation"] });
    let capabilities = json!({ "webkitgtk:browserOptions": options, "unhandledPromptBehavior": dialogs });
    let page = Page::open_as(desktop.port, capabilities);
    page.go(&format!("http://{}/page", listener.site()));
    listener.take();
    page
}

/// The browser of the engine's own makers, which comes with it: the same engine without a window of ours around it.
fn engine() -> PathBuf {
    let folders = fs::read_dir("/usr/lib").unwrap().flatten().map(|folder| folder.path());
    let mut there = folders.chain([PathBuf::from("/usr/libexec")]).map(|path| path.join("webkit2gtk-4.1/MiniBrowser"));
    there.find(|path| path.exists()).expect("WebKitGTK's MiniBrowser is installed")
}

/// Of collections that others keep, where they are at hand: each twentieth, or all in the torture.
fn collection(name: &str) -> Vec<String> {
    let Some(path) = places::shared(&format!("corpora/html/{name}")) else { return Vec::new() };
    let each = if name == "xss.jsonl" && std::env::var_os("TIDINGS_TORTURE").is_none() { 20 } else { 1 };
    let text = fs::read_to_string(path).unwrap();
    let rows = text.lines().step_by(each).map(|line| serde_json::from_str::<Value>(line).unwrap());
    rows.filter_map(|row| Some(row["payload"].as_str()?.to_owned())).collect()
}

/// Their dialogs become calls of ours.
fn collected_scripts(from: usize) -> Vec<Vector> {
    let payloads = collection("xss.jsonl").into_iter().enumerate();
    let ours = |(number, payload): (usize, String)| {
        let call = format!("top.postMessage({},`*`)+(", from + number);
        let html = ["alert(", "prompt(", "confirm("].iter().fold(payload, |text, name| text.replace(name, &call));
        Vector { html, is_open: true }
    };
    payloads.map(ours).collect()
}

fn collected_leaks(from: usize, site: &str) -> Vec<Vector> {
    let payloads = collection("httpleaks.jsonl").into_iter().enumerate();
    let ours = |(number, payload): (usize, String)| {
        let here = format!("//{site}/leak/{}?", from + number);
        Vector { html: payload.replace("//leaking.via/", &here).replace("https:", "http:"), is_open: true }
    };
    payloads.map(ours).collect()
}

/// Brings all of it in, as a feed's articles and, what is closed, as a page too. Gives how many marks stand behind closed pieces in
/// the feed: those must all be read again.
fn import(home: &Path, scripts: &[Vector], leaks: &[Vector]) -> usize {
    let files = home.join("files");
    fs::create_dir_all(&files).unwrap();
    let all: Vec<(usize, &Vector)> = scripts.iter().chain(leaks).enumerate().collect();
    let (open, closed): (Vec<_>, Vec<_>) = all.into_iter().partition(|(_, vector)| vector.is_open);
    let bodies: Vec<_> = closed.chunks(TOGETHER).chain(open.chunks(1)).enumerate().collect();
    let each = bodies.len() / IN_ISSUE + 1;
    let items: Vec<Value> = bodies
        .into_iter()
        .map(|(number, vectors)| {
            // A feed's titles are markup: this is what a headline of such letters looks like.
            let title: String = vectors[0].1.html.chars().take(150).collect();
            let title = title.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
            json!({
                "id": number.to_string(),
                "title": format!("{} {number} {title}", words(number)),
                "url": format!("https://news.example/{number}"),
                "date_published": format!("2026-03-{}T{:02}:{:02}:00Z", if number % each == 0 { 30 } else { 29 }, number / 60 % 24, number % 60),
                "content_html": body(vectors)
            })
        })
        .collect();
    let feed = json!({ "version": "https://jsonfeed.org/version/1.1", "title": "The Harbour Post", "items": items });
    fs::write(files.join("feed.json"), feed.to_string()).unwrap();
    for (number, vectors) in closed.chunks(4 * TOGETHER).enumerate() {
        let page = format!(
            "<!doctype html><meta charset=utf-8><title>Page {number}</title><meta property=\"article:published_time\" \
             content=\"2026-03-29T08:{number:02}:00Z\"><article><h1>Page {number} of {}</h1>{}</article>",
            words(number),
            body(vectors)
        );
        fs::write(files.join(format!("{number}.html")), page).unwrap();
    }
    tidings(home, &["import", files.to_str().unwrap()]);
    closed.len()
}

fn body(vectors: &[(usize, &Vector)]) -> String {
    let pieces = vectors.iter().map(|(number, vector)| {
        format!(
            "<p>The harbour of {} reopened on Monday, officials said, after repairs.</p>{}<p>Behind {number}, ships waited outside \
             while the tide was low, and the pilots of {} went home.</p>",
            words(*number),
            vector.html,
            words(*number)
        )
    });
    pieces.collect()
}

/// Two that tell one article from another.
fn words(number: usize) -> String {
    let name = |seed| tests::invented::word(tests::invented::Script::Latin, 300 + seed % 9_000);
    format!("{} {}", name(number * 7), name(number * 13 + 5))
}

fn tidings(home: &Path, words: &[&str]) {
    let mut command = Command::new(places::program("tidings"));
    let output = command.args(words).env("TIDINGS_LIBRARY", home.join("library")).output().unwrap();
    assert!(output.status.code().is_some_and(|code| code < 2), "{words:?}: {output:?}");
}

/// Reads each article, looks for one, and gives what the document of an article begins with.
fn read_all(page: &Page, closed: usize) -> String {
    wait_for("a row is there", || page.all(".rows [role=option] .title").into_iter().next());
    page.run(include_str!("walk.js"));
    wait_until_done(page, "walk");
    let walk = page.run("return window.walk;");
    assert_eq!(walk["wrong"], json!([]), "what could run or load something");
    let count = |name: &str| walk[name].as_u64().unwrap() as usize;
    assert!(count("titles") * 2 > count("count"), "headlines are shown as they are written: {walk}");
    assert!(count("marks") >= closed, "text around the markup is kept, behind {closed} pieces: {walk}");
    page.type_into(&page.wait(".rows [role=listbox]"), "/");
    page.type_into(&page.wait("[data-search]"), "postMessage");
    wait_for("snippets are marked", || (!page.all(".rows [role=option] mark").is_empty()).then_some(()));
    assert_eq!(page.run("return window.seen.ran;"), json!([]), "while articles were read");
    let frame = page.run("return document.querySelector('article iframe').srcdoc;");
    let frame = frame.as_str().unwrap_or_default().to_owned();
    assert!(frame.contains("Content-Security-Policy"), "{frame}");
    frame
}

/// Gives who called.
fn try_all(page: &Page, pieces: &[String], head: &str) -> BTreeSet<u64> {
    let pieces: Vec<(usize, &String)> = pieces.iter().enumerate().collect();
    page.run_with(include_str!("vectors.js"), json!([pieces, head]));
    wait_until_done(page, "seen");
    let ran = page.run("return window.seen.ran;");
    ran.as_array().unwrap().iter().filter_map(Value::as_u64).collect()
}

/// As long as it goes on: how many are done is counted in the page.
fn wait_until_done(page: &Page, task: &str) {
    let mut last = (Value::Null, Instant::now());
    loop {
        let state = page.run(&format!("return [window.{task}.done, window.{task}.count];"));
        if state[0] == json!(true) {
            return;
        }
        if state[1] != last.0 {
            last = (state[1].clone(), Instant::now());
        }
        assert!(last.1.elapsed() < Duration::from_secs(60), "{task} stands still after {state}");
        std::thread::park_timeout(Duration::from_millis(100));
    }
}

/// As they are stored.
fn bodies(home: &Path) -> Vec<String> {
    let app = App::open(&home.join("library"), api::system_clock, |_| {}).unwrap();
    let mut bodies = Vec::new();
    let mut ask = ListArticles { limit: 200, ..ListArticles::default() };
    loop {
        let page = app.list_articles(ask.clone()).unwrap();
        bodies.extend(page.rows.iter().map(|row| app.read_article(ReadArticle { id: row.id }).unwrap().article.html));
        match page.next {
            Some(next) => ask.after = Some(next),
            None => return bodies,
        }
    }
}

/// The issue of the day, as HTML and as the pages of an EPUB.
fn exported(home: &Path) -> Vec<(&'static str, String)> {
    tidings(home, &["digest", "build", "--all", "--date", "2026-03-30"]);
    let (html, epub, open) = (home.join("out.html"), home.join("out.epub"), home.join("epub"));
    tidings(home, &["export", "1", "--to", "html", "--out", html.to_str().unwrap()]);
    tidings(home, &["export", "1", "--to", "epub", "--out", epub.to_str().unwrap()]);
    let unpacked = Command::new("python3").args(["-m", "zipfile", "-e"]).arg(&epub).arg(&open).status().unwrap();
    assert!(unpacked.success());
    let mut found = vec![("text/html", fs::read_to_string(&html).unwrap())];
    let mut folders = vec![open];
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "xhtml") {
                found.push(("application/xhtml+xml", fs::read_to_string(path).unwrap()));
            }
        }
    }
    found.retain(|(_, text)| text.contains("postMessage"));
    // A page an article: whoever wrote them wrote all of them.
    let some: Vec<_> =
        found.into_iter().enumerate().filter(|(at, _)| at % 8 == 0).map(|(_, document)| document).collect();
    assert!(some.len() > 8, "{} documents", some.len());
    some
}
