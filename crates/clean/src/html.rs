//! HTML in and out: capped, sanitised, made of paragraphs, read as text.

use std::{borrow::Cow, collections::HashSet, sync::LazyLock};

use articles::PICTURE_SCHEME;

use crate::{settled::is_settled, urls};

/// Elements open at once: deeper markup is dropped, its text kept. Tree builders are quadratic in depth: 100,000
/// nested `<div>` took 72 s.
pub const MAX_DEPTH: usize = 512;
/// Bytes of one page; what follows is left out.
pub const MAX_BYTES: usize = 16 << 20;

const TAGS: &[&str] = &[
    "a",
    "abbr",
    "b",
    "bdi",
    "bdo",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "dd",
    "del",
    "dfn",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "small",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "tr",
];
const MORE_TAGS: &[&str] = &["thead", "tfoot", "time", "u", "ul"];

static SANITISER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let mut builder = ammonia::Builder::new();
    builder
        .tags(TAGS.iter().chain(MORE_TAGS).copied().collect())
        .clean_content_tags(HashSet::from([
            "script",
            "style",
            "noscript",
            "template",
            "iframe",
            "object",
            "embed",
            "form",
            "select",
            "textarea",
            "button",
            "svg",
            "math",
            "title",
            "head",
            "xmp",
            "noembed",
            "noframes",
            "plaintext",
        ]))
        .generic_attributes(HashSet::from(["dir", "lang"]))
        .tag_attributes(
            [
                ("a", &["href"][..]),
                ("img", &["alt", "data-src", "height", "src", "width"][..]),
                ("ol", &["start"][..]),
                ("td", &["colspan", "rowspan"][..]),
                ("th", &["colspan", "rowspan"][..]),
                ("time", &["datetime"][..]),
            ]
            .into_iter()
            .map(|(tag, names)| (tag, names.iter().copied().collect()))
            .collect(),
        )
        .url_schemes(HashSet::from(["http", "https", "mailto", "picture"]))
        .attribute_filter(|tag, name, value| is_harmless(tag, name, value).then(|| value.into()))
        .url_relative(ammonia::UrlRelative::Deny)
        .link_rel(Some("noopener noreferrer"))
        .strip_comments(true);
    builder
});

/// The last step before storing: what is left can be shown in a frame of its own and loads nothing.
///
/// No script, style, class, id, form, frame, drawing or remote load. An image is one that is kept (`<img src="picture:HASH"
/// alt width height>`), or keeps its address and description as data only (`<img data-src alt>`); links are absolute, http,
/// https or mailto. Relative links are dropped, so make them absolute before.
pub fn sanitise_html(html: &str) -> String {
    if html.len() <= MAX_BYTES && is_settled(html) { html.to_owned() } else { sanitise_slowly(html) }
}

pub(crate) fn sanitise_slowly(html: &str) -> String {
    let capped = cap(html);
    // A carriage return, by its number, is written as it is and read as a new line: once is as often as it takes.
    SANITISER.clean(&capped).to_string().replace('\r', "\n")
}

/// The scheme of kept pictures is for their own elements, and for nothing but a hash.
fn is_harmless(tag: &str, name: &str, value: &str) -> bool {
    match (tag, name) {
        ("img", "src") => value.strip_prefix(PICTURE_SCHEME).is_some_and(|hash| {
            hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
        }),
        ("img", "width" | "height") => value.len() <= 5 && value.bytes().all(|byte| byte.is_ascii_digit()),
        ("img", "data-src") => value.starts_with("https://") || value.starts_with("http://"),
        // Blanks and controls within a scheme are passed over by those who read addresses.
        (_, "href") => {
            let bare = value.chars().filter(|c| !c.is_whitespace() && !c.is_control()).take(PICTURE_SCHEME.len());
            bare.collect::<String>().to_ascii_lowercase() != PICTURE_SCHEME
        }
        _ => true,
    }
}

/// Paragraphs of plain text as HTML.
pub fn paragraphs_to_html<T: AsRef<str>>(paragraphs: &[T]) -> String {
    let mut html = String::new();
    for paragraph in paragraphs {
        html.push_str("<p>");
        escape_text_into(&mut html, paragraph.as_ref());
        html.push_str("</p>\n");
    }
    html
}

/// The address as it may stand in a link of an article, made absolute.
pub fn safe_link(base: Option<&str>, link: &str) -> Option<String> {
    urls::resolve(base, link)
}

