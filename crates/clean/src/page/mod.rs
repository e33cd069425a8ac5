//! HTML pages: the tree, its blocks, which of them are the article, and what the page says about it.

mod authors;
mod blocks;
mod dom;
mod dropping;
mod header;
mod images;
mod json_ld;
mod main_text;
mod metadata;
mod phrases;
mod published;
mod render;
mod signs;
mod standfirst;
mod tokens;
mod witness;

use articles::{KeptPicture, Moment, Picture, PublishedFrom};
use blocks::{Block, Kind, Step};
use dom::{Dom, ROOT};
use images::{Album, Places};

use crate::{dates::DateHints, urls};

/// What was read out of a page or fragment.
#[derive(Default)]
pub struct Found {
    pub title: Option<String>,
    /// Also the first paragraph of the text.
    pub standfirst: Option<String>,
    pub byline: Vec<String>,
    pub published: Option<(Moment, PublishedFrom)>,
    pub text: String,
    pub html: String,
    /// Each with the address of its picture.
    pub captions: Vec<(String, Option<String>)>,
    pub pictures: Vec<KeptPicture>,
    pub site: Option<String>,
    pub section: Option<String>,
    pub url: Option<String>,
    /// What the text is in, where that was asked for.
    pub language: Option<&'static str>,
    pub copyright: Vec<String>,
}

/// The whole text of some HTML: paragraphs joined by blank lines, list items and table rows on lines of their own.
pub fn text_of_html(html: &str) -> String {
    let dom = Dom::parse(html);
    render::text(&blocks::blocks(&dom, ROOT, &mut |_| Step::Into))
}

/// Reads HTML that is one article's body already: nothing of its text is left out but captions, which are returned as such.
pub fn read_fragment(html: &str, base: Option<&str>, pictures: &[Picture]) -> Found {
    let dom = Dom::parse(html);
    let all = blocks::blocks(&dom, ROOT, &mut |_| Step::Into);
    let (captions, body): (Vec<Block>, Vec<Block>) = all.into_iter().partition(|block| block.kind == Kind::Caption);
    let places = Places::new(&dom, ROOT, &body, body.iter(), captions.iter());
    let placed = places.place(&body, &captions, &places.images());
    let mut album = Album::new(&dom, base, pictures);
    let between = render::Pictures { placed: &placed, captions: &captions, album: &mut album };
    let (html, addresses) = render::html(&dom, &body, base, between);
    Found {
        text: render::text(&body),
        html,
        captions: captions.into_iter().map(|block| block.text).zip(addresses).collect(),
        pictures: album.kept,
        ..Found::default()
    }
}

/// Finds the article of a whole page and what the page says about it.
pub fn read_page(html: &str, address: Option<&str>, pictures: &[Picture]) -> Found {
    let dom = Dom::parse(html);
    let mut meta = metadata::read_metadata(&dom);
    if meta.canonical.is_none() {
        meta.canonical = address.map(str::to_owned);
    }
    let body = dom.find(ROOT, "body").unwrap_or(ROOT);
    let signs = signs::all_signs(&dom, body);
    // Words inside a line that are not shown: what opens over a name, what only a screen reader says.
    let all = blocks::blocks(&dom, body, &mut |node| {
        if signs[node as usize].hidden && blocks::is_inline(dom.tag(node)) { Step::Over } else { Step::Into }
    });
    let title = header::title(&dom, body, &meta);
    let titles: Vec<String> = title.iter().cloned().chain(header::given_titles(&meta)).collect();
    let mut authors: Vec<String> = meta.json.authors.iter().chain(&meta.authors).cloned().collect();
    authors.extend(authors::marked_names(&dom, &signs, body));
    let host = address.or(meta.canonical.as_deref()).and_then(urls::host);
    let given = main_text::Given {
        titles: &titles,
        authors: &authors,
        host: host.as_deref(),
        witness: meta.json.body.as_deref(),
    };
    let selection = main_text::select(&dom, &signs, body, all, &given);
    let base = base_of(&meta, address);
    let text = render::text(&selection.body);
    let mut album = Album::new(&dom, base.as_deref(), pictures);
    let between = render::Pictures { placed: &selection.pictures, captions: &selection.captions, album: &mut album };
    let (html, addresses) = render::html(&dom, &selection.body, base.as_deref(), between);
    let language = language::detect(&text);
    let hints = DateHints {
        language: language.or(meta.language.as_deref()),
        day_first: host.as_deref().and_then(day_first),
        ..DateHints::default()
    };
    Found {
        standfirst: standfirst::standfirst(&dom, &signs, &meta, &selection),
        byline: authors::byline(&dom, &signs, body, &meta, &selection),
        published: published::published(
            &published::Given { dom: &dom, signs: &signs, body, meta: &meta, selection: &selection, address },
            &hints,
        ),
        html,
        text,
        language,
        title,
        captions: selection.captions.into_iter().map(|block| block.text).zip(addresses).collect(),
        pictures: album.kept,
        site: meta.site.or(meta.json.publisher),
        section: meta.section.or(meta.json.section),
        url: meta.canonical.and_then(|link| urls::resolve(address, &link)).and_then(|link| urls::canonical(&link)),
        copyright: meta.copyright,
    }
}

