//! The pieces of a source that stand on lines of their own: lines of a text, blocks of a page. One pass, no tree.

use std::ops::Range;

/// Whether a source is written in tags.
pub fn is_markup(source: &str) -> bool {
    source.trim_start().starts_with('<') || source.matches("</").take(3).count() == 3
}

/// Where the pieces with words in them stand, without the blanks and tags around them.
pub(crate) fn nodes(source: &str) -> Vec<Range<usize>> {
    if is_markup(source) { blocks(source) } else { lines(source) }
}

fn lines(text: &str) -> Vec<Range<usize>> {
    let mut at = 0;
    let ranges = text.split_inclusive('\n').map(|line| {
        let range = at..at + line.len();
        at += line.len();
        range
    });
    ranges.filter_map(|range| trim(text, range)).collect()
}

fn blocks(html: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    // From the first word of a block to its last.
    let mut block: Option<Range<usize>> = None;
    let mut at = 0;
    while at < html.len() {
        let next = memchr::memchr(b'<', &html.as_bytes()[at..]).map_or(html.len(), |next| at + next);
        if let Some(words) = trim(html, at..next) {
            let start = block.as_ref().map_or(words.start, |block| block.start);
            block = Some(start..words.end);
        }
        if next == html.len() {
            break;
        }
        let tag = read_tag(&html[next..]);
        if tag.is_block {
            found.extend(block.take());
        }
        at = next + tag.len;
    }
    found.extend(block);
    found
}

struct Tag {
    /// With what it holds, where that is never shown.
    len: usize,
    /// What stands before it and after it are two blocks.
    is_block: bool,
}

/// What some markup begins with.
fn read_tag(html: &str) -> Tag {
    if let Some(comment) = html.strip_prefix("<!--") {
        return Tag { len: comment.find("-->").map_or(html.len(), |end| end + 7), is_block: false };
    }
    let name = html[1..].trim_start_matches('/');
    if !name.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '!' | '?')) {
        return Tag { len: 1, is_block: false };
    }
    let len = memchr::memchr(b'>', html.as_bytes()).map_or(html.len(), |end| end + 1);
    let name = &name[..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len())];
    let is = |names: &[&str]| names.iter().any(|known| name.eq_ignore_ascii_case(known));
    if is(&["script", "style", "template", "svg", "iframe"]) && !html.starts_with("</") {
        let end = html[len..].match_indices("</").find(|(at, _)| {
            html[len + at + 2..].get(..name.len()).is_some_and(|closing| closing.eq_ignore_ascii_case(name))
        });
        return Tag { len: end.map_or(html.len(), |(at, _)| len + at), is_block: true };
    }
    const INLINE: &[&str] = &[
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "hlt",
        "i", "img", "ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time",
        "tt", "u", "var", "wbr",
    ];
    Tag { len, is_block: !is(INLINE) }
}

/// Without blanks at the ends; none where there is nothing else.
fn trim(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let piece = &text[range.clone()];
    let trimmed = piece.trim();
    let start = range.start + (piece.len() - piece.trim_start().len());
    (!trimmed.is_empty()).then_some(start..start + trimmed.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_lines_and_blocks_where_they_stand() {
        let check = |source: &str, expected: &[&str]| {
            let found: Vec<&str> = nodes(source).into_iter().map(|range| &source[range]).collect();
            assert_eq!(found, expected, "{source}");
        };
        check(" One\r\n\n  two < 3 \n", &["One", "two < 3"]);
        check("<p>One <b>two</b> three</p>four<br>five", &["One <b>two</b> three", "four", "five"]);
        check("<h1>A</h1><script>x</p></script><!-- <p>no --><p>B &amp; C", &["A", "B &amp; C"]);
        check("<title>T</title><td>a<td>b", &["T", "a", "b"]);
        check("<p>1 < 2<p", &["1 < 2"]);
        check("<script>never ends", &[]);
        check("", &[]);
    }
}
