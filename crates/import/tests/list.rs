//! docs/formats.md says what the registry says. `UPDATE_DOCS=1 cargo test -p import --test list` writes it.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::{env, fs, path::Path};

use import::FORMATS;

#[test]
fn the_list_of_formats_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/formats.md");
    let list = list();
    if env::var_os("UPDATE_DOCS").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, &list).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(written == list, "docs/formats.md is out of date: UPDATE_DOCS=1 cargo test -p import --test list");
}

fn list() -> String {
    let mut formats: Vec<_> = FORMATS.iter().collect();
    formats.sort_by_key(|format| format.name);
    let cell = |text: &str| text.replace('|', "\\|").replace('<', "\\<");
    let mut list = String::from(
        "# Formats\n\nTold by their content, never by their names alone. This list is made from the registry in\n`crates/import/src/formats`; a test keeps it up to date.\n\n| Format | What is read | What is not |\n|---|---|---|\n",
    );
    for format in formats {
        list.push_str(&format!("| `{}` | {} | {} |\n", format.name, cell(format.reads), cell(format.leaves)));
    }
    list
}
