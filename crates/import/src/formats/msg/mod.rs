//! Messages saved by Outlook.

mod rtf_packed;

use std::io::{Cursor, Read};

use articles::{Body, ProblemCode, PublishedFrom, RawDate, Source};
use cfb::CompoundFile;

use super::{Format, Sniff, html::check_caps, rtf};
use crate::{
    decode::{declared_in_markup, decode},
    detect::Head,
    input::Content,
    limits::MIME_BYTES,
    markup::{filled, one_line},
    reader::{Reader, Stop},
};

pub(super) const FORMAT: Format = Format {
    name: "msg",
    reads: "Messages saved by Outlook: subject, sender, date, the fullest body, attached documents",
    leaves: "Attached messages, appointments, contacts",
    sniff: Sniff::Head(sniff),
    read,
};

type File<'a> = CompoundFile<Cursor<&'a [u8]>>;

/// Other files of the same container have no such stream.
fn sniff(head: &Head<'_>) -> bool {
    let name: Vec<u8> = "__substg1.0_".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let nameid: Vec<u8> = "__nameid_version1.0".encode_utf16().flat_map(u16::to_le_bytes).collect();
    head.bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
        && (head.ending == "msg"
            || memchr::memmem::find(&head.bytes, &name).is_some()
            || memchr::memmem::find(&head.bytes, &nameid).is_some())
}

fn read(content: Content<'_>, reader: &mut Reader<'_>) -> Result<(), Stop> {
    let bytes = content.bytes(MIME_BYTES)?;
    let mut file = CompoundFile::open(Cursor::new(&*bytes))?;
    let body = match body(&mut file)? {
        Some(body) => body,
        None => return Err(Stop::refuse(ProblemCode::NothingFound, "a message without text")),
    };
    let mut document = reader.document(body);
    document.title = text(&mut file, "/", "0037").map(|subject| one_line(&subject)).and_then(filled);
    let address =
        text(&mut file, "/", "5D01").or_else(|| text(&mut file, "/", "0C1F")).filter(|address| address.contains('@'));
    let host = address.and_then(|address| Some(address.rsplit_once('@')?.1.trim().to_lowercase()));
    let name = text(&mut file, "/", "0C1A").map(|name| one_line(&name)).and_then(filled).or_else(|| host.clone());
    document.source = name.map(|name| Source { name, host });
    document.dates.extend(sent(&mut file).map(|text| RawDate { text, from: PublishedFrom::Metadata }));
    reader.found_document(document)?;

    let attachments: Vec<String> = file
        .read_storage("/")?
        .filter(|entry| entry.is_storage() && entry.name().starts_with("__attach_version1.0_"))
        .map(|entry| format!("/{}/", entry.name()))
        .collect();
    for at in attachments {
        let Some(data) = stream(&mut file, &format!("{at}__substg1.0_37010102")) else { continue };
        let name = text(&mut file, &at, "3707").or_else(|| text(&mut file, &at, "3704"));
        reader.read_member(&name.unwrap_or_else(|| "attachment".to_owned()), Content::Bytes(&data))?;
    }
    Ok(())
}

fn body(file: &mut File<'_>) -> Result<Option<Body>, Stop> {
    let html = stream(file, "/__substg1.0_10130102").and_then(|bytes| {
        let declared = declared_in_markup(&bytes);
        decode(&bytes, declared.as_deref()).map(|decoded| decoded.text)
    });
    if let Some(html) = html.or_else(|| text(file, "/", "1013")).and_then(filled) {
        check_caps(&html)?;
        return Ok(Some(Body::Fragment(html)));
    }
    if let Some(plain) = text(file, "/", "1000").and_then(filled) {
        return Ok(Some(Body::Plain(plain)));
    }
    let packed = stream(file, "/__substg1.0_10090102").and_then(|bytes| rtf_packed::unpack(&bytes));
    let plain = packed.map(|bytes| rtf::plain_text(&bytes)).transpose()?;
    Ok(plain.and_then(filled).map(Body::Plain))
}

/// A property's words, in Unicode or in the sender's encoding.
fn text(file: &mut File<'_>, at: &str, property: &str) -> Option<String> {
    if let Some(bytes) = stream(file, &format!("{at}__substg1.0_{property}001F")) {
        return Some(encoding_rs::UTF_16LE.decode_without_bom_handling(&bytes).0.trim_end_matches('\0').to_owned());
    }
    let bytes = stream(file, &format!("{at}__substg1.0_{property}001E"))?;
    decode(&bytes, None).map(|decoded| decoded.text.trim_end_matches('\0').to_owned())
}

fn stream(file: &mut File<'_>, path: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    file.open_stream(path).ok()?.take(MIME_BYTES).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

/// When it was handed in, else delivered: counted in tenths of microseconds since 1601.
fn sent(file: &mut File<'_>) -> Option<String> {
    let properties = stream(file, "/__properties_version1.0")?;
    let entries = properties.get(32..)?.chunks_exact(16);
    let time = |tag: u32| {
        let mut entries = entries.clone();
        let entry = entries.find(|entry| entry[..4] == tag.to_le_bytes())?;
        Some(u64::from_le_bytes(entry[8..16].try_into().ok()?))
    };
    let ticks = time(0x0039_0040).or_else(|| time(0x0e06_0040))?;
    let seconds = i64::try_from(ticks / 10_000_000).ok()? - 11_644_473_600;
    (seconds > 0).then(|| super::exports::in_words(&seconds.to_string()))
}
