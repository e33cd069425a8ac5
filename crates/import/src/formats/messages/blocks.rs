//! A mail as the blocks that a reader sees, in their order: what stands out, what is linked, what is text.

use crate::markup::{Tag, Tags, escape, is_block, one_line};

/// One block. Its text is on one line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) text: String,
    /// The text with its links, escaped.
    pub(super) html: String,
    /// By its element, its weight or its size.
    pub(super) stands_out: bool,
    /// Of a block that is all one link.
    pub(super) link: Option<String>,
    /// Where the block ends in a short link: `… Read more`.
    pub(super) last_link: Option<String>,
    /// A line across, after which something else begins.
    pub(super) is_ruler: bool,
}

/// Longer than `Read the whole story on our site`, it is no invitation but a headline.
const INVITATION_CHARS: usize = 32;

/// Pixels from which letters are larger than a text's.
const LARGE_PIXELS: f32 = 18.0;

pub(super) fn html_blocks(html: &str) -> Vec<Block> {
    let mut reading = Reading::default();
    let mut at = 0;
    for tag in Tags::of(html) {
        reading.add_text(&html[at..tag.start]);
        reading.add_tag(&tag);
        at = tag.end;
    }
    reading.add_text(&html[at..]);
    reading.end_block();
    reading.blocks
}

/// Lines of plain text: those that are only an address are links, lines of signs are rulers, and what stands alone or
/// opens a paragraph without ending a sentence stands out.
pub(super) fn text_blocks(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut before_is_blank = true;
    let mut paragraph: Vec<&str> = Vec::new();
    for line in text.lines().map(str::trim).chain([""]) {
        let ruler = is_ruler(line);
        let address = address_line(line);
        if line.is_empty() || ruler || address.is_some() {
            end_paragraph(&mut paragraph, &mut blocks);
        }
        if ruler {
            blocks.push(Block { is_ruler: true, ..Block::default() });
        } else if let Some(link) = address {
            blocks.push(Block { text: line.to_owned(), link: Some(link), ..Block::default() });
        } else if !line.is_empty() {
            if before_is_blank && is_heading(line) {
                let text = without_number(line).to_owned();
                blocks.push(Block { html: escape(&text), text, stands_out: true, ..Block::default() });
            } else {
                paragraph.push(line);
            }
        }
        before_is_blank = line.is_empty() || ruler;
    }
    blocks
}

fn end_paragraph(lines: &mut Vec<&str>, blocks: &mut Vec<Block>) {
    if !lines.is_empty() {
        let text = lines.join(" ");
        blocks.push(Block { html: escape(&text), text, ..Block::default() });
        lines.clear();
    }
}

fn is_ruler(line: &str) -> bool {
    let mut signs = line.chars().filter(|c| !c.is_whitespace());
    let Some(first) = signs.next() else { return false };
    "-=_*~#·•─━═".contains(first) && line.chars().count() >= 3 && signs.all(|sign| sign == first)
}

/// `https://…`, also in angles, or behind some words: `Read more: https://…`.
fn address_line(line: &str) -> Option<String> {
    let at = line.find("http://").or_else(|| line.find("https://"))?;
    let (before, address) = line.split_at(at);
    let address = address.trim_end_matches(['>', ')', ']']);
    let is_label = before.chars().count() <= INVITATION_CHARS && !before.trim_end().ends_with('.');
    (is_label && !address.contains(char::is_whitespace)).then(|| address.to_owned())
}

fn is_heading(line: &str) -> bool {
    let words = line.split_whitespace().count();
    let length = line.chars().count();
    (3..=120).contains(&length) && words <= 20 && !line.ends_with(['.', ',', ';', ':', '。'])
        || length <= 120 && line.starts_with(|c: char| c.is_ascii_digit()) && without_number(line) != line
}

/// `3. Ferry returns` and `[3] Ferry returns` are the third headline.
fn without_number(line: &str) -> &str {
    let rest = line.trim_start_matches('[').trim_start_matches(|c: char| c.is_ascii_digit());
    let is_numbered = line.trim_start_matches('[').starts_with(|c: char| c.is_ascii_digit());
    match rest.strip_prefix(['.', ')', ']']) {
        Some(rest) if is_numbered && rest.starts_with(' ') => rest.trim_start(),
        _ => line,
    }
}

#[derive(Default)]
struct Reading {
    blocks: Vec<Block>,
    /// Open elements that change how their text looks.
    open: Vec<Look>,
    text: String,
    html: String,
    /// Letters that stand out, and letters in links.
    loud: usize,
    linked: usize,
    links: Vec<(String, String)>,
    link: Option<String>,
}

struct Look {
    name: Vec<u8>,
    loud: bool,
    hidden: bool,
}

/// Deeper, a mail's look is no longer followed; its text is.
const MOST_OPEN: usize = 200;

