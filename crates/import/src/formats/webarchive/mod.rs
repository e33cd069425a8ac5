//! Pages saved by Safari as a web archive: a property list.

use std::io::Cursor;

use articles::{Body, ProblemCode};
use plist::Value;

use super::{Format, Sniff, html::check_caps};
use crate::{
    decode::{declared_in_markup, decode},
    detect::Head,
    input::Content,
    limits::MIME_BYTES,
    reader::{Reader, Stop},
};

pub(super) const FORMAT: Format = Format {
    name: "webarchive",
    reads: "Pages saved by Safari: the page and its address",
    leaves: "Frames, pictures and styles inside",
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
    let main = list.as_dictionary().and_then(|list| list.get("WebMainResource")?.as_dictionary()).ok_or_else(none)?;
    let page = main.get("WebResourceData").and_then(Value::as_data).ok_or_else(none)?;
    let text = |key: &str| main.get(key).and_then(Value::as_string);
    let declared = text("WebResourceTextEncodingName").map(str::to_owned).or_else(|| declared_in_markup(page));
    let decoded = decode(page, declared.as_deref()).ok_or_else(none)?;
    check_caps(&decoded.text)?;
    reader.found_broken(&decoded);
    let mut document = reader.document(Body::Page(decoded.text));
    document.url = text("WebResourceURL").filter(|url| url.starts_with("http")).map(str::to_owned);
    reader.found_document(document)
}
