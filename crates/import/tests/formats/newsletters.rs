//! A newsletter is one article or its stories, in whatever file it came.

use std::io::{Cursor, Write};

use articles::{Document, Newsletter, Picture, Preferences, ReadingChoice};
use import::{Found, Input};
use task::Task;

const HEADS: [&str; 3] =
    ["Ferry sails again to the outer island", "Crane lifted onto the eastern quay", "Museum finds lost map of mines"];
const TEXT: &str = "The port said on Monday that the works had ended a week before they were due to end.";

fn page() -> String {
    let stories = HEADS
        .iter()
        .enumerate()
        .map(|(number, head)| format!("<h2><a href='https://post.test/{number}'>{head}</a></h2><p>{TEXT}</p>\n"));
    format!("<html><body><h1>Harbour Daily</h1>\n{}</body></html>", stories.collect::<String>())
}

fn msg() -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    for (id, text) in [("0037", "Harbour Daily"), ("0C1A", "Harbour Post"), ("5D01", "News@Post.test")] {
        file.create_stream(format!("/__substg1.0_{id}001F")).unwrap().write_all(&wide(text)).unwrap();
    }
    file.create_stream("/__substg1.0_10130102").unwrap().write_all(page().as_bytes()).unwrap();
    file.flush().unwrap();
    file.into_inner().into_inner()
}

fn related(fields: &str) -> Vec<u8> {
    format!(
        "{fields}Subject: Harbour Daily\nDate: Mon, 12 May 2025 08:00:00 +0200\nMIME-Version: 1.0\nContent-Type: \
         multipart/related; type=\"text/html\"; boundary=\"b1\"\n\n--b1\nContent-Type: text/html\n\n{}\n--b1\nContent-Type: \
         image/gif\nContent-Location: https://post.test/p.gif\n\nGIF89a\n--b1--\n",
        page()
    )
    .into_bytes()
}

fn read(name: &str, bytes: &[u8], preferences: Preferences) -> (Vec<Document>, Vec<Newsletter>) {
    let (mut documents, mut choices) = (Vec::new(), Vec::new());
    let input = Input::from_bytes(bytes.to_vec(), name).with_preferences(preferences);
    let found = &mut |found| match found {
        Found::Document(document) => documents.push(*document),
        Found::Choice(ReadingChoice::Newsletter(newsletter)) => choices.push(newsletter),
        Found::Choice(ReadingChoice::Table(_)) | Found::Problem(_) => panic!("{name}: {found:?}"),
        Found::Text(_) | Found::Count(_) | Found::Outlets(_) => {}
    };
    input.read(&Task::quiet(), found).unwrap();
    (documents, choices)
}

#[test]
fn is_one_article_until_its_stories_are_asked_for() {
    let check = |name: &str, bytes: Vec<u8>| {
        let (documents, choices) = read(name, &bytes, Preferences::default());
        assert_eq!(documents.len(), 1, "{name}");
        assert_eq!(documents[0].title.as_deref(), Some("Harbour Daily"), "{name}");
        let [choice] = &choices[..] else { panic!("{name}: {choices:?}") };
        assert_eq!((choice.sender.as_str(), choice.stories, choice.as_stories), ("news@post.test", 3, false), "{name}");

        let newsletters = [choice.sender.clone()].into_iter().collect();
        let (documents, choices) = read(name, &bytes, Preferences { newsletters, ..Preferences::default() });
        let titles: Vec<&str> = documents.iter().filter_map(|document| document.title.as_deref()).collect();
        assert_eq!(titles, HEADS, "{name}");
        assert_eq!(documents[1].url.as_deref(), Some("https://post.test/1"), "{name}");
        let source = documents[1].source.as_ref().unwrap();
        assert_eq!((source.name.as_str(), source.host.as_deref()), ("Harbour Post", Some("post.test")), "{name}");
        assert!(choices[0].as_stories, "{name}");
    };
    check("a.eml", related("From: Harbour Post <News@post.test>\nTo: a@b.test\n"));
    check("a.mht", related("From: Harbour Post <News@post.test>\n"));
    check("a.mhtml", related("From: Harbour Post <News@post.test>\nSnapshot-Content-Location: https://post.test/\n"));
    check("a.msg", msg());
}

/// A page that a browser saved has no sender to remember, only the program that saved it.
#[test]
fn a_saved_page_has_no_sender() {
    let bytes = related("From: <Saved by Blink>\nSnapshot-Content-Location: https://post.test/all\n");
    let (documents, choices) = read("a.mhtml", &bytes, Preferences::default());
    assert_eq!((documents.len(), choices.len()), (1, 0));
    assert_eq!((documents[0].title.as_deref(), documents[0].url.as_deref()), (None, Some("https://post.test/all")));
    let picture = Picture { address: "https://post.test/p.gif".to_owned(), at: None, bytes: b"GIF89a".to_vec() };
    assert_eq!(documents[0].pictures, [picture]);
}
