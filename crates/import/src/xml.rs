//! XML as a tree, read leniently: feeds and exports are often broken in one place and fine elsewhere.
//! Entities of a document's own and anything external are never followed: they stay as they are written.

use std::rc::Rc;

use articles::ProblemCode;
use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

use crate::{limits::XML_DEPTH, markup, reader::Stop};

#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Element {
    /// Local name as written.
    pub(crate) name: String,
    /// The namespace's address; where the prefix is bound to none, the prefix.
    pub(crate) space: Rc<str>,
    /// Local names and values, in order; namespace declarations left out.
    pub(crate) attributes: Vec<(String, String)>,
    pub(crate) children: Vec<Node>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Node {
    Element(Element),
    Text(String),
}

#[derive(Debug)]
pub(crate) struct Parsed {
    pub(crate) root: Element,
    /// How often the document was no XML; what could be read around is in the tree.
    pub(crate) faults: usize,
}

/// Told of the elements that an item stands in, and of the item.
pub(crate) type TakeItem<'a> = dyn FnMut(&[Element], Element) -> Result<(), Stop> + 'a;

/// The local name of the first element of some text that looks like XML.
pub(crate) fn root_name(text: &str) -> Option<String> {
    let mut rest = text.trim_start_matches('\u{feff}').trim_start();
    while let Some(after) = rest.strip_prefix("<?").or_else(|| rest.strip_prefix("<!")) {
        let end = match after {
            comment if comment.starts_with("--") => comment.find("-->").map(|end| end + 3),
            // An internal subset may hold brackets of its own.
            doctype if doctype.contains('[') && doctype.find('[') < doctype.find('>') => {
                doctype.find("]>").or_else(|| doctype.find("] >").map(|end| end + 1)).map(|end| end + 2)
            }
            other => other.find('>').map(|end| end + 1),
        }?;
        rest = after[end..].trim_start();
    }
    let tag = rest.strip_prefix('<')?;
    let name = &tag[..tag.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))?];
    let local = name.rsplit(':').next().unwrap_or(name);
    let is_name = local.starts_with(char::is_alphabetic)
        && local.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'));
    is_name.then(|| local.to_owned())
}

pub(crate) fn parse(text: &str) -> Result<Parsed, Stop> {
    parse_items(text, &|_| false, &mut |_, _| Ok(()))
}

/// The same, but elements of some names are handed out as they end, with those they stand in, and not kept.
pub(crate) fn parse_items(
    text: &str,
    is_item: &dyn Fn(&str) -> bool,
    found: &mut TakeItem<'_>,
) -> Result<Parsed, Stop> {
    let mut tree = Tree { open: vec![Element::default()], spaces: Vec::new(), is_item, found };
    let mut faults = 0;
    let mut rest = text;
    while !rest.is_empty() {
        let mut reader = Reader::from_str(rest);
        let config = reader.config_mut();
        config.allow_dangling_amp = true;
        config.allow_unmatched_ends = true;
        config.check_end_names = false;
        let mut at = 0;
        loop {
            match reader.read_event() {
                Ok(Event::Eof) => {
                    rest = "";
                    break;
                }
                Ok(event) => tree.take(event)?,
                Err(_) => {
                    // The sign that could not be read is text; what follows it is tried again.
                    faults += 1;
                    let from = at.max(usize::try_from(reader.error_position()).unwrap_or(at)).min(rest.len());
                    rest = skip_fault(rest, from, &mut tree);
                    break;
                }
            }
            at = usize::try_from(reader.buffer_position()).unwrap_or(at);
        }
        if faults > 1000 {
            return Err(Stop::refuse(ProblemCode::Damaged, "no XML"));
        }
    }
    while tree.open.len() > 1 {
        faults += 1;
        tree.end_innermost()?;
    }
    let document = tree.open.pop().unwrap_or_default();
    let root = document.children.into_iter().find_map(|node| match node {
        Node::Element(element) => Some(element),
        Node::Text(_) => None,
    });
    match root {
        Some(root) => Ok(Parsed { root, faults }),
        None => Err(Stop::refuse(ProblemCode::Damaged, "no XML")),
    }
}

impl Element {
    /// The first child of a name, whatever its namespace.
    pub(crate) fn child(&self, name: &str) -> Option<&Element> {
        self.elements().find(|child| child.name == name)
    }

