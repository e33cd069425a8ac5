//! How deep a page is, before a tree is built of it: one pass over the tags, no allocation for a tag.

use articles::ProblemCode;

use crate::{
    limits::{HTML_ATTRIBUTES, HTML_BYTES, HTML_DEPTH},
    markup::{Name, Tags},
    reader::Stop,
};

/// Refuses what would take the tree builder or the sanitiser longer than a page may take.
pub(crate) fn check_caps(html: &str) -> Result<(), Stop> {
    if html.len() as u64 > HTML_BYTES {
        return Err(Stop::refuse(ProblemCode::TooLarge, format!("{} MB of HTML, at most 16", html.len() >> 20)));
    }
    let mut open = Open::default();
    for tag in Tags::of(html) {
        if tag.attributes > HTML_ATTRIBUTES {
            let detail = format!("a tag of more than {HTML_ATTRIBUTES} attributes");
            return Err(Stop::refuse(ProblemCode::TooLarge, detail));
        }
        if tag.is_raw_text() {
            continue;
        }
        if tag.closes {
            open.close(tag.name);
        } else if !(is_void(tag.name) || tag.closes_itself && open.is_foreign()) {
            open.open(Element { name: tag.name, source: tag.source.as_bytes() });
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
