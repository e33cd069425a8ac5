//! What each piece of a source became in the articles that were found in it: for sources that are read as a whole (pages,
//! records, mail), so that people can see of every line where it went.

use std::{collections::HashSet, ops::Range};

use articles::{Article, Role, Span};

use crate::{
    dates::{self, DateHints},
    nodes::{is_markup, nodes},
    page::text_of_html,
};

/// A paragraph of the text is looked for so far behind the one before: what was left out in between is no longer.
const REACH: usize = 200_000;
/// Letters of a piece that could stand anywhere in a text by chance: it counts only where it goes on.
const SHORT: usize = 12;
/// Letters around a name in a byline, around a headline in a page's title.
const AROUND: usize = 40;

/// Pieces of `source` with what they are, in order, and the article that each belongs to: by its place in the list, where
/// an article says in its origin which stretch it is from (0..0: all of it).
pub fn roles(source: &str, articles: &[&Article]) -> Vec<Span> {
    let markup = is_markup(source);
    let mut parts: Vec<(Range<usize>, usize)> =
        articles.iter().enumerate().map(|(at, one)| (stretch(one, source), at)).collect();
    parts.sort_unstable_by_key(|(range, at)| (range.start, *at));
    let mut found = Vec::new();
    let mut pieces = nodes(source).into_iter().peekable();
    for (number, (range, at)) in parts.iter().enumerate() {
        let next = parts.get(number + 1).map_or(usize::MAX, |(range, _)| range.start).max(range.start);
        let end = range.end.min(next);
        while let Some(above) = pieces.next_if(|piece| piece.start < range.start) {
            found.push(span(above, Role::Residue, None));
        }
        let mut own = Vec::new();
        while let Some(piece) = pieces.next_if(|piece| piece.start < end) {
            own.push(piece);
        }
        let read = read_pieces(source, markup, &own, articles[*at]);
        // Between its first piece and its last, all is the article's; around it are the page's own things.
        let is_own = |role: &Role| !matches!(role, Role::Residue | Role::Repeat);
        let first = read.iter().position(is_own).unwrap_or(read.len());
        let last = read.iter().rposition(is_own).unwrap_or(0);
        for (place, (piece, role)) in own.into_iter().zip(read).enumerate() {
            let article = (first..=last).contains(&place).then_some(*at as u32);
            found.push(span(piece, role, article));
        }
    }
    found.extend(pieces.map(|piece| span(piece, Role::Residue, None)));
    found
}

/// A piece of a source as people read it.
pub fn words_of(source: &str, piece: Range<usize>, markup: bool) -> String {
    let piece = source.get(piece).unwrap_or_default();
    if markup && piece.contains(['<', '&']) { text_of_html(piece) } else { piece.to_owned() }
}

fn span(range: Range<usize>, role: Role, article: Option<u32>) -> Span {
    Span { start: range.start as u32, end: range.end as u32, role, article }
}

fn stretch(article: &Article, source: &str) -> Range<usize> {
    match (article.origin.start as usize, article.origin.end as usize) {
        (0, 0) => 0..source.len(),
        (start, end) => start..end,
    }
}

/// The words of an article without case, blanks and signs, as its pieces are compared.
struct Keys {
    headline: String,
    standfirst: Option<String>,
    body: String,
    headings: HashSet<String>,
    captions: Vec<String>,
    byline: Vec<String>,
    copyright: Vec<String>,
    /// Outlet, section, page, address.
    fields: Vec<String>,
}

impl Keys {
    fn of(article: &Article) -> Keys {
        let all = |texts: &[String]| texts.iter().map(|text| key(text)).filter(|key| !key.is_empty()).collect();
        let source = article.source.as_ref().map(|source| &source.name);
        let fields = [source, article.section.as_ref(), article.page.as_ref(), article.url.as_ref()];
        Keys {
            headline: key(&article.title),
            standfirst: article.standfirst.as_deref().map(key).filter(|key| !key.is_empty()),
            body: key(&article.text),
            headings: headings(&article.html),
            captions: article
                .captions
                .iter()
                .map(|caption| key(&caption.text) + &caption.credit.as_deref().map(key).unwrap_or_default())
                .collect(),
            byline: all(&article.byline),
            copyright: all(&article.copyright),
            fields: fields.into_iter().flatten().map(|text| key(text)).filter(|key| !key.is_empty()).collect(),
        }
    }
}