    pub(crate) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    pub(crate) fn children<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.elements().filter(move |child| child.name == name)
    }

    pub(crate) fn path(&self, names: &[&str]) -> Option<&Element> {
        names.iter().try_fold(self, |element, name| element.child(name))
    }

    /// Itself and all below, in the document's order.
    pub(crate) fn walk(&self) -> Vec<&Element> {
        let mut all = Vec::new();
        self.push_all(&mut all);
        all
    }

    fn push_all<'a>(&'a self, all: &mut Vec<&'a Element>) {
        all.push(self);
        self.elements().for_each(|element| element.push_all(all));
    }

    /// The first below, at any depth, in the document's order.
    pub(crate) fn find(&self, name: &str) -> Option<&Element> {
        self.elements().find_map(|child| if child.name == name { Some(child) } else { child.find(name) })
    }

    /// Words beside its elements.
    pub(crate) fn has_own_text(&self) -> bool {
        self.elements().next().is_some()
            && self.children.iter().any(|node| matches!(node, Node::Text(text) if !text.trim().is_empty()))
    }

    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// All text below, as it stands.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        self.push_text(&mut text);
        text
    }

    /// All text below on one line; none where there is only blank.
    pub(crate) fn line(&self) -> Option<String> {
        markup::filled(markup::one_line(&self.text()))
    }

    /// What is in it as HTML: names in lower case, attributes as they are.
    pub(crate) fn inner_html(&self) -> String {
        let mut html = String::new();
        for node in &self.children {
            push_html(node, &mut html);
        }
        html
    }

    fn push_text(&self, text: &mut String) {
        for node in &self.children {
            match node {
                Node::Text(piece) => text.push_str(piece),
                Node::Element(element) => element.push_text(text),
            }
        }
    }
}

struct Tree<'a> {
    /// The document, and the elements that are open.
    open: Vec<Element>,
    /// Depth, prefix and address, the latest last.
    spaces: Vec<(usize, String, Rc<str>)>,
    is_item: &'a dyn Fn(&str) -> bool,
    found: &'a mut TakeItem<'a>,
}

impl Tree<'_> {
    fn take(&mut self, event: Event<'_>) -> Result<(), Stop> {
        match event {
            Event::Start(tag) => self.begin(&tag),
            Event::Empty(tag) => {
                self.begin(&tag)?;
                self.end_innermost()
            }
            Event::End(tag) => self.end(tag.local_name().as_ref()),
            Event::Text(text) => {
                self.push_text(&text);
                Ok(())
            }
            Event::CData(text) => {
                self.push_text(&text);
                Ok(())
            }
            Event::GeneralRef(reference) => {
                let written = format!("&{};", &*reference);
                self.push_text(&html_escape::decode_html_entities(&written));
                Ok(())
            }
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) | Event::Eof => Ok(()),
        }
    }

    fn begin(&mut self, tag: &BytesStart<'_>) -> Result<(), Stop> {
        if self.open.len() > XML_DEPTH {
            return Err(Stop::refuse(ProblemCode::TooLarge, format!("nested more than {XML_DEPTH} deep")));
        }
        let depth = self.open.len();
        let mut attributes = Vec::new();
        for attribute in tag.html_attributes().with_checks(false).flatten() {
            let value = html_escape::decode_html_entities(&*attribute.value).into_owned();
            let (local, prefix) = attribute.key.decompose();
            match prefix.as_ref().map(AsRef::as_ref) {
                Some("xmlns") => self.spaces.push((depth, local.as_ref().to_owned(), value.into())),
                None if local.as_ref() == "xmlns" => self.spaces.push((depth, String::new(), value.into())),
                _ => attributes.push((local.as_ref().to_owned(), value)),
            }
        }
        let (local, prefix) = tag.name().decompose();
        let prefix = prefix.as_ref().map_or("", AsRef::as_ref);
        let bound = self.spaces.iter().rev().find(|(_, name, _)| name == prefix);
        let space = bound.map_or_else(|| Rc::from(prefix), |(_, _, space)| space.clone());
        self.open.push(Element { name: local.as_ref().to_owned(), space, attributes, children: Vec::new() });
        Ok(())
    }

    /// Ends the nearest open element of the name, and all in it; an end of nothing is passed over.
    fn end(&mut self, name: &str) -> Result<(), Stop> {
        if let Some(at) = self.open.iter().skip(1).rposition(|element| element.name == name) {
            while self.open.len() > at + 1 {
                self.end_innermost()?;
            }
        }
        Ok(())
    }

    fn end_innermost(&mut self) -> Result<(), Stop> {
        if self.open.len() < 2 {
            return Ok(());
        }
        let Some(element) = self.open.pop() else { return Ok(()) };
        let depth = self.open.len();
        self.spaces.retain(|(at, _, _)| *at < depth);
        if (self.is_item)(&element.name) {
            return (self.found)(&self.open[1..], element);
        }
        if let Some(parent) = self.open.last_mut() {
            parent.children.push(Node::Element(element));
        }
        Ok(())
    }

    fn push_text(&mut self, piece: &str) {
        let Some(parent) = self.open.last_mut() else { return };
        match parent.children.last_mut() {
            Some(Node::Text(text)) => text.push_str(piece),
            _ => parent.children.push(Node::Text(piece.to_owned())),
        }
    }
}

