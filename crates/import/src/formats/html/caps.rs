//! How deep a page is, before a tree is built of it: one pass over the tags, no allocation for a tag.

use articles::ProblemCode;

use crate::{
    limits::{HTML_ATTRIBUTES, HTML_BYTES, HTML_DEPTH},
    reader::Stop,
};

/// Refuses what would take the tree builder or the sanitiser longer than a page may take.
pub(crate) fn check_caps(html: &str) -> Result<(), Stop> {
    if html.len() as u64 > HTML_BYTES {
        return Err(Stop::refuse(ProblemCode::TooLarge, format!("{} MB of HTML, at most 16", html.len() >> 20)));
    }
    let mut open = Open::default();
    let mut tags = Tags { bytes: html.as_bytes(), at: 0 };
    while let Some(tag) = tags.next_tag() {
        if tag.attributes > HTML_ATTRIBUTES {
            let detail = format!("a tag of more than {HTML_ATTRIBUTES} attributes");
            return Err(Stop::refuse(ProblemCode::TooLarge, detail));
        }
        if tag.closes {
            open.close(tag.name);
        } else if !(is_void(tag.name) || tag.closes_itself && open.is_foreign()) {
            open.open(Element { name: tag.name, source: tag.source });
            if open.depth() > HTML_DEPTH {
                return Err(Stop::refuse(ProblemCode::TooLarge, format!("nested more than {HTML_DEPTH} deep")));
            }
        }
    }
    Ok(())
}

/// The elements open at a place of the page, as the tree builder would have them.
#[derive(Default)]
struct Open<'a> {
    elements: Vec<Element<'a>>,
    /// Formatting whose block has ended before it: the tree builder opens it anew in the next block.
    carried: Vec<Element<'a>>,
}

#[derive(Clone, Copy, PartialEq)]
struct Element<'a> {
    name: Name,
    /// The whole tag: formatting of the same tag is carried three times at most.
    source: &'a [u8],
}

impl<'a> Open<'a> {
    fn depth(&self) -> usize {
        self.elements.len() + self.carried.len()
    }

    fn open(&mut self, element: Element<'a>) {
        // Ends that HTML leaves out: without them a list of 600 items would count as 600 deep.
        let (ends, walls): (&[&[u8]], &[&[u8]]) = match element.name.as_bytes() {
            b"li" => (&[b"li"], &[b"ul", b"ol", b"menu"]),
            b"dd" | b"dt" => (&[b"dd", b"dt"], &[b"dl"]),
            b"option" | b"optgroup" => (&[b"option"], &[b"select", b"datalist"]),
            b"td" | b"th" => (&[b"td", b"th"], &[b"table", b"tr"]),
            b"tr" => (&[b"tr"], &[b"table"]),
            b"tbody" | b"thead" | b"tfoot" => (&[b"tbody", b"thead", b"tfoot"], &[b"table"]),
            b"a" | b"nobr" | b"button" => {
                self.close(element.name);
                (&[], &[])
            }
            _ if is_block(element.name) => (&[b"p"], &[b"table", b"td", b"th", b"button", b"object"]),
            _ => (&[], &[]),
        };
        if !ends.is_empty() {
            let nearest =
                |names: &[&[u8]]| self.elements.iter().rposition(|element| names.contains(&element.name.as_bytes()));
            if let Some(at) = nearest(ends).filter(|at| nearest(walls).is_none_or(|wall| wall < *at)) {
                self.cut(at);
            }
        }
        self.elements.push(element);
    }

    fn close(&mut self, name: Name) {
        if is_formatting(name) {
            if let Some(at) = self.elements.iter().rposition(|element| element.name == name) {
                self.elements.remove(at);
            } else if let Some(at) = self.carried.iter().rposition(|element| element.name == name) {
                self.carried.remove(at);
            }
        } else if let Some(at) = self.elements.iter().rposition(|element| element.name == name) {
            self.cut(at);
        }
    }

    /// Ends the element at a place of the stack, and all in it.
    fn cut(&mut self, at: usize) {
        // A cell ends the formatting that was opened in it.
        let cell = |element: &Element<'_>| matches!(element.name.as_bytes(), b"td" | b"th" | b"caption" | b"object");
        for element in self.elements.drain(at..).take_while(|element| !cell(element)) {
            let alike = self.carried.iter().filter(|carried| **carried == element).count();
            if is_formatting(element.name) && alike < 3 {
                self.carried.push(element);
            }
        }
    }