/// Text between tags, as the sanitiser writes it.
pub fn escape_text_into(html: &mut String, text: &str) {
    let mut from = 0;
    for (at, found) in text.match_indices(['&', '<', '>', '\u{a0}']) {
        html.push_str(&text[from..at]);
        html.push_str(match found {
            "&" => "&amp;",
            "<" => "&lt;",
            ">" => "&gt;",
            _ => "&nbsp;",
        });
        from = at + found.len();
    }
    html.push_str(&text[from..]);
}

/// As text or the value of an attribute in double quotes, behind what is there.
pub fn escape_into(html: &mut String, text: &str) {
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        let entity = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => continue,
        };
        html.push_str(&text[from..at]);
        html.push_str(entity);
        from = at + 1;
    }
    html.push_str(&text[from..]);
}

/// The page without markup that is nested too deep, and cut at the size limit. Borrowed where nothing had to go.
pub fn cap(html: &str) -> Cow<'_, str> {
    let html = if html.len() <= MAX_BYTES {
        html
    } else {
        let mut end = MAX_BYTES;
        while !html.is_char_boundary(end) {
            end -= 1;
        }
        &html[..end]
    };
    let mut open: Vec<&[u8]> = Vec::new();
    let mut kept: Option<String> = None;
    let mut copied = 0;
    let bytes = html.as_bytes();
    let mut at = 0;
    while let Some(found) = memchr::memchr(b'<', &bytes[at..]) {
        let start = at + found;
        let Some(tag) = tag_at(bytes, start) else {
            at = start + 1;
            continue;
        };
        at = tag.end;
        if tag.name.is_empty() {
            continue;
        }
        if tag.closes {
            // Only a few levels up: a search of the whole stack for each stray end tag would be quadratic again.
            if let Some(back) = open.iter().rev().take(64).position(|name| name.eq_ignore_ascii_case(tag.name)) {
                open.truncate(open.len() - back - 1);
            }
            continue;
        }
        match nesting(tag.name) {
            Nesting::Raw => {
                at = end_of_raw(bytes, at, tag.name);
                continue;
            }
            Nesting::None => continue,
            Nesting::Opens => {}
        }
        if open.len() >= MAX_DEPTH {
            let out = kept.get_or_insert_with(String::new);
            out.push_str(&html[copied..start]);
            copied = tag.end;
        } else {
            open.push(tag.name);
        }
    }
    match kept {
        Some(mut out) => {
            out.push_str(&html[copied..]);
            Cow::Owned(out)
        }
        None => Cow::Borrowed(html),
    }
}

struct Tag<'a> {
    name: &'a [u8],
    closes: bool,
    end: usize,
}

/// The tag or comment that begins at `start`; a comment has no name.
fn tag_at(bytes: &[u8], start: usize) -> Option<Tag<'_>> {
    let rest = &bytes[start..];
    if rest.starts_with(b"<!--") {
        let end = find(bytes, start + 4, b"-->").map_or(bytes.len(), |place| place + 3);
        return Some(Tag { name: &[], closes: false, end });
    }
    let closes = rest.get(1) == Some(&b'/');
    let name_from = start + 1 + usize::from(closes);
    if !bytes.get(name_from)?.is_ascii_alphabetic() {
        return None;
    }
    let name_to = bytes[name_from..]
        .iter()
        .position(|byte| byte.is_ascii_whitespace() || matches!(byte, b'>' | b'/'))
        .map_or(bytes.len(), |length| name_from + length);
    let mut at = name_to;
    let end = loop {
        let Some(found) = memchr::memchr3(b'"', b'\'', b'>', &bytes[at..]) else { break bytes.len() };
        let mark = at + found;
        at = mark + 1;
        if bytes[mark] == b'>' {
            break at;
        }
        // A quote opens a value only after "=".
        if bytes[..mark].iter().rev().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'=') {
            at = memchr::memchr(bytes[mark], &bytes[at..]).map_or(bytes.len(), |length| at + length + 1);
        }
    };
    let name = &bytes[name_from..name_to];
    Some(Tag { name, closes, end })
}

enum Nesting {
    /// Has no end, or one that the next start tag makes, so that many in a row nest nothing.
    None,
    /// Holds text alone, up to its end tag.
    Raw,
    Opens,
}

