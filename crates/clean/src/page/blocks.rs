//! A tree cut into the stretches of text that a reader sees as one: paragraphs, headings, list items, table rows, captions.

use super::dom::{Dom, NodeId};
use crate::text::tidy_line;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Paragraph,
    /// 1 to 6.
    Heading(u8),
    Item,
    Quote,
    /// Lines are kept.
    Preformatted,
    /// One row of a table, cells parted by bars.
    Row,
    Caption,
}

/// A stretch of text and where it stands.
#[derive(Clone, Debug)]
pub struct Block {
    pub kind: Kind,
    pub text: String,
    /// The innermost block element around it.
    pub node: NodeId,
    /// Texts, line breaks and images in order.
    pub leaves: Vec<NodeId>,
    /// Characters, and how many of them stand in links.
    pub chars: usize,
    pub linked: usize,
    /// Characters that count as text: sentences, not labels and links.
    pub mass: f32,
}

/// What is done with an element that the walk comes to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Into,
    Over,
}

/// All blocks below `top` in the order of the page. `step` may leave elements out.
pub fn blocks(dom: &Dom, top: NodeId, step: &mut dyn FnMut(NodeId) -> Step) -> Vec<Block> {
    let mut walk = Walk { dom, found: Vec::new(), open: Open::default(), breaks: 0 };
    let context = Context { kind: Kind::Paragraph, node: top, link: false, row: false };
    walk.children(top, context, step);
    walk.flush();
    walk.found
}

/// Elements whose content is no text of the page.
pub fn is_unseen(tag: &str) -> bool {
    matches!(
        tag,
        "script"
            | "style"
            | "noscript"
            | "template"
            | "head"
            | "svg"
            | "math"
            | "iframe"
            | "object"
            | "embed"
            | "canvas"
            | "audio"
            | "video"
            | "select"
            | "textarea"
            | "button"
            | "input"
            | "datalist"
            | "dialog"
            | "map"
            | "progress"
            | "meter"
            | "frameset"
            | "noembed"
            | "noframes"
    )
}

pub fn is_inline(tag: &str) -> bool {
    matches!(
        tag,
        "a" | "abbr"
            | "acronym"
            | "b"
            | "bdi"
            | "bdo"
            | "big"
            | "cite"
            | "code"
            | "data"
            | "del"
            | "dfn"
            | "em"
            | "font"
            | "i"
            | "ins"
            | "kbd"
            | "label"
            | "mark"
            | "nobr"
            | "q"
            | "rp"
            | "rt"
            | "ruby"
            | "s"
            | "samp"
            | "small"
            | "span"
            | "strike"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "tt"
            | "u"
            | "var"
            | "wbr"
            | "img"
            | "picture"
            | "source"
    )
}

#[derive(Clone, Copy)]
struct Context {
    kind: Kind,
    node: NodeId,
    link: bool,
    row: bool,
}

#[derive(Default)]
struct Open {
    context: Option<Context>,
    raw: String,
    leaves: Vec<NodeId>,
    seen: usize,
    linked: usize,
}

struct Walk<'a> {
    dom: &'a Dom,
    found: Vec<Block>,
    open: Open,
    breaks: u8,
}