    /// Inside SVG and MathML `<path/>` is closed; elsewhere the slash says nothing.
    fn is_foreign(&self) -> bool {
        self.elements.iter().any(|element| matches!(element.name.as_bytes(), b"svg" | b"math"))
    }
}

/// A tag's name in lower case. No name that is asked for has more than 16 bytes.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Name([u8; 16]);

impl Name {
    fn of(source: &[u8]) -> Name {
        let mut name = [0; 16];
        for (to, from) in name.iter_mut().zip(source) {
            *to = from.to_ascii_lowercase();
        }
        Name(name)
    }

    fn as_bytes(&self) -> &[u8] {
        let len = self.0.iter().position(|byte| *byte == 0).unwrap_or(self.0.len());
        &self.0[..len]
    }
}

struct Tag<'a> {
    name: Name,
    /// From its name to its end.
    source: &'a [u8],
    closes: bool,
    closes_itself: bool,
    attributes: usize,
}

struct Tags<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Tags<'a> {
    fn next_tag(&mut self) -> Option<Tag<'a>> {
        loop {
            self.at += memchr::memchr(b'<', &self.bytes[self.at..])? + 1;
            let rest = &self.bytes[self.at..];
            match rest {
                [b'!', b'-', b'-', after @ ..] => self.skip_past(after, b"-->", 3),
                [b'!' | b'?', after @ ..] => self.skip_past(after, b">", 1),
                [b'/', letter, ..] if letter.is_ascii_alphabetic() => {
                    self.at += 1;
                    return Some(self.read_tag(true));
                }
                [letter, ..] if letter.is_ascii_alphabetic() => {
                    let tag = self.read_tag(false);
                    if is_raw_text(tag.name) {
                        self.skip_raw_text(tag.name);
                        continue;
                    }
                    return Some(tag);
                }
                _ => {}
            }
        }
    }

    fn read_tag(&mut self, closes: bool) -> Tag<'a> {
        let start = self.at;
        let is_end = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'\x0c' | b'/' | b'>');
        self.at += self.bytes[start..].iter().position(is_end).unwrap_or(self.bytes.len() - start);
        let name = Name::of(&self.bytes[start..self.at]);

        let mut attributes = 0;
        let mut slash = false;
        let mut blank = false;
        while let Some(&byte) = self.bytes.get(self.at) {
            self.at += 1;
            match byte {
                b'>' => break,
                b'=' => {
                    self.skip_value();
                    slash = false;
                }
                b'/' => {
                    slash = true;
                    blank = true;
                    continue;
                }
                b' ' | b'\t' | b'\n' | b'\r' | b'\x0c' => {
                    blank = true;
                    continue;
                }
                _ => {
                    attributes += usize::from(blank);
                    slash = false;
                }
            }
            blank = false;
        }
        Tag { name, source: &self.bytes[start..self.at], closes, closes_itself: slash, attributes }
    }

    fn skip_value(&mut self) {
        while self.bytes.get(self.at).is_some_and(u8::is_ascii_whitespace) {
            self.at += 1;
        }
        if let Some(quote @ (b'"' | b'\'')) = self.bytes.get(self.at) {
            let rest = &self.bytes[self.at + 1..];
            self.at += memchr::memchr(*quote, rest).map_or(rest.len() + 1, |end| end + 2);
        } else {
            let is_end = |byte: &u8| byte.is_ascii_whitespace() || *byte == b'>';
            let rest = &self.bytes[self.at..];
            self.at += rest.iter().position(is_end).unwrap_or(rest.len());
        }
    }

    fn skip_past(&mut self, after: &[u8], end: &[u8], opened: usize) {
        let found = memchr::memmem::find(after, end);
        self.at += opened + found.map_or(after.len(), |found| found + end.len());
    }

    /// To the closing tag of the same name, which `next_tag` then finds and nothing is open for.
    fn skip_raw_text(&mut self, name: Name) {
        let rest = &self.bytes[self.at..];
        let name = name.as_bytes();
        let end = memchr::memmem::find_iter(rest, b"</").find(|found| {
            rest[found + 2..].get(..name.len()).is_some_and(|closing| closing.eq_ignore_ascii_case(name))
        });
        self.at += end.unwrap_or(rest.len());
    }
}

