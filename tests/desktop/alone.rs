//! What the window asks of the system's network: its own display, its own bus, and nobody else.

use std::{
    fs::{self, Permissions},
    os::unix::fs::PermissionsExt,
    process::Command,
};

use tests::{
    desktop::{Desktop, Page, wait_for},
    places,
};

/// From its start over an import, an article, a search and an issue to its end, all its processes traced.
#[test]
fn the_window_speaks_to_nobody_outside() {
    let home = tempfile::tempdir().unwrap();
    let (log, program) = (home.path().join("trace"), home.path().join("traced"));
    let traced = format!(
        "#!/bin/sh\nexec strace --follow-forks --seccomp-bpf --quiet=all --trace=connect,sendto,sendmsg,sendmmsg \
         --output={} {} {} \"$@\"\n",
        log.display(),
        places::program("tidings-desktop").display(),
        places::sample("two-stories.txt").display()
    );
    fs::write(&program, traced).unwrap();
    fs::set_permissions(&program, Permissions::from_mode(0o755)).unwrap();
    assert!(Command::new("strace").arg("-V").output().is_ok_and(|strace| strace.status.success()));

    let desktop = Desktop::start(home.path());
    let page = Page::open(desktop.port, &program.to_string_lossy());
    let title = wait_for("a row is there", || page.all(".rows [role=option] .title").into_iter().next());
    page.click(&title);
    let body = "return document.querySelector('article iframe')?.contentDocument?.body?.innerText.length > 200;";
    wait_for("the text is shown", || page.run(body).as_bool().filter(|shown| *shown));
    page.type_into(&page.wait(".rows [role=listbox]"), "/");
    page.type_into(&page.wait("[data-search]"), "the");
    wait_for("the search finds", || (!page.all(".rows [role=option] mark").is_empty()).then_some(()));
    page.click(&crate::button(&page, &crate::words("digests")));
    page.click(&crate::button(&page, &crate::words("build_digest")));
    wait_for("an issue is there", || page.all(".editor").into_iter().next());
    page.close();
    drop(desktop);

    let trace = fs::read_to_string(&log).unwrap();
    assert!(trace.contains("connect(") && trace.contains("AF_UNIX"), "the trace holds not even the display: {trace}");
    // The driver that clicks here is spoken to over the machine's own loopback.
    let is_local = |line: &str| {
        let names_another = line.contains("AF_INET") && !line.contains("inet_addr(\"127.0.0.1\")");
        !names_another && !line.contains("AF_PACKET") && !line.contains("AF_VSOCK") && !line.contains("AF_BLUETOOTH")
    };
    let outside: Vec<&str> = trace.lines().filter(|line| !is_local(line)).collect();
    assert_eq!(outside, Vec::<&str>::new());
}
