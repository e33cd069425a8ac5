use std::borrow::Cow;

use articles::{Body, Picture, ProblemCode};
use mail_parser::{
    Encoding, Message, MessageParser, MessagePart, MimeHeaders, PartType,
    decoders::{base64::base64_decode, quoted_printable::quoted_printable_decode},
};
use memchr::memmem;

use crate::{
    decode::{Decoded, declared_in_markup, decode},
    formats::{
        messages::{Envelope, found_message, sent},
        tnef,
    },
    input::Content,
    limits::{MIME_DEPTH, PICTURE_BYTES, PICTURES_BYTES},
    reader::{Reader, Stop},
};

/// Reads one message, and what is attached to it.
pub(crate) fn read_message(bytes: &[u8], reader: &mut Reader<'_>) -> Result<(), Stop> {
    let bytes = with_readable_header(bytes);
    let message = MessageParser::default()
        .parse(&*bytes)
        .filter(|message| !message.parts.is_empty())
        .ok_or_else(|| Stop::refuse(ProblemCode::Damaged, "no message"))?;
    read_parsed(&message, 0, reader)
}

/// A message whose header is no ASCII and no UTF-8 either, against the rule, with the header as UTF-8.
pub(crate) fn with_readable_header(bytes: &[u8]) -> Cow<'_, [u8]> {
    let blank = [&b"\n\n"[..], b"\r\n\r\n"].into_iter().filter_map(|blank| memmem::find(bytes, blank)).min();
    let (header, rest) = bytes.split_at(blank.unwrap_or(bytes.len()));
    if std::str::from_utf8(header).is_ok() {
        return Cow::Borrowed(bytes);
    }
    // What the body is declared as is most likely what the header is written in.
    let beginning = bytes[..bytes.len().min(DECLARATION_BYTES)].to_ascii_lowercase();
    let declared = memmem::find(&beginning, b"charset=").map(|at| &beginning[at + b"charset=".len()..]);
    let label = declared.and_then(|label| {
        let label = label.trim_ascii_start();
        let label = label.strip_prefix(b"\"").unwrap_or(label);
        let end = label.iter().position(|byte| !byte.is_ascii_alphanumeric() && !b"-_:.".contains(byte));
        std::str::from_utf8(&label[..end.unwrap_or(label.len())]).ok()
    });
    match decode(header, label) {
        Some(decoded) => Cow::Owned([decoded.text.as_bytes(), rest].concat()),
        None => Cow::Borrowed(bytes),
    }
}

/// Within which a message declares the encoding of its first part.
const DECLARATION_BYTES: usize = 16 << 10;

/// A block of header fields as messages begin with: at least two of those that every message has.
pub(crate) fn is_header_block(text: &str) -> bool {
    let mut known = 0;
    for line in text.lines().take(200) {
        if line.trim().is_empty() {
            break;
        }
        if line.starts_with([' ', '\t']) {
            continue;
        }
        let Some((name, _)) = line.split_once(':') else { return false };
        if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')) {
            return false;
        }
        known += usize::from(FIELDS.iter().any(|field| name.eq_ignore_ascii_case(field)));
    }
    known >= 2
}

const FIELDS: &[&str] = &[
    "Bcc",
    "Cc",
    "Content-Transfer-Encoding",
    "Content-Type",
    "Date",
    "Delivered-To",
    "DKIM-Signature",
    "From",
    "Message-ID",
    "MIME-Version",
    "Received",
    "Reply-To",
    "Return-Path",
    "Sender",
    "Snapshot-Content-Location",
    "Subject",
    "To",
    "X-Mailer",
];