fn is_void(name: Name) -> bool {
    matches!(
        name.as_bytes(),
        b"area"
            | b"base"
            | b"basefont"
            | b"bgsound"
            | b"br"
            | b"col"
            | b"embed"
            | b"frame"
            | b"hr"
            | b"image"
            | b"img"
            | b"input"
            | b"keygen"
            | b"link"
            | b"meta"
            | b"param"
            | b"source"
            | b"track"
            | b"wbr"
    )
}

fn is_raw_text(name: Name) -> bool {
    matches!(
        name.as_bytes(),
        b"script" | b"style" | b"textarea" | b"title" | b"xmp" | b"iframe" | b"noembed" | b"noframes"
    )
}

fn is_formatting(name: Name) -> bool {
    matches!(
        name.as_bytes(),
        b"a" | b"b"
            | b"big"
            | b"code"
            | b"em"
            | b"font"
            | b"i"
            | b"nobr"
            | b"s"
            | b"small"
            | b"strike"
            | b"strong"
            | b"tt"
            | b"u"
    )
}

/// Before a block an open paragraph ends.
fn is_block(name: Name) -> bool {
    const BLOCKS: &[&[u8]] = &[
        b"address",
        b"article",
        b"aside",
        b"blockquote",
        b"center",
        b"details",
        b"dialog",
        b"dir",
        b"div",
        b"dl",
        b"fieldset",
        b"figcaption",
        b"figure",
        b"footer",
        b"form",
        b"h1",
        b"h2",
        b"h3",
        b"h4",
        b"h5",
        b"h6",
        b"header",
        b"hgroup",
        b"hr",
        b"main",
        b"menu",
        b"nav",
        b"ol",
        b"p",
        b"pre",
        b"search",
        b"section",
        b"summary",
        b"table",
        b"ul",
    ];
    BLOCKS.contains(&name.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(html: &str) -> bool {
        check_caps(html).is_err()
    }

    /// Deep trees make the sanitiser quadratic; what only looks deep must still be read.
    #[test]
    fn refuses_depth_and_nothing_that_only_looks_deep() {
        let check = |piece: &str, times: usize, is_refused: bool| {
            assert_eq!(refused(&piece.repeat(times)), is_refused, "{times} times {piece}");
        };
        check("<div>", 512, false);
        check("<div>", 513, true);
        check("<DIV class='a>b'>", 513, true);
        check("<b>", 600, true);
        check("<font size=1><p>x", 600, false);
        check("<div></div>", 5000, false);
        check("<p>one", 5000, false);
        check("<li>one", 5000, false);
        check("<ul><li>one", 300, true);
        check("<tr><td>one<td>two", 5000, false);
        check("<a href=x>one", 5000, false);
        check("<p><b>one", 5000, false);
        check("<img><br><input><hr>", 5000, false);
        check("<svg><path/></svg>", 5000, false);
        check("<!-- <div> -->", 5000, false);
        check("<script>'<div>'</script>", 5000, false);
        check("<b><i>one</b></i>", 5000, false);
        check("1 < 2 <3 ", 5000, false);
    }

    /// Formatting that is carried from block to block nests in the tree, though each block is shallow.
    #[test]
    fn counts_formatting_that_is_carried_on() {
        let page: String = (0..600).map(|n| format!("<p><font color={n}>x")).collect();
        assert!(refused(&page));
        let table: String = (0..600).map(|n| format!("<table><tr><td><font color={n}>x</table>")).collect();
        assert!(!refused(&table));
    }

    /// The tokenizer is quadratic in the attributes of one tag.
    #[test]
    fn refuses_a_tag_of_very_many_attributes() {
        let attributes: String = (0..1200).map(|n| format!(" a{n}=\"x y\"")).collect();
        assert!(refused(&format!("<p{attributes}>")));
        assert!(!refused(&format!("<p title=\"{attributes}\">").replace("=\"x y\"", "=x")));
    }

    /// Cut off anywhere, a page is looked at to its end and no further.
    #[test]
    fn ends_at_every_cut() {
        let page =
            "<!DOCTYPE html><!-- c --><p a='1' b=\"2\" c=3 /><script>x</script><?pi?></p><title>t</titlex></title>";
        for cut in 0..=page.len() {
            assert!(!refused(&page[..cut]), "{}", &page[..cut]);
        }
    }
}