/// English is printed in both orders: the country of the address decides.
fn day_first(host: &str) -> Option<bool> {
    const DAY_FIRST: &[&str] = &[
        "uk", "ie", "au", "nz", "in", "pk", "bd", "lk", "sg", "my", "hk", "za", "ng", "ke", "gh", "ug", "tz", "zw",
        "mt", "cy", "jm", "tt", "eu",
    ];
    host.rsplit('.').next().filter(|country| DAY_FIRST.contains(country)).map(|_| true)
}

/// What relative links of the page are relative to.
fn base_of(meta: &metadata::Metadata, address: Option<&str>) -> Option<String> {
    let own = address.or(meta.canonical.as_deref());
    match meta.base.as_deref() {
        Some(base) => urls::resolve(own, base).or_else(|| own.map(str::to_owned)),
        None => own.map(str::to_owned),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_page(html: &str, address: Option<&str>) -> Found {
        super::read_page(html, address, &[])
    }

    const PAGE: &str = r##"<!doctype html><html lang="en"><head><title>Port reopens after storm | The Example</title>
<meta property="og:site_name" content="The Example"><meta property="og:title" content="Port reopens after storm">
<script type="application/ld+json">{"@type":"NewsArticle","headline":"Port reopens after storm","author":[{"@type":"Person","name":"Ana Reis"}],"datePublished":"2025-05-12T08:30:00+01:00"}</script>
</head><body><nav><ul><li><a href="/world">World</a></li><li><a href="/sport">Sport and all its results of the week</a></li></ul></nav>
<main><article><h1>Port reopens after storm</h1><p class="standfirst">Ships may enter again, but the long quay stays closed until autumn.</p>
<div class="byline">By Ana Reis</div><time datetime="2025-05-12T08:30:00+01:00">12 May 2025</time>
<figure><img src="/p.jpg" alt="A ship"><figcaption>A ship enters the harbour on Monday. (Reuters)</figcaption></figure>
<p>The port of Aveiro reopened on Monday, three days after a storm had broken the outer wall, officials said.</p>
<p>Pilots took in the first ships at dawn, and <a href="/ships">fishing boats</a> followed when the swell went down at noon.</p>
<div class="newsletter-signup"><p>Sign up for our newsletter and get the harbour news in your inbox.</p></div>
<h2>What comes next</h2>
<p>Engineers will look at the quay in the summer. The works, they said, would last until the autumn at least.</p>
<ul><li>The outer wall is closed.</li><li>The inner harbour is open.</li></ul>
<p>Ana Reis is the harbour correspondent of The Example.</p>
<h3>Related articles</h3><ul><li><a href="/a">Storm breaks the outer wall of the port</a></li><li><a href="/b">Fishing boats stay in harbour</a></li></ul>
</article><section id="comments"><p>I was there and it was a wonderful sight, with all the ships coming in together at once.</p></section></main>
<footer><p>© 2025 The Example. All rights reserved. No part of this page may be printed elsewhere.</p></footer></body></html>"##;

    /// The whole of one page: everything around the text goes, nothing of the text does.
    #[test]
    fn the_article_is_found_and_nothing_around_it() {
        let found = read_page(PAGE, Some("https://www.example.org/news/port"));
        assert_eq!(found.title.as_deref(), Some("Port reopens after storm"));
        assert_eq!(found.byline, ["Ana Reis"]);
        assert_eq!(found.published.map(|(moment, _)| moment.to_string()).as_deref(), Some("2025-05-12T08:30:00+01:00"));
        let (caption, picture) = &found.captions[0];
        assert_eq!(caption, "A ship enters the harbour on Monday. (Reuters)");
        assert_eq!(picture.as_deref(), Some("https://www.example.org/p.jpg"));
        assert_eq!(found.site.as_deref(), Some("The Example"));
        let paragraphs: Vec<&str> = found.text.split("\n\n").collect();
        assert_eq!(paragraphs[0], "Ships may enter again, but the long quay stays closed until autumn.");
        assert_eq!(paragraphs[paragraphs.len() - 1], "• The inner harbour is open.");
        assert_eq!(paragraphs.len(), 7, "{paragraphs:#?}");
        assert_eq!(found.standfirst.as_deref(), Some(paragraphs[0]));
        let link = "<a href=\"https://www.example.org/ships\" rel=\"noopener noreferrer\">fishing boats</a>";
        assert!(found.html.contains(link), "{}", found.html);
        // A walk over its letters then says that it is safe; a tree would be built of each article twice.
        assert!(crate::settled::is_settled(&found.html), "{}", found.html);
    }

    fn head(data: &str, below: &str) -> String {
        let text = "The port of Aveiro reopened on Monday, three days after a storm had broken the outer wall, officials said. ".repeat(3);
        format!(
            "<html lang='en'><title>Port reopens</title>{data}<main><article><h1>Port reopens</h1>{below}<p>{text}</p><p>A second one. {text}</p><p>A third one. {text}</p></article></main>"
        )
    }

    /// What a page prints beside its headline is what its readers were told; tags are often those of the last change.
    #[test]
    fn the_day_of_publication_is_weighed() {
        let check = |data: &str, below: &str, expected: &str, from| {
            let found = read_page(&head(data, below), None).published.unwrap();
            assert_eq!((found.0.day().to_string().as_str(), found.1), (expected, from), "{data} {below}");
        };
        use PublishedFrom::{Metadata, Text};
        let json = r#"<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2025-05-12T23:30:00Z"}</script>"#;
        let tag = "<meta name='date' content='2025-05-20'>";
        check(json, "", "2025-05-12", Metadata);
        // Past midnight where it was read; a day that no time zone reaches is another matter.
        check(json, "<p>13 May 2025</p>", "2025-05-13", Text);
        check(json, "<p>11 May 2025</p>", "2025-05-12", Metadata);
        check(tag, "<p>12 May 2025</p>", "2025-05-12", Text);
        check(tag, "<p>Published on</p><p>12 May 2025</p>", "2025-05-12", Text);
        check(tag, "<p>Last updated: 12 May 2025</p>", "2025-05-12", Text);
        check(tag, "<p>Last updated: 22 May 2025</p>", "2025-05-20", Metadata);
        check("<p>Monday, 2 June 2025</p>", "<p>12 May 2025</p>", "2025-05-12", Text);
        check("", "<p>5 min read | 12 May 2025 | World</p>", "2025-05-12", Text);
        check("", "<p><time datetime='2025-05-12'>12 May</time></p>", "2025-05-12", Metadata);
        check(
            "",
            "<p>12.5.2025 - The port was closed for three days, and the ships lay outside of the wall.</p>",
            "2025-05-12",
            Text,
        );
        // 5 December or 12 May: the other date of the page says which.
        check("<meta name='date' content='12/05/2025'>", "<p>12 May 2025</p>", "2025-05-12", Metadata);
    }

    #[test]
    fn names_are_read_out_of_boxes_links_and_lines() {
        let check = |below: &str, expected: &[&str]| {
            assert_eq!(read_page(&head("", below), None).byline, expected, "{below}");
        };
        check("<div class='author'><b>Ana Reis</b><span>Head of Harbours</span></div>", &["Ana Reis"]);
        check("<div class='byline'><span>Ana Reis</span> <span>Tom Hale</span></div>", &["Ana Reis", "Tom Hale"]);
        check("<div class='author'><p>By</p><p>Ana Reis</p><p>Reads about ports</p></div>", &["Ana Reis"]);
        check(
            "<p><a href='/authors/ana-reis'>Ana Reis</a>, <a href='/topics/ports'>Port Policy</a></p>",
            &["Ana Reis"],
        );
        check("<p>5 min read · By Ana Reis · World</p>", &["Ana Reis"]);
        check("<p>12 May 2025 by Ana Reis, Lisbon</p>", &["Ana Reis"]);
        check("<p>By the Example Team</p>", &["the Example Team"]);
        check("<p>AFP</p>", &["AFP"]);
    }

    /// A first paragraph taken for a standfirst is set in other type; that is wrong for plain text.
    #[test]
    fn the_standfirst_is_what_is_set_apart() {
        let line = "Ships may enter again, but the long quay stays closed.";
        let check = |data: &str, below: &str, expected: bool| {
            let found = read_page(&head(data, below), None);
            assert_eq!(found.standfirst.as_deref(), expected.then_some(line), "{data} {below}");
            assert!(found.text.starts_with(line), "{}", found.text);
        };
        check("", &format!("<p>{line}</p>"), false);
        check("", &format!("<div class='deck'><p>{line}</p></div>"), true);
        check("", &format!("<h2>{line}</h2>"), true);
        check("", &format!("<p><strong>{line}</strong></p>"), true);
        check("", &format!("<p>{line}</p><p class='byline'>By Ana Reis</p>"), true);
        check(&format!("<meta name='description' content='{line}'>"), &format!("<p>{line}</p>"), true);
    }

    /// Each of these stood in bodies: it is of the page, not of its article.
    #[test]
    fn what_stands_around_the_text_in_the_same_part_is_left_out() {
        let plain = read_page(&head("", ""), None).text;
        let check = |below: &str| assert_eq!(read_page(&head("", below), None).text, plain, "{below}");
        let long = "Words about other things that fill a line or two of the page. ".repeat(4);
        check(&format!("<div class='cookie-notice'><p>{long}</p><p>More. {long}</p></div>"));
        check(&format!("<div class='testimonials'><p>{long}</p><p>More. {long}</p></div>"));
        check(&format!("<div class='site-footer'><p>{long}</p><p>More. {long}</p></div>"));
        check(
            "<div class='image'><img src='/a.jpg'><p>A ship enters the harbour on Monday, three days after the storm.</p></div>",
        );
        check(
            "<p>Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore.</p>",
        );
    }

    #[test]
    fn copies_for_scripts_and_lines_on_the_author_are_left_out() {
        let text = |word: &str| {
            format!("{word} opened the harbour again on Monday, three days after a storm had broken the outer wall of it, he said. ").repeat(3)
        };
        let words = ["Lisbon", "Porto", "Aveiro", "Faro", "Lagos", "Sines", "Viana"];
        let body: String = words.iter().map(|word| format!("<p>{}</p>", text(word))).collect();
        let copy: String = words.iter().map(|word| text(word)).collect();
        let below = format!("<p class='byline'>By Ana Reis</p>{body}<p>{copy}</p><p>Ana writes on harbours.</p>");
        let found = read_page(&format!("<title>Port reopens</title><main><h1>Port reopens</h1>{below}</main>"), None);
        assert_eq!(found.text.split("\n\n").count(), words.len(), "{}", found.text);
    }

    #[test]
    fn the_next_article_of_an_endless_page_is_left_out() {
        let text =
            "The port of Aveiro reopened on Monday, three days after a storm had broken the wall, officials said. "
                .repeat(6);
        let article = |title: &str| {
            format!("<article><h1>{title}</h1><p>{title}. {text}</p><p>Also. {title} {text}</p></article>")
        };
        let page =
            format!("<title>Port reopens</title><main>{}{}</main>", article("Port reopens"), article("Ferry stops"));
        let found = read_page(&page, None);
        assert_eq!(found.text.split("\n\n").count(), 2, "{}", found.text);
        assert!(!found.text.contains("Ferry"), "{}", found.text);
    }

    /// Long pages are cut into sections of one making, of which the first may hold most of the text.
    #[test]
    fn sections_of_one_making_belong_together() {
        let text = |count| {
            "The port of Aveiro reopened on Monday, three days after a storm had broken the wall. ".repeat(count)
        };
        let section = |words: &str, count| {
            format!("<section class='part wide'><h2>{words}</h2><p>{words}. {}</p></section>", text(count))
        };
        let page = format!(
            "<title>Port reopens</title><div><h1>Port reopens</h1>{}{}{}<section class='more'><p>{}</p></section></div>",
            section("First", 60),
            section("Second", 8),
            section("Third", 8),
            text(7)
        );
        let found = read_page(&page, None);
        assert!(found.text.contains("Second.") && found.text.contains("Third."), "{}", found.text.len());
    }

    /// Sites print names of the layout on the parts that hold the text.
    #[test]
    fn a_layout_called_sidebar_keeps_its_text() {
        let long = "The port of Aveiro reopened on Monday, three days after a storm had broken the outer wall, officials said. ".repeat(3);
        let page = format!(
            "<body><h1>Port reopens</h1><div class='sidebar-grid'><p>{long}</p></div><div class='sidebar-grid'><p>Second. {long}</p></div><div class='sidebar-grid'><p>Third. {long}</p></div></body>"
        );
        let found = read_page(&page, None);
        assert_eq!(found.text.split("\n\n").count(), 3);
    }

    /// Parts that were streamed late stand at the end of the source and in the middle of the page.
    #[test]
    fn streamed_parts_are_read_where_they_are_shown() {
        let text =
            text_of_html("<p>one</p><template id='B:1'></template><p>three</p><div hidden id='S:1'><p>two</p></div>");
        assert_eq!(text, "one\n\ntwo\n\nthree");
        let text = text_of_html(
            "<p>zero</p><template id='B:1'></template><div hidden id='S:1'><p>one</p><template id='P:2'></template></div><div hidden id='S:2'><p>two</p></div>",
        );
        assert_eq!(text, "zero\n\none\n\ntwo");
    }

    #[test]
    fn tables_and_lists_are_readable_as_text() {
        let text = text_of_html(
            "<table><tr><th>Port</th><th>Ships</th></tr><tr><td>Aveiro</td><td>12</td></tr></table><ul><li>one</li><li>two</li></ul>",
        );
        assert_eq!(text, "Port | Ships\nAveiro | 12\n\n• one\n\n• two");
    }

    /// Nothing that a page may hold makes it slow or stops it.
    #[test]
    fn hostile_pages_come_to_an_end() {
        let begun = std::time::Instant::now();
        for page in [
            "<div>".repeat(60_000),
            "<b><i>".repeat(30_000),
            "<table><tr><td>".repeat(20_000),
            "<p>x".repeat(60_000),
            "<a href=x>".repeat(30_000),
            "<!--".repeat(60_000),
            "<svg><p>".repeat(20_000),
        ] {
            read_page(&page, None);
        }
        assert!(begun.elapsed().as_secs() < 60, "{:?}", begun.elapsed());
        assert!(read_page("", None).text.is_empty());
    }
}