impl Reading {
    fn add_text(&mut self, between: &str) {
        let mut rest = between;
        while let Some((before, comment)) = rest.split_once("<!") {
            self.add_words(before);
            let end = if comment.starts_with("--") { "-->" } else { ">" };
            rest = comment.split_once(end).map_or("", |(_, after)| after);
        }
        self.add_words(rest);
    }

    fn add_words(&mut self, piece: &str) {
        if self.open.iter().any(|look| look.hidden) {
            return;
        }
        let decoded = html_escape::decode_html_entities(piece);
        // Newsletters fill what a list of mails would show of them with signs of no width.
        let words: String = decoded
            .chars()
            .filter(|c| !matches!(c, '\u{200b}'..='\u{200f}' | '\u{34f}' | '\u{ad}' | '\u{feff}' | '\u{2060}'))
            .collect();
        let letters = words.chars().filter(|c| !c.is_whitespace()).count();
        if self.open.iter().any(|look| look.loud) {
            self.loud += letters;
        }
        match &self.link {
            Some(address) => {
                self.linked += letters;
                match self.links.last_mut() {
                    Some((last, text)) if last == address => text.push_str(&words),
                    _ => self.links.push((address.clone(), words.clone())),
                }
                self.html.push_str(&format!("<a href=\"{}\">{}</a>", escape_value(address), escape(&words)));
            }
            None => self.html.push_str(&escape(&words)),
        }
        self.text.push_str(&words);
    }

    fn add_tag(&mut self, tag: &Tag<'_>) {
        let name = tag.name.as_bytes();
        match name {
            b"a" => {
                self.link = if tag.closes { None } else { tag.attribute("href").filter(|to| to.starts_with("http")) }
            }
            b"br" => {
                self.text.push(' ');
                self.html.push(' ');
            }
            b"hr" => {
                self.end_block();
                self.blocks.push(Block { is_ruler: true, ..Block::default() });
            }
            _ if is_part(name) => self.end_block(),
            _ => {}
        }
        if tag.closes {
            if let Some(at) = self.open.iter().rposition(|look| look.name == name) {
                self.open.truncate(at);
            }
        } else if !tag.closes_itself && !is_empty(name) && self.open.len() < MOST_OPEN {
            let style = tag.attribute("style").map(|style| style.to_ascii_lowercase()).unwrap_or_default();
            let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
            let hidden = style.contains("display:none") || tag.is_raw_text() || name == b"head";
            let loud = matches!(name, b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"b" | b"strong") || is_loud(&style);
            self.open.push(Look { name: name.to_vec(), loud, hidden });
        }
    }

    fn end_block(&mut self) {
        let text = one_line(&self.text);
        let html = one_line(&self.html);
        let letters = text.chars().filter(|c| !c.is_whitespace()).count();
        let links = std::mem::take(&mut self.links);
        let (loud, linked) = (std::mem::take(&mut self.loud), std::mem::take(&mut self.linked));
        self.text.clear();
        self.html.clear();
        if letters == 0 {
            return;
        }
        let link = match &links[..] {
            [(address, _)] if linked == letters => Some(address.clone()),
            _ => None,
        };
        let last_link = links.last().filter(|(_, words)| {
            let words = one_line(words);
            link.is_none() && text.ends_with(&words) && words.chars().count() <= INVITATION_CHARS
        });
        let last_link = last_link.map(|(address, _)| address.clone());
        self.blocks.push(Block { text, html, stands_out: loud == letters, link, last_link, is_ruler: false });
    }
}

impl Block {
    /// Words that call for a click, rather than say what has happened.
    pub(super) fn is_invitation(&self) -> bool {
        let words = self.text.split_whitespace().count();
        self.text.chars().count() <= INVITATION_CHARS && words < 5 && !self.stands_out
    }
}

fn escape_value(address: &str) -> String {
    html_escape::encode_double_quoted_attribute(address).into_owned()
}

fn is_loud(style: &str) -> bool {
    let value = |name: &str| {
        let at = style.find(name)? + name.len();
        Some(style[at..].split(';').next().unwrap_or_default().trim_end_matches("!important"))
    };
    let heavy = value("font-weight:")
        .is_some_and(|weight| weight.starts_with("bold") || weight.parse::<u32>().is_ok_and(|weight| weight >= 600));
    let large = value("font-size:").is_some_and(|size| {
        size.strip_suffix("px").and_then(|size| size.parse::<f32>().ok()).is_some_and(|size| size >= LARGE_PIXELS)
    });
    heavy || large
}

/// Cells are blocks too: newsletters are built of tables.
fn is_part(name: &[u8]) -> bool {
    is_block(name) || matches!(name, b"tbody" | b"td" | b"th" | b"dl" | b"center" | b"html" | b"head")
}

fn is_empty(name: &[u8]) -> bool {
    matches!(name, b"br" | b"hr" | b"img" | b"meta" | b"link" | b"input" | b"col" | b"area" | b"base" | b"wbr")
}
