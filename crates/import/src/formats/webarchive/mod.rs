//! Pages saved by Safari as a web archive: a property list.

use std::io::Cursor;

use articles::{Body, Picture, ProblemCode};
use plist::{Dictionary, Value};

use super::{Format, Sniff, html::FRAMESET_WORDS};
use crate::{
    decode::{Decoded, declared_in_markup, decode},
    detect::Head,
    input::Content,
    limits::{MIME_BYTES, PICTURE_BYTES, PICTURES_BYTES},
    markup::word_count,
    reader::{Reader, Stop},
};

pub(super) const FORMAT: Format = Format {
    name: "webarchive",
    reads: "Pages saved by Safari: the page with its pictures and its address; a page of frames by its fullest one",
    leaves: "Styles, scripts, frames beside a text",
    sniff: Sniff::Head(sniff),
    read,
};

fn sniff(head: &Head<'_>) -> bool {
    // The table of a binary list stands at its end; the key is a plain string among the first ones.
    let is_list = head.bytes.starts_with(b"bplist") || head.root.as_deref() == Some("plist");
    is_list && (memchr::memmem::find(&head.bytes, b"WebMainResource").is_some() || head.ending == "webarchive")
}

fn read(content: Content<'_>, reader: &mut Reader<'_>) -> Result<(), Stop> {
    let bytes = content.bytes(MIME_BYTES)?;
    let list = Value::from_reader(Cursor::new(&*bytes))
        .map_err(|error| Stop::refuse(ProblemCode::Damaged, error.to_string()))?;
    let none = || Stop::refuse(ProblemCode::NothingFound, "no page in it");
    let archive = list.as_dictionary().ok_or_else(none)?;
    let main = read_main(archive).ok_or_else(none)?;
    // A set of frames shows other archives: the one with the most words is what was read.
    let mut pages = vec![(archive, main)];
    if word_count(&pages[0].1.text) < FRAMESET_WORDS {
        let frames = archive.get("WebSubframeArchives").and_then(Value::as_array).into_iter().flatten();
        let frames = frames.filter_map(Value::as_dictionary).take(FRAMES);
        pages.extend(frames.filter_map(|frame| Some((frame, read_main(frame)?))));
    }
    // Of equals the first: the page itself.
    pages.reverse();
    let fullest = pages.into_iter().max_by_key(|(_, page)| word_count(&page.text));
    let (archive, decoded) = fullest.ok_or_else(none)?;
    reader.found_broken(&decoded);
    let address = main_resource(archive).and_then(|main| main.get("WebResourceURL")?.as_string());
    let address = address.filter(|url| url.starts_with("http")).map(str::to_owned);
    let mut document = reader.document(Body::Page(decoded.text));
    document.url = address.or(document.url);
    let resources = archive.get("WebSubresources").and_then(Value::as_array).into_iter().flatten();
    let mut left = PICTURES_BYTES;
    for resource in resources.filter_map(Value::as_dictionary) {
        let text = |key: &str| resource.get(key).and_then(Value::as_string);
        let Some(bytes) = resource.get("WebResourceData").and_then(Value::as_data) else { continue };
        let is_picture = text("WebResourceMIMEType").is_none_or(|kind| kind.starts_with("image/"));
        let Some(address) = text("WebResourceURL").filter(|_| is_picture) else { continue };
        if (1..=PICTURE_BYTES.min(left)).contains(&(bytes.len() as u64)) {
            left -= bytes.len() as u64;
            document.pictures.push(Picture { address: address.to_owned(), at: None, bytes: bytes.to_vec() });
        }
    }
    reader.found_document(document)
}

/// Frames that are looked at; a page of more is a list of advertisements.
const FRAMES: usize = 50;

fn main_resource(archive: &Dictionary) -> Option<&Dictionary> {
    archive.get("WebMainResource")?.as_dictionary()
}

fn read_main(archive: &Dictionary) -> Option<Decoded> {
    let main = main_resource(archive)?;
    let page = main.get("WebResourceData").and_then(Value::as_data)?;
    let declared = main.get("WebResourceTextEncodingName").and_then(Value::as_string).map(str::to_owned);
    decode(page, declared.or_else(|| declared_in_markup(page)).as_deref())
}