fn read_pieces(source: &str, markup: bool, pieces: &[Range<usize>], article: &Article) -> Vec<Role> {
    let keys = Keys::of(article);
    let texts: Vec<String> = pieces.iter().map(|piece| words_of(source, piece.clone(), markup)).collect();
    let own: Vec<String> = texts.iter().map(|text| key(text)).collect();
    let has_headline = own.contains(&keys.headline);
    let day = article.published.as_ref().map(|published| published.at.day());
    let mut seen: HashSet<&str> = HashSet::new();
    let mut headline_left = keys.headline.as_str();
    let mut at = 0;
    let mut roles = Vec::with_capacity(pieces.len());
    for (text, own) in texts.iter().zip(&own) {
        let is_new = seen.insert(own);
        let role = if own.is_empty() {
            Role::Residue
        } else if *own == keys.headline {
            if is_new { Role::Headline } else { Role::Repeat }
        } else if !keys.headline.is_empty() && own.contains(&keys.headline) && own.len() <= keys.headline.len() + AROUND
        {
            if has_headline || headline_left.is_empty() { Role::Repeat } else { take_headline(&mut headline_left, "") }
        } else if !has_headline && headline_left.starts_with(own.as_str()) {
            take_headline(&mut headline_left, own)
        } else if let Some(end) = find_in_body(&keys.body, at, own) {
            at = end;
            if keys.headings.contains(own) { Role::Heading } else { Role::Body }
        } else if !is_new && own.len() > SHORT {
            Role::Repeat
        } else {
            of_header(text, own, &keys, day)
        };
        roles.push(role);
    }
    roles
}

/// A headline that stands on several lines.
fn take_headline(left: &mut &str, piece: &str) -> Role {
    *left = if piece.is_empty() { "" } else { left.strip_prefix(piece).unwrap_or("") };
    Role::Headline
}

/// Where a piece ends in the text, if it is there from `at` on.
fn find_in_body(body: &str, at: usize, piece: &str) -> Option<usize> {
    let rest = &body[at..];
    if rest.starts_with(piece) {
        return Some(at + piece.len());
    }
    let near = &rest[..rest.floor_char_boundary(REACH)];
    (piece.len() >= SHORT).then(|| near.find(piece).map(|found| at + found + piece.len()))?
}

fn of_header(text: &str, own: &str, keys: &Keys, day: Option<chrono::NaiveDate>) -> Role {
    let is_long = own.len() >= SHORT;
    if keys.standfirst.as_ref().is_some_and(|standfirst| standfirst == own || is_long && standfirst.contains(own)) {
        return Role::Standfirst;
    }
    if keys.captions.iter().any(|caption| caption == own || is_long && caption.contains(own)) {
        return Role::Caption;
    }
    let is_short = |known: &str| own.len() <= known.len() + AROUND;
    if keys.byline.iter().any(|name| own.contains(name.as_str()) && own.len() <= keys.byline.concat().len() + AROUND) {
        return Role::Byline;
    }
    if keys.copyright.iter().any(|line| line.contains(own) && is_long || own.contains(line.as_str())) {
        return Role::Copyright;
    }
    let is_day = || dates::parse_date(text, &DateHints::default()).map(|at| at.day());
    if text.split_whitespace().count() <= 14 && day.is_some() && is_day() == day {
        return Role::Date;
    }
    if keys.fields.iter().any(|field| own.contains(field.as_str()) && is_short(field)) || is_labelled(text) {
        return Role::Field;
    }
    Role::Residue
}

/// `LENGTH: 295 words`: some words, a colon, and what they say.
fn is_labelled(text: &str) -> bool {
    let Some((label, value)) = text.split_once(':') else { return false };
    let words = label.split_whitespace().count();
    (1..=4).contains(&words)
        && label.chars().count() <= 30
        && !value.trim().is_empty()
        && !label.contains(['.', ',', '"', '/'])
        && (label.chars().all(|c| !c.is_lowercase())
            || value.chars().count() <= 200 && text.ends_with(char::is_alphanumeric))
}

fn headings(html: &str) -> HashSet<String> {
    let of_level = |level: &str| {
        let opens = format!("<h{level}");
        let found = html.match_indices(&opens).filter_map(|(at, _)| {
            let inside = html[at..].split_once('>')?.1;
            Some(key(&text_of_html(inside.split_once("</h")?.0)))
        });
        found.collect::<Vec<_>>()
    };
    ["2", "3", "4", "5", "6"].into_iter().flat_map(of_level).collect()
}

