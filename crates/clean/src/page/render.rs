//! Blocks as text and as HTML.

use super::{
    blocks::{Block, Kind, is_inline},
    dom::{Dom, NodeId},
    images::{Album, Placed},
};
use crate::html::{escape_into, escape_text_into, safe_link};

/// Paragraphs joined by one blank line.
pub fn text(blocks: &[Block]) -> String {
    let mut text = String::new();
    let mut last: Option<Kind> = None;
    for block in blocks {
        if last.is_some() {
            text.push_str(if last == Some(Kind::Row) && block.kind == Kind::Row { "\n" } else { "\n\n" });
        }
        if block.kind == Kind::Item {
            text.push_str("• ");
        }
        text.push_str(&block.text);
        last = Some(block.kind);
    }
    text
}

/// What stands between the blocks.
pub struct Pictures<'a, 'b> {
    pub placed: &'a [Placed],
    pub captions: &'a [Block],
    pub album: &'a mut Album<'b>,
}

/// The blocks as HTML with their links, emphasis and pictures; not sanitised yet. Then the address of each caption's picture.
pub fn html(
    dom: &Dom,
    blocks: &[Block],
    base: Option<&str>,
    pictures: Pictures<'_, '_>,
) -> (String, Vec<Option<String>>) {
    let Pictures { placed, captions, album } = pictures;
    let mut addresses = vec![None; captions.len()];
    let mut placed = placed.iter().peekable();
    let mut html = String::new();
    let mut group: Option<Kind> = None;
    for (at, block) in blocks.iter().enumerate() {
        while let Some(picture) = placed.next_if(|picture| picture.after <= at) {
            close_group(&mut html, group.take());
            show(dom, base, picture, captions, album, &mut addresses, &mut html);
        }
        let wanted = matches!(block.kind, Kind::Item | Kind::Row | Kind::Quote).then_some(block.kind);
        if group != wanted {
            close_group(&mut html, group);
            html.push_str(match wanted {
                Some(Kind::Item) => "<ul>",
                Some(Kind::Row) => "<table>",
                Some(Kind::Quote) => "<blockquote>",
                _ => "",
            });
            group = wanted;
        }
        let (open, close) = match block.kind {
            Kind::Heading(1 | 2) => ("<h2>", "</h2>\n"),
            Kind::Heading(3) => ("<h3>", "</h3>\n"),
            Kind::Heading(_) => ("<h4>", "</h4>\n"),
            Kind::Item => ("<li>", "</li>"),
            Kind::Preformatted => ("<pre>", "</pre>\n"),
            Kind::Row => ("<tr><td>", "</td></tr>"),
            Kind::Caption => ("<figcaption>", "</figcaption>\n"),
            Kind::Quote => ("<p>", "</p>"),
            Kind::Paragraph => ("<p>", "</p>\n"),
        };
        html.push_str(open);
        inline(dom, block, base, &mut html);
        html.push_str(close);
    }
    close_group(&mut html, group);
    for picture in placed {
        show(dom, base, picture, captions, album, &mut addresses, &mut html);
    }
    (html, addresses)
}

fn show(
    dom: &Dom,
    base: Option<&str>,
    picture: &Placed,
    captions: &[Block],
    album: &mut Album<'_>,
    addresses: &mut [Option<String>],
    html: &mut String,
) {
    // With its links: a free licence asks that they stay.
    let mut caption = String::new();
    for &at in &picture.captions {
        if !caption.is_empty() {
            caption.push(' ');
        }
        inline(dom, &captions[at], base, &mut caption);
    }
    let address = album.show(dom, picture.image, &caption, html);
    for &at in &picture.captions {
        addresses[at].clone_from(&address);
    }
}

fn close_group(html: &mut String, group: Option<Kind>) {
    html.push_str(match group {
        Some(Kind::Item) => "</ul>\n",
        Some(Kind::Row) => "</table>\n",
        Some(Kind::Quote) => "</blockquote>\n",
        _ => "",
    });
}