fn nesting(name: &[u8]) -> Nesting {
    // As long as the longest of them.
    let mut lower = [0; 8];
    let Some(lower) = lower.get_mut(..name.len()) else { return Nesting::Opens };
    lower.copy_from_slice(name);
    lower.make_ascii_lowercase();
    match &*lower {
        b"area" | b"base" | b"br" | b"col" | b"embed" | b"hr" | b"img" | b"input" | b"link" | b"meta" | b"param"
        | b"source" | b"track" | b"wbr" | b"frame" | b"keygen" => Nesting::None,
        b"p" | b"li" | b"dt" | b"dd" | b"option" | b"optgroup" | b"tr" | b"td" | b"th" | b"thead" | b"tbody"
        | b"tfoot" | b"html" | b"body" => Nesting::None,
        b"script" | b"style" | b"textarea" | b"title" | b"xmp" | b"noembed" => Nesting::Raw,
        _ => Nesting::Opens,
    }
}

fn end_of_raw(bytes: &[u8], from: usize, name: &[u8]) -> usize {
    let mut at = from;
    while let Some(place) = find(bytes, at, b"</") {
        if bytes.get(place + 2..place + 2 + name.len()).is_some_and(|close| close.eq_ignore_ascii_case(name)) {
            return place;
        }
        at = place + 2;
    }
    bytes.len()
}

fn find(bytes: &[u8], from: usize, wanted: &[u8]) -> Option<usize> {
    memchr::memmem::find(bytes.get(from..)?, wanted).map(|place| from + place)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, expected: &str) {
        assert_eq!(sanitise_html(html), expected, "{html}");
    }

    /// Whatever a page holds, showing it must run nothing and load nothing.
    #[test]
    fn nothing_active_is_left() {
        check("<p onclick=x style=color:red class=a id=b>Text</p><script>alert(1)</script>", "<p>Text</p>");
        check(
            "<a href='javascript:alert(1)'>a</a><a href='/rel'>b</a>",
            "<a rel=\"noopener noreferrer\">a</a><a rel=\"noopener noreferrer\">b</a>",
        );
        check("<img src='https://example.org/a.jpg' srcset='b 2x' alt='A ship' onerror=x>", "<img alt=\"A ship\">");
        check(
            "<img data-src='https://example.org/a.jpg' alt='A ship'>",
            "<img data-src=\"https://example.org/a.jpg\" alt=\"A ship\">",
        );
        let kept = format!("<img src=\"picture:{}\" alt=\"\" width=\"640\" height=\"480\">", "0a".repeat(32));
        check(&kept, &kept);
        check("<img src='picture:../../etc/passwd' width='1e9'><img data-src='javascript:x'>", "<img><img>");
        check("<a href='picture:0a'>a</a>", "<a rel=\"noopener noreferrer\">a</a>");
        check("<svg><script>x</script><text>in</text></svg><math><mi>x</mi></math><p>out</p>", "<p>out</p>");
        check("<form><input name=a><button>Go</button></form><iframe src=//x></iframe><p>out</p>", "<p>out</p>");
        check("<div><section><p>a</p></section></div>", "<p>a</p>");
        check("<p title='a&#13;b'>c&#13;d</p>", "<p>c\nd</p>");
    }

    /// Depth is what parsers die of: 100,000 levels took a minute before the cap.
    #[test]
    fn deep_markup_is_cut_and_its_text_kept() {
        let deep = format!("{}Text{}", "<div>".repeat(100_000), "</div>".repeat(100_000));
        let begun = std::time::Instant::now();
        assert_eq!(sanitise_html(&deep).trim(), "Text");
        assert!(begun.elapsed().as_secs() < 5);
        let bold = format!("{}Text", "<b>".repeat(100_000));
        assert!(sanitise_html(&bold).contains("Text"));
        assert!(begun.elapsed().as_secs() < 10);
    }

    #[test]
    fn ordinary_pages_are_not_touched_by_the_cap() {
        let page = "<div><p>a<p>b<br><script>if (a<b) '<div>'</script><!-- <div> --><img alt='>'></div>".repeat(2000);
        assert!(matches!(cap(&page), Cow::Borrowed(_)));
    }

    #[test]
    fn text_is_never_taken_for_markup() {
        assert_eq!(paragraphs_to_html(&["a < b & c", "<script>"]), "<p>a &lt; b &amp; c</p>\n<p>&lt;script&gt;</p>\n");
    }
}