fn key(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use articles::{Body, Document, Origin, Published, PublishedFrom};

    use super::*;
    use crate::article;

    fn shown(source: &str, articles: &[&Article]) -> Vec<(Role, Option<u32>, String)> {
        let markup = is_markup(source);
        roles(source, articles)
            .into_iter()
            .map(|span| (span.role, span.article, words_of(source, span.start as usize..span.end as usize, markup)))
            .collect()
    }

    /// Of a page every block is accounted for: what is the article's, what was said twice, what is the page's own.
    #[test]
    fn every_block_of_a_page_has_its_role() {
        let page = "<html><head><title>Port reopens | Harbour Post</title></head><body><nav><a href='/'>World</a></nav><article>\
                    <h1>Port reopens</h1><p class='byline'>By Ana Reis</p><time datetime='2025-05-12'>12 May 2025</time>\
                    <p>The port of Aveiro reopened on Monday, three days after a storm had broken the wall, officials said.</p>\
                    <h2>Ships wait</h2><p>Forty ships were waiting <b>outside</b> of it, the harbour master said on Monday morning.</p>\
                    <p>The wall will be built anew before the winter comes, and the fishing boats stay in the inner harbour until then.</p>\
                    </article><footer><p>All rights reserved. Contact the newsroom.</p></footer></body></html>";
        let document = Document { body: Body::Page(page.to_owned()), ..Document::default() };
        let read = article(&document).unwrap();
        let found = shown(page, &[&read]);
        let role = |text: &str| found.iter().find(|one| one.2.starts_with(text)).map(|one| (one.0, one.1)).unwrap();
        assert_eq!(role("Port reopens |"), (Role::Repeat, None), "{found:?}");
        assert_eq!(role("World"), (Role::Residue, None));
        assert_eq!(found.iter().find(|one| one.2 == "Port reopens").unwrap().0, Role::Headline);
        assert_eq!(role("By Ana"), (Role::Byline, Some(0)));
        assert_eq!(role("12 May"), (Role::Date, Some(0)));
        assert_eq!(role("The port"), (Role::Body, Some(0)));
        assert_eq!(role("Ships wait"), (Role::Heading, Some(0)));
        assert_eq!(role("Forty ships were waiting outside"), (Role::Body, Some(0)));
        assert_eq!(role("All rights").1, None);
    }

    /// Records of a database stand one after the other; what stands between two is nobody's.
    #[test]
    fn every_line_of_a_record_has_its_role() {
        let source = "2 documents\n\nFerry returns\nBYLINE: Ann Lee\nMay 12, 2025\nLENGTH: 12 words\nThe ferry between the harbours\n\
                      sails again from Monday.\n--\nCrane lifted\nLENGTH: 9 words\nA crane was lifted onto the quay on Sunday.\n";
        let record = |title: &str, text: &str, byline: &[&str], from: &str, to: &str| {
            let origin = Origin {
                start: source.find(from).unwrap() as u32,
                end: (source.find(to).unwrap() + to.len()) as u32,
                ..Origin::default()
            };
            let byline = byline.iter().map(|&name| name.to_owned()).collect();
            let published =
                Some(Published { at: "2025-05-12".parse().unwrap(), from: PublishedFrom::Metadata, reason: None });
            Article { title: title.into(), text: text.into(), byline, published, origin, ..Article::default() }
        };
        let one = record(
            "Ferry returns",
            "The ferry between the harbours sails again from Monday.",
            &["Ann Lee"],
            "Ferry",
            "--",
        );
        let two = record("Crane lifted", "A crane was lifted onto the quay on Sunday.", &[], "Crane", "Sunday.\n");
        let found: Vec<_> =
            shown(source, &[&one, &two]).into_iter().map(|(role, article, _)| (role, article)).collect();
        use Role::*;
        assert_eq!(
            found,
            [
                (Residue, None),
                (Headline, Some(0)),
                (Byline, Some(0)),
                (Date, Some(0)),
                (Field, Some(0)),
                (Body, Some(0)),
                (Body, Some(0)),
                (Residue, None),
                (Headline, Some(1)),
                (Field, Some(1)),
                (Body, Some(1)),
            ]
        );
    }
}
