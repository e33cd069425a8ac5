//! What holds for every format that there is: each text found again, hostile ones among them, and the same bytes.

use crate::samples::{
    Sample, arabic_issue, chinese_issue, fifteen_items, forty_items, issue,
    read::{squeezed, text_of},
    russian_issue, two_items,
};
use export::{FORMATS, Logo, Look, Paper, Style};

fn samples() -> [Sample; 5] {
    [two_items(), fifteen_items(), arabic_issue(), chinese_issue(), russian_issue()]
}

/// Words that a reader cannot find in a document are not in it for them.
#[test]
fn every_text_is_found_again() {
    for sample in samples() {
        for format in FORMATS {
            let (bytes, written) = sample.write(format.name);
            assert_eq!(written.replaced, 0, "{}", format.name);
            let found = letters(&text_of(format.name, &bytes));
            for article in sample.articles.values() {
                assert!(
                    found.contains(&letters(&article.title)) || is_split(&article.title),
                    "{}: {}",
                    format.name,
                    article.title
                );
                for paragraph in article.text.split("\n\n") {
                    for word in paragraph.split_whitespace().map(letters) {
                        // A message has no full texts, and says so.
                        assert!(found.contains(&word) || format.name == "eml", "{}: {word:?}", format.name);
                    }
                }
            }
            for item in sample.issue.items() {
                for text in item.headline.iter().chain([&item.note]) {
                    for word in text.split_whitespace().map(letters) {
                        assert!(found.contains(&word), "{}: {word:?}", format.name);
                    }
                }
            }
        }
    }
}

/// Letters, digits and vowel signs: a PDF's reader moves the stops and brackets of a line that runs the other way.
fn letters(text: &str) -> String {
    let kept = |char: &char| char.is_alphanumeric() || ('\u{64B}'..='\u{652}').contains(char);
    squeezed(text).chars().filter(kept).collect()
}

/// A PDF's reader cuts a line of two directions in pieces.
fn is_split(text: &str) -> bool {
    text.chars().any(|char| ('\u{600}'..'\u{700}').contains(&char))
}

/// What went out can be made again, byte for byte, in each look.
#[test]
fn the_same_issue_gives_the_same_bytes() {
    let sample = fifteen_items();
    let logo = Logo::read(&crate::samples::picture()).unwrap();
    for format in FORMATS {
        for style in Style::ALL {
            let look = Look { style, paper: Paper::Letter, logo: Some(logo.clone()), ..Look::default() };
            let (one, other) = (sample.write_as(format.name, &look).0, sample.write_as(format.name, &look).0);
            assert!(one == other, "{} {}", format.name, style.name());
        }
    }
}

/// Three styles that differ in nothing but their names are one.
#[test]
fn each_style_and_paper_is_another_document() {
    let sample = two_items();
    for format in FORMATS.iter().filter(|format| format.name != "md") {
        let written = Style::ALL.map(|style| sample.write_as(format.name, &Look { style, ..Look::default() }).0);
        assert!(written[0] != written[1] && written[1] != written[2] && written[0] != written[2], "{}", format.name);
    }
    for format in ["pdf", "html", "docx"] {
        let written = Paper::ALL.map(|paper| sample.write_as(format, &Look { paper, ..Look::default() }).0);
        assert!(written[0] != written[1], "{format}");
    }
}

/// A day with nothing is an issue that says so.
#[test]
fn an_empty_issue_says_so() {
    for format in FORMATS {
        let (bytes, _) = issue("Morning press review", "en", &[("", Vec::new())]).write(format.name);
        let text = text_of(format.name, &bytes);
        assert!(text.contains("There are no items in this issue."), "{}: {text}", format.name);
        assert!(text.contains("Monday, 23 November 2026"), "{}: {text}", format.name);
    }
}

/// Over 102 KB mail services show the beginning alone; what had to go is said.
#[test]
fn a_message_stays_small() {
    for (sample, whole) in [(two_items(), true), (forty_items(), false), (crate::samples::long_issue(600), false)] {
        let (bytes, _) = sample.write("eml");
        assert!(bytes.len() <= 100_000, "{} bytes", bytes.len());
        let text = text_of("eml", &bytes);
        assert!(text.contains("leaves out the full texts"), "{text}");
        assert_eq!(text.contains("were shortened"), !whole, "{text}");
    }
}
