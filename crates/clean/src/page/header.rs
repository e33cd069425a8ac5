//! The headline of a page: what its data says against what it prints.

use super::{
    blocks::blocks,
    dom::{Dom, NodeId},
    metadata::Metadata,
};
use crate::{
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

pub fn visible_text(dom: &Dom, top: NodeId) -> String {
    blocks(dom, top, &mut |_| super::blocks::Step::Into)
        .into_iter()
        .map(|block| block.text)
        .collect::<Vec<_>>()
        .join(" ")
}
