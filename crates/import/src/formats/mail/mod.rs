//! Single messages: EML. What is attached is read as if it had been dropped.

mod message;

pub(crate) use message::{envelope, is_header_block, part_pictures, part_text, read_message, with_readable_header};

use super::{Format, Sniff};
use crate::{
    detect::Head,
    input::Content,
    limits::MIME_BYTES,
    reader::{Reader, Stop},
};

pub(super) const FORMAT: Format = Format {
    name: "mail",
    reads: "Messages (EML): subject, sender, date, the fullest body and its pictures, attached documents and messages; newsletters as one article or as their stories, by sender; a database's export in the body",
    leaves: "Encrypted messages, calendars, signatures; over 20 messages in each other is refused",
    sniff: Sniff::Head(sniff),
    read,
};

fn sniff(head: &Head<'_>) -> bool {
    head.text.as_deref().is_some_and(is_header_block)
}

fn read(content: Content<'_>, reader: &mut Reader<'_>) -> Result<(), Stop> {
    read_message(&content.bytes(MIME_BYTES)?, reader)
}
