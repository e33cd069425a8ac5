//! The names of the authors: what the page's data says against what it marks and prints.

use super::{
    blocks::{Block, blocks},
    dom::{Dom, NodeId},
    header::visible_text,
    main_text::Selection,
    metadata::Metadata,
    published::end_of_head,
    signs::Signs,
};
use crate::{
    bylines,
    dates::{self, DateHints},
    text::{key, tidy_line},
};

/// The names of the authors: persons that the data names, then what is marked or printed as a byline, then whatever else the data names.
pub fn byline(dom: &Dom, signs: &[Signs], body: NodeId, meta: &Metadata, selection: &Selection) -> Vec<String> {
    let header = &selection.header;
    let site: Vec<String> = meta.site.iter().chain(&meta.json.publisher).map(|name| key(name)).collect();
    let fits = |names: Vec<String>| -> Vec<String> {
        names
            .into_iter()
            .filter(|name| bylines::looks_like_name(name) && !site.contains(&key(name)) && !is_no_person(name))
            .collect()
    };
    let given: Vec<&String> =
        meta.json.authors.iter().chain(meta.authors.iter().filter(|field| !field.contains("://"))).collect();
    let json = fits(meta.json.authors.iter().flat_map(|field| names_of_field(field)).collect());
    if !json.is_empty() {
        return distinct(json);
    }
    for field in meta.authors.iter().filter(|field| !field.contains("://")) {
        let names = fits(names_of_field(field));
        if !names.is_empty() {
            return distinct(names);
        }
    }
    let boxes = marked_boxes(dom, signs, body);
    let marked: Vec<Vec<String>> =
        boxes.iter().map(|&node| names_in_box(dom, node, &fits)).filter(|names| !names.is_empty()).collect();
    let printed = || {
        header.iter().enumerate().find_map(|(place, _)| {
            Some(fits(printed_names(header, place)?)).filter(|names| !names.is_empty() && full(names))
        })
    };
    let found = marked
        .iter()
        .find(|names| full(names))
        .cloned()
        .or_else(printed)
        .or_else(|| Some(fits(author_links(dom, signs, body, selection))).filter(|names| !names.is_empty()))
        .or_else(|| marked.first().cloned())
        .or_else(|| agency_line(header));
    if let Some(names) = found {
        return distinct(names);
    }
    let texts: Vec<String> = boxes.iter().map(|&node| tidy_line(&visible_text(dom, node))).collect();
    // Handles are names too, where the markup says so.
    let handle = texts.iter().flat_map(|text| bylines::names_in(text)).find(|name| {
        name.chars().count() <= 30
            && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | '-'))
            && !is_no_person(name)
    });
    if given.is_empty()
        && let Some(handle) = handle
    {
        return vec![handle];
    }
    // A house, a desk or a handle in the place of a person.
    let is_placeholder = |name: &str| {
        matches!(
            key(name).as_str(),
            "admin" | "administrator" | "unknown" | "null" | "undefined" | "none" | "author" | "user" | "noauthor"
        )
    };
    for field in given {
        let name = tidy_line(field);
        if name.chars().any(char::is_alphabetic)
            && name.chars().count() <= 60
            && !is_placeholder(&name)
            && !name.contains('@')
        {
            return vec![name];
        }
    }
    let lines = header.iter().filter(|block| bylines::is_opened(&block.text)).map(|block| &block.text);
    lines.chain(&texts).find_map(|text| bylines::house_in(text)).into_iter().collect()
}

/// Full names in the elements that say they hold the author's name.
pub fn marked_names(dom: &Dom, signs: &[Signs], body: NodeId) -> Vec<String> {
    let fits = |names: Vec<String>| -> Vec<String> {
        names.into_iter().filter(|name| bylines::looks_like_name(name) && name.contains(' ')).collect()
    };
    distinct(marked_boxes(dom, signs, body).into_iter().flat_map(|node| names_in_box(dom, node, &fits)).collect())
}

/// Whether all are more than a first name.
fn full(names: &[String]) -> bool {
    names.iter().all(|name| {
        name.contains(' ') || name.chars().any(|c| !c.is_lowercase() && !c.is_uppercase() && c.is_alphabetic())
    })
}

