//! A page as a tree in one vector: built by html5ever, walked by index.

use std::{borrow::Cow, cell::RefCell, collections::HashMap};

use html5ever::{
    Attribute, LocalName, Namespace, ParseOpts, QualName,
    interface::{ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink},
    ns, parse_document,
    tendril::{StrTendril, TendrilSink},
    tree_builder::TreeBuilderOpts,
};

use super::tokens;

pub type NodeId = u32;
/// The document node; also what a missing link points at, since nothing has it for child or sibling.
pub const ROOT: NodeId = 0;

pub enum Data {
    Root,
    Element(Element),
    Text(StrTendril),
    /// Comments, doctypes: no part of any text.
    Other,
}

pub struct Element {
    pub name: LocalName,
    ns: Namespace,
    attributes: Vec<Attribute>,
}

struct Node {
    parent: NodeId,
    first: NodeId,
    last: NodeId,
    before: NodeId,
    after: NodeId,
    data: Data,
}

const OPTIONS: TreeBuilderOpts = TreeBuilderOpts {
    scripting_enabled: false,
    exact_errors: false,
    iframe_srcdoc: false,
    drop_doctype: false,
    quirks_mode: QuirksMode::NoQuirks,
};

/// By html5ever's own tokenizer.
fn build_slowly(html: &str) -> Dom {
    let options = ParseOpts { tree_builder: OPTIONS, ..ParseOpts::default() };
    parse_document(Sink::new(), options).one(StrTendril::from_slice(html))
}

/// A parsed page. Nodes keep the order in which they opened.
pub struct Dom {
    nodes: Vec<Node>,
}

impl Dom {
    /// Parses a page or fragment. Markup beyond the limits of `html::cap` is dropped before.
    pub fn parse(html: &str) -> Dom {
        let html = crate::html::cap(html);
        let mut dom =
            if html.contains('\0') { build_slowly(&html) } else { tokens::build(&html, Sink::new(), OPTIONS) };
        dom.place_streamed();
        dom
    }

    /// Puts parts that a server sent late where they are shown. React streams them as hidden `<div id="S:1">` at the end
    /// of the page, and a script moves each to the place of `<template id="B:1">`, or of `P:1` within a part.
    fn place_streamed(&mut self) {
        let mut parts: HashMap<String, NodeId> = HashMap::new();
        let mut places: Vec<(String, NodeId)> = Vec::new();
        for id in 1..self.nodes.len() as NodeId {
            let Some(name) = self.attribute(id, "id") else { continue };
            match (self.tag(id), name.split_once(':')) {
                ("div", Some(("S", key))) if self.attribute(id, "hidden").is_some() => {
                    parts.insert(key.to_owned(), id);
                }
                ("template", Some(("B" | "P", key))) => places.push((key.to_owned(), id)),
                _ => {}
            }
        }
        for (key, place) in places {
            let Some(part) = parts.remove(&key) else { continue };
            // A part never goes into itself.
            if std::iter::once(place).chain(self.ancestors(place)).any(|above| above == part) {
                continue;
            }
            let parent = self.nodes[place as usize].parent;
            while let Some(child) = self.first_child(part) {
                detach(&mut self.nodes, child);
                insert(&mut self.nodes, parent, child, place);
            }
        }
    }

    pub fn element(&self, id: NodeId) -> Option<&Element> {
        match &self.nodes[id as usize].data {
            Data::Element(element) => Some(element),
            _ => None,
        }
    }

