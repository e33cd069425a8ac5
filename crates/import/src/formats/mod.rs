//! The registry. A format is a folder here and one line in `FORMATS`; docs/formats.md is made from it.

mod feed;
mod gzip;
pub(crate) mod html;
mod json_feed;
mod mail;
mod mbox;
mod mhtml;
mod newsml;
mod newsml_g2;
mod ninjs;
mod nitf;
mod opml;
mod pdf;
mod tar;
mod text;
mod zip;

use articles::ProblemCode;
use serde_json::Value;

use crate::{
    decode::{declared_in_markup, decode},
    detect::Head,
    input::Content,
    limits::{JSON_BYTES, XML_BYTES},
    reader::{Reader, Stop},
};

/// A format that is read.
#[derive(Debug)]
pub struct Format {
    /// Its folder here, and `Origin::format`.
    pub name: &'static str,
    /// What is read of it, for people.
    pub reads: &'static str,
    /// What is not, for people.
    pub leaves: &'static str,
    pub(crate) sniff: Sniff,
    pub(crate) read: fn(Content<'_>, &mut Reader<'_>) -> Result<(), Stop>,
}

/// How a format is told.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Sniff {
    /// By the first bytes.
    Head(fn(&Head<'_>) -> bool),
    /// By the name of a member, in a zip archive.
    Member(fn(&[u8]) -> bool),
}

/// In the order in which they are asked: the particular before the general, text last.
pub const FORMATS: &[Format] = &[
    pdf::FORMAT,
    zip::FORMAT,
    gzip::FORMAT,
    tar::FORMAT,
    feed::FORMAT,
    opml::FORMAT,
    nitf::FORMAT,
    newsml_g2::FORMAT,
    newsml::FORMAT,
    json_feed::FORMAT,
    ninjs::FORMAT,
    mhtml::FORMAT,
    mbox::FORMAT,
    mail::FORMAT,
    html::FORMAT,
    text::FORMAT,
];

/// The text of a file that is XML, as it declares itself or as it is.
fn read_xml_text(content: Content<'_>, reader: &mut Reader<'_>) -> Result<String, Stop> {
    read_declared_text(content, XML_BYTES, reader)
}

fn read_declared_text(content: Content<'_>, limit: u64, reader: &mut Reader<'_>) -> Result<String, Stop> {
    let bytes = content.bytes(limit)?;
    let decoded = decode(&bytes, declared_in_markup(&bytes).as_deref())
        .ok_or_else(|| Stop::refuse(ProblemCode::Damaged, "not text"))?;
    reader.found_broken(&decoded);
    Ok(decoded.text)
}

/// The text of a file that is JSON, parsed. Deeper than 128 is refused by the parser.
fn read_json(content: Content<'_>, reader: &mut Reader<'_>) -> Result<Value, Stop> {
    let text = read_declared_text(content, JSON_BYTES, reader)?;
    serde_json::from_str(&text).map_err(|error| Stop::refuse(ProblemCode::Damaged, error.to_string()))
}
