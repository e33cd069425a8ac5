//! Periodicals as calibre makes them: a folder a feed, a folder an article in it, a bar of links above and below each.

use std::collections::BTreeMap;

use crate::{markup::Tags, xml::Element};

/// `feed_2/article_0/index.html`: the number of the feed.
pub(super) fn feed_of_article(path: &str) -> Option<u32> {
    let mut parts = path.rsplit('/').skip(1);
    parts.find_map(|part| number(part, "article_"))?;
    parts.next().and_then(|part| number(part, "feed_"))
}

fn number(part: &str, name: &str) -> Option<u32> {
    part.strip_prefix(name)?.split('_').next()?.parse().ok()
}

/// The feeds' names, as the contents of an EPUB 2 have them.
pub(super) fn feed_names(contents: &Element) -> BTreeMap<u32, String> {
    let mut names = BTreeMap::new();
    for point in contents.walk().into_iter().filter(|element| element.name == "navPoint") {
        let target = point.child("content").and_then(|content| content.attribute("src")).unwrap_or_default();
        let mut parts = target.split('#').next().unwrap_or_default().rsplit('/').skip(1);
        let feed = parts.next().and_then(|part| number(part, "feed_"));
        let name = point.child("navLabel").and_then(|label| label.find("text")).and_then(Element::line);
        if let (Some(feed), Some(name)) = (feed, name) {
            names.entry(feed).or_insert(name);
        }
    }
    names
}

/// The page without its bars, and the address that the last of them says it came from.
pub(super) fn without_bars(html: &str) -> (String, Option<String>) {
    let mut page = String::with_capacity(html.len());
    let mut address = None;
    let mut kept = 0;
    // How deep the bar's own elements are, while one is open.
    let mut depth = 0;
    for tag in Tags::of(html) {
        let is_box = matches!(tag.name.as_bytes(), b"div" | b"table");
        if depth == 0 {
            let is_bar = is_box && !tag.closes && !tag.closes_itself;
            if is_bar && tag.has_class(|class| class.trim_end_matches(|c: char| c.is_ascii_digit()) == "calibre_navbar")
            {
                page.push_str(&html[kept..tag.start]);
                kept = html.len();
                depth = 1;
            }
            continue;
        }
        if is_box && !tag.closes_itself {
            depth = if tag.closes { depth - 1 } else { depth + 1 };
        }
        if tag.name.as_bytes() == b"a" && !tag.closes {
            address = tag.attribute("href").filter(|href| href.starts_with("http")).or(address);
        }
        if depth == 0 {
            kept = tag.end;
        }
    }
    page.push_str(&html[kept.min(html.len())..]);
    (page, address)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::xml;

    #[test]
    fn articles_are_told_from_lists_of_them() {
        let check = |path: &str, feed: Option<u32>| assert_eq!(feed_of_article(path), feed, "{path}");
        check("feed_2/article_0/index.html", Some(2));
        check("OEBPS/feed_12/article_3/index_u41.xhtml", Some(12));
        check("feed_2/index.html", None);
        check("article_0/index.html", None);
        check("text/part_0.html", None);
    }

    #[test]
    fn bars_are_no_text_and_say_where_the_article_came_from() {
        let bar = "<div class=\"calibre_navbar1\"><a href=\"../article_1/index.html\">Next</a><div>|</div></div>";
        let from = "<div class='calibre_navbar'><hr/>This article was downloaded by <strong>calibre</strong> from <a \
                    href=\"https://harbour.test/ferry\">there</a></div>";
        let (page, address) = without_bars(&format!("<body>{bar}<p>One</p><div>Two</div>{from}</body>"));
        assert_eq!(page, "<body><p>One</p><div>Two</div></body>");
        assert_eq!(address.as_deref(), Some("https://harbour.test/ferry"));
        assert_eq!(without_bars("<div class=calibre_navbar>open").0, "");
        assert_eq!(without_bars("<p>One</p>"), ("<p>One</p>".to_owned(), None));
    }

    #[test]
    fn feeds_have_the_names_of_the_contents() {
        let contents = "<ncx><navMap><navPoint><navLabel><text>World</text></navLabel><content src=\"feed_0/index.html\"/>\
                        <navPoint><navLabel><text>Ferry</text></navLabel><content src=\"feed_0/article_0/index.html\"/>\
                        </navPoint></navPoint></navMap></ncx>";
        let names = feed_names(&xml::parse(contents).unwrap().root);
        assert_eq!(names, BTreeMap::from([(0, "World".to_owned())]));
    }
}