/// The names of a line of the head that is a byline, or of the part of it that is one.
fn printed_names(header: &[Block], place: usize) -> Option<Vec<String>> {
    let block = &header[place];
    let parse = |text: &str| bylines::parse_byline(text).map(|found| found.names);
    // "Author:" on one line, the name on the next.
    let joined = || {
        let next = header.get(place + 1).filter(|_| block.chars < 16)?;
        parse(&format!("{} {}", block.text, next.text))
    };
    parse(&block.text).or_else(joined).or_else(|| beside_date(&block.text)).or_else(|| part_of_line(&block.text))
}

/// `5 min read · By Ana Reis · Opinion`, `12 May 2025 by Ana Reis, Lisbon`: the part of a line of labels that is a byline.
fn part_of_line(line: &str) -> Option<Vec<String>> {
    if line.chars().count() > 140 || line.ends_with(['.', '?', '!']) {
        return None;
    }
    let parse = |text: &str| bylines::parse_byline(text).map(|found| found.names).filter(|names| full(names));
    let parts: Vec<&str> = line.split(['|', '·', '•', '⋅', '»', '—', '–']).collect();
    if parts.len() > 1
        && let Some(names) = parts.iter().find_map(|part| parse(part))
    {
        return Some(names);
    }
    let date = dates::find_dates(line, &DateHints::default()).into_iter().next()?;
    parse(line[date.range.end..].trim_start_matches(|c: char| !c.is_alphanumeric()))
}

/// A line of the head that is the name of a news agency and nothing else.
fn agency_line(header: &[Block]) -> Option<Vec<String>> {
    header.iter().find(|block| bylines::is_agency(&block.text)).map(|block| vec![block.text.clone()])
}

/// `Ana Reis | 12 May 2025`, `12.05.2025 - Ana Reis`: a full name beside a date and nothing else.
fn beside_date(line: &str) -> Option<Vec<String>> {
    if line.chars().count() > 80 {
        return None;
    }
    let date = dates::find_dates(line, &DateHints::default()).into_iter().next()?;
    let marks = |c: char| c.is_whitespace() || matches!(c, '|' | '-' | '–' | '—' | '•' | '·' | ',' | '/' | '⋅');
    let (before, after) = (line[..date.range.start].trim_matches(marks), line[date.range.end..].trim_matches(marks));
    let name = match (before.is_empty(), after.is_empty()) {
        (false, true) => before,
        (true, false) => after,
        _ => return None,
    };
    let words = name.split_whitespace().count();
    ((2..=4).contains(&words) && bylines::looks_like_name(name) && !name.chars().all(|c| !c.is_lowercase()))
        .then(|| bylines::names_in(name))
}

/// Names of a data field. A comma parts two names only where both sides are names.
fn names_of_field(field: &str) -> Vec<String> {
    let names = bylines::names_in(field);
    if names.len() > 1 && field.contains(',') && !field.contains(';') && names.iter().any(|name| !name.contains(' ')) {
        let first = field.split(',').next().unwrap_or_default();
        return if first.contains(' ') { bylines::names_in(first) } else { vec![tidy_line(field)] };
    }
    names
}

fn distinct(names: Vec<String>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for name in names {
        if !kept.iter().any(|old| key(old) == key(&name)) {
            kept.push(name);
        }
    }
    kept
}

fn is_no_person(name: &str) -> bool {
    matches!(
        key(name).as_str(),
        "by" | "von"
            | "par"
            | "por"
            | "posted"
            | "posts"
            | "human"
            | "view"
            | "theauthor"
            | "artikel"
            | "nachrichten"
            | "noauthor"
            | "datum"
            | "text"
            | "jobs"
            | "hire"
            | "date"
            | "admin"
            | "administrator"
            | "editor"
            | "editors"
            | "staff"
            | "webmaster"
            | "guest"
            | "author"
            | "unknown"
            | "null"
            | "undefined"
            | "none"
            | "redaktion"
            | "redaction"
            | "redaccion"
            | "redazione"
            | "newsdesk"
            | "user"
            | "anonymous"
            | "web"
            | "site"
            | "online"
            | "team"
            | "share"
            | "facebook"
            | "twitter"
    )
}

