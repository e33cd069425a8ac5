//! The real window: what a reader waits for between a key and the picture on the screen.

use std::{
    fs,
    os::unix::fs::symlink,
    path::Path,
    time::{Duration, Instant},
};

use api::{App, BackUp, ReadSettings};
use serde_json::{Value, json};
use tests::{
    desktop::{Desktop, Page, wait_for},
    places,
};

use crate::row;

const STARTS: usize = 7;

/// Of the window on a library that is in `folder`, beside one with nothing in it, started in turns.
pub fn measure(name: &str, folder: &Path) {
    let (window, empty) = (places::program("tidings-desktop"), places::program("examples/empty-window"));
    if !window.exists() || !empty.exists() {
        println!("the window on {name}: {} or {} is not built", window.display(), empty.display());
        return;
    }
    // What the first opening of a day does beside showing it: made before, so that it is not what is measured.
    let app = App::open(folder, api::system_clock, |_| {}).unwrap();
    if api::list_backups(folder).unwrap().backups.is_empty() {
        app.back_up(BackUp {}).unwrap();
    }
    drop(app.read_settings(ReadSettings {}));
    drop(app);

    let (mut starts, mut memory) = ([Vec::new(), Vec::new()], [Vec::new(), Vec::new()]);
    for _ in 0..STARTS {
        for (which, program) in [&window, &empty].into_iter().enumerate() {
            let (home, desktop) = desk(folder);
            let begun = Instant::now();
            let page = Page::open(desktop.port, &program.to_string_lossy());
            wait_for("the list", || page.run(LIST_IS_THERE).as_bool().filter(|there| *there));
            starts[which].push(begun.elapsed());
            // After what is loaded behind the first picture.
            std::thread::park_timeout(Duration::from_secs(2));
            memory[which].push(desktop.memory());
            page.close();
            drop((desktop, home));
        }
    }
    let [of_window, of_empty] = starts;
    row(&format!("{name}: start to the list"), of_window);
    row("… an empty window of the same engine", of_empty);
    for (which, kilobytes) in ["… memory of all processes", "… of the empty window"].into_iter().zip(&mut memory) {
        kilobytes.sort_unstable();
        println!("{which:<54} {:>7} MB", kilobytes[kilobytes.len() / 2] >> 10);
    }

    let (_home, desktop) = desk(folder);
    let page = Page::open(desktop.port, &window.to_string_lossy());
    wait_for("the list", || page.run(LIST_IS_THERE).as_bool().filter(|there| *there));
    rows(&page, "… a key to the next article", NEXT, json!([200]));
    rows(&page, "… a key to what is found while typing", TYPE, json!([60]));
    rows(&page, "… a place in the list to its rows", SCROLL, json!([200]));
    page.close();
}

fn desk(library: &Path) -> (tempfile::TempDir, Desktop) {
    let home = tempfile::tempdir().unwrap();
    symlink(fs::canonicalize(library).unwrap(), home.path().join("library")).unwrap();
    let desktop = Desktop::start(home.path());
    (home, desktop)
}

/// Milliseconds, as the page measured them; the ninety-fifth of a hundred beside the row's own.
fn rows(page: &Page, what: &str, script: &str, arguments: Value) {
    let script = format!(
        "{PAINTED}\nconst done = arguments[arguments.length - 1];\n({script})(arguments).then(done, (error) => done(String(error)));"
    );
    let answer = page.run_later(&script, arguments);
    let Some(times) = answer.as_array() else { return println!("{what}: {answer}") };
    let mut times: Vec<Duration> =
        times.iter().filter_map(Value::as_f64).map(|time| Duration::from_secs_f64(time / 1e3)).collect();
    times.sort();
    let p95 = times[(times.len() * 95 / 100).min(times.len() - 1)];
    row(&format!("{what} (p95 {} ms)", p95.as_millis()), times);
}

const LIST_IS_THERE: &str =
    "const row = document.querySelector('[role=option]'); return !!row && row.ariaBusy !== 'true';";

/// Looks once a frame, before it is drawn: what is there then is on the screen when the frame is over, which is when a message
/// that was posted in it arrives.
const PAINTED: &str = "
const drawn = (go) => { const { port1, port2 } = new MessageChannel(); port1.onmessage = () => go(performance.now()); \
     port2.postMessage(0); };
const until = (is) => new Promise((go, fail) => { const end = performance.now() + 5000; \
     const look = () => requestAnimationFrame(() => { if (is()) drawn(go); \
     else if (performance.now() > end) fail(new Error('in vain: ' + is)); else look(); }); look(); });
const press = (key, code) => document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key, code, bubbles: true, \
     cancelable: true }));";

const NEXT: &str = "async ([count]) => {
    const title = () => document.querySelector('article h1')?.textContent;
    const times = [];
    document.querySelector('[role=listbox]').focus();
    for (let at = 0; at < count; at++) {
        const before = document.querySelector('[data-chosen]')?.id, shown = title();
        const begun = performance.now();
        press('j', 'KeyJ');
        const now = await until(() => document.querySelector('[data-chosen]')?.id !== before && title() && title() !== shown);
        times.push(now - begun);
        await new Promise((go) => setTimeout(go, 50));
    }
    return times;
}";

const TYPE: &str = "async ([count]) => {
    const field = document.querySelector('[data-search]');
    const words = [...document.querySelectorAll('[role=option] .title')].flatMap((title) => title.innerText.match(/[\\p{L}\\p{N}]{3,}/gu) ?? []);
    const times = [];
    field.focus();
    for (let at = 0; at < count; at++) {
        let changed = false;
        const watch = new MutationObserver((seen) => { changed ||= seen.some(({ target }) => !field.parentElement.contains(target)); });
        const text = words[at % words.length].slice(0, 2 + (at % 3)).toLowerCase();
        watch.observe(document.body, { subtree: true, childList: true, characterData: true });
        const begun = performance.now();
        field.value = text;
        field.dispatchEvent(new InputEvent('input', { bubbles: true, data: text }));
        const now = await until(() => changed && !document.querySelector('[role=option][aria-busy]'));
        watch.disconnect();
        times.push(now - begun);
        await new Promise((go) => setTimeout(go, 300));
    }
    field.value = '';
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await new Promise((go) => setTimeout(go, 1000));
    return times;
}";

const SCROLL: &str = "async ([count]) => {
    const list = document.querySelector('[role=listbox]');
    const times = [];
    for (let at = 0; at <= count; at++) {
        const begun = performance.now();
        list.scrollTop = (list.scrollHeight - list.clientHeight) * at / count;
        list.dispatchEvent(new Event('scroll'));
        await new Promise(requestAnimationFrame);
        const now = await until(() => document.querySelector('[role=option]') && !document.querySelector('[role=option][aria-busy]'));
        times.push(now - begun);
    }
    return times;
}";
