//! HTML pages: the tree, its blocks, which of them are the article, and what the page says about it.

mod blocks;
mod dom;
mod dropping;
mod header;
mod json_ld;
mod main_text;
mod metadata;
mod phrases;
mod render;
mod signs;
mod witness;

use articles::{Moment, PublishedFrom};
use blocks::{Block, Kind, Step};
use dom::{Dom, ROOT};

use crate::{dates::DateHints, urls};

/// What was read out of a page or fragment.
#[derive(Default)]
pub struct Found {
    pub title: Option<String>,
    pub byline: Vec<String>,
    pub published: Option<(Moment, PublishedFrom)>,
    pub text: String,
    pub html: String,
    pub captions: Vec<String>,
    pub site: Option<String>,
    pub section: Option<String>,
    pub url: Option<String>,
    pub copyright: Vec<String>,
}

/// The whole text of some HTML: paragraphs joined by blank lines, list items and table rows on lines of their own.
pub fn text_of_html(html: &str) -> String {
    let dom = Dom::parse(html);
    render::text(&blocks::blocks(&dom, ROOT, &mut |_| Step::Into))
}

/// Reads HTML that is one article's body already: nothing of its text is left out but captions, which are returned as such.
pub fn read_fragment(html: &str, base: Option<&str>) -> Found {
    let dom = Dom::parse(html);
    let all = blocks::blocks(&dom, ROOT, &mut |_| Step::Into);
    let (captions, body): (Vec<Block>, Vec<Block>) = all.into_iter().partition(|block| block.kind == Kind::Caption);
    Found { text: render::text(&body), html: render::html(&dom, &body, base), captions: captions.into_iter().map(|block| block.text).collect(), ..Found::default() }
}

/// Finds the article of a whole page and what the page says about it.
pub fn read_page(html: &str, address: Option<&str>) -> Found {
    let dom = Dom::parse(html);
    let mut meta = metadata::read_metadata(&dom);
    if meta.canonical.is_none() {
        meta.canonical = address.map(str::to_owned);
    }
    let body = dom.find(ROOT, "body").unwrap_or(ROOT);
    let signs = signs::all_signs(&dom, body);
    // Words inside a line that are not shown: what opens over a name, what only a screen reader says.
    let all = blocks::blocks(&dom, body, &mut |node| if signs[node as usize].hidden && blocks::is_inline(dom.tag(node)) { Step::Over } else { Step::Into });
    let title = header::title(&dom, body, &meta);
    let titles: Vec<String> = title.iter().cloned().chain(header::given_titles(&meta)).collect();
    let authors: Vec<String> = meta.json.authors.iter().chain(&meta.authors).cloned().collect();
    let host = address.or(meta.canonical.as_deref()).and_then(urls::host);
    let given = main_text::Given { titles: &titles, authors: &authors, host: host.as_deref(), witness: meta.json.body.as_deref() };
    let selection = main_text::select(&dom, &signs, body, all, &given);
    let base = base_of(&meta, address);
    let text = render::text(&selection.body);
    let language = language::detect(&text).or(meta.language.as_deref());
    let hints = DateHints { language, day_first: host.as_deref().and_then(day_first), ..DateHints::default() };
    Found {
        byline: header::byline(&dom, &signs, body, &meta, &selection.header),
        published: header::published(&dom, &signs, body, &meta, &selection.header, &hints, address),
        html: render::html(&dom, &selection.body, base.as_deref()),
        text,
        title,
        captions: selection.captions,
        site: meta.site.or(meta.json.publisher),
        section: meta.section.or(meta.json.section),
        url: meta.canonical.and_then(|link| urls::resolve(address, &link)).and_then(|link| urls::canonical(&link)),
        copyright: meta.copyright,
    }
}

/// English is printed in both orders: the country of the address decides.
fn day_first(host: &str) -> Option<bool> {
    const DAY_FIRST: &[&str] = &["uk", "ie", "au", "nz", "in", "pk", "bd", "lk", "sg", "my", "hk", "za", "ng", "ke", "gh", "ug", "tz", "zw", "mt", "cy", "jm", "tt", "eu"];
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
