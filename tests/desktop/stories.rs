//! A day's stories as a desk sees them: cards, the outlets side by side, what differs, what is parted and joined by hand, and into
//! the issue.

use std::{fs, path::Path, process::Command};

use api::{App, ListIssues, ReadIssue};
use serde_json::{Value, json};
use tests::{
    desktop::{Desktop, Page, wait_for},
    places,
};

use crate::{button, sorted, words};

const FLOODGATE: &str = "Floodgate of Marrow harbour jams before the storm";
const FERRY: &str = "Ferry company Norlund strikes over night shifts";

/// Three outlets on one event, who tell it with other figures; one of them alone on another.
fn outlets() -> [(&'static str, Vec<Value>); 3] {
    let item = |id: u32, at: &str, title: &str, text: &[&str]| {
        json!({
            "id": id.to_string(),
            "url": format!("https://news.example/{id}"),
            "title": title,
            "date_published": format!("2026-03-30T{at}:00Z"),
            "content_html": text.iter().map(|text| format!("<p>{text}</p>")).collect::<String>()
        })
    };
    [
        (
            "The Marrow Herald",
            vec![
                item(
                    1,
                    "06:12",
                    FLOODGATE,
                    &[
                        "The floodgate of Marrow harbour jammed on Monday morning, hours before a storm was expected, the port authority said.",
                        "The storm injured 12 people in Marrow harbour as water came over the quay, the fire brigade said.",
                        "Engineers tried for six hours to free the eastern wing of the floodgate with hydraulic jacks.",
                        "A baker in Quay Street handed out warm bread to volunteers who carried sandbags through the night.",
                    ],
                ),
                item(
                    2,
                    "07:40",
                    FERRY,
                    &[
                        "Crews of the ferry company Norlund stopped work on Monday in a dispute over night shifts.",
                        "Passengers to the islands of Skarn were told to wait until Wednesday for the next crossing.",
                        "The union Seafarers United asked for two free nights in each week and a bonus for winter months.",
                    ],
                ),
            ],
        ),
        (
            "Coast Radio",
            vec![item(
                3,
                "08:05",
                "Floodgate in Marrow harbour jams as storm nears",
                &[
                    "The floodgate of Marrow harbour jammed on Monday morning before a storm, the port authority said.",
                    "The storm injured 15 people in Marrow harbour when water came over the quay, a hospital said.",
                    "Insurers in the capital expect claims of 40 million crowns from owners of cellars and warehouses.",
                ],
            )],
        ),
        (
            "Harbour Wire",
            vec![item(
                4,
                "09:30",
                "Marrow harbour floodgate jammed, storm brings water over the quay",
                &[
                    "The jammed floodgate of Marrow harbour let water over the quay on Monday as the storm came, the port authority said.",
                    "Engineers freed the eastern wing of the floodgate with hydraulic jacks after six hours.",
                    "Parliament will ask the transport minister on Thursday why the spare motor had been sold last autumn.",
                ],
            )],
        ),
    ]
}

fn import(home: &Path) {
    let files = home.join("files");
    fs::create_dir_all(&files).unwrap();
    for (number, (outlet, items)) in outlets().into_iter().enumerate() {
        let feed = json!({ "version": "https://jsonfeed.org/version/1.1", "title": outlet, "items": items });
        fs::write(files.join(format!("{number}.json")), feed.to_string()).unwrap();
    }
    let mut import = Command::new(places::program("tidings"));
    let output = import.arg("--library").arg(home.join("library")).arg("import").arg(&files).output().unwrap();
    assert!(output.status.success(), "{output:?}");
}

#[test]
fn the_stories_of_a_day_are_told_parted_joined_and_taken() {
    let home = tempfile::tempdir().unwrap();
    import(home.path());
    let desktop = Desktop::start(home.path());
    let page = Page::open(desktop.port, &places::program("tidings-desktop").to_string_lossy());
    page.wait("nav");
    page.click(&button(&page, &words("stories")));

    // Cards: the one that most tell first, with who told it and a dot an hour.
    let headlines = ".card .headline";
    let cards = page.wait_for_texts(headlines, |cards| cards.len() == 2);
    assert_eq!(cards[1], FERRY, "{cards:?}");
    let names = page.wait_for_texts(".card .outlets bdi", |names| names.len() == 4);
    assert_eq!(sorted(names[..3].to_vec()), ["Coast Radio", "Harbour Wire", "The Marrow Herald"]);
    let dots = "return [...document.querySelector('.card').querySelectorAll('.track .dot')].map((dot) => dot.getBoundingClientRect().left);";
    let mut places: Vec<i64> =
        page.run(dots).as_array().unwrap().iter().map(|left| left.as_f64().unwrap() as i64).collect();
    places.dedup();
    assert_eq!(places.len(), 3, "each telling has its place along the hours: {places:?}");

    // Opened: the outlets side by side, in their own words.
    page.click(&page.all(headlines)[0]);
    let columns = page.wait_for_texts(".outlet h3", |columns| columns.len() == 3);
    assert_eq!(sorted(columns), ["Coast Radio", "Harbour Wire", "The Marrow Herald"]);
    let lefts = page.run(
        "return [...document.querySelectorAll('.outlet')].map((one) => Math.round(one.getBoundingClientRect().top));",
    );
    assert!(lefts[0] == lefts[1], "they stand side by side: {lefts}");
    let figures = page.wait_for_texts(".difference .words", |told| told.len() == 2);
    assert!(
        figures.iter().any(|told| told.contains("12")) && figures.iter().any(|told| told.contains("15")),
        "{figures:?}"
    );
    let only = page.wait_for_texts(".outlet .only", |only| only.len() >= 3);
    for alone in ["A baker in Quay Street", "Insurers in the capital", "Parliament will ask"] {
        assert!(only.iter().any(|words| words.starts_with(alone)), "{alone}: {only:?}");
    }
    let summary = page.wait_for_texts(".summary .words", |summary| !summary.is_empty());
    let texts: String =
        outlets().iter().flat_map(|(_, items)| items).map(|item| item["content_html"].to_string()).collect();
    for sentence in &summary {
        assert!(texts.contains(sentence.as_str()), "quoted, not written: {sentence}");
    }

    // A sentence leads to its place, and back.
    page.click(&page.wait(".difference .quoted"));
    let shown = "const inside = document.querySelector('article iframe')?.contentDocument; \
                 return inside?.defaultView?.CSS.highlights.get('at')?.size > 0;";
    wait_for("the sentence is marked in its article", || page.run(shown).as_bool().filter(|shown| *shown));
    page.click(&button(&page, &words("stories")));
    page.wait_for_texts(".outlet h3", |columns| columns.len() == 3);

    // Parted: a story of its own, and so after the window was closed.
    page.click(&button(&page, &words("story_part")));
    let wire = "[...document.querySelectorAll('.outlet')].find((one) => one.innerText.includes('Harbour Wire'))";
    page.run(&format!("{wire}.querySelector('input').click();"));
    page.click(&page.wait(".bar .primary"));
    let three = page.wait_for_texts(headlines, |cards| cards.len() == 3);
    page.close();
    // With all that the first one ran on: a window that is still closing would be asked to come forward instead.
    drop(desktop);
    let desktop = Desktop::start(home.path());
    let page = Page::open(desktop.port, &places::program("tidings-desktop").to_string_lossy());
    page.wait("nav");
    page.click(&button(&page, &words("stories")));
    assert_eq!(sorted(page.wait_for_texts(headlines, |cards| cards.len() == 3)), sorted(three));

    // Joined: by choosing both.
    let press = "const [first, second] = [...document.querySelectorAll('.card')].filter((card) => card.innerText.includes('loodgate')); \
                 for (const card of [first, second]) card.dispatchEvent(new MouseEvent('click', { bubbles: true, ctrlKey: true }));";
    page.run(press);
    page.click(&button(&page, &words("story_join")));
    page.wait_for_texts(headlines, |cards| cards.len() == 2);
    page.wait_for_texts(".outlet h3", |columns| columns.len() == 3);

    // Into the issue: one item for the story.
    page.click(&button(&page, &words("into_issue")));
    page.wait_for_texts(".toast", |said| !said.is_empty());
    page.click(&button(&page, &words("digests")));
    let items = page.wait_for_texts("[data-item] h3", |items| items.len() == 1);
    page.close();
    let app = App::open(&home.path().join("library"), api::system_clock, |_| {}).unwrap();
    let issue = app.list_issues(ListIssues {}).unwrap().issues.remove(0).id;
    let kept = app.read_issue(ReadIssue { id: issue }).unwrap();
    assert!(kept.articles.iter().any(|article| article.row.title == items[0]), "{items:?}");
}
