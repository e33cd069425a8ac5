use std::{
    ffi::OsStr,
    fs::{self, File},
    io::{Seek, SeekFrom, Write},
    os::unix::{ffi::OsStrExt, fs::symlink, process::CommandExt},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use tests::desk::{Desk, Ran, bound_by_permissions, wait_until_stoppable};

use crate::{
    cases,
    desks::{desk, path_of},
    tell,
};

const MOST_MEMORY: u64 = 512 << 10;

/// The largest of the program and of each child that it waited for, in kB.
fn peak(desk: &Desk, words: &[&OsStr]) -> (Ran, u64) {
    let log = path_of(desk, "peak");
    let plain = bound_by_permissions(&desk.command(words));
    let mut timed = Command::new("python3");
    let script = "import resource, subprocess, sys\ncode = subprocess.call(sys.argv[2:])\n\
                  open(sys.argv[1], 'w').write(str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))\nsys.exit(code)";
    timed.args(["-c", script]).arg(&log).arg(plain.get_program()).args(plain.get_args()).stdin(Stdio::null());
    for (name, value) in plain.get_envs() {
        timed.env(name, value.unwrap_or_default());
    }
    let ran = Ran::of(timed.output().unwrap());
    (ran, fs::read_to_string(log).unwrap().trim().parse().unwrap())
}

/// What lies in people's folders beside news: each is a line with its reason or an article, and none holds up the others.
#[test]
fn what_lies_in_a_folder_is_read_or_said() {
    let desk = desk();
    let page = |n: usize| {
        format!("Bridge {n} closes\n\n31 March 2026\n\nThe bridge number {n} closes on Monday, they said.\n")
    };
    let mut all = 0;
    let mut wanted: Vec<(String, bool)> = Vec::new();
    let mut put = |name: &str, is_read: bool| {
        wanted.push((name.to_owned(), is_read));
        all += 1;
    };
    for (n, name) in [
        "a".repeat(251) + ".txt",
        "Ω≈ç√ 日本 عربي.txt".to_owned(),
        " .txt".to_owned(),
        "-rf.txt".to_owned(),
        "$(x) `y`;\n.txt".to_owned(),
    ]
    .iter()
    .enumerate()
    {
        desk.file(name, page(n));
        put(name.lines().last().unwrap_or_default(), true);
    }
    let bare = desk.files().join(OsStr::from_bytes(b"caf\xe9 \xff.txt"));
    fs::write(bare, page(6)).unwrap();
    put("caf", true);
    let deep = desk.files().join("d/".repeat(200));
    fs::create_dir_all(&deep).unwrap();
    fs::write(deep.join("deep.txt"), page(7)).unwrap();
    put("deep.txt", true);
    symlink(".", desk.files().join("loop")).unwrap();
    put("loop", false);
    symlink("two", desk.files().join("one")).unwrap();
    symlink("one", desk.files().join("two")).unwrap();
    put("one", false);
    symlink("nowhere", desk.files().join("dangling.txt")).unwrap();
    put("dangling.txt", false);
    symlink("/dev/zero", desk.files().join("zero.txt")).unwrap();
    put("zero.txt", false);
    symlink("/dev/tty", desk.files().join("tty.txt")).unwrap();
    put("tty.txt", false);
    assert!(Command::new("mkfifo").arg(desk.files().join("pipe.txt")).status().unwrap().success());
    put("pipe.txt", false);
    let socket = std::os::unix::net::UnixListener::bind(desk.files().join("socket.txt")).unwrap();
    put("socket.txt", false);
    let locked = desk.file("locked.txt", page(8));
    Command::new("chmod").arg("000").arg(&locked).status().unwrap();
    put("locked.txt", false);
    desk.file("empty.txt", "");
    put("empty.txt", false);
    // Holes take no room: 10 GB of nothing (1 GB where time is short), after and before what could be read.
    for (name, head) in [
        ("sparse.mbox", "From a@example.org Mon Mar 30 10:00:00 2026\nSubject: Port\n\nThe port.\n"),
        ("sparse.html", "<h1>Port</h1>"),
    ] {
        let mut file = File::create(desk.files().join(name)).unwrap();
        file.write_all(head.as_bytes()).unwrap();
        file.seek(SeekFrom::Start((cases(1, 10) as u64) << 30)).unwrap();
        file.write_all(b"end").unwrap();
        put(name, false);
    }
    for name in ["/proc/self/mem", "/dev/null"] {
        symlink(name, desk.files().join(name.replace('/', "-") + ".txt")).unwrap();
        put(&(name.replace('/', "-") + ".txt"), false);
    }
    let files = desk.files();
    let begun = Instant::now();
    let (ran, memory) = peak(&desk, &[OsStr::new("import"), OsStr::new("--json"), files.as_os_str()]);
    drop(socket);
    let report = ran.lines().remove(0);
    let lines = report["files"].as_array().unwrap();
    let mut lost = 0;
    for (name, is_read) in &wanted {
        let line = lines.iter().find(|line| line["file"].as_str().is_some_and(|file| file.contains(name.as_str())));
        let is_well = line.is_some_and(|line| match is_read {
            true => line["outcome"] == "imported",
            false => line["outcome"] != "imported" || name.starts_with("sparse"),
        });
        let has_reason = line.is_some_and(|line| {
            *is_read || line["outcome"] == "imported" || !line["problems"].as_array().unwrap().is_empty()
        });
        if !is_well || !has_reason {
            println!("{name}: {line:?}");
            lost += 1;
        }
    }
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(memory < MOST_MEMORY, "{memory} kB");
    println!("{} lines in {:?}, {} MB", lines.len(), begun.elapsed(), memory >> 10);
    tell("odd files: names, depth, loops, pipes, devices, holes", all, all, lost);
}

/// A folder of very many files is read in the memory of one, and stops when it is told to.
#[test]
fn very_many_files_take_the_memory_of_a_few_and_stop_at_once() {
    let desk = desk();
    let count = cases(5_000, 100_000);
    for n in 0..count {
        // Most are the same and known after the first; what is measured is walking, hashing and reporting.
        let text = if n % 50 == 0 {
            format!("Bridge {n} closes\n\n31 March 2026\n\nThe bridge number {n} closes, they said.\n")
        } else {
            String::new()
        };
        desk.file(&format!("{}/{n}.txt", n / 1_000), text);
    }
    let files = desk.files();
    let (ran, memory) = peak(&desk, &[OsStr::new("import"), files.as_os_str()]);
    assert_eq!(ran.code, 1, "the empty ones are said: {}", ran.err);
    assert!(memory < MOST_MEMORY, "{memory} kB");
    assert_eq!(desk.json(&["list", "--limit", "100000"]).len(), count.div_ceil(50));

    let other = crate::desks::desk();
    let mut child = other
        .command(&[OsStr::new("import"), files.as_os_str()])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .process_group(0)
        .spawn()
        .unwrap();
    wait_until_stoppable(&mut child);
    let at = Instant::now();
    assert!(Command::new("kill").args(["-INT", "--", &format!("-{}", child.id())]).status().unwrap().success());
    assert_eq!(child.wait().unwrap().code(), Some(130), "it was stopped, and says so");
    let took = at.elapsed();
    // Half a second is promised on a machine that does nothing else.
    assert!(took < Duration::from_secs(3), "{took:?}");
    println!("{count} files: {} MB, stopped in {took:?}", memory >> 10);
    tell("very many small files, and stopping among them", 2, 2, 0);
}
