//! A disk that is full or cannot be written to: a clear message, and nothing half written.

use std::{
    fs,
    os::unix::fs::PermissionsExt,
    process::{Command, Stdio},
};

use tests::desk::{Desk, Ran, bound_by_permissions, pages};

use crate::desk;

/// A script whose first word is a small disk of its own, that nothing outside it sees.
fn on_a_small_disk(desk: &Desk, script: &str) -> Ran {
    let disk = desk.files().join("../disk");
    fs::create_dir_all(&disk).unwrap();
    let output = Command::new("unshare")
        .args(["--user", "--map-root-user", "--mount", "sh", "-euc"])
        .arg(format!("mount -t tmpfs -o size=4m tmpfs \"$1\"\n{script}"))
        .arg("sh")
        .args([disk.as_os_str(), desk.program.as_ref(), desk.files().as_os_str()])
        .stdin(Stdio::null())
        .output()
        .unwrap();
    Ran::of(output)
}

#[test]
fn a_full_disk_is_said_and_the_library_stays_whole() {
    let desk = desk();
    for (number, page) in pages(2_000).enumerate() {
        desk.file(&format!("{number}.html"), page);
    }
    let ran = on_a_small_disk(
        &desk,
        r#"code=0; "$2" --library "$1/library" import "$3" --json || code=$?
           echo "{\"code\":$code}"
           "$2" --library "$1/library" check --json
           "$2" --library "$1/library" list --json --limit 100000 | wc -l"#,
    );
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.contains("library_full") && ran.err.contains("the disk is full"), "{}", ran.err);
    let lines = ran.lines();
    let [.., code, check, listed] = lines.as_slice() else { panic!("{lines:?}") };
    assert_eq!(code["code"], 1);
    assert_eq!(check["faults"], serde_json::json!([]));
    assert_eq!(&check["articles"], listed, "what is counted can be listed");
}

#[test]
fn a_digest_that_does_not_fit_leaves_no_part_of_it() {
    let desk = desk();
    let page = desk.file("page.html", pages(1).next().unwrap());
    desk.import(&page);
    let issue = &desk.json(&["digest", "build", "--all", "--date", &printed_day(&desk)])[0];
    let library = desk.library();
    let ran = on_a_small_disk(
        &desk,
        &format!(
            r#"mkdir "$1/out"; head -c 100m /dev/zero >"$1/filler" 2>/dev/null || true
               for format in pdf html; do
                 code=0; "$2" --library "{}" export {} --to $format --out "$1/out/digest.$format" || code=$?
                 echo $code
               done
               ls -A "$1/out" | wc -l"#,
            library.display(),
            issue["id"]
        ),
    );
    assert_eq!(ran.out, "1\n1\n0\n", "{}", ran.err);
    assert_eq!(ran.err.matches("could not be written").count(), 2, "{}", ran.err);
}

#[test]
fn a_library_that_cannot_be_written_to_is_said() {
    let desk = desk();
    let page = desk.file("page.html", pages(1).next().unwrap());
    desk.import(&page);
    let other = desk.file("other.html", pages(2).nth(1).unwrap());
    let protect = |folder: u32, file: u32| {
        for entry in fs::read_dir(desk.library()).unwrap() {
            fs::set_permissions(entry.unwrap().path(), fs::Permissions::from_mode(file)).unwrap();
        }
        fs::set_permissions(desk.library(), fs::Permissions::from_mode(folder)).unwrap();
    };
    protect(0o555, 0o444);
    let words = ["import", "--json", other.to_str().unwrap()];
    let ran = Ran::of(bound_by_permissions(&desk.command(&words)).output().unwrap());
    protect(0o755, 0o644);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(ran.err.contains("library_read_only"), "{ran:?}");
    assert_eq!(desk.json(&["list"]).len(), 1);
}

fn printed_day(desk: &Desk) -> String {
    desk.json(&["list"])[0]["published"]["at"].as_str().unwrap()[..10].to_owned()
}
