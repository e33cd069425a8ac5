//! The registry. A format is a folder here and one line in `FORMATS`; docs/formats.md is made from it.

mod anpa1312;
mod databases;
mod docx;
mod epub;
mod europresse;
mod exports;
mod factiva;
mod feed;
mod gzip;
pub(crate) mod html;
mod iptc7901;
mod json_feed;
mod mail;
mod markdown;
mod mbox;
mod messages;
mod mhtml;
mod msg;
mod newsml;
mod newsml_g2;
mod nexis;
mod ninjs;
mod nitf;
mod odt;
mod opml;
mod paragraphs;
mod pdf;
mod proquest;
mod rtf;
mod tar;
mod text;
mod tnef;
mod warc;
mod webarchive;
mod wire;
mod zip;
mod zstd;

use std::ops::Range;

use articles::{ProblemCode, RecordCount};
use serde_json::Value;

use crate::{
    decode::{declared_in_markup, decode},
    detect::Head,
    input::Content,
    limits::{JSON_BYTES, XML_BYTES},
    markup::{Tag, Tags},
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
    docx::FORMAT,
    odt::FORMAT,
    epub::FORMAT,
    warc::WACZ,
    zip::FORMAT,
    gzip::FORMAT,
    zstd::FORMAT,
    tar::FORMAT,
    warc::WARC,
    warc::ARC,
    webarchive::FORMAT,
    msg::FORMAT,
    tnef::FORMAT,
    rtf::FORMAT,
    iptc7901::FORMAT,
    anpa1312::FORMAT,
    factiva::XML,
    feed::FORMAT,
    opml::FORMAT,
    nitf::FORMAT,
    newsml_g2::FORMAT,
    newsml::FORMAT,
    json_feed::FORMAT,
    ninjs::FORMAT,
    exports::JSON,
    exports::XML,
    exports::TABLE,
    exports::BOOKMARKS,
    mhtml::FORMAT,
    mbox::FORMAT,
    mail::FORMAT,
    proquest::FORMAT,
    factiva::PAGE,
    factiva::TEXT,
    europresse::FORMAT,
    nexis::PAGE,
    nexis::TEXT,
    markdown::FORMAT,
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

/// The text of a file that is JSON. It is UTF-8 by its own rule, or marked as what else it is.
fn read_json_text(content: Content<'_>) -> Result<String, Stop> {
    let bytes = content.bytes(JSON_BYTES)?;
    if matches!(bytes[..], [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [0, ..] | [_, 0, ..]) {
        return decode(&bytes, None)
            .map(|decoded| decoded.text)
            .ok_or_else(|| Stop::refuse(ProblemCode::Damaged, "not text"));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| Stop::refuse(ProblemCode::Damaged, error.to_string()))?;
    Ok(text.to_owned())
}

/// Deeper than 128 is refused by the parser.
fn read_json(content: Content<'_>) -> Result<Value, Stop> {
    let text = read_json_text(content)?;
    serde_json::from_str(&text).map_err(|error| Stop::refuse(ProblemCode::Damaged, error.to_string()))
}

/// The same, or one value a line: JSON Lines, as a list.
fn read_json_values(content: Content<'_>, reader: &mut Reader<'_>) -> Result<Value, Stop> {
    let text = read_json_text(content)?;
    match serde_json::from_str::<Value>(&text) {
        Ok(value) => Ok(value),
        Err(error) => read_lines(&text, &error, reader),
    }
}

/// JSON Lines: one object a line. What is neither is told with the place where it stops being JSON.
fn read_lines(text: &str, error: &serde_json::Error, reader: &mut Reader<'_>) -> Result<Value, Stop> {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let first = lines.next().and_then(|line| serde_json::from_str::<Value>(line).ok());
    let Some(first @ Value::Object(_)) = first.filter(|_| text.lines().nth(1).is_some()) else {
        return Err(Stop::refuse(ProblemCode::Damaged, error.to_string()));
    };
    let mut values = vec![first];
    let mut broken = 0;
    for line in lines {
        match serde_json::from_str::<Value>(line) {
            Ok(value) => values.push(value),
            Err(_) => broken += 1,
        }
    }
    if broken > 0 {
        reader.found_problem(ProblemCode::Damaged, format!("{broken} lines that are no JSON"));
    }
    Ok(Value::Array(values))
}

/// The parts of a page that begin at some tags, each up to the next.
fn pieces(html: &str, begins: impl Fn(&Tag<'_>) -> bool) -> Vec<Range<usize>> {
    let starts = Tags::of(html).filter(|tag| !tag.closes && begins(tag)).map(|tag| tag.start).collect();
    ranges(starts, html.len())
}

/// From each start to the next, the last to the end.
fn ranges(starts: Vec<usize>, end: usize) -> Vec<Range<usize>> {
    let ends = starts.iter().copied().skip(1).chain([end]).collect::<Vec<_>>();
    starts.into_iter().zip(ends).map(|(start, end)| start..end).collect()
}

/// A page with the marks of a database, and none of its records.
fn check_pieces(pieces: &[Range<usize>], html: &str) -> Result<(), Stop> {
    if pieces.is_empty() {
        return Err(Stop::refuse(ProblemCode::NothingFound, format!("no record in {} kB", html.len() >> 10)));
    }
    html::check_caps(html)
}

/// Compares what was found with what the file itself says it holds.
fn found_count(found: usize, announced: Option<usize>, reader: &mut Reader<'_>) -> Result<(), Stop> {
    if let Some(announced) = announced {
        let [found, announced] = [found, announced].map(|count| u32::try_from(count).unwrap_or(u32::MAX));
        reader.found_count(RecordCount { found, announced });
    }
    match announced.filter(|announced| *announced != found) {
        Some(announced) => {
            reader.found_problem(ProblemCode::Damaged, format!("{found} of {announced} records"));
            Ok(())
        }
        None if found == 0 => Err(Stop::refuse(ProblemCode::NothingFound, "no record")),
        None => Ok(()),
    }
}
