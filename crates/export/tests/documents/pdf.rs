//! The PDF as others read it: poppler, qpdf.

use crate::samples::{
    Sample, arabic_issue, day, fifteen_items, issue, long_issue,
    read::{pdf_pages, run, squeezed},
    two_items,
};
use articles::Article;
use export::{Color, Logo, Look, Paper, Style};
use proptest::prelude::*;

/// Words that a reader cannot find in a document are not in it for them. Arabic with its vowel signs, letter for letter.
#[test]
fn every_text_is_found_as_it_was_typed() {
    for sample in [two_items(), fifteen_items(), arabic_issue()] {
        let (pdf, written) = sample.write("pdf");
        assert_eq!(written.replaced, 0);
        let found = squeezed(&pdf_pages(&pdf, false).concat());
        for article in sample.articles.values() {
            // A page may end inside a paragraph, and poppler moves the bracket that ends an Arabic line: so word by
            // word there, and by paragraphs' first lines elsewhere.
            let texts = std::iter::once(article.title.as_str()).chain(article.text.split("\n\n"));
            for text in texts {
                let arabic = article.language.as_deref() == Some("ar");
                let pieces: Vec<String> = if arabic {
                    text.split(|char: char| !char.is_alphanumeric() && !('\u{64B}'..='\u{652}').contains(&char))
                        .map(str::to_owned)
                        .collect()
                } else {
                    vec![squeezed(text).chars().take(60).collect()]
                };
                for piece in pieces {
                    assert!(found.contains(&piece), "{piece:?} of {text:?} is not found");
                }
            }
        }
        for own in sample.issue.items().filter_map(|item| item.headline.as_ref()) {
            let own: String = squeezed(own).chars().filter(|char| !"()".contains(*char)).collect();
            let found: String = found.chars().filter(|char| !"()".contains(*char)).collect();
            assert!(found.contains(&own), "{own:?} is not found");
        }
    }
}

/// A page number that is wrong sends the minister to another story.
#[test]
fn the_contents_tell_the_right_pages() {
    for sample in [fifteen_items(), long_issue(40)] {
        let (pdf, _) = sample.write("pdf");
        let lines = pdf_pages(&pdf, true);
        let pages = pdf_pages(&pdf, false);
        let mut told = Vec::new();
        for (page, text) in lines.iter().enumerate() {
            // `  12   Teachers accept …   The Post      5`, on the pages before the first item.
            for line in text.lines() {
                let mut words = line.split_whitespace();
                let (number, last) = (words.next().unwrap_or_default(), words.next_back().unwrap_or_default());
                if let (Ok(number), Ok(target)) = (number.parse::<usize>(), last.parse::<usize>())
                    && words.next().is_some()
                    && number == told.len() + 1
                    && target > page
                {
                    told.push(target);
                }
            }
        }
        let items: Vec<_> = sample.issue.items().collect();
        assert_eq!(told.len(), items.len(), "a line for each item");
        for (item, target) in items.iter().zip(told) {
            let article = &sample.articles[&item.article];
            let headline: String =
                squeezed(item.headline.as_ref().unwrap_or(&article.title)).chars().take(20).collect();
            assert!(squeezed(&pages[target - 1]).contains(&headline), "{headline} is not on page {target}");
        }
        let full_text = |page: &String| page.contains("Full text on page");
        assert!(pages.iter().any(full_text), "items lead to their full texts");
    }
}

/// Every style, on both papers and with a picture, holds to the same standards as the first.
#[test]
fn every_look_is_archival() {
    let logo = Logo::read(&crate::samples::picture()).unwrap();
    for style in Style::ALL {
        let look = Look { style, paper: Paper::Letter, logo: Some(logo.clone()), accent: Color::parse("#ffd700") };
        for sample in [two_items(), fifteen_items(), arabic_issue(), empty()] {
            let (pdf, _) = sample.write_as("pdf", &look);
            run("qpdf", &["--check", "-"], &pdf);
            assert!(pdf.windows(12).any(|window| window == b"pdfuaid:part"), "{}", style.name());
        }
    }
}