/// A text part as it is written, whatever its declaration says.
pub(crate) fn part_text(message: &Message<'_>, part: &MessagePart<'_>) -> Option<Decoded> {
    let raw = message.raw_message.get(part.offset_body as usize..part.offset_end as usize)?;
    let bytes = match part.encoding {
        Encoding::Base64 => base64_decode(raw),
        Encoding::QuotedPrintable => quoted_printable_decode(raw),
        Encoding::None => None,
    };
    let bytes = bytes.as_deref().unwrap_or(raw);
    let declared = part.content_type().and_then(|kind| kind.attribute("charset")).map(str::to_owned);
    decode(bytes, declared.or_else(|| declared_in_markup(bytes)).as_deref())
}

/// The pictures among a message's parts, by the names under which its page may show them.
pub(crate) fn part_pictures(message: &Message<'_>) -> Vec<Picture> {
    let mut pictures = Vec::new();
    let mut left = PICTURES_BYTES;
    for part in message.parts.iter().filter(|part| !part.is_text() && !part.is_multipart()) {
        let kind = part.content_type().map(|kind| kind.ctype().to_ascii_lowercase());
        let bytes = part.contents();
        let is_bearable = (1..=PICTURE_BYTES).contains(&(bytes.len() as u64));
        if !is_bearable || kind.is_some_and(|kind| !matches!(kind.as_str(), "image" | "application")) {
            continue;
        }
        let id = part.content_id().map(|id| format!("cid:{}", id.trim_matches(['<', '>'])));
        for address in part.content_location().map(str::to_owned).into_iter().chain(id) {
            let Some(rest) = left.checked_sub(bytes.len() as u64) else { return pictures };
            left = rest;
            pictures.push(Picture { address, at: None, bytes: bytes.to_vec() });
        }
    }
    pictures
}

fn read_parsed(message: &Message<'_>, depth: usize, reader: &mut Reader<'_>) -> Result<(), Stop> {
    if depth > MIME_DEPTH {
        let detail = format!("messages in messages, more than {MIME_DEPTH} deep");
        return Err(Stop::refuse(ProblemCode::TooLarge, detail));
    }
    let body = body(message, reader)?;
    let has_text = body.is_some();
    if let Some(body) = body {
        found_message(body, envelope(message), part_pictures(message), reader)?;
    }
    for part in message.attachments() {
        let outcome = read_attachment(part, has_text, depth, reader);
        reader.settle_stop(outcome)?;
    }
    Ok(())
}

/// The marked-up body where there is one, the plain one otherwise.
fn body(message: &Message<'_>, reader: &mut Reader<'_>) -> Result<Option<Body>, Stop> {
    let decoded = |part: &MessagePart<'_>| part_text(message, part).filter(|decoded| !decoded.text.trim().is_empty());
    let html = message.html_body.iter().filter_map(|id| message.parts.get(*id as usize));
    let mut pages = Vec::new();
    for part in html.filter(|part| part.is_text_html()) {
        if let Some(text) = decoded(part) {
            reader.found_broken(&text);
            pages.push(text.text);
        }
    }
    if !pages.is_empty() {
        return Ok(Some(Body::Fragment(pages.concat())));
    }
    let mut texts = Vec::new();
    let plain = message.text_body.iter().filter_map(|id| message.parts.get(*id as usize));
    for part in plain.filter(|part| part.is_text() && !part.is_text_html()) {
        if let Some(text) = decoded(part) {
            reader.found_broken(&text);
            let is_flowed = part.content_type().and_then(|kind| kind.attribute("format")) == Some("flowed");
            texts.push(if is_flowed { unfold(&text.text) } else { text.text });
        }
    }
    Ok((!texts.is_empty()).then(|| Body::Plain(texts.join("\n\n"))))
}

/// Lines of `format=flowed`, joined where a blank at the end says so.
fn unfold(text: &str) -> String {
    let mut unfolded = String::with_capacity(text.len());
    for line in text.lines() {
        // The signature's mark ends in a blank and is no flowed line.
        let flows = line.ends_with(' ') && line != "-- ";
        unfolded.push_str(line);
        if !flows {
            unfolded.push('\n');
        }
    }
    unfolded
}

