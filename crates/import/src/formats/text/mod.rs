//! Plain text, one or many articles a file: `split` decides.

use articles::{Body, ProblemCode};

use super::{Format, Sniff};
use crate::{
    decode::decode,
    detect::Head,
    input::Content,
    limits::TEXT_BYTES,
    reader::{Reader, Stop},
};

pub(super) const FORMAT: Format = Format {
    name: "text",
    reads: "Plain text in any encoding, one or many articles a file; page dumps",
    leaves: "Binary files with a text name are refused",
    sniff: Sniff::Head(sniff),
    read,
};

/// Scripts and XML that no other format took are text, and no article.
fn sniff(head: &Head<'_>) -> bool {
    head.text.as_deref().is_some_and(|text| {
        let is_script = matches!(head.ending.as_str(), "css" | "js" | "mjs" | "map");
        let is_xml =
            head.root.is_some() && (text.starts_with("<?xml") || matches!(head.ending.as_str(), "xml" | "svg"));
        !is_script && !is_xml
    })
}

fn read(content: Content<'_>, reader: &mut Reader<'_>) -> Result<(), Stop> {
    let bytes = content.bytes(TEXT_BYTES)?;
    let decoded = decode(&bytes, None).ok_or_else(|| Stop::refuse(ProblemCode::UnknownFormat, "not text"))?;
    if decoded.text.trim().is_empty() {
        return Err(Stop::refuse(ProblemCode::NothingFound, "only blanks"));
    }
    reader.found_broken(&decoded);
    reader.found_document(reader.document(Body::Text(decoded.text)))
}
