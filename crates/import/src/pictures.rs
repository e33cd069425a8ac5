//! Pictures that came with a page: which of them it names.

use std::collections::HashSet;

use articles::Picture;

use crate::{
    limits::{PICTURE_BYTES, PICTURES_BYTES},
    markup::Tags,
};

/// Fetches the pictures that some HTML names from what came with it, as long as they are bearable.
pub(crate) fn take_named(html: &str, mut fetch: impl FnMut(&str) -> Option<Vec<u8>>) -> Vec<Picture> {
    let mut pictures = Vec::new();
    let mut left = PICTURES_BYTES;
    for address in named(html) {
        let Some(bytes) = fetch(&address).filter(|bytes| (1..=PICTURE_BYTES).contains(&(bytes.len() as u64))) else {
            continue;
        };
        let Some(rest) = left.checked_sub(bytes.len() as u64) else { break };
        left = rest;
        pictures.push(Picture { address, at: None, bytes });
    }
    pictures
}

/// The addresses of images, each once; those that hold their picture themselves are read later.
fn named(html: &str) -> Vec<String> {
    let mut seen = HashSet::new();
    let mut found = Vec::new();
    for tag in Tags::of(html).filter(|tag| matches!(tag.name.as_bytes(), b"img" | b"source")) {
        let sets = ["srcset", "data-srcset"].into_iter().filter_map(|name| tag.attribute(name));
        let listed: Vec<String> =
            sets.flat_map(|set| set.split(", ").filter_map(first_word).collect::<Vec<_>>()).collect();
        let single = ["src", "data-src", "data-original"].into_iter().filter_map(|name| tag.attribute(name));
        for address in single.chain(listed) {
            let address = address.trim();
            let is_held = address.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("data:"));
            if !address.is_empty() && !is_held && seen.insert(address.to_owned()) {
                found.push(address.to_owned());
            }
        }
    }
    found
}

fn first_word(part: &str) -> Option<String> {
    part.split_whitespace().next().map(str::to_owned)
}

/// The folder into which browsers save what a page of this name needs.
pub(crate) fn saved_folder(page: &str) -> Option<String> {
    let (stem, ending) = page.rsplit_once('.')?;
    let is_page = ending.eq_ignore_ascii_case("html") || ending.eq_ignore_ascii_case("htm");
    (is_page && !stem.is_empty()).then(|| format!("{stem}_files"))
}

/// The way inside a page's own folder that an address of the page leads to; none for any other.
///
/// What a page names is anybody's: a part that leads out of the folder, or is no plain name, makes it none.
pub(crate) fn inside<'a>(folder: &str, address: &'a str) -> Option<Vec<&'a str>> {
    let address = address.split(['?', '#']).next().unwrap_or(address);
    let rest = address.strip_prefix("./").unwrap_or(address).strip_prefix(folder)?.strip_prefix('/')?;
    let parts: Vec<&str> = rest.split('/').collect();
    let is_name = |part: &&str| {
        !part.is_empty() && !part.chars().all(|c| c == '.') && !part.contains(['\\', ':', '\0']) && part.len() < 256
    };
    (parts.len() <= 4 && parts.iter().all(is_name)).then_some(parts)
}

/// A part of an address without its `%20`.
pub(crate) fn unescape(part: &str) -> String {
    let mut bytes = Vec::with_capacity(part.len());
    let mut rest = part.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = after
            .get(..2)
            .and_then(|digits| std::str::from_utf8(digits).ok())
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match code.filter(|_| *first == b'%') {
            Some(code) => {
                bytes.push(code);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A page that was sent to us must not choose which files of the disk are read.
    #[test]
    fn only_names_within_the_folder_are_taken() {
        let check = |address: &str, way: Option<&[&str]>| {
            assert_eq!(inside("port_files", address).as_deref(), way, "{address}");
        };
        check("port_files/a.jpg", Some(&["a.jpg"]));
        check("./port_files/b/a.jpg?x#y", Some(&["b", "a.jpg"]));
        check("port_files/../a.jpg", None);
        check("port_files/..", None);
        check("port_files//etc/passwd", None);
        check("port_files/a\\..\\b", None);
        check("port_files/c:stream", None);
        check("other_files/a.jpg", None);
        check("/port_files/a.jpg", None);
        check("file:///port_files/a.jpg", None);
        assert_eq!(saved_folder("Port.HTM").as_deref(), Some("Port_files"));
        assert_eq!(saved_folder(".html"), None);
        assert_eq!(saved_folder("port.txt"), None);
    }

    #[test]
    fn fetches_each_named_picture_once() {
        let html = "<img src=a.jpg><img src=\"a.jpg\" srcset=\"b.jpg 1x, c.jpg 2x\"><img src='data:x'><a href=d.jpg>";
        let pictures = take_named(html, |name| (name != "b.jpg").then(|| vec![1]));
        let names: Vec<&str> = pictures.iter().map(|picture| picture.address.as_str()).collect();
        assert_eq!(names, ["a.jpg", "c.jpg"]);
        assert_eq!(take_named(html, |_| Some(vec![0; PICTURE_BYTES as usize + 1])), []);
    }
}