/// Goes on behind the sign at fault.
fn skip_fault<'a>(text: &'a str, from: usize, tree: &mut Tree<'_>) -> &'a str {
    let from = text.floor_char_boundary(from);
    let after = text[from..].chars().next().map_or(from, |c| from + c.len_utf8());
    tree.push_text(&text[from..after]);
    // Up to the next tag nothing can be at fault.
    let next = text[after..].find('<').map_or(text.len(), |next| after + next);
    tree.push_text(&text[after..next]);
    &text[next..]
}

fn push_html(node: &Node, html: &mut String) {
    match node {
        Node::Text(text) => html.push_str(&html_escape::encode_text(text)),
        Node::Element(element) => {
            let name = element.name.to_ascii_lowercase();
            html.push('<');
            html.push_str(&name);
            for (key, value) in &element.attributes {
                html.push_str(&format!(" {key}=\"{}\"", html_escape::encode_double_quoted_attribute(value)));
            }
            html.push('>');
            if !matches!(name.as_str(), "br" | "hr" | "img" | "input" | "meta" | "link" | "source" | "wbr") {
                element.children.iter().for_each(|child| push_html(child, html));
                html.push_str(&format!("</{name}>"));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        let parsed = parse(text).unwrap();
        let mut html = String::new();
        push_html(&Node::Element(parsed.root), &mut html);
        html
    }

    /// One wrong sign in a feed of a hundred entries must not lose the other ninety-nine.
    #[test]
    fn reads_around_faults() {
        let check = |text: &str, html: &str| assert_eq!(read(text), html, "{text}");
        check("<a><b>1</b></a>", "<a><b>1</b></a>");
        check("<a><b>1<c>2</b>3</a>", "<a><b>1<c>2</c></b>3</a>");
        check("<a>1</b>2</a>", "<a>12</a>");
        check("<a>x & y &nbsp;&eacute;&#x41;</a>", "<a>x &amp; y \u{a0}éA</a>");
        check("<a><![CDATA[<p>1]]></a>", "<a>&lt;p&gt;1</a>");
        check("<a b=1 c='2' d=\"&lt;\"/>", "<a b=\"1\" c=\"2\" d=\"&lt;\"></a>");
        check("<a><b>1", "<a><b>1</b></a>");
        check("<?xml version=\"1.0\"?><!-- x --><n:a xmlns:n=\"u\"><n:b/></n:a>", "<a><b></b></a>");
    }

    /// An entity of the document's own would be read from a disk or multiplied a million times.
    #[test]
    fn follows_no_entity() {
        let bomb = "<!DOCTYPE a [<!ENTITY x \"yy\"><!ENTITY f SYSTEM \"file:///etc/passwd\">]><a>&x;&f;</a>";
        assert_eq!(parse(bomb).unwrap().root.text(), "&x;&f;");
    }

    #[test]
    fn refuses_depth_before_it_hurts() {
        assert!(parse(&"<a>".repeat(255)).is_ok());
        assert!(parse(&"<a>".repeat(300)).is_err());
    }

    #[test]
    fn tells_the_root_without_reading_the_document() {
        let check = |text: &str, name: Option<&str>| assert_eq!(root_name(text).as_deref(), name, "{text}");
        check("<?xml version='1.0'?>\n<!-- a > b -->\n<rss version=2>", Some("rss"));
        check("<!DOCTYPE nitf SYSTEM \"nitf.dtd\"><nitf>", Some("nitf"));
        check("<!DOCTYPE a [ <!ENTITY x \"<b>\"> ]>\n<atom:feed ", Some("feed"));
        check("no xml", None);
        check("<3 you", None);
    }

    /// Whatever is cut, what was read before is there.
    #[test]
    fn ends_at_every_cut() {
        let text = "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY x 'y'>]><a b='c'><!-- d --><![CDATA[e]]>&f;g</a>";
        for cut in 0..text.len() {
            let _ = parse(&text[..cut]);
        }
    }
}
