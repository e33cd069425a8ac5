//! Pages saved as one file by a browser: MHTML.

use articles::{Body, ProblemCode, PublishedFrom, RawDate};
use mail_parser::{HeaderName, MessageParser, MimeHeaders};

use super::{
    Format, Sniff,
    html::FRAMESET_WORDS,
    mail::{self, is_header_block, part_pictures, part_text},
    messages::{Envelope, found_message},
};
use crate::{
    detect::Head,
    input::Content,
    limits::MIME_BYTES,
    markup::word_count,
    reader::{Reader, Stop},
};

pub(super) const FORMAT: Format = Format {
    name: "mhtml",
    reads: "Pages saved as MHTML: the page with its pictures, its address, the day it was saved; a page of frames by its fullest one; mails saved so with sender and date, newsletters as one article or as their stories, by sender; a database's export",
    leaves: "Styles, scripts, frames beside a text",
    sniff: Sniff::Head(sniff),
    read,
};

fn sniff(head: &Head<'_>) -> bool {
    let text = head.text.as_deref().unwrap_or_default();
    let header = &text[..text.floor_char_boundary(4096)].to_ascii_lowercase();
    let header = header.split("\n\n").next().and_then(|header| header.split("\r\n\r\n").next()).unwrap_or_default();
    let is_saved = header.contains("snapshot-content-location:") || header.contains("<saved by");
    let is_related = header.contains("multipart/related") && header.contains("text/html");
    let is_named = matches!(head.ending.as_str(), "mht" | "mhtml") && header.contains("mime-version");
    (is_saved || is_related || is_named) && (is_named || is_header_block(text))
}

fn read(content: Content<'_>, reader: &mut Reader<'_>) -> Result<(), Stop> {
    let bytes = content.bytes(MIME_BYTES)?;
    let none = || Stop::refuse(ProblemCode::Damaged, "no page in it");
    let bytes = mail::with_readable_header(&bytes);
    let message = MessageParser::default().parse(&*bytes).ok_or_else(none)?;
    // The root is the part that the header names, and by default the first.
    let start = message.content_type().and_then(|kind| kind.attribute("start"));
    let start = start.map(|start| start.trim_matches(['<', '>']).to_owned());
    let pages = || message.parts.iter().filter(|part| part.is_text_html());
    let named = pages().find(|part| start.is_some() && part.content_id() == start.as_deref());
    let page = named.or_else(|| pages().next()).ok_or_else(none)?;
    let mut page = page;
    let mut decoded = part_text(&message, page).ok_or_else(none)?;
    // A set of frames shows other parts: the one with the most words is what was read.
    if word_count(&decoded.text) < FRAMESET_WORDS {
        let frames = pages().filter_map(|part| Some((part, part_text(&message, part)?)));
        let fullest = frames.max_by_key(|(_, frame)| word_count(&frame.text));
        if let Some((part, frame)) = fullest.filter(|(_, frame)| word_count(&frame.text) >= FRAMESET_WORDS) {
            (page, decoded) = (part, frame);
        }
    }
    if decoded.text.trim().is_empty() {
        return Err(none());
    }
    reader.found_broken(&decoded);

    let location = message.header_raw(HeaderName::Other("Snapshot-Content-Location".into())).map(str::trim);
    let address = page.content_location().filter(|address| address.starts_with("http")).or(location);
    let url = address.filter(|address| address.starts_with("http")).map(str::to_owned);
    let envelope = mail::envelope(&message);
    // A browser says what program saved the page, and dates it by that moment; only a mail has a sender.
    let envelope = if envelope.address.as_deref().is_some_and(|address| address.contains('@')) {
        Envelope { url, ..envelope }
    } else {
        let date = envelope.date.map(|date| RawDate { from: PublishedFrom::File, ..date });
        Envelope { date, url, ..Envelope::default() }
    };
    found_message(Body::Page(decoded.text), envelope, part_pictures(&message), reader)
}