    pub fn text(&self, id: NodeId) -> Option<&str> {
        match &self.nodes[id as usize].data {
            Data::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The tag's name in lower case; empty for what is no element.
    pub fn tag(&self, id: NodeId) -> &str {
        self.element(id).map_or("", |element| &element.name)
    }

    pub fn attribute(&self, id: NodeId, name: &str) -> Option<&str> {
        self.element(id)?
            .attributes
            .iter()
            .find(|attribute| &*attribute.name.local == name)
            .map(|attribute| &*attribute.value)
    }

    pub fn attributes(&self, id: NodeId) -> impl Iterator<Item = (&str, &str)> {
        self.element(id)
            .into_iter()
            .flat_map(|element| element.attributes.iter().map(|attribute| (&*attribute.name.local, &*attribute.value)))
    }

    pub fn parent(&self, id: NodeId) -> Option<NodeId> {
        (id != ROOT).then(|| self.nodes[id as usize].parent)
    }

    pub fn first_child(&self, id: NodeId) -> Option<NodeId> {
        link(self.nodes[id as usize].first)
    }

    pub fn next(&self, id: NodeId) -> Option<NodeId> {
        link(self.nodes[id as usize].after)
    }

    pub fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        std::iter::successors(self.first_child(id), |&child| self.next(child))
    }

    pub fn ancestors(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        std::iter::successors(self.parent(id), |&node| self.parent(node))
    }

    /// The node and all below it in the order of the page.
    pub fn descendants(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        std::iter::successors(Some(id), move |&node| self.following(node, id, true))
    }

    /// The next node in the order of the page within `top`; without going into `node` where `inside` is false.
    pub fn following(&self, node: NodeId, top: NodeId, inside: bool) -> Option<NodeId> {
        if inside && let Some(child) = self.first_child(node) {
            return Some(child);
        }
        let mut node = node;
        loop {
            if node == top {
                return None;
            }
            if let Some(next) = self.next(node) {
                return Some(next);
            }
            node = self.nodes[node as usize].parent;
        }
    }

    pub fn find(&self, top: NodeId, tag: &str) -> Option<NodeId> {
        self.descendants(top).find(|&id| self.tag(id) == tag)
    }

    /// All text below, as it stands in the source: untidied.
    pub fn raw_text(&self, top: NodeId) -> String {
        let mut text = String::new();
        for id in self.descendants(top) {
            if let Some(piece) = self.text(id) {
                text.push_str(piece);
            }
        }
        text
    }

    pub fn len(&self) -> usize {
        self.nodes.len()
    }
}

fn link(id: NodeId) -> Option<NodeId> {
    (id != ROOT).then_some(id)
}

impl Node {
    fn new(data: Data) -> Node {
        Node { parent: ROOT, first: ROOT, last: ROOT, before: ROOT, after: ROOT, data }
    }
}

fn detach(nodes: &mut [Node], id: NodeId) {
    let Node { parent, before, after, .. } = nodes[id as usize];
    if before != ROOT {
        nodes[before as usize].after = after;
    } else if nodes[parent as usize].first == id {
        nodes[parent as usize].first = after;
    }
    if after != ROOT {
        nodes[after as usize].before = before;
    } else if nodes[parent as usize].last == id {
        nodes[parent as usize].last = before;
    }
    let node = &mut nodes[id as usize];
    (node.parent, node.before, node.after) = (ROOT, ROOT, ROOT);
}

/// Puts `id` under `parent` before `after`, or last where that is none.
fn insert(nodes: &mut [Node], parent: NodeId, id: NodeId, after: NodeId) {
    let before = if after == ROOT { nodes[parent as usize].last } else { nodes[after as usize].before };
    let node = &mut nodes[id as usize];
    (node.parent, node.before, node.after) = (parent, before, after);
    if before == ROOT {
        nodes[parent as usize].first = id;
    } else {
        nodes[before as usize].after = id;
    }
    if after == ROOT {
        nodes[parent as usize].last = id;
    } else {
        nodes[after as usize].before = id;
    }
}

struct Sink {
    nodes: RefCell<Vec<Node>>,
    /// Template elements and the nodes that hold their content, which hangs nowhere: it is not shown.
    templates: RefCell<Vec<(NodeId, NodeId)>>,
}

#[derive(Debug)]
struct Name(Namespace, LocalName);

impl ElemName for Name {
    fn ns(&self) -> &Namespace {
        &self.0
    }

    fn local_name(&self) -> &LocalName {
        &self.1
    }
}

impl Sink {
    fn new() -> Sink {
        Sink { nodes: RefCell::new(vec![Node::new(Data::Root)]), templates: RefCell::default() }
    }

    fn add(&self, data: Data) -> NodeId {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(Node::new(data));
        (nodes.len() - 1) as NodeId
    }

    fn detach(&self, id: NodeId) {
        detach(&mut self.nodes.borrow_mut(), id);
    }

    fn insert(&self, parent: NodeId, id: NodeId, after: NodeId) {
        insert(&mut self.nodes.borrow_mut(), parent, id, after);
    }

    fn add_text(&self, parent: NodeId, text: StrTendril, after: NodeId) {
        let neighbour = {
            let nodes = self.nodes.borrow();
            if after == ROOT { nodes[parent as usize].last } else { nodes[after as usize].before }
        };
        if neighbour != ROOT
            && let Data::Text(old) = &mut self.nodes.borrow_mut()[neighbour as usize].data
        {
            old.push_tendril(&text);
            return;
        }
        let id = self.add(Data::Text(text));
        self.insert(parent, id, after);
    }
}

impl TreeSink for Sink {
    type Handle = NodeId;
    type Output = Dom;
    type ElemName<'a> = Name;

