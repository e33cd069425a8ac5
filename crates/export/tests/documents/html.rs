//! The HTML as a browser reads it.

use std::collections::HashSet;

use crate::samples::{arabic_issue, fifteen_items, issue, read::squeezed, two_items};
use dom_query::Document;

fn pages() -> Vec<String> {
    let empty = issue("", "xx", &[("", Vec::new())]);
    [two_items(), fifteen_items(), arabic_issue(), empty].iter().map(|sample| html(&sample.write("html").0)).collect()
}

fn html(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// The file is sent on by mail and opened anywhere: it may ask for nothing and run nothing.
#[test]
fn nothing_is_fetched_and_nothing_runs() {
    for page in pages() {
        let document = Document::from(page.as_str());
        for tag in ["script", "link", "iframe", "object", "embed", "base", "form", "video", "audio", "svg :not(rect)"] {
            assert!(document.select(tag).is_empty(), "<{tag}>");
        }
        for picture in document.select("img").iter() {
            assert!(picture.attr("src").unwrap().starts_with("data:image/jpeg;base64,/9j/"));
            assert!(!picture.attr("alt").unwrap().is_empty());
        }
        for element in document.select("*").nodes() {
            for attribute in element.attrs() {
                let name = attribute.name.local.to_string();
                assert!(!name.starts_with("on") && !matches!(name.as_str(), "srcset" | "style" | "ping"), "{name}");
            }
        }
        let style = document.select("style").text();
        assert!(!style.contains("url(") && !style.contains("@import") && !style.contains("@font-face"));
        let policy = document.select("meta[http-equiv=Content-Security-Policy]").attr("content").unwrap();
        assert!(policy.starts_with("default-src 'none'; style-src 'unsafe-inline'; img-src data:"), "{policy}");
        for link in document.select("a").iter() {
            let address = link.attr("href").unwrap();
            assert!(address.starts_with('#') || address.starts_with("https://"), "{address}");
        }
    }
}

/// A link that leads nowhere, or to the first of two places of one name.
#[test]
fn links_inside_lead_somewhere() {
    for page in pages() {
        let document = Document::from(page.as_str());
        let mut ids = HashSet::new();
        for element in document.select("[id]").iter() {
            let id = element.attr("id").unwrap().to_string();
            assert!(ids.insert(id.clone()), "{id} twice");
        }
        for link in document.select("a[href^='#'], [aria-labelledby]").iter() {
            let target = link.attr("aria-labelledby").or_else(|| link.attr("href")).unwrap();
            assert!(ids.contains(target.trim_start_matches('#')), "{target}");
        }
    }
}

/// Headings are how a screen reader walks through the page: none may be left out on the way down.
#[test]
fn headings_go_down_one_at_a_time() {
    for page in pages() {
        let document = Document::from(page.as_str());
        let mut level = 0;
        for heading in document.select("h1, h2, h3, h4, h5, h6").iter() {
            let next: u32 = heading.nodes()[0].node_name().unwrap()[1..].parse().unwrap();
            assert!(next <= level + 1, "h{next} after h{level}");
            level = next;
        }
        assert_eq!(document.select("h1").length(), 1);
        assert_eq!(document.select("main").length(), 1);
    }
}

/// Every text is there, in its language and the right way round.
#[test]
fn texts_carry_their_language_and_direction() {
    let sample = fifteen_items();
    let page = html(&sample.write("html").0);
    let document = Document::from(page.as_str());
    let text = squeezed(&document.select("main").text());
    for article in sample.articles.values() {
        for piece in std::iter::once(article.title.as_str()).chain(article.text.split("\n\n")) {
            assert!(text.contains(&squeezed(piece)), "{piece:?}");
        }
    }
    assert_eq!(document.select("html").attr("dir").unwrap().to_string(), "ltr");
    assert!(!document.select(".full-text h3[lang=ar][dir=rtl]").is_empty());
    assert!(!document.select(".full-text h3[lang=ru]:not([dir])").is_empty());
    assert!(!document.select(".note p[dir=rtl]").is_empty());
    let arabic = html(&arabic_issue().write("html").0);
    let arabic = Document::from(arabic.as_str());
    assert_eq!(arabic.select("html[lang=ar][dir=rtl]").length(), 1);
    assert!(!arabic.select("blockquote[lang=en][dir=ltr]").is_empty());
}

#[test]
fn the_same_issue_gives_the_same_bytes() {
    let sample = fifteen_items();
    assert!(sample.write("html").0 == sample.write("html").0);
}
