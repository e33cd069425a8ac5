use std::{ffi::OsStr, fs, process::Command};

use tests::desk::Ran;

use crate::desks::{desk, files_below, path_of};

/// Nothing leaves the machine: no call to the system names another.
#[test]
fn no_program_asks_for_a_connection() {
    let desk = crate::desks::desk_with_files();
    let log = path_of(&desk, "trace");
    for words in [
        &["import", desk.files().to_str().unwrap()][..],
        &["search", "the"],
        &["stories", "--date", "2026-03-30"],
        &["digest", "build", "--all", "--date", "2026-03-30"],
        &["export", "1", "--to", "pdf", "--out", path_of(&desk, "out.pdf").to_str().unwrap()],
        &["backup"],
    ] {
        let plain = desk.command(words);
        let mut traced = Command::new("strace");
        traced.args(["--follow-forks", "--quiet=all", "--trace", "connect,sendto,sendmsg,bind", "--output"]).arg(&log);
        traced.arg(plain.get_program()).args(plain.get_args()).stdin(std::process::Stdio::null());
        for (name, value) in plain.get_envs() {
            traced.env(name, value.unwrap_or_default());
        }
        // A thread that ends before strace has read which call it made leaves a call without a name: then once more.
        let trace = (0..5).find_map(|_| {
            let ran = Ran::of(traced.output().unwrap());
            assert_eq!(ran.code, 0, "{words:?}: {ran:?}");
            Some(fs::read_to_string(&log).unwrap()).filter(|trace| !trace.contains("???("))
        });
        let trace = trace.unwrap();
        let calls: Vec<&str> = trace.lines().filter(|line| !line.contains("+++") && !line.contains("---")).collect();
        assert_eq!(calls, Vec::<&str>::new(), "{words:?}");
    }
}

/// The words of articles, queries and paths are nobody's but the reader's: none is in what a program leaves beside the library.
#[test]
fn no_word_is_left_outside_the_library() {
    let desk = desk();
    let canaries: Vec<String> = (0..50).map(|number| format!("zqcanary{number:02}x")).collect();
    for (number, canary) in canaries.iter().enumerate() {
        let name = if number % 5 == 0 { format!("{canary}.txt") } else { format!("{number}.txt") };
        // Some end badly, for reasons are written where failures are.
        let text = match number % 7 {
            0 => format!("{{\"{canary}\": [[[[[[[["),
            1 => format!(
                "From {canary}@example.org Mon\nContent-Type: multipart/mixed; boundary={canary}\n\n--{canary}\n"
            ),
            _ => format!(
                "Bridge closes {canary}\n\n31 March 2026\n\nThe bridge of {canary} closes on Monday, they said.\n"
            ),
        };
        desk.file(&name, text);
    }
    let homes = ["HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR"];
    let home = path_of(&desk, "home");
    let query = format!("{} OR {}", canaries[3], canaries[4]);
    let files = desk.files();
    let runs: [&[&OsStr]; 4] = [
        &[OsStr::new("import"), files.as_os_str()],
        &[OsStr::new("search"), OsStr::new(&query)],
        &[
            OsStr::new("digest"),
            OsStr::new("build"),
            OsStr::new("--all"),
            OsStr::new("--date"),
            OsStr::new("2026-03-31"),
        ],
        &[OsStr::new("check")],
    ];
    for words in runs {
        let mut command = desk.command(words);
        for name in homes {
            let folder = home.join(name);
            fs::create_dir_all(&folder).unwrap();
            command.env(name, folder);
        }
        let ran = Ran::of(command.output().unwrap());
        assert!((0..=1).contains(&ran.code), "{ran:?}");
    }
    let left: Vec<_> = files_below(&home).into_iter().filter(|path| holds_any(path, &canaries)).collect();
    assert_eq!(left, Vec::<std::path::PathBuf>::new());
    let kept = files_below(&desk.library()).into_iter().any(|path| fs::read(path).is_ok_and(|bytes| !bytes.is_empty()));
    assert!(kept, "the library itself is elsewhere");
}

fn holds_any(path: &std::path::Path, canaries: &[String]) -> bool {
    let bytes = fs::read(path).unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    canaries.iter().any(|canary| text.contains(canary.as_str()) || path.to_string_lossy().contains(canary.as_str()))
}