/// Who sent it and when, and what about.
pub(crate) fn envelope(message: &Message<'_>) -> Envelope {
    let from = message.from().and_then(|from| from.first());
    let date = message.date().filter(|date| date.is_valid()).map(|date| date.to_rfc3339());
    Envelope {
        subject: message.subject().map(str::to_owned),
        name: from.and_then(|from| from.name()).map(str::to_owned),
        address: from.and_then(|from| from.address()).map(str::to_owned),
        date: date.map(sent),
        url: None,
    }
}

fn read_attachment(part: &MessagePart<'_>, has_text: bool, depth: usize, reader: &mut Reader<'_>) -> Result<(), Stop> {
    let name = part.attachment_name().map(str::to_owned);
    if let PartType::Message(inner) = &part.body {
        let name = name.or_else(|| inner.subject().map(str::to_owned)).unwrap_or_else(|| "message".to_owned());
        return reader.at_member(&name, |reader| {
            let outcome = read_parsed(inner, depth + 1, reader);
            reader.settle_stop(outcome)
        });
    }
    let kind = part
        .content_type()
        .map(|kind| (kind.ctype().to_lowercase(), kind.subtype().unwrap_or_default().to_lowercase()));
    let is_packed = kind.as_ref().is_some_and(|(_, subtype)| subtype.ends_with("ms-tnef"));
    if is_packed {
        // What Exchange packed is a part of this message; its text is often here a second time.
        return tnef::read_packed(part.contents(), has_text, reader);
    }
    let passed_over = kind.is_some_and(|(kind, subtype)| {
        let signs = [
            "calendar",
            "vcard",
            "x-vcard",
            "pgp-signature",
            "pkcs7-signature",
            "x-pkcs7-signature",
            "pgp-keys",
            "delivery-status",
            "rfc822-headers",
        ];
        matches!(kind.as_str(), "image" | "audio" | "video" | "font") || signs.contains(&subtype.as_str())
    });
    if passed_over || part.contents().is_empty() {
        return Ok(());
    }
    reader.read_member(&name.unwrap_or_else(|| "attachment".to_owned()), Content::Bytes(part.contents()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text that opens with a field or two is an article; only a whole block of them is a message.
    #[test]
    fn tells_a_message_from_a_text() {
        let check = |text: &str, is_message: bool| assert_eq!(is_header_block(text), is_message, "{text}");
        check("From: a@b.test\nSubject: x\n\nText", true);
        check("Received: from a\n\tby b; Mon\nX-Own: 1\nDate: Mon\nTO: c\n\n", true);
        check("Subject: The budget\n\nFrom: our correspondent", false);
        check("From: here\nthere is no way\nSubject: x", false);
        check("LENGTH: 295 words\nBYLINE: Ann Lee\n\n", false);
        check("", false);
    }

    /// Old programs wrote the subject as they wrote the text, without a word on how.
    #[test]
    fn reads_a_header_in_any_encoding() {
        let check = |bytes: &[u8], subject: &str| {
            let bytes = with_readable_header(bytes);
            let message = MessageParser::default().parse(&*bytes).unwrap();
            assert_eq!(message.subject(), Some(subject));
        };
        check("From: a@b.test\nSubject: Fähre\n\nText".as_bytes(), "Fähre");
        check(
            b"From: a@b.test\r\nSubject: Die F\xe4hre f\xe4hrt \xfcber den Flu\xdf\r\n\r\nText",
            "Die Fähre fährt über den Fluß",
        );
        let russian =
            b"From: a@b.test\nSubject: \xf0\xc1\xd2\xcf\xcd\nContent-Type: text/plain; charset=\"KOI8-R\"\n\n\xf0";
        check(russian, "Паром");
        let broken = b"Subject: \xff\xfe\xfd";
        assert!(MessageParser::default().parse(&*with_readable_header(broken)).is_some());
    }

    #[test]
    fn joins_flowed_lines() {
        assert_eq!(unfold("One \ntwo\nthree\n-- \nName"), "One two\nthree\n-- \nName\n");
    }
}
