//! Headline and names of a page: what its data says against what it prints.

use super::{
    blocks::{Block, blocks},
    dom::{Dom, NodeId},
    metadata::Metadata,
    signs::Signs,
};
use crate::{
    bylines,
    dates::{self, DateHints},
    text::{key, tidy_line},
    urls,
};

/// The headline as printed, where the page's data confirms it; else as the data gives it, without the name of the site.
pub fn title(dom: &Dom, body: NodeId, meta: &Metadata) -> Option<String> {
    let given = given_titles(meta);
    let mut headings: Vec<(u8, String, NodeId)> = Vec::new();
    for node in dom.descendants(body) {
        let level = match dom.tag(node) {
            "h1" => 1,
            "h2" => 2,
            "h3" => 3,
            _ => continue,
        };
        let text = tidy_line(&visible_text(dom, node));
        if text.chars().count() > 3 && text.chars().count() < 400 {
            headings.push((level, text, node));
        }
    }
    let keys: Vec<String> = given.iter().map(|title| key(title)).filter(|key| !key.is_empty()).collect();
    for level in 1..=3 {
        if let Some((_, text, _)) = headings.iter().find(|(own, text, _)| *own == level && keys.contains(&key(text))) {
            return Some(text.clone());
        }
    }
    let firsts: Vec<&(u8, String, NodeId)> = headings
        .iter()
        .filter(|(level, _, node)| *level == 1 && !is_site_name(text_of(&headings, *node), meta))
        .collect();
    let alike = firsts
        .iter()
        .map(|heading| (given.iter().map(|title| likeness(&heading.1, title)).fold(0.0, f32::max), &heading.1))
        .max_by(|one, other| one.0.total_cmp(&other.0));
    if let Some((likeness, text)) = alike
        && (likeness >= 0.3 || given.is_empty() || firsts.len() == 1)
    {
        return Some(text.clone());
    }
    given.into_iter().next().or_else(|| headings.into_iter().next().map(|(_, text, _)| text))
}

/// Titles that the page's data gives, likeliest first, without the name of the site.
pub fn given_titles(meta: &Metadata) -> Vec<String> {
    let mut given: Vec<String> = Vec::new();
    for title in meta.json.headline.iter().chain(&meta.titles).chain(&meta.page_title) {
        for form in [without_site(title, meta), title.clone()] {
            if !form.is_empty() && !given.contains(&form) {
                given.push(form);
            }
        }
    }
    given
}

fn text_of(headings: &[(u8, String, NodeId)], node: NodeId) -> &str {
    headings.iter().find(|(_, _, own)| *own == node).map_or("", |(_, text, _)| text)
}

fn is_site_name(text: &str, meta: &Metadata) -> bool {
    let own = key(text);
    let names = meta.site.iter().chain(&meta.json.publisher);
    names.map(|name| key(name)).any(|name| !name.is_empty() && (name == own))
}

fn without_site(title: &str, meta: &Metadata) -> String {
    let names: Vec<String> =
        meta.site.iter().chain(&meta.json.publisher).map(|name| key(name)).filter(|name| name.len() > 1).collect();
    let host = meta
        .canonical
        .as_deref()
        .and_then(urls::host)
        .map(|host| key(host.split('.').rev().nth(1).unwrap_or_default()))
        .unwrap_or_default();
    for separator in [" | ", " - ", " – ", " — ", " · ", " • ", " :: ", " » ", " « ", " / ", " ｜ ", "|", "_", ": "]
    {
        let Some((before, after)) = title.rsplit_once(separator) else { continue };
        let last = key(after);
        let is_site = names.iter().any(|name| {
            *name == last
                || (last.len() > 3 && name.contains(&last))
                || (name.len() > 3 && last.contains(name.as_str()))
        }) || (host.len() > 3 && last.contains(&host));
        if is_site && key(before).len() > 3 {
            return without_site(before.trim(), meta);
        }
        let first = title.split_once(separator).map(|(first, _)| key(first)).unwrap_or_default();
        if names.contains(&first) && first.len() > 2 {
            return title.split_once(separator).map(|(_, rest)| rest.trim().to_owned()).unwrap_or_default();
        }
        // Where nothing names the site, a short part after the last bar is taken for it.
        let words = after.split_whitespace().count();
        if matches!(separator, " | " | " ｜ " | "|" | " :: " | " · " | " • " | " » " | " « ")
            || (names.is_empty() && words <= 4 && matches!(separator, " - " | " – " | " — "))
        {
            let rest = before.split_whitespace().count();
            if rest >= 3 && words <= 6 {
                return without_site(before.trim(), meta);
            }
        }
    }
    title.trim().to_owned()
}

