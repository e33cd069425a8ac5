//! Exports of news databases that came inside of something else: pasted into a mail, quoted by a reply.

use std::borrow::Cow;

use super::{Format, Sniff, europresse, factiva, nexis, proquest};
use crate::{
    detect::Head,
    input::Content,
    limits::HEAD_BYTES,
    markup::plain_blocks,
    reader::{Reader, Stop},
};

/// An export as its reader takes it.
pub(super) enum Export {
    ProQuest(String),
    Other(&'static Format, String),
}

/// The export that a body is, whatever was done to it on its way. None where it is none.
pub(super) fn find_export(source: &str) -> Option<Export> {
    if let Some(text) = proquest::export_text(source) {
        return Some(Export::ProQuest(text));
    }
    let source = source.trim_start();
    if let Some(format) = PAGES.iter().find(|format| is_of(format, source)) {
        return Some(Export::Other(format, source.to_owned()));
    }
    // Mail programs make a page of a text that was pasted.
    let text = if source.starts_with('<') { plain_blocks(source) } else { unquote(source) };
    let format = TEXTS.iter().find(|format| is_of(format, &text))?;
    Some(Export::Other(format, text))
}

pub(super) fn read_export(export: Export, reader: &mut Reader<'_>) -> Result<(), Stop> {
    match export {
        Export::ProQuest(text) => proquest::read_export(&text, reader),
        Export::Other(format, text) => {
            // It is decoded: a mark at its beginning says so, whatever a declaration in it says.
            let marked = format!("\u{feff}{text}");
            (format.read)(Content::Bytes(marked.as_bytes()), reader)
        }
    }
}

/// A text that was quoted in a reply or forwarded, without the signs of that.
pub(super) fn unquote(text: &str) -> String {
    let lines = || text.lines().filter(|line| !line.trim().is_empty());
    if lines().filter(|line| line.starts_with('>')).count() * 2 <= lines().count() {
        return text.to_owned();
    }
    let bare = text.lines().map(|line| line.trim_start_matches(['>', ' ']));
    bare.collect::<Vec<_>>().join("\n")
}

static TEXTS: &[Format] = &[factiva::TEXT, nexis::TEXT];
static PAGES: &[Format] = &[factiva::XML, factiva::PAGE, europresse::FORMAT, nexis::PAGE];

fn is_of(format: &Format, text: &str) -> bool {
    let head = text[..text.floor_char_boundary(HEAD_BYTES)].to_owned();
    let head = Head::new(Cow::Owned(head.into_bytes()), "", false);
    matches!(format.sniff, Sniff::Head(sniff) if sniff(&head))
}