/// What opens in one viewer and not in another is worse than no file; what a law on access asks for has to be in it.
#[test]
fn the_file_is_sound_and_archival() {
    for sample in [two_items(), fifteen_items(), arabic_issue(), empty()] {
        let (pdf, _) = sample.write("pdf");
        run("qpdf", &["--check", "-"], &pdf);
        let has = |word: &str| pdf.windows(word.len()).any(|window| window == word.as_bytes());
        assert!(has("pdfuaid:part"), "PDF/UA-1 is not claimed");
        assert!(has("pdfaid:part"), "PDF/A-2a is not claimed");
        let fonts = run("pdffonts", &["-"], &pdf);
        for font in fonts.lines().skip(2) {
            assert!(font.contains(" yes yes yes "), "not embedded: {font}");
        }
    }
}

/// A day with nothing is an issue that says so.
#[test]
fn an_empty_issue_says_so() {
    let (pdf, _) = empty().write("pdf");
    let text = pdf_pages(&pdf, false).concat();
    assert!(text.contains("There are no items in this issue."), "{text}");
    assert!(text.contains("Monday, 23 November 2026"), "{text}");
}

/// Bookmarks are how one finds one's way in sixty pages.
#[test]
fn items_and_full_texts_are_bookmarked() {
    let sample = fifteen_items();
    let (pdf, _) = sample.write("pdf");
    let outline = run("qpdf", &["--json=2", "--json-key=outlines", "-"], &pdf);
    for title in [
        "World",
        "Al-Manara: the port deal is not settled",
        "تراجع أسعار القمح في الأسواق الإقليمية",
        "Full texts",
        "Sources",
    ] {
        assert!(outline.contains(title), "{title} is not in the outline");
    }
}

/// What went out can be made again, byte for byte.
#[test]
fn the_same_issue_gives_the_same_bytes() {
    let sample = fifteen_items();
    assert!(sample.write("pdf").0 == sample.write("pdf").0);
}

/// A colleague's guess and a source's own date must not look alike.
#[test]
fn guessed_dates_are_marked() {
    let text = pdf_pages(&fifteen_items().write("pdf").0, false).concat();
    assert_eq!(text.matches("(date inferred)").count(), 2, "once with the item, once with the full text");
    assert!(text.contains("(date of the file)"));
    assert!(text.contains("Made with Tidings on 23 November 2026."));
    assert_eq!(day().to_string(), "2026-11-23");
}

/// Whoever is handed page 17 alone sees what it is: the outlet and the date over a full text, the section under an item.
#[test]
fn every_page_says_where_one_is() {
    let (pdf, _) = fifteen_items().write("pdf");
    let pages = pdf_pages(&pdf, true);
    for (at, page) in pages.iter().enumerate().skip(1) {
        let lines: Vec<&str> = page.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        assert!(lines[0].contains("Morning press review"), "page {}: {:?}", at + 1, lines[0]);
        assert!(lines[lines.len() - 1].contains(&format!("Page {} of {}", at + 1, pages.len())));
    }
    let page = pages.iter().find(|page| page.contains("What the accord says")).unwrap();
    let lines: Vec<&str> = page.lines().filter(|line| !line.trim().is_empty()).collect();
    assert!(lines[0].contains("The Northern Courier") && lines[0].contains("22 November 2026"), "{}", lines[0]);
    assert!(lines[lines.len() - 1].contains("Full texts"), "{page}");
    let first = pages[1].lines().rfind(|line| !line.trim().is_empty()).unwrap();
    assert!(first.contains("World"), "{first}");
}

/// Letters, and marks that belong to letters of other scripts.
const MIXED: &str = "[\\u{300}-\\u{36f}\\u{590}-\\u{6ff}\\u{900}-\\u{e7f}\\u{1780}-\\u{17ff}a-c中 ]{0,40}";

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever was in the files that were dropped, the day's issue goes out, and as an archival file.
    #[test]
    fn any_text_can_be_set(text in prop_oneof![any::<String>(), "\\PC{0,60}", MIXED]) {
        let article = Article { title: text.clone(), text, ..Article::default() };
        let (pdf, _) = issue("Any", "en", &[("", vec![article])]).write("pdf");
        prop_assert!(pdf.windows(12).any(|window| window == b"pdfuaid:part"));
    }
}

fn empty() -> Sample {
    issue("Morning press review", "en", &[("", Vec::new())])
}