impl Walk<'_> {
    fn children(&mut self, node: NodeId, context: Context, step: &mut dyn FnMut(NodeId) -> Step) {
        for child in self.dom.children(node) {
            self.node(child, context, step);
        }
    }

    fn node(&mut self, node: NodeId, context: Context, step: &mut dyn FnMut(NodeId) -> Step) {
        if let Some(text) = self.dom.text(node) {
            self.text(node, text, context);
            return;
        }
        let Some(element) = self.dom.element(node) else { return };
        let tag = &*element.name;
        if tag == "br" {
            self.line_break(node, context);
            return;
        }
        if is_unseen(tag) || step(node) == Step::Over {
            // A widget between two texts parts them, unless it stands within a line.
            if !is_inline(tag)
                && tag != "script"
                && tag != "style"
                && tag != "svg"
                && tag != "noscript"
                && tag != "math"
                && tag != "button"
                && tag != "input"
            {
                self.flush();
            }
            return;
        }
        if tag == "img" {
            self.open.leaves.push(node);
            return;
        }
        if is_inline(tag) || tag.contains('-') {
            let link = context.link || tag == "a";
            self.children(node, Context { link, ..context }, step);
            return;
        }
        if context.row {
            // Inside a row only cells part the text.
            if matches!(tag, "td" | "th") && !self.open.raw.trim().is_empty() {
                self.open.raw.push_str(" | ");
            } else {
                self.open.raw.push(' ');
            }
            self.children(node, context, step);
            self.open.raw.push(' ');
            return;
        }
        self.flush();
        let inner = self.context_in(node, tag, context);
        self.children(node, inner, step);
        self.flush();
    }

    fn context_in(&self, node: NodeId, tag: &str, context: Context) -> Context {
        let kind = match tag {
            "h1" => Kind::Heading(1),
            "h2" => Kind::Heading(2),
            "h3" => Kind::Heading(3),
            "h4" => Kind::Heading(4),
            "h5" => Kind::Heading(5),
            "h6" => Kind::Heading(6),
            "li" | "dt" | "dd" => Kind::Item,
            "blockquote" => Kind::Quote,
            "pre" => Kind::Preformatted,
            "figcaption" => Kind::Caption,
            // A page laid out by tables has whole articles in its cells.
            "tr" if is_data_row(self.dom, node) => return Context { kind: Kind::Row, node, row: true, ..context },
            "td" | "th" | "article" | "section" | "aside" | "nav" | "header" | "footer" | "main"
                if !matches!(context.kind, Kind::Caption) =>
            {
                Kind::Paragraph
            }
            _ => context.kind,
        };
        Context { kind, node, ..context }
    }

    fn text(&mut self, node: NodeId, text: &str, context: Context) {
        if text.trim().is_empty() {
            self.open.raw.push(' ');
            if !self.open.leaves.is_empty() {
                self.open.leaves.push(node);
            }
            return;
        }
        self.breaks = 0;
        if self.open.context.is_none() {
            self.open.context = Some(context);
        }
        let seen = letters_in(text);
        self.open.seen += seen;
        if context.link {
            self.open.linked += seen;
        }
        self.open.raw.push_str(text);
        self.open.leaves.push(node);
    }

    fn line_break(&mut self, node: NodeId, context: Context) {
        self.breaks += 1;
        if self.breaks >= 2 && !context.row && context.kind != Kind::Preformatted {
            self.flush();
        } else {
            self.open.raw.push('\n');
            self.open.leaves.push(node);
        }
    }

    fn flush(&mut self) {
        self.breaks = 0;
        let open = std::mem::take(&mut self.open);
        let Some(context) = open.context else { return };
        let text = if context.kind == Kind::Preformatted { preformatted(&open.raw) } else { tidy_line(&open.raw) };
        if text.is_empty() {
            return;
        }
        self.found.push(Block {
            mass: mass_of(context.kind, &text, open.seen, open.linked),
            kind: context.kind,
            chars: open.seen,
            linked: open.linked,
            text,
            node: context.node,
            leaves: open.leaves,
        });
    }
}

/// Characters that are no blanks.
fn letters_in(text: &str) -> usize {
    if text.is_ascii() {
        return text.bytes().filter(|byte| !matches!(byte, b'\t'..=b'\r' | b' ')).count();
    }
    text.chars().filter(|c| !c.is_whitespace()).count()
}

fn mass_of(kind: Kind, text: &str, chars: usize, linked: usize) -> f32 {
    let free = chars.saturating_sub(linked);
    if matches!(kind, Kind::Heading(_) | Kind::Caption) || linked * 2 > chars {
        return 0.0;
    }
    let dense = !text.is_ascii() && text.chars().any(|c| ('\u{2e80}'..'\u{fa00}').contains(&c));
    let least = if dense { 12 } else { 30 };
    let sentence =
        text.ends_with(['.', '!', '?', '”', '"', '»', '。', '！', '？', ':', '…', '؟', ')', '।', '“', ';', ',']);
    if free < least || (!sentence && free < least * 3) { free as f32 * 0.1 } else { free as f32 }
}

fn preformatted(raw: &str) -> String {
    let lines: Vec<&str> = raw.lines().map(str::trim_end).collect();
    lines.join("\n").trim_matches('\n').to_owned()
}

/// Whether a row holds short cells of data rather than the columns of a laid-out page.
fn is_data_row(dom: &Dom, row: NodeId) -> bool {
    let mut cells = 0;
    for cell in dom.children(row).filter(|&cell| matches!(dom.tag(cell), "td" | "th")) {
        cells += 1;
        let mut length = 0;
        for below in dom.descendants(cell) {
            match dom.tag(below) {
                "table" | "h1" | "article" => return false,
                "" => length += dom.text(below).map_or(0, str::len),
                _ => {}
            }
            if length > 1500 {
                return false;
            }
        }
        if dom.children(cell).filter(|&child| dom.tag(child) == "p").count() > 2 {
            return false;
        }
    }
    cells >= 2
}
