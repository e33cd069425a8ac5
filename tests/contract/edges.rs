//! The crates and what each may depend on, held against `cargo metadata`. A new edge is a decision: write it here first.

use std::{
    collections::{BTreeMap, BTreeSet},
    process::Command,
};

use serde_json::Value;
use tests::places;

/// Normal and build dependencies of ours on ours. Those of tests alone are free.
const ALLOWED: &[(&str, &[&str])] = &[
    ("articles", &[]),
    ("task", &[]),
    ("language", &["articles"]),
    ("import", &["articles", "task"]),
    ("clean", &["articles", "language"]),
    ("split", &["articles", "clean", "language"]),
    ("stories", &["articles"]),
    ("digests", &["articles"]),
    ("encoder", &[]),
    ("speech", &[]),
    ("typeset", &[]),
    ("export", &["articles", "digests", "typeset"]),
    ("store", &["articles", "digests", "stories"]),
    (
        "api",
        &[
            "articles", "clean", "digests", "encoder", "export", "import", "language", "split", "store", "stories",
            "task",
        ],
    ),
    ("cli", &["api", "articles", "task"]),
    ("tidings-desktop", &["api", "articles", "speech"]),
    // Measures and tests from outside.
    ("tests", &["api", "articles"]),
];

/// Outside libraries that stand behind one crate, so that replacing them is work in one place.
const NAMED_BY_ONE: &[(&str, &str)] = &[
    ("rusqlite", "store"),
    ("zstd", "store"),
    ("typst", "typeset"),
    ("typst-", "typeset"),
    ("tauri", "tidings-desktop"),
    ("tauri-", "tidings-desktop"),
    ("ammonia", "clean"),
    ("askama", "export"),
    ("image", "export"),
    ("mail-builder", "export"),
    ("clap", "cli"),
];

/// Nothing leaves the machine unasked: what can speak HTTP is not in the programs at all.
const SPEAKS_HTTP: &[&str] =
    &["attohttpc", "curl", "h2", "hyper", "isahc", "native-tls", "openssl", "reqwest", "rustls", "surf", "ureq"];

const WEBVIEW: &[&str] = &["gtk", "tao", "tauri", "webkit2gtk", "wry"];

#[test]
fn our_crates_depend_on_each_other_as_the_table_says() {
    let graph = Graph::read();
    let allowed: BTreeMap<&str, &[&str]> = ALLOWED.iter().copied().collect();
    let known: BTreeSet<&str> = allowed.keys().copied().collect();
    let there: BTreeSet<&str> = graph.ours.keys().map(String::as_str).collect();
    assert_eq!(there, known, "the table and the workspace list the same crates");
    for (name, needs) in &graph.ours {
        for need in needs.iter().filter(|need| known.contains(need.as_str())) {
            assert!(allowed[name.as_str()].contains(&need.as_str()), "{name} may not depend on {need}");
        }
    }
}

#[test]
fn an_outside_library_is_named_by_the_one_crate_that_owns_it() {
    let graph = Graph::read();
    for (name, needs) in &graph.ours {
        for (library, owner) in NAMED_BY_ONE.iter().filter(|(_, owner)| owner != name) {
            let found = needs.iter().find(|need| match library.strip_suffix('-') {
                Some(_) => need.starts_with(library),
                None => need == library,
            });
            assert_eq!(found, None, "{library} is for {owner} alone, {name} names it too");
        }
    }
}

#[test]
fn the_command_line_links_no_webview() {
    let graph = Graph::read();
    let linked = graph.linked("cli");
    assert!(linked.contains("clap"), "the graph was read: {} packages", linked.len());
    check_absent(&linked, WEBVIEW, "cli");
    assert!(graph.linked("tidings-desktop").contains("wry"), "the names of the list are those of the graph");
}

#[test]
fn neither_program_can_speak_http() {
    let graph = Graph::read();
    for program in ["cli", "tidings-desktop"] {
        check_absent(&graph.linked(program), SPEAKS_HTTP, program);
    }
}

fn check_absent(linked: &BTreeSet<String>, names: &[&str], program: &str) {
    let found: Vec<_> = names.iter().filter(|name| linked.contains(**name)).collect();
    assert!(found.is_empty(), "{program} links {found:?}");
}

struct Graph {
    /// Our crates, each with the names of its normal and build dependencies.
    ours: BTreeMap<String, Vec<String>>,
    /// Package id to its name and the ids of what it links.
    all: BTreeMap<String, (String, Vec<String>)>,
}

impl Graph {
    /// As this machine builds it: another system's dependencies are not in it.
    fn read() -> Graph {
        let output = Command::new(env!("CARGO"))
            .args(["metadata", "--format-version", "1", "--offline", "--filter-platform", target()])
            .current_dir(places::workspace())
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
        let members: Vec<&str> = list(&metadata["workspace_members"]).map(text).collect();
        let mut ours = BTreeMap::new();
        let mut names = BTreeMap::new();
        for package in list(&metadata["packages"]) {
            let (id, name) = (text(&package["id"]), text(&package["name"]).to_owned());
            if members.contains(&id) {
                let needs = list(&package["dependencies"]).filter(|need| text_or(&need["kind"], "normal") != "dev");
                ours.insert(name.clone(), needs.map(|need| text(&need["name"]).to_owned()).collect());
            }
            names.insert(id, name);
        }
        let nodes = list(&metadata["resolve"]["nodes"]).map(|node| {
            let linked = list(&node["deps"])
                .filter(|need| list(&need["dep_kinds"]).any(|kind| text_or(&kind["kind"], "normal") == "normal"))
                .map(|need| text(&need["pkg"]).to_owned());
            (text(&node["id"]).to_owned(), (names[text(&node["id"])].clone(), linked.collect()))
        });
        Graph { ours, all: nodes.collect() }
    }

    /// The names of all packages that are linked into a program of ours.
    fn linked(&self, program: &str) -> BTreeSet<String> {
        let start = self.all.iter().find(|(_, (name, _))| name == program).unwrap().0;
        let mut seen = BTreeSet::from([start]);
        let mut open = vec![start];
        while let Some(id) = open.pop() {
            for next in &self.all[id].1 {
                if seen.insert(next) {
                    open.push(next);
                }
            }
        }
        seen.into_iter().map(|id| self.all[id].0.clone()).collect()
    }
}

/// The triple of this build, as far as dependencies differ by it.
fn target() -> &'static str {
    match (std::env::consts::OS, std::env::consts::ARCH) {
        ("macos", _) => "aarch64-apple-darwin",
        ("windows", _) => "x86_64-pc-windows-msvc",
        (_, "aarch64") => "aarch64-unknown-linux-gnu",
        _ => "x86_64-unknown-linux-gnu",
    }
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn text(value: &Value) -> &str {
    text_or(value, "")
}

fn text_or<'a>(value: &'a Value, default: &'a str) -> &'a str {
    value.as_str().unwrap_or(default)
}