    fn finish(self) -> Dom {
        Dom { nodes: self.nodes.into_inner() }
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> NodeId {
        ROOT
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> Name {
        match &self.nodes.borrow()[*target as usize].data {
            Data::Element(element) => Name(element.ns.clone(), element.name.clone()),
            _ => Name(ns!(), LocalName::from("")),
        }
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, flags: ElementFlags) -> NodeId {
        let id = self.add(Data::Element(Element { name: name.local, ns: name.ns, attributes }));
        if flags.template {
            let content = self.add(Data::Other);
            self.templates.borrow_mut().push((id, content));
        }
        id
    }

    fn create_comment(&self, _: StrTendril) -> NodeId {
        self.add(Data::Other)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> NodeId {
        self.add(Data::Other)
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        match child {
            NodeOrText::AppendNode(id) => {
                self.detach(id);
                self.insert(*parent, id, ROOT);
            }
            NodeOrText::AppendText(text) => self.add_text(*parent, text, ROOT),
        }
    }

    fn append_based_on_parent_node(&self, element: &NodeId, previous: &NodeId, child: NodeOrText<NodeId>) {
        let has_parent = {
            let nodes = self.nodes.borrow();
            let node = &nodes[*element as usize];
            node.parent != ROOT || nodes[ROOT as usize].first == *element
        };
        if has_parent { self.append_before_sibling(element, child) } else { self.append(previous, child) }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        self.templates
            .borrow()
            .iter()
            .rev()
            .find(|(template, _)| template == target)
            .map_or(*target, |&(_, content)| content)
    }

    fn same_node(&self, one: &NodeId, other: &NodeId) -> bool {
        one == other
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &NodeId, child: NodeOrText<NodeId>) {
        let parent = self.nodes.borrow()[*sibling as usize].parent;
        match child {
            NodeOrText::AppendNode(id) => {
                self.detach(id);
                self.insert(parent, id, *sibling);
            }
            NodeOrText::AppendText(text) => self.add_text(parent, text, *sibling),
        }
    }

    fn add_attrs_if_missing(&self, target: &NodeId, attributes: Vec<Attribute>) {
        if let Data::Element(element) = &mut self.nodes.borrow_mut()[*target as usize].data {
            for attribute in attributes {
                if !element.attributes.iter().any(|old| old.name == attribute.name) {
                    element.attributes.push(attribute);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &NodeId) {
        self.detach(*target);
    }

    fn reparent_children(&self, node: &NodeId, parent: &NodeId) {
        loop {
            let child = self.nodes.borrow()[*node as usize].first;
            if child == ROOT {
                break;
            }
            self.detach(child);
            self.insert(*parent, child, ROOT);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The tree must hold what a browser shows, in its order, however broken the markup is.
    #[test]
    fn broken_markup_keeps_its_text_in_order() {
        let dom =
            Dom::parse("<p>one<b>two<p>three</b><table>four<tr><td>five</table><template>not shown</template>six");
        let text = dom.raw_text(ROOT);
        assert_eq!(text, "onetwothreefourfivesix");
        assert_eq!(
            dom.descendants(ROOT).count(),
            dom.descendants(ROOT).collect::<std::collections::HashSet<_>>().len()
        );
    }

    /// Every node with its depth, name, attributes and words.
    fn outline(dom: &Dom) -> Vec<String> {
        dom.descendants(ROOT)
            .map(|id| {
                let depth = dom.ancestors(id).count();
                match &dom.nodes[id as usize].data {
                    Data::Element(Element { name, ns, .. }) => {
                        format!("{depth} {ns} {name} {:?}", dom.attributes(id).collect::<Vec<_>>())
                    }
                    Data::Text(text) => format!("{depth} {:?}", &**text),
                    Data::Root | Data::Other => depth.to_string(),
                }
            })
            .collect()
    }

    fn check_tokens(html: &str) {
        let html = html.replace('\0', "");
        assert_eq!(outline(&tokens::build(&html, Sink::new(), OPTIONS)), outline(&build_slowly(&html)), "{html}");
    }

    /// A tag that would take minutes is read for its first attributes, and what follows it is read as ever.
    #[test]
    fn a_tag_of_endless_attributes_is_read_in_time() {
        let attributes: String = (0..300_000).map(|n| format!(" a{n}=b")).collect();
        let dom = tokens::build(&format!("<p{attributes}>one</p><p c=d>two</p>"), Sink::new(), OPTIONS);
        let counts: Vec<usize> = dom.descendants(ROOT).map(|id| dom.attributes(id).count()).collect();
        assert!(counts.contains(&1_000) && counts.contains(&1), "{counts:?}");
        assert!(outline(&dom).iter().any(|line| line.ends_with("\"two\"")));
    }

    /// What our tokens make must be what html5ever's make, to the letter: one wrong step and the rest of a page is a script.
    #[test]
    fn tokens_are_those_of_the_standard() {
        let cases = [
            "\u{feff}<!DOCTYPE html PUBLIC \"-//W3C//DTD HTML 3.2//EN\"><p>x<table><tr><td>y",
            "<!doctype><p>x<table>",
            "<!doctype html",
            "<!DocType html SYSTEM 'about:legacy-compat' ><p><table>",
            "one\r\ntwo\rthree<pre>\r\nfour</pre><textarea>\n\nx</textarea>",
            "1 < 2 <3 <> </> </ x> </x <!x> <!-> <?pi x?> <!",
            "<",
            "</",
            "</p",
            "<p",
            "<p a",
            "<p a=",
            "<p a='",
            "<!--",
            "<!--><p>a<!---><p>b<!---->c<!--d--!>e<!-- -- f --->g<!----!>h<!--i--!x-->j<!--<!-->k<!--l-",
            "<p A=1 b='2' c = \"3\" d / e=/f/g h==i =j=k l\"m'n<o a=5 p=>q",
            "<br/><p/ x><img src=a/><p a=1/>",
            "&amp;&amp&ampx&notit;&notin;&nosuch;&x &&#38;&#x26&#38x&#xZ;&#;&#0;&#128;&#x110000;&#xD800;&#99999999999;&#13;&NotEqualTilde;&",
            "<a b='&amp=&ampx&amp;x&copy&copy=1&copy;=&not' c=&lt&gt;d e=\"&#65;&#x41\" f='&'>x",
            "<title>a &amp; <b> &lt;</titlex></TITLE >b<style>&amp;</p></style x=1>c<xmp><p></xmp/>d<textarea>&eacute;</textarea>",
            "<script>a<!--<script>b</script>c--></script>d<script><!-->e</script>f<script><!--<scriptx></script>g",
            "<script><!-- <script> </script> </script>h<script><!-- <script> --> </script>i<script><!-</script>j</script",
            "<plaintext>a</plaintext>&amp;",
            "<noscript><p>x</noscript><iframe><p>x</iframe>y<noembed>&lt;</noembed>",
            "<svg><![CDATA[a<b>]]>c<title><![CDATA[d]]></title><path d='x'/><style><p></style></svg><![CDATA[e]]>",
            "<math><mi>x<![CDATA[&amp;",
            "<table>a<tr>b<td>c</table><select><option>d<p>e</select><frameset>",
            "<P CLASS=A><ÄÖ><p Ä=1><x-y data-Z=1>\u{1f600}&\u{e9};</x-y>",
            "<input type=hidden><table><input type=hidden>",
            "<template><td>x</template><svg><script>&amp;<p></script>",
            "<p a=1 a=2 A=3>",
            "<b><b><b><b>x</b><p>y",
        ];
        cases.into_iter().for_each(check_tokens);
        for case in cases {
            (0..case.len()).filter(|cut| case.is_char_boundary(*cut)).for_each(|cut| check_tokens(&case[..cut]));
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(600))]

        #[test]
        fn tokens_are_those_of_the_standard_whatever_is_put_together(
            pieces in prop::collection::vec(prop::sample::select(&[
                "<", ">", "/", "=", "\"", "'", "&", ";", "#", "x", " ", "\n", "\r", "-", "--", "!", "<!--", "-->", "--!>", "<!",
                "</", "<?", "]]>", "<![CDATA[", "<p", "</p>", "<a href=", "<b>", "</b>", "<table>", "<td>", "<script", "<script>",
                "</script>", "</script", "<style>", "</style>", "<title>", "</title>", "<textarea>", "</textarea>", "<svg>",
                "</svg>", "<math>", "<!DOCTYPE html>", "<!doctype ", "PUBLIC", "&amp", "&amp;", "&not", "&notin;", "&#", "&#x41;",
                "&#1", "a", "A", "é", "<select>", "<option>", "<plaintext>", "<template>", "</template>", "<br/>", "<li>", "\u{c}",
            ][..]), 0..40)
        ) {
            check_tokens(&pieces.concat());
        }
    }
}
