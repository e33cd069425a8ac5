//! Small pieces of HTML: made from what formats hold, and turned into plain text.

mod tags;

pub(crate) use tags::{Name, Tag, Tags};

/// Text as HTML that shows it.
pub(crate) fn escape(text: &str) -> String {
    html_escape::encode_text(text).into_owned()
}

/// Each line with something in it as a paragraph.
pub(crate) fn paragraphs<T: AsRef<str>>(lines: impl IntoIterator<Item = T>) -> String {
    let lines = lines.into_iter().filter(|line| !line.as_ref().trim().is_empty());
    lines.map(|line| format!("<p>{}</p>", escape(line.as_ref().trim()))).collect()
}

/// The words of a short piece of HTML on one line: a title of a feed, a caption.
pub(crate) fn plain_line(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        text.push_str(&rest[..open]);
        let tag = &rest[open..];
        let is_tag = tag[1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!'));
        match tag.find('>').filter(|_| is_tag) {
            Some(end) => {
                // `one<br>two` is two words.
                if !tag[1..end].trim_start_matches('/').starts_with(['a', 'b', 'e', 'i', 's', 'u'])
                    || tag.starts_with("<br")
                {
                    text.push(' ');
                }
                rest = after_script(&tag[1..end], &tag[end + 1..]);
            }
            None => {
                text.push('<');
                rest = &tag[1..];
            }
        }
    }
    text.push_str(rest);
    one_line(&html_escape::decode_html_entities(&text))
}

/// What follows a tag. Scripts and styles end where they say; a tag that is only spoken of has no end.
fn after_script<'a>(tag: &str, rest: &'a str) -> &'a str {
    let is_named = |tag: &str, name: &str| tag.get(..name.len()).is_some_and(|tag| tag.eq_ignore_ascii_case(name));
    let Some(name) = ["script", "style"].into_iter().find(|name| is_named(tag, name)) else { return rest };
    let mut ends = rest.match_indices("</").map(|(at, _)| &rest[at + 2..]);
    let after = ends.find(|end| is_named(end, name)).and_then(|end| end.split_once('>'));
    after.map_or(rest, |(_, after)| after)
}

/// How many words some HTML shows.
pub(crate) fn word_count(html: &str) -> usize {
    plain_blocks(html).split_whitespace().count()
}

/// The text of some HTML: blocks as paragraphs with a blank line between them, `<br>` as a line end.
pub(crate) fn plain_blocks(html: &str) -> String {
    let mut text = String::with_capacity(html.len() / 2);
    let mut at = 0;
    for tag in Tags::of(html) {
        push_words(&html[at..tag.start], &mut text);
        match tag.name.as_bytes() {
            b"br" => text.push('\n'),
            b"td" | b"th" => text.push(' '),
            name if is_block(name) => text.push_str("\n\n"),
            _ => {}
        }
        at = tag.end;
    }
    push_words(&html[at..], &mut text);
    text
}

/// Elements before and after which a paragraph ends.
pub(crate) fn is_block(name: &[u8]) -> bool {
    const BLOCKS: &[&[u8]] = &[
        b"p",
        b"div",
        b"tr",
        b"table",
        b"li",
        b"ul",
        b"ol",
        b"h1",
        b"h2",
        b"h3",
        b"h4",
        b"h5",
        b"h6",
        b"hr",
        b"pre",
        b"blockquote",
        b"section",
        b"article",
        b"header",
        b"footer",
        b"aside",
        b"dt",
        b"dd",
        b"body",
        b"title",
    ];
    BLOCKS.contains(&name)
}

/// Text between tags: comments left out, entities decoded, every run of blanks one blank.
fn push_words(between: &str, text: &mut String) {
    let mut rest = between;
    while let Some((before, comment)) = rest.split_once("<!") {
        push_decoded(before, text);
        let end = if comment.starts_with("--") { "-->" } else { ">" };
        rest = comment.split_once(end).map_or("", |(_, after)| after);
    }
    push_decoded(rest, text);
}

fn push_decoded(piece: &str, text: &mut String) {
    for c in html_escape::decode_html_entities(piece).chars() {
        if c.is_whitespace() {
            if !text.ends_with(char::is_whitespace) && !text.is_empty() {
                text.push(' ');
            }
        } else {
            text.push(c);
        }
    }
}

/// Blanks and line ends as one blank each, none at the ends.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// None for what is only blanks.
pub(crate) fn filled(text: String) -> Option<String> {
    (!text.trim().is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Titles come with markup in them, and with signs that only look like it.
    #[test]
    fn makes_a_line_of_a_title() {
        let check = |html: &str, line: &str| assert_eq!(plain_line(html), line, "{html}");
        check("One <b>bold</b> word", "One bold word");
        check("one<br>two\n three", "one two three");
        check("A &amp; B &#8217;s &eacute;t&eacute;", "A & B ’s été");
        check("5 < 6 > 4", "5 < 6 > 4");
        check("cut <a href=", "cut <a href=");
        check("x<p>y</p>z", "x y z");
    }
}
