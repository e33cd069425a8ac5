//! Messages saved by Outlook.

mod rtf_packed;

use std::io::{Cursor, Read};

use articles::{Body, Picture, ProblemCode};
use cfb::CompoundFile;

use super::{
    Format, Sniff,
    messages::{Envelope, found_message, sent},
    rtf,
};
use crate::{
    decode::{declared_in_markup, decode},
    detect::Head,
    input::Content,
    limits::{MIME_BYTES, MIME_DEPTH, PICTURE_BYTES, PICTURES_BYTES},
    markup::{filled, one_line},
    reader::{Reader, Stop},
};

pub(super) const FORMAT: Format = Format {
    name: "msg",
    reads: "Messages saved by Outlook: subject, sender, date, the fullest body and its pictures, attached documents and messages; newsletters as one article or as their stories, by sender; a database's export in the body",
    leaves: "Appointments, contacts; over 20 messages in each other is refused",
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
    if !read_message(&mut file, "/", 0, reader)? {
        return Err(Stop::refuse(ProblemCode::NothingFound, "a message without text"));
    }
    Ok(())
}

/// Reads the message in a storage, and what is attached to it. False where there was nothing to read.
fn read_message(file: &mut File<'_>, at: &str, depth: usize, reader: &mut Reader<'_>) -> Result<bool, Stop> {
    if depth > MIME_DEPTH {
        let detail = format!("messages in messages, more than {MIME_DEPTH} deep");
        return Err(Stop::refuse(ProblemCode::TooLarge, detail));
    }
    let attachments = attachments(file, at)?;
    let body = body(file, at)?;
    let mut found = body.is_some();
    if let Some(body) = body {
        let address = text(file, at, "5D01").or_else(|| text(file, at, "0C1F")).filter(|address| address.contains('@'));
        let envelope = Envelope {
            subject: text(file, at, "0037"),
            name: text(file, at, "0C1A"),
            address,
            date: submitted(file, at).map(sent),
            url: None,
        };
        let pictures = pictures(file, &attachments);
        found_message(body, envelope, pictures, reader)?;
    }
    for at in attachments {
        let name = text(file, &at, "3707").or_else(|| text(file, &at, "3704"));
        let inner = format!("{at}__substg1.0_3701000D/");
        if file.is_storage(&inner) {
            let name = name.or_else(|| text(file, &inner, "0037")).unwrap_or_else(|| "message".to_owned());
            found |= reader.at_member(&one_line(&name), |reader| {
                let outcome = read_message(file, &inner, depth + 1, reader);
                let found = outcome.is_ok();
                reader.settle_stop(outcome.map(|_| ())).map(|()| found)
            })?;
        } else if let Some(data) = stream(file, &format!("{at}__substg1.0_37010102")) {
            reader.read_member(&name.unwrap_or_else(|| "attachment".to_owned()), Content::Bytes(&data))?;
            found = true;
        }
    }
    Ok(found)
}

fn attachments(file: &File<'_>, at: &str) -> Result<Vec<String>, Stop> {
    let entries = file.read_storage(at)?;
    let attached = entries.filter(|entry| entry.is_storage() && entry.name().starts_with("__attach_version1.0_"));
    Ok(attached.map(|entry| format!("{at}{}/", entry.name())).collect())
}

/// Attached pictures that the page may show, by the names it has for them.
fn pictures(file: &mut File<'_>, attachments: &[String]) -> Vec<Picture> {
    let mut pictures = Vec::new();
    let mut left = PICTURES_BYTES;
    for at in attachments {
        let id = text(file, at, "3712").map(|id| format!("cid:{}", id.trim_matches(['<', '>'])));
        let Some(address) = id.or_else(|| text(file, at, "3713")) else { continue };
        let bytes = stream(file, &format!("{at}__substg1.0_37010102")).unwrap_or_default();
        if (1..=PICTURE_BYTES.min(left)).contains(&(bytes.len() as u64)) {
            left -= bytes.len() as u64;
            pictures.push(Picture { address, at: None, bytes });
        }
    }
    pictures
}

fn body(file: &mut File<'_>, at: &str) -> Result<Option<Body>, Stop> {
    let html = stream(file, &format!("{at}__substg1.0_10130102")).and_then(|bytes| decode_html(&bytes));
    let html = html.or_else(|| text(file, at, "1013"));
    let plain = text(file, at, "1000");
    let packed = stream(file, &format!("{at}__substg1.0_10090102"));
    fullest_body(html, plain, packed.as_deref())
}

pub(super) fn decode_html(bytes: &[u8]) -> Option<String> {
    decode(bytes, declared_in_markup(bytes).as_deref()).map(|decoded| decoded.text)
}

/// Of what Outlook keeps beside each other: the page, else the plain text, else the packed Rich Text.
pub(super) fn fullest_body(
    html: Option<String>,
    plain: Option<String>,
    packed: Option<&[u8]>,
) -> Result<Option<Body>, Stop> {
    if let Some(html) = html.and_then(filled) {
        return Ok(Some(Body::Fragment(html)));
    }
    if let Some(plain) = plain.and_then(filled) {
        return Ok(Some(Body::Plain(plain)));
    }
    let plain = packed.and_then(rtf_packed::unpack).map(|bytes| rtf::plain_text(&bytes)).transpose()?;
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

/// When it was handed in, else delivered.
fn submitted(file: &mut File<'_>, at: &str) -> Option<String> {
    let properties = stream(file, &format!("{at}__properties_version1.0"))?;
    // A message in a message has a shorter head.
    let head = if at == "/" { 32 } else { 24 };
    let entries = properties.get(head..)?.chunks_exact(16);
    let time = |tag: u32| {
        let mut entries = entries.clone();
        let entry = entries.find(|entry| entry[..4] == tag.to_le_bytes())?;
        Some(u64::from_le_bytes(entry[8..16].try_into().ok()?))
    };
    date_of_ticks(time(0x0039_0040).or_else(|| time(0x0e06_0040))?)
}

/// A moment that is counted in tenths of microseconds since 1601.
pub(super) fn date_of_ticks(ticks: u64) -> Option<String> {
    let seconds = i64::try_from(ticks / 10_000_000).ok()? - 11_644_473_600;
    (seconds > 0).then(|| super::exports::in_words(&seconds.to_string()))
}
