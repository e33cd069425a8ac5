//! HTML: pages saved from a browser, SingleFile pages, fragments from the clipboard.

mod caps;
mod saved;

use articles::{Body, ProblemCode, PublishedFrom, RawDate};

pub(crate) use caps::check_caps;

use super::{Format, Sniff};
use crate::{
    decode::{declared_in_markup, decode},
    detect::Head,
    input::Content,
    limits::HTML_BYTES,
    reader::{Reader, Stop},
};

/// A page with fewer words than this may be a set of frames.
pub(super) const FRAMESET_WORDS: usize = 20;

pub(super) const FORMAT: Format = Format {
    name: "html",
    reads: "HTML pages: saved, saved complete (with the pictures of their folder), SingleFile (with its pictures, address and date), fragments, clipboard HTML",
    leaves: "Scripts, styles and remote pictures are never loaded; pictures over 8 MB stay behind; over 16 MB or 512 levels deep is refused",
    sniff: Sniff::Head(sniff),
    read,
};

fn sniff(head: &Head<'_>) -> bool {
    head.text.as_deref().is_some_and(|text| {
        saved::clipboard_fragment(text).is_some()
            || opens_with_markup(text)
            || (matches!(head.ending.as_str(), "html" | "htm" | "xhtml" | "xht") && holds_markup(text))
    })
}

fn read(content: Content<'_>, reader: &mut Reader<'_>) -> Result<(), Stop> {
    let bytes = content.bytes(HTML_BYTES)?;
    let decoded = decode(&bytes, declared_in_markup(&bytes).as_deref())
        .ok_or_else(|| Stop::refuse(ProblemCode::UnknownFormat, "not text"))?;
    reader.found_broken(&decoded);

    let mut document = reader.document(Body::default());
    document.url = saved::read_address(&decoded.text).or(document.url);
    let date = saved::read_date(&decoded.text).map(|text| RawDate { text, from: PublishedFrom::File });
    document.dates.extend(date);
    document.pictures = reader.pictures_beside(&decoded.text);
    document.body = match saved::clipboard_fragment(&decoded.text) {
        Some(fragment) => Body::Page(fragment.to_owned()),
        None => Body::Page(decoded.text),
    };
    reader.found_document(document)
}

/// The first thing that is no comment, declaration or blank is a tag of HTML.
pub(in crate::formats) fn opens_with_markup(text: &str) -> bool {
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        if let Some(comment) = rest.strip_prefix("<!--") {
            match comment.find("-->") {
                Some(end) => rest = &comment[end + 3..],
                // A SingleFile page may open with a comment longer than the head.
                None => return comment.contains("SingleFile"),
            }
        } else if let Some(doctype) = strip_prefix_ignoring_case(rest, "<!doctype") {
            return strip_prefix_ignoring_case(doctype.trim_start(), "html").is_some();
        } else if let Some(declaration) = rest.strip_prefix("<?") {
            match declaration.find('>') {
                Some(end) => rest = &declaration[end + 1..],
                None => return false,
            }
        } else {
            return opens_with_tag(rest);
        }
    }
}

/// Tags at the first place where there are some, after some text.
fn holds_markup(text: &str) -> bool {
    memchr::memchr_iter(b'<', text.as_bytes()).take(200).any(|at| opens_with_tag(&text[at..]))
}

fn opens_with_tag(text: &str) -> bool {
    let Some(tag) = text.strip_prefix('<') else { return false };
    let name_end = tag.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(tag.len());
    let (name, after) = tag.split_at(name_end);
    let closes = after.starts_with(|c: char| c.is_whitespace() || matches!(c, '>' | '/'));
    closes && TAGS.contains(&name.to_ascii_lowercase().as_str())
}

fn strip_prefix_ignoring_case<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let start = text.get(..prefix.len())?;
    start.eq_ignore_ascii_case(prefix).then(|| &text[prefix.len()..])
}

/// What a page or a fragment of one may open with.
const TAGS: &[&str] = &[
    "a",
    "abbr",
    "address",
    "article",
    "aside",
    "audio",
    "b",
    "base",
    "blockquote",
    "body",
    "br",
    "button",
    "center",
    "cite",
    "code",
    "dd",
    "del",
    "details",
    "dfn",
    "dialog",
    "div",
    "dl",
    "dt",
    "em",
    "fieldset",
    "figcaption",
    "figure",
    "font",
    "footer",
    "form",
    "frameset",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "i",
    "iframe",
    "img",
    "input",
    "ins",
    "kbd",
    "label",
    "li",
    "link",
    "main",
    "mark",
    "meta",
    "nav",
    "noscript",
    "object",
    "ol",
    "p",
    "picture",
    "pre",
    "q",
    "s",
    "samp",
    "script",
    "section",
    "select",
    "small",
    "span",
    "strong",
    "style",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "template",
    "th",
    "thead",
    "time",
    "title",
    "tr",
    "u",
    "ul",
    "video",
];
