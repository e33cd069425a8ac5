//! What is wrong with a file is a line in the report. The rest is imported.

use std::{
    collections::BTreeMap,
    fs,
    os::unix::fs::{PermissionsExt, symlink},
    process::Command,
};

use serde_json::Value;

use tests::desk::{Ran, bound_by_permissions, dump, dump_of, pages};

use crate::desk;

/// A good article in the encoding that Windows calls Unicode, in both byte orders.
fn utf16(text: &str, big_endian: bool) -> Vec<u8> {
    let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
    units.flat_map(|unit: u16| if big_endian { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
}

#[test]
fn each_bad_file_is_a_line_and_the_rest_is_imported() {
    let desk = desk();
    let page = pages(1).next().unwrap();
    desk.file("good/page.html", &page);
    desk.file("good/dump.txt", dump());
    desk.file("little.txt", utf16(&dump_of(21), false));
    desk.file("big.txt", utf16(&dump_of(22), true));
    let mut broken = dump_of(23).into_bytes();
    broken[40] = 0xFF;
    desk.file("invalid-utf8.txt", broken);

    desk.file("empty.txt", "");
    desk.file(
        "binary.txt",
        (0..40_000u32).flat_map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes()).collect::<Vec<_>>(),
    );
    desk.file("one-line.txt", vec![b'x'; 50 << 20]);
    desk.file("locked/page.html", &page);
    fs::set_permissions(desk.files().join("locked"), fs::Permissions::from_mode(0o000)).unwrap();
    symlink("nowhere", desk.files().join("dangling.txt")).unwrap();
    symlink(".", desk.files().join("good/loop")).unwrap();
    assert!(Command::new("mkfifo").arg(desk.files().join("pipe.txt")).status().unwrap().success());
    let gone = desk.files().join("../gone.txt");

    let files = desk.files();
    let words = ["import", "--json", files.to_str().unwrap(), gone.to_str().unwrap()];
    let ran = Ran::of(bound_by_permissions(&desk.command(&words)).output().unwrap());
    fs::set_permissions(desk.files().join("locked"), fs::Permissions::from_mode(0o755)).unwrap();

    assert_eq!(ran.code, 1, "some failed: {ran:?}");
    let report = &ran.lines()[0];
    let files: BTreeMap<&str, &Value> =
        report["files"].as_array().unwrap().iter().map(|file| (name_of(file), file)).collect();
    let check = |name: &str, outcome: &str, problems: &[&str]| {
        let file = files.get(name).unwrap_or_else(|| panic!("no line for {name}: {:?}", files.keys()));
        let codes: Vec<&str> =
            file["problems"].as_array().unwrap().iter().map(|problem| problem["code"].as_str().unwrap()).collect();
        assert_eq!((file["outcome"].as_str().unwrap(), codes.as_slice()), (outcome, problems), "{name}");
    };
    check("page.html", "imported", &[]);
    check("dump.txt", "imported", &[]);
    check("little.txt", "imported", &[]);
    check("big.txt", "imported", &[]);
    check("invalid-utf8.txt", "imported", &[]);
    check("empty.txt", "refused", &["empty_file"]);
    check("binary.txt", "refused", &["unknown_format"]);
    check("one-line.txt", "nothing_found", &["nothing_found"]);
    check("locked", "refused", &["no_permission"]);
    check("dangling.txt", "refused", &["file_missing"]);
    check("loop", "refused", &["folder_loop"]);
    check("pipe.txt", "refused", &["not_a_file"]);
    check("gone.txt", "refused", &["file_missing"]);
}

/// People read the reason, not a code.
#[test]
fn a_reason_is_one_line_of_words() {
    let desk = desk();
    let empty = desk.file("empty.txt", "");
    let ran = desk.run(&["import", empty.to_str().unwrap()]);
    assert_eq!(ran.code, 1);
    let line = ran.out.lines().find(|line| line.contains("empty.txt")).unwrap();
    assert!(line.starts_with("refused") && line.ends_with("empty"), "{line}");
}

fn name_of(file: &Value) -> &str {
    file["file"].as_str().unwrap().rsplit('/').next().unwrap()
}
