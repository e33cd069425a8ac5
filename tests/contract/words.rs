//! Each code has words in every language of the window. The command line's table is held complete by its compiler.

use std::{collections::BTreeSet, fs, path::PathBuf};

use serde_json::Value;
use tests::places;

/// The codes, as they were written out for the page from the Rust types.
const CODES: &str = "ui/src/host/generated/codes.ts";
const MESSAGES: &str = "ui/messages";

#[test]
fn each_code_has_words_in_each_language() {
    let codes = fs::read_to_string(places::workspace().join(CODES)).unwrap();
    let wanted: Vec<String> = [("error", "ERROR_CODES"), ("problem", "PROBLEM_CODES"), ("note", "NOTE_CODES")]
        .into_iter()
        .flat_map(|(kind, list)| list_of(&codes, list).map(move |code| format!("{kind}_{code}")))
        .collect();
    assert!(wanted.len() > 20, "only {wanted:?} were found in {CODES}");
    for (language, messages) in languages() {
        for key in &wanted {
            let words = &messages[key];
            assert!(!words.is_null() && words != "", "{language} has no words for {key}");
        }
    }
}

/// A message that one language has not would be shown in another's words.
#[test]
fn the_languages_have_the_same_messages() {
    let languages = languages();
    let keys = |messages: &Value| -> BTreeSet<String> {
        messages.as_object().unwrap().keys().filter(|key| !key.starts_with('$')).cloned().collect()
    };
    let (first, expected) = (&languages[0].0, keys(&languages[0].1));
    for (language, messages) in &languages[1..] {
        let found = keys(messages);
        let apart: Vec<_> = expected.symmetric_difference(&found).collect();
        assert!(apart.is_empty(), "{first} and {language} differ in {apart:?}");
    }
}

fn list_of<'a>(codes: &'a str, name: &str) -> impl Iterator<Item = &'a str> {
    let start = codes.find(name).and_then(|at| codes[at..].find("= [").map(|open| at + open)).unwrap();
    let end = start + codes[start..].find("];").unwrap();
    codes[start..end].split('\'').skip(1).step_by(2)
}

/// Each language's file name and messages; at least two, English among them.
fn languages() -> Vec<(String, Value)> {
    let mut files: Vec<PathBuf> =
        fs::read_dir(places::workspace().join(MESSAGES)).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    files.sort();
    let languages: Vec<(String, Value)> = files
        .iter()
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, serde_json::from_slice(&fs::read(path).unwrap()).unwrap())
        })
        .collect();
    assert!(languages.len() >= 2 && languages.iter().any(|(name, _)| name == "en.json"));
    languages
}