/// Elements that say they hold the author's name, the surest first.
fn marked_boxes(dom: &Dom, signs: &[Signs], body: NodeId) -> Vec<NodeId> {
    let mut strong = Vec::new();
    let mut weak = Vec::new();
    for node in dom.descendants(body) {
        let own = signs[node as usize];
        if !own.byline || own.comments || is_beside(dom, signs, node) {
            continue;
        }
        let length = tidy_line(&visible_text(dom, node)).chars().count();
        if length == 0 || length > 120 {
            continue;
        }
        let explicit = dom.attribute(node, "rel") == Some("author") || dom.attribute(node, "itemprop").is_some();
        if explicit {
            strong.push(node)
        } else {
            weak.push(node)
        }
        if strong.len() + weak.len() > 12 {
            break;
        }
    }
    strong.extend(weak);
    strong
}

fn is_beside(dom: &Dom, signs: &[Signs], node: NodeId) -> bool {
    dom.ancestors(node)
        .take(12)
        .any(|above| signs[above as usize].comments || matches!(dom.tag(above), "aside" | "nav" | "footer"))
}

/// The names in a box that holds them among other lines: a portrait, a post, a date.
fn names_in_box(dom: &Dom, top: NodeId, fits: &dyn Fn(Vec<String>) -> Vec<String>) -> Vec<String> {
    let inner = blocks(dom, top, &mut |_| super::blocks::Step::Into);
    let by_block: Vec<Vec<String>> = inner
        .iter()
        .take(4)
        .map(|block| {
            let apart = names_apart(dom, block, fits);
            if apart.is_empty() { fits(bylines::names_in(&block.text)) } else { apart }
        })
        .filter(|names| !names.is_empty())
        .collect();
    by_block.iter().find(|names| full(names)).or(by_block.first()).cloned().unwrap_or_default()
}

/// The names of a line that sets each in an element of its own, with no comma between.
fn names_apart(dom: &Dom, block: &Block, fits: &dyn Fn(Vec<String>) -> Vec<String>) -> Vec<String> {
    let leaves: Vec<String> = block
        .leaves
        .iter()
        .filter_map(|&leaf| dom.text(leaf))
        .map(tidy_line)
        .filter(|text| text.chars().any(char::is_alphabetic))
        .collect();
    if leaves.len() < 2 {
        return Vec::new();
    }
    let mut names = Vec::new();
    for leaf in &leaves {
        let found = fits(bylines::names_in(leaf));
        if !found.is_empty() && full(&found) {
            names.extend(found);
        } else if !names.is_empty() && leaf.chars().count() > 4 {
            break;
        } else if names.is_empty() && !found.is_empty() {
            // Half a name: the other half stands in the next element.
            return Vec::new();
        }
    }
    names
}

/// Names in the head that link to a page about their bearer: `/author/ana-reis`.
fn author_links(dom: &Dom, signs: &[Signs], body: NodeId, selection: &Selection) -> Vec<String> {
    const PERSONS: &[&str] = &[
        "author",
        "authors",
        "autor",
        "autoren",
        "autores",
        "autore",
        "autori",
        "auteur",
        "auteurs",
        "auteurs",
        "avtor",
        "yazar",
        "penulis",
        "profile",
        "profiles",
        "profil",
        "people",
        "person",
        "contributor",
        "contributors",
        "writer",
        "writers",
        "columnist",
        "columnists",
        "journalist",
        "journaliste",
        "journalists",
        "reporter",
        "reporters",
        "redakteur",
        "redakteure",
        "staff",
        "editors",
        "creators",
        "experts",
        "user",
        "users",
        "u",
        "by",
        "bio",
    ];
    let Some(headline) = selection.headline else { return Vec::new() };
    let end = end_of_head(selection);
    let mut names = Vec::new();
    for node in dom.descendants(body).filter(|&node| node > headline && node < end && dom.tag(node) == "a") {
        let Some(link) = dom.attribute(node, "href") else { continue };
        let path = link.split("://").last().unwrap_or(link);
        let parts: Vec<&str> = path.split(['/', '?', '#']).collect();
        let person = parts.windows(2).any(|two| PERSONS.contains(&two[0]) && !two[1].is_empty());
        if !person || is_beside(dom, signs, node) {
            continue;
        }
        let found = bylines::names_in(&tidy_line(&visible_text(dom, node)));
        if full(&found) {
            names.extend(found);
        }
    }
    names
}