/// Share of words that two titles have in common.
fn likeness(one: &str, other: &str) -> f32 {
    let words = |text: &str| -> std::collections::HashSet<String> {
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
    };
    let (one, other) = (words(one), words(other));
    let shared = one.intersection(&other).count() as f32;
    shared / (one.len().min(other.len()).max(1)) as f32
}

fn visible_text(dom: &Dom, top: NodeId) -> String {
    blocks(dom, top, &mut |_| super::blocks::Step::Into)
        .into_iter()
        .map(|block| block.text)
        .collect::<Vec<_>>()
        .join(" ")
}

/// The names of the authors: persons that the data names, then what is marked or printed as a byline, then whatever else the data names.
pub fn byline(dom: &Dom, signs: &[Signs], body: NodeId, meta: &Metadata, header: &[Block]) -> Vec<String> {
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
    let full = |names: &Vec<String>| {
        names.iter().all(|name| {
            name.contains(' ') || name.chars().any(|c| !c.is_lowercase() && !c.is_uppercase() && c.is_alphabetic())
        })
    };
    let marked: Vec<Vec<String>> = marked_byline(dom, signs, body)
        .iter()
        .map(|text| fits(bylines::names_in(text)))
        .filter(|names| !names.is_empty())
        .collect();
    let printed = || -> Option<Vec<String>> {
        header.iter().enumerate().find_map(|(place, block)| {
            // "Author:" on one line, the name on the next.
            let joined =
                header.get(place + 1).filter(|_| block.chars < 16).map(|next| format!("{} {}", block.text, next.text));
            let names = bylines::parse_byline(&block.text)
                .or_else(|| bylines::parse_byline(&joined?))
                .map(|found| found.names)
                .or_else(|| beside_date(&block.text))?;
            Some(fits(names)).filter(|names| !names.is_empty() && full(names))
        })
    };
    if let Some(names) =
        marked.iter().find(|names| full(names)).cloned().or_else(printed).or_else(|| marked.first().cloned())
    {
        return distinct(names);
    }
    // Handles are names too, where the markup says so.
    let handle = marked_byline(dom, signs, body).into_iter().flat_map(|text| bylines::names_in(&text)).find(|name| {
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
    for field in given {
        let name = tidy_line(field);
        if name.chars().any(char::is_alphabetic)
            && name.chars().count() <= 60
            && !matches!(
                key(&name).as_str(),
                "admin" | "administrator" | "unknown" | "null" | "undefined" | "none" | "author" | "user" | "noauthor"
            )
            && !name.contains('@')
        {
            return vec![name];
        }
    }
    Vec::new()
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

/// Texts of elements that say they hold the author's name, before the end of the text.
fn marked_byline(dom: &Dom, signs: &[Signs], body: NodeId) -> Vec<String> {
    let mut strong = Vec::new();
    let mut weak = Vec::new();
    for node in dom.descendants(body) {
        if dom.element(node).is_none() {
            continue;
        }
        let own = signs[node as usize];
        if !own.byline || own.comments {
            continue;
        }
        if dom
            .ancestors(node)
            .take(12)
            .any(|above| signs[above as usize].comments || matches!(dom.tag(above), "aside" | "nav" | "footer"))
        {
            continue;
        }
        let text = tidy_line(&visible_text(dom, node));
        if text.is_empty() || text.chars().count() > 120 {
            continue;
        }
        let explicit = dom.attribute(node, "rel") == Some("author") || dom.attribute(node, "itemprop").is_some();
        if explicit {
            strong.push(text)
        } else {
            weak.push(text)
        }
        if strong.len() + weak.len() > 12 {
            break;
        }
    }
    strong.extend(weak);
    strong
}
