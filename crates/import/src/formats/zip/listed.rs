//! Archives that keep pages in a folder, and what is known of each in a list beside it: Omnivore's exports.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::{Archive, read_part};
use crate::{
    formats::exports,
    limits::JSON_BYTES,
    reader::{Reader, Stop},
};

/// Reads the pages that lists name, with what the lists say of them. Gives the names of all members that are done.
pub(super) fn read_listed(
    archive: &mut Archive<'_>,
    names: &BTreeMap<String, usize>,
    reader: &mut Reader<'_>,
) -> Result<BTreeSet<String>, Stop> {
    let mut done = BTreeSet::new();
    for name in names.keys() {
        let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
        let beside = |part: &str| if folder.is_empty() { part.to_owned() } else { format!("{folder}/{part}") };
        let pages = beside("content/");
        let has_pages = names.range(pages.clone()..).next().is_some_and(|(name, _)| name.starts_with(&pages));
        if !has_pages || !name.ends_with(".json") || name.starts_with(&pages) {
            continue;
        }
        let list = part(archive, name, reader)?.and_then(|part| serde_json::from_slice(&part).ok());
        let Some(Value::Array(mut entries)) = list else { continue };
        let mut left = JSON_BYTES;
        let mut found = Vec::new();
        for entry in entries.iter_mut().filter_map(Value::as_object_mut) {
            let Some(slug) = entry.get("slug").and_then(Value::as_str).map(str::to_owned) else { continue };
            let page = beside(&format!("content/{slug}.html"));
            if !names.contains_key(&page) || entry.contains_key("content") {
                continue;
            }
            let Some(bytes) = part(archive, &page, reader)? else { continue };
            let Some(rest) = left.checked_sub(bytes.len() as u64) else { break };
            left = rest;
            entry.insert("content".to_owned(), String::from_utf8_lossy(&bytes).into());
            // What the user marked is in the page already.
            found.extend([page, beside(&format!("highlights/{slug}.md"))]);
        }
        if !found.is_empty() {
            let entries = Value::Array(entries);
            reader.at_member(name, |reader| exports::read_value(&entries, reader))?;
            done.insert(name.clone());
            done.extend(found);
        }
    }
    Ok(done)
}

/// What is wrong with a member is told when it is read by itself.
fn part(archive: &mut Archive<'_>, name: &str, reader: &mut Reader<'_>) -> Result<Option<Vec<u8>>, Stop> {
    match read_part(archive, name, reader) {
        Err(Stop::Refused(..)) => Ok(None),
        outcome => outcome,
    }
}
