use std::{collections::BTreeMap, ffi::OsStr, fs, path::Path};

use tests::desk::{Desk, Ran};

use crate::{
    cases,
    desks::{ARTICLES, Dice, desk, desk_with_files, files_below},
    tell,
};

const PAGE: usize = 4096;

/// Whatever became of the library's file, no program dies of it, and no article is shown with other words than it had: it is
/// shown as it was, or told to be damaged.
#[test]
fn a_damaged_library_is_told_and_shows_no_wrong_word() {
    let whole = desk_with_files();
    whole.import(&whole.files());
    let texts = texts_of(&whole).expect("a library that is whole is read");
    assert_eq!(texts.len(), ARTICLES);
    let file = files_below(&whole.library()).into_iter().find(|path| is_database(path)).unwrap();
    let bytes = fs::read(&file).unwrap();
    assert!(bytes.len() > 20 * PAGE, "the library is not in its file: {} bytes", bytes.len());
    let name = file.strip_prefix(whole.library()).unwrap();
    let (count, mut fired, mut lost) = (cases(300, 5_000), 0, 0);
    let mut dice = Dice(7);
    for number in 0..count {
        let mut damaged = bytes.clone();
        damage(&mut damaged, number, &mut dice);
        fired += usize::from(damaged != bytes);
        let desk = desk();
        let path = desk.library().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, &damaged).unwrap();
        if let Some(said) = what_is_wrong(&desk, &texts) {
            println!("case {number}: {said}");
            lost += 1;
        }
    }
    tell("a damaged library: bits, pages, ends, a foreign log", count, fired, lost);
}

fn is_database(path: &Path) -> bool {
    fs::read(path).is_ok_and(|bytes| bytes.starts_with(b"SQLite format 3"))
}

fn damage(bytes: &mut Vec<u8>, number: usize, dice: &mut Dice) {
    let pages = bytes.len() / PAGE;
    match number % 5 {
        0 | 1 => {
            let bit = dice.below(bytes.len() * 8);
            bytes[bit / 8] ^= 1 << (bit % 8);
        }
        2 => {
            let page = dice.below(pages) * PAGE;
            bytes[page..page + PAGE].fill(0);
        }
        3 => {
            let (one, other) = (dice.below(pages), dice.below(pages));
            for at in 0..PAGE {
                bytes.swap(one * PAGE + at, other * PAGE + at);
            }
        }
        _ => bytes.truncate(dice.below(bytes.len())),
    }
}

fn what_is_wrong(desk: &Desk, texts: &BTreeMap<i64, String>) -> Option<String> {
    for words in [&["list"][..], &["search", "the"], &["check"], &["stories", "--date", "2026-03-30"]] {
        let ran = Ran::of(desk.command(words).output().unwrap());
        if ran.err.contains("panicked") || !(0..=2).contains(&ran.code) {
            return Some(format!("{words:?}: {ran:?}"));
        }
    }
    let shown = texts_of(desk).unwrap_or_default();
    let wrong = shown.iter().find(|(id, text)| texts.get(id).is_none_or(|own| own != *text));
    wrong.map(|(id, text)| format!("article {id} is shown as {text:.80}"))
}

/// The whole of each article that is listed and can be read.
fn texts_of(desk: &Desk) -> Option<BTreeMap<i64, String>> {
    let ran = Ran::of(desk.command(&["list", "--json", "--limit", "100"]).output().unwrap());
    let mut texts = BTreeMap::new();
    for row in ran.out.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok()) {
        let Some(id) = row["id"].as_i64() else { continue };
        let shown = desk.run(&[OsStr::new("show"), OsStr::new(&id.to_string()), OsStr::new("--json")]);
        if let Some(article) =
            shown.out.lines().next().and_then(|line| serde_json::from_str::<serde_json::Value>(line).ok())
        {
            texts.insert(id, article["text"].as_str().or(article["article"]["text"].as_str())?.to_owned());
        }
    }
    (ran.code == 0).then_some(texts)
}
