//! The pictures that came with an article: which may be shown, where they stand, what stands under them.

use std::collections::{BTreeMap, BTreeSet};

use articles::{Allows, Article, ArticleId, ContentHash, KeptPicture, PICTURE_SCHEME, Register};
use chrono::NaiveDate;
use digests::Issue;

use crate::{
    compose::{Desk, Voice, filled, title_of},
    item_text::allowed,
    model::{Block, Figure},
    opening::one_line,
    picture::{LEAST_PIXELS, Picture},
};

/// Of an article: more of them is a gallery, and not what a press review is read for.
const MOST_PICTURES: usize = 12;
/// How far ahead a paragraph of the HTML is looked for in the text: one that differs must not hide those behind it.
const AHEAD: usize = 40;

/// Of the articles that lead its items, those that its document shows: by the hashes of what came with them, each once.
pub fn shown_pictures(issue: &Issue, articles: &BTreeMap<ArticleId, Article>, register: &Register) -> Vec<ContentHash> {
    let leads = issue.items().filter_map(|item| articles.get(&item.article));
    let shown = leads.flat_map(|article| seen(article, register, issue.date).take(MOST_PICTURES));
    shown.map(|kept| kept.hash.clone()).collect::<BTreeSet<_>>().into_iter().collect()
}

/// The pictures of an article that may be shown and are worth it. Of an outlet that does not allow all of an article,
/// none.
fn seen<'a>(article: &'a Article, register: &Register, day: NaiveDate) -> impl Iterator<Item = &'a KeptPicture> {
    let may = !article.pictures.is_empty() && allowed(article, register, day) == Allows::FullText;
    let pictures = if may { article.pictures.as_slice() } else { &[] };
    pictures.iter().filter(|kept| kept.width.min(kept.height) >= LEAST_PIXELS)
}

impl Desk<'_> {
    /// In printed order.
    pub(crate) fn figures(&self, article: &Article, blocks: &[Block]) -> Vec<Figure> {
        let shown: Vec<(&KeptPicture, &Picture)> = seen(article, &self.material.register, self.date)
            .take(MOST_PICTURES)
            .filter_map(|kept| Some((kept, self.material.pictures.get(&kept.hash)?)))
            .collect();
        if shown.is_empty() {
            return Vec::new();
        }
        let places = places(article, blocks);
        let figure = |(kept, picture): (&KeptPicture, &Picture)| {
            self.figure(article, kept, picture, places.get(kept.hash.0.as_str()))
        };
        let mut figures: Vec<Figure> = shown.into_iter().map(figure).collect();
        figures.sort_by_key(|figure| figure.before);
        figures
    }

    /// How many of an article's pictures might be shown and are not: too many, or none that could be read.
    pub(crate) fn left_out(&self, article: &Article) -> usize {
        let seen = seen(article, &self.material.register, self.date);
        let is_out = |(at, kept): &(usize, &KeptPicture)| {
            *at >= MOST_PICTURES || !self.material.pictures.contains_key(&kept.hash)
        };
        seen.enumerate().filter(is_out).count()
    }

    fn figure(&self, article: &Article, kept: &KeptPicture, picture: &Picture, place: Option<&Place>) -> Figure {
        let voice = Voice::of(article);
        let address = kept.address();
        let caption = article.captions.iter().find(|caption| caption.image.as_deref() == Some(address.as_str()));
        let words = caption.and_then(|caption| filled(Some(&caption.text)));
        let alt = place.and_then(|place| filled(Some(&place.alt))).or_else(|| words.clone());
        let named = || self.says(&format!("{}: {}", self.words.picture, title_of(article)));
        Figure {
            picture: kept.hash.0.clone(),
            width: picture.width,
            height: picture.height,
            alt: alt.map_or_else(named, |alt| voice.says(&alt)),
            caption: words.map(|words| voice.says(&words)),
            credit: caption.and_then(|caption| filled(caption.credit.as_deref())).map(|credit| voice.says(&credit)),
            before: place.map_or(0, |place| place.before),
        }
    }
}

struct Place {
    /// The block that it stands before.
    before: usize,
    alt: String,
}

/// Where the article's HTML has its pictures among the blocks of the text, by their hashes.
fn places(article: &Article, blocks: &[Block]) -> BTreeMap<String, Place> {
    let lines: Vec<String> = blocks.iter().map(|block| one_line(&block.text.text)).collect();
    let page = dom_query::Document::fragment(article.html.as_str());
    let mut before = 0;
    let mut places = BTreeMap::new();
    for node in page.select("p, h1, h2, h3, h4, h5, h6, li, pre, td, img").iter() {
        if !node.is("img") {
            let text = one_line(&node.text());
            let ahead = lines.iter().skip(before).take(AHEAD);
            let found = ahead.take_while(|_| !text.is_empty()).position(|line| *line == text);
            before += found.map_or(0, |at| at + 1);
        } else if let Some(hash) = node.attr("src").as_deref().and_then(|source| source.strip_prefix(PICTURE_SCHEME)) {
            let alt = node.attr("alt").map(|alt| alt.to_string()).unwrap_or_default();
            places.entry(hash.to_owned()).or_insert(Place { before, alt });
        }
    }
    places
}