/// The text of a block inside the inline elements that it stands in.
fn inline(dom: &Dom, block: &Block, base: Option<&str>, html: &mut String) {
    let mut open: Vec<(NodeId, &'static str)> = Vec::new();
    let mut cell = None;
    let mut spaced = true;
    for &leaf in &block.leaves {
        let tag = dom.tag(leaf);
        if block.kind == Kind::Row {
            let own = dom.ancestors(leaf).take(32).find(|&node| matches!(dom.tag(node), "td" | "th"));
            if own != cell {
                if cell.is_some() {
                    close_to(&mut open, 0, html);
                    html.push_str("</td><td>");
                }
                cell = own;
            }
        }
        let path = path_to(dom, leaf, block.linked > 0);
        let shared = open.iter().zip(&path).take_while(|(one, other)| one == other).count();
        close_to(&mut open, shared, html);
        for &(node, kept) in &path[shared..] {
            match kept {
                "a" => match dom.attribute(node, "href").and_then(|link| safe_link(base, link)) {
                    Some(link) => {
                        html.push_str("<a href=\"");
                        escape_into(html, &link);
                        html.push_str("\" rel=\"noopener noreferrer\">");
                    }
                    None => html.push_str("<a rel=\"noopener noreferrer\">"),
                },
                tag => {
                    html.push('<');
                    html.push_str(tag);
                    html.push('>');
                }
            }
            open.push((node, kept));
        }
        match tag {
            "br" => {
                html.push_str("<br>");
                spaced = true;
            }
            "img" => {}
            _ => {
                let text = dom.text(leaf).unwrap_or_default();
                if block.kind == Kind::Preformatted {
                    escape_text_into(html, text);
                } else {
                    spaced = spaced_into(html, text, spaced);
                }
            }
        }
    }
    close_to(&mut open, 0, html);
    html.truncate(html.trim_end_matches([' ', '\n']).len());
    while html.ends_with("<br>") {
        html.truncate(html.len() - 4);
    }
}

/// The elements around a leaf that are kept, outermost first. A link may also stand around whole blocks, as around teasers.
fn path_to(dom: &Dom, leaf: NodeId, is_linked: bool) -> Vec<(NodeId, &'static str)> {
    let mut path: Vec<(NodeId, &'static str)> = Vec::new();
    let mut is_within = true;
    for node in dom.ancestors(leaf).take(64) {
        let tag = dom.tag(node);
        is_within &= is_inline(tag);
        if is_within {
            path.extend(kept_tag(tag).map(|kept| (node, kept)));
        } else if !is_linked || path.iter().any(|(_, kept)| *kept == "a") {
            break;
        } else if tag == "a" {
            path.push((node, "a"));
        }
    }
    path.reverse();
    path
}

/// Text with runs of white space made one; says whether it ends in one.
fn spaced_into(html: &mut String, text: &str, mut spaced: bool) -> bool {
    let mut tidy = String::with_capacity(text.len());
    for letter in text.chars() {
        if letter.is_whitespace() || letter.is_control() {
            if !spaced {
                tidy.push(' ');
            }
            spaced = true;
        } else if !matches!(letter, '\u{ad}' | '\u{200b}' | '\u{feff}' | '\u{2060}') {
            tidy.push(letter);
            spaced = false;
        }
    }
    escape_text_into(html, &tidy);
    spaced
}

fn close_to(open: &mut Vec<(NodeId, &'static str)>, keep: usize, html: &mut String) {
    while open.len() > keep {
        if let Some((_, tag)) = open.pop() {
            html.push_str("</");
            html.push_str(tag);
            html.push('>');
        }
    }
}

fn kept_tag(tag: &str) -> Option<&'static str> {
    [
        "a", "abbr", "b", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s", "small", "strong",
        "sub", "sup", "u",
    ]
    .into_iter()
    .find(|kept| *kept == tag)
}
