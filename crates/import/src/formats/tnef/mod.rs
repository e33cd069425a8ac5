//! What Exchange packs a message's body and attachments into: `winmail.dat`. After [MS-OXTNEF].

mod properties;

use articles::{Body, Picture, ProblemCode};

use properties::{Properties, Value};

use super::{
    Format, Sniff,
    messages::{Envelope, found_message, sent},
    msg::{date_of_ticks, decode_html, fullest_body},
};
use crate::{
    decode::decode,
    detect::Head,
    input::Content,
    limits::{MIME_BYTES, MIME_DEPTH, PICTURE_BYTES},
    markup::{filled, one_line},
    reader::{Reader, Stop},
};

pub(super) const FORMAT: Format = Format {
    name: "tnef",
    reads: "Messages packed by Exchange (winmail.dat): subject, sender, date, the fullest body and its pictures, attached documents and messages; newsletters as one article or as their stories, by sender; a database's export in the body",
    leaves: "Appointments, contacts, checksums; over 20 messages in each other is refused",
    sniff: Sniff::Head(|head: &Head<'_>| head.bytes.starts_with(SIGNATURE)),
    read,
};

const SIGNATURE: &[u8] = b"\x78\x9f\x3e\x22";
const SUBJECT: u16 = 0x8004;
const BODY: u16 = 0x800c;
const MESSAGE_PROPERTIES: u16 = 0x9003;
/// Begins an attachment.
const ATTACHMENT: u16 = 0x9002;
const ATTACHMENT_DATA: u16 = 0x800f;
const ATTACHMENT_TITLE: u16 = 0x8010;
const ATTACHMENT_PROPERTIES: u16 = 0x9005;

fn read(content: Content<'_>, reader: &mut Reader<'_>) -> Result<(), Stop> {
    let bytes = content.bytes(MIME_BYTES)?;
    if !read_message(&bytes, true, 0, reader)? {
        return Err(Stop::refuse(ProblemCode::NothingFound, "a message without text"));
    }
    Ok(())
}

/// Reads what is packed in a message that has its own text, or none.
pub(super) fn read_packed(bytes: &[u8], has_text: bool, reader: &mut Reader<'_>) -> Result<(), Stop> {
    read_message(bytes, !has_text, 0, reader).map(|_| ())
}

#[derive(Default)]
struct Message {
    subject: Option<String>,
    plain: Option<String>,
    properties: Properties,
    attachments: Vec<Attachment>,
}

#[derive(Default)]
struct Attachment {
    name: Option<String>,
    data: Vec<u8>,
    properties: Properties,
}

fn read_message(bytes: &[u8], wants_text: bool, depth: usize, reader: &mut Reader<'_>) -> Result<bool, Stop> {
    if depth > MIME_DEPTH {
        let detail = format!("messages in messages, more than {MIME_DEPTH} deep");
        return Err(Stop::refuse(ProblemCode::TooLarge, detail));
    }
    let message = unpack(bytes);
    let own = &message.properties;
    let html = own.bytes(0x1013).and_then(decode_html).or_else(|| own.text(0x1013));
    let plain = own.text(0x1000).or(message.plain);
    let body = fullest_body(html, plain, own.bytes(0x1009))?.filter(|_| wants_text);
    let mut found = body.is_some();
    if let Some(body) = body {
        let ticks = [0x0039, 0x0e06].iter().find_map(|id| own.ticks(*id));
        let envelope = Envelope {
            subject: own.text(0x0037).or(message.subject),
            name: own.text(0x0c1a),
            address: own.text(0x5d01).or_else(|| own.text(0x0c1f)).filter(|address| address.contains('@')),
            date: ticks.and_then(date_of_ticks).map(sent),
            url: None,
        };
        let is_page = matches!(body, Body::Fragment(_));
        let pictures = message.attachments.iter().filter(|_| is_page).filter_map(picture).collect();
        found_message(body, envelope, pictures, reader)?;
    }
    for attachment in message.attachments {
        let own = &attachment.properties;
        let name = own.text(0x3707).or(attachment.name).map(|name| one_line(&name)).and_then(filled);
        let name = name.unwrap_or_else(|| "attachment".to_owned());
        // An object of the kind of messages: its identifier, then the same packing.
        let object = own.bytes(0x3701).and_then(|object| object.get(16..));
        if let Some(inner) = object.filter(|inner| inner.starts_with(SIGNATURE)) {
            found |= reader.at_member(&name, |reader| {
                let outcome = read_message(inner, true, depth + 1, reader);
                let found = outcome.is_ok();
                reader.settle_stop(outcome.map(|_| ())).map(|()| found)
            })?;
        } else if !attachment.data.is_empty() {
            reader.read_member(&name, Content::Bytes(&attachment.data))?;
            found = true;
        }
    }
    Ok(found)
}

fn picture(attachment: &Attachment) -> Option<Picture> {
    let id = attachment.properties.text(0x3712)?;
    let bytes = &attachment.data;
    let is_bearable = (1..=PICTURE_BYTES).contains(&(bytes.len() as u64));
    is_bearable.then(|| Picture {
        address: format!("cid:{}", id.trim_matches(['<', '>'])),
        at: None,
        bytes: bytes.clone(),
    })
}

/// Attributes up to the first that is cut off: what came before it is whole.
fn unpack(bytes: &[u8]) -> Message {
    let mut message = Message::default();
    let mut rest = bytes.get(6..).unwrap_or_default();
    while let Some((head, after)) = rest.split_at_checked(9) {
        let id = u16::from_le_bytes([head[1], head[2]]);
        let len = u32::from_le_bytes([head[5], head[6], head[7], head[8]]) as usize;
        let Some((data, after)) = after.split_at_checked(len) else { break };
        rest = after.get(2..).unwrap_or_default();
        let text = || decode(data, None).map(|decoded| decoded.text.trim_end_matches('\0').to_owned());
        match (id, message.attachments.last_mut()) {
            (SUBJECT, _) => message.subject = text(),
            (BODY, _) => message.plain = text(),
            (MESSAGE_PROPERTIES, _) => message.properties = Properties::read(data),
            (ATTACHMENT, _) => message.attachments.push(Attachment::default()),
            (ATTACHMENT_DATA, Some(last)) => last.data = data.to_vec(),
            (ATTACHMENT_TITLE, Some(last)) => last.name = text(),
            (ATTACHMENT_PROPERTIES, Some(last)) => last.properties = Properties::read(data),
            _ => {}
        }
    }
    message
}

impl Properties {
    fn text(&self, id: u16) -> Option<String> {
        match self.get(id)? {
            Value::Unicode(bytes) => {
                let text = encoding_rs::UTF_16LE.decode_without_bom_handling(bytes).0;
                filled(text.trim_end_matches('\0').to_owned())
            }
            Value::Bytes(bytes) => filled(decode(bytes, None)?.text.trim_end_matches('\0').to_owned()),
            Value::Fixed(_) => None,
        }
    }

    fn bytes(&self, id: u16) -> Option<&[u8]> {
        match self.get(id)? {
            Value::Bytes(bytes) => Some(bytes),
            _ => None,
        }
    }

    fn ticks(&self, id: u16) -> Option<u64> {
        match self.get(id)? {
            Value::Fixed(ticks) => Some(*ticks),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn attribute(id: u16, data: &[u8]) -> Vec<u8> {
        let mut bytes = vec![1];
        bytes.extend(id.to_le_bytes());
        bytes.extend([0, 0]);
        bytes.extend((data.len() as u32).to_le_bytes());
        bytes.extend(data);
        bytes.extend([0, 0]);
        bytes
    }

    /// Cut off anywhere, what came whole is kept and nothing else is believed.
    #[test]
    fn keeps_what_came_whole() {
        let mut bytes = SIGNATURE.to_vec();
        bytes.extend([0, 0]);
        bytes.extend(attribute(SUBJECT, b"Port reopens\0"));
        let subject = bytes.len();
        bytes.extend(attribute(ATTACHMENT, &[0; 14]));
        bytes.extend(attribute(ATTACHMENT_TITLE, b"port.txt\0"));
        bytes.extend(attribute(ATTACHMENT_DATA, b"One."));
        for cut in 0..=bytes.len() {
            let message = unpack(&bytes[..cut]);
            assert_eq!(message.subject.is_some(), cut + 2 >= subject, "{cut}");
        }
        let message = unpack(&bytes);
        assert_eq!(message.attachments[0].name.as_deref(), Some("port.txt"));
        assert_eq!(message.attachments[0].data, b"One.");
    }
}
