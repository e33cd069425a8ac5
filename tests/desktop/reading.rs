//! What only the engine and the display can show: marks that are painted, and rows that leave the window.

use std::{
    fs,
    path::PathBuf,
    process::Command,
    time::{Duration, Instant},
};

use api::{AddHighlight, App, ListArticles, ReadArticle};
use tests::{
    desktop::{Desktop, Page, wait_for},
    places,
};

/// A library of the sample, its first article open in the real window.
fn open(home: &std::path::Path, prepare: impl FnOnce(&App)) -> (Desktop, Page) {
    let library = home.join("library");
    let mut import = Command::new(places::program("tidings"));
    import.arg("--library").arg(&library).arg("import").arg(places::sample("two-stories.txt"));
    assert!(import.output().unwrap().status.success());
    let app = App::open(&library, api::system_clock, |_| {}).unwrap();
    prepare(&app);
    app.close();
    drop(app);
    let desktop = Desktop::start(home);
    let page = Page::open(desktop.port, &places::program("tidings-desktop").to_string_lossy());
    let title = wait_for("a row is there", || page.all(".rows [role=option] .title").into_iter().next());
    page.click(&title);
    let body = "return document.querySelector('article iframe')?.contentDocument?.body?.innerText.length > 200;";
    wait_for("the text is shown", || page.run(body).as_bool().filter(|shown| *shown));
    (desktop, page)
}

/// A mark is painted by the engine over the text and is no element: that a press meets it, only the engine can tell.
#[test]
fn a_press_on_a_mark_opens_its_bar() {
    let home = tempfile::tempdir().unwrap();
    let (desktop, page) = open(home.path(), |app| {
        let article = app.list_articles(ListArticles::default()).unwrap().rows[0].id;
        let text = app.read_article(ReadArticle { id: article }).unwrap().article.text;
        let end = u32::try_from(text.find('.').unwrap() + 1).unwrap();
        let mark = AddHighlight { article, start: 0, end, colour: Default::default(), note: String::new() };
        app.add_highlight(mark).unwrap();
    });
    let window = desktop.window("^Tidings$");
    // Inside the first word, which is marked.
    let place = "const frame = document.querySelector('article iframe'); \
                 const mark = [...(frame.contentWindow.CSS.highlights.get('yellow') ?? [])][0]; \
                 if (!mark) return null; \
                 const outer = frame.getBoundingClientRect(), inner = mark.getClientRects()[0]; \
                 return [outer.left + inner.left + 12, outer.top + inner.top + inner.height / 2];";
    let place = wait_for("the mark is painted", || page.run(place).as_array().cloned());
    let pixel = |at: usize| place[at].as_f64().unwrap() as i32;
    desktop.click(window.x + pixel(0), window.y + pixel(1));
    // Of the colours in the bar, the mark's own is pressed.
    page.wait("article .bar [aria-pressed=true]");
    page.close();
}

/// Out of the window the desktop goes on with the drag: another program must be handed a file that is there.
#[test]
fn a_row_is_dragged_out_as_a_file() {
    let home = tempfile::tempdir().unwrap();
    let (desktop, page) = open(home.path(), |_| {});
    let row = "const row = document.querySelector('.rows [role=option]').getBoundingClientRect(); \
               return [row.left + 150, row.top + row.height / 2];";
    let row = page.run(row);
    let window = desktop.window("^Tidings$");
    let pixel = |at: usize| row[at].as_f64().unwrap() as i32;
    let address = desktop.drag_out((window.x + pixel(0), window.y + pixel(1)));
    let path = PathBuf::from(address.strip_prefix("file://").unwrap().replace("%20", " "));
    assert_eq!(path.extension().unwrap(), "md", "{address}");
    let text = fs::read_to_string(&path).unwrap();
    let title = page.wait_for_texts("article h1", |shown| shown.len() == 1).remove(0);
    assert!(text.contains(&title), "{text}");
    page.close();
}

/// Two programs on one library: what the one does must be seen in the other, or the desk builds its digest without it.
#[test]
fn what_the_command_imports_is_shown_beside_it() {
    let home = tempfile::tempdir().unwrap();
    let (_desktop, page) = open(home.path(), |_| {});
    let articles = page.run("return document.querySelector('nav').innerText");
    let file = home.path().join("pier.txt");
    let text = "Pier of Vellmar shut\n\nBy Ann Smith\n16 March 2026\n\n".to_owned()
        + &"The pier of Vellmar was shut on Monday, the port authority said. ".repeat(5);
    fs::write(&file, text).unwrap();
    let mut import = Command::new(places::program("tidings"));
    import.arg("--library").arg(home.path().join("library")).arg("import").arg(&file);
    assert!(import.output().unwrap().status.success());
    let begun = Instant::now();
    wait_for("the window has seen it", || {
        (page.run("return document.querySelector('nav').innerText") != articles).then_some(())
    });
    assert!(begun.elapsed() < Duration::from_secs(2), "{:?}", begun.elapsed());
    page.close();
}
