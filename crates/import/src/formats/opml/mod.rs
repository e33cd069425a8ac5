//! Lists of feeds: outlets for the register, no articles.

use std::collections::{HashMap, HashSet};

use articles::{Outlet, ProblemCode};

use super::{Format, Sniff, read_xml_text};
use crate::{
    detect::Head,
    input::Content,
    markup::{filled, one_line},
    reader::{Reader, Stop},
    xml::{Element, parse},
};

pub(super) const FORMAT: Format = Format {
    name: "opml",
    reads: "OPML lists of feeds: each as an outlet of the register, with its site as another name, its folders and its address in the note",
    leaves: "The feeds themselves are not fetched; they hold no articles",
    sniff: Sniff::Head(sniff),
    read,
};

fn sniff(head: &Head<'_>) -> bool {
    head.root.as_deref().is_some_and(|root| root.eq_ignore_ascii_case("opml"))
}

fn read(content: Content<'_>, reader: &mut Reader<'_>) -> Result<(), Stop> {
    let parsed = parse(&read_xml_text(content, reader)?)?;
    let mut feeds = Vec::new();
    gather(&parsed.root, &mut Vec::new(), &mut feeds);
    if feeds.is_empty() {
        return Err(Stop::refuse(ProblemCode::NothingFound, "a list without feeds"));
    }
    reader.found_outlets(outlets(feeds));
    Ok(())
}

struct Feed {
    name: String,
    address: String,
    host: Option<String>,
    folders: String,
}

/// All feeds below, with the folders that they stand in.
fn gather(element: &Element, folders: &mut Vec<String>, feeds: &mut Vec<Feed>) {
    for outline in element.elements() {
        let value = |names: &[&str]| {
            names.iter().find_map(|name| {
                let value = outline.attributes.iter().find(|(key, _)| key.eq_ignore_ascii_case(name));
                filled(one_line(&value?.1))
            })
        };
        let name = value(&["title", "text"]);
        if let Some(address) = value(&["xmlUrl"]) {
            // Programs that were told no name write the feed's address there.
            let host = value(&["htmlUrl"]).as_deref().and_then(host).or_else(|| host(&address));
            let name = name.clone().filter(|name| !name.contains("://")).or_else(|| host.clone());
            if let Some(name) = name {
                feeds.push(Feed { name, address, host, folders: folders.join(" › ") });
            }
        }
        let is_folder = outline.name.eq_ignore_ascii_case("outline") && name.is_some();
        folders.extend(name.filter(|_| is_folder));
        gather(outline, folders, feeds);
        folders.truncate(folders.len() - usize::from(is_folder));
    }
}

/// Each name once, in the order of the list. A host that several outlets share names none of them.
fn outlets(feeds: Vec<Feed>) -> Vec<Outlet> {
    let mut sharing: HashMap<String, HashSet<String>> = HashMap::new();
    for feed in &feeds {
        if let Some(host) = &feed.host {
            sharing.entry(host.clone()).or_default().insert(Outlet::key(&feed.name));
        }
    }
    let mut seen = HashSet::new();
    let first = feeds.into_iter().filter(|feed| seen.insert(Outlet::key(&feed.name)));
    first
        .map(|Feed { name, address, host, folders }| {
            let own = host.filter(|host| sharing[host].len() == 1 && Outlet::key(&name) != Outlet::key(host));
            let note = [folders, address].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
            Outlet { name, aliases: own.into_iter().collect(), note, ..Outlet::default() }
        })
        .collect()
}

/// `https://www.harbour.test:443/feed` → `harbour.test`
fn host(address: &str) -> Option<String> {
    let rest = address.split_once("://")?.1;
    let host = rest.split(['/', '?', '#']).next()?.rsplit('@').next()?.split(':').next()?.to_lowercase();
    let host = host.strip_prefix("www.").map(str::to_owned).unwrap_or(host);
    (host.contains('.') && host.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-'))).then_some(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two outlets of one host must not both answer to it, and a list may hold a feed twice.
    #[test]
    fn a_list_becomes_outlets() {
        let list = r#"<opml version="2.0"><head><title>News</title></head><body>
            <outline text="World"><outline text="Ports"><outline type="rss" text="Harbour &amp; Post" xmlUrl="https://feeds.harbour.test/all.xml" htmlUrl="https://www.harbour.test:443/"/></outline></outline>
            <outline TEXT="HARBOUR &amp; post" XMLURL="https://feeds.harbour.test/two.xml"/>
            <outline title="Ann" text="x" xmlUrl="https://blogs.test/ann"/><outline title="Bo" xmlUrl="https://blogs.test/bo"/>
            <outline text="https://quay.test/feed" xmlUrl="https://quay.test/feed"/><outline text="A note"/>
            </body></opml>"#;
        let mut feeds = Vec::new();
        gather(&parse(list).unwrap().root, &mut Vec::new(), &mut feeds);
        let found: Vec<_> = outlets(feeds).into_iter().map(|one| (one.name, one.aliases.join(" "), one.note)).collect();
        let row = |name: &str, alias: &str, note: &str| (name.to_owned(), alias.to_owned(), note.to_owned());
        assert_eq!(
            found,
            [
                row("Harbour & Post", "harbour.test", "World › Ports · https://feeds.harbour.test/all.xml"),
                row("Ann", "", "https://blogs.test/ann"),
                row("Bo", "", "https://blogs.test/bo"),
                row("quay.test", "", "https://quay.test/feed"),
            ]
        );
    }
}
