//! Pictures of a page: which of them belong to its article, where they stand, and which came with the file.

use std::collections::{HashMap, HashSet};

use articles::{KeptPicture, Picture};

use super::{
    blocks::Block,
    dom::{Dom, NodeId, ROOT},
};
use crate::{
    html::escape_into,
    pictures::{
        MAX_BYTES, MAX_PICTURE_BYTES, MAX_PICTURES, TRACKER, is_tracker, keep_picture, read_data_address, unescape,
    },
    text::tidy_line,
    urls,
};

/// A description is read aloud; longer ones are a text of their own.
const ALT_CHARS: usize = 500;

/// A picture at its place between the blocks of a body.
pub struct Placed {
    /// How many blocks of the body stand before it.
    pub after: usize,
    pub image: NodeId,
    /// What stands under it: indexes of captions.
    pub captions: Vec<usize>,
}

/// Where pictures and blocks stand on a page, and what is below each node.
pub struct Places<'a> {
    dom: &'a Dom,
    top: NodeId,
    order: Vec<u32>,
    /// Of blocks below each node: of the article, and of what is none.
    own: Vec<u32>,
    others: Vec<u32>,
    /// Blocks of the body alone.
    body: Vec<u32>,
}

impl<'a> Places<'a> {
    /// `own` and `others` tell the blocks of the article, its headline and captions among them, from the rest.
    pub fn new<'b>(
        dom: &'a Dom,
        top: NodeId,
        body: &'b [Block],
        own: impl Iterator<Item = &'b Block>,
        others: impl Iterator<Item = &'b Block>,
    ) -> Places<'a> {
        let mut order = vec![0; dom.len()];
        for (at, node) in dom.descendants(top).enumerate() {
            order[node as usize] = at as u32 + 1;
        }
        let (own, others, body) = (count(dom, own), count(dom, others), count(dom, body.iter()));
        Places { dom, top, order, own, others, body }
    }

    /// Where a block's text begins.
    pub fn start(&self, block: &Block) -> u32 {
        let text = block.leaves.iter().find(|&&leaf| self.dom.text(leaf).is_some_and(|text| !text.trim().is_empty()));
        self.order[*text.unwrap_or(&block.node) as usize]
    }

    pub fn order(&self, node: NodeId) -> u32 {
        self.order[node as usize]
    }

    pub fn images(&self) -> Vec<NodeId> {
        self.dom.descendants(self.top).filter(|&node| is_shown(self.dom, node)).collect()
    }

    /// Whether the first text around a picture is the article's. Beside a teaser or a name stands another one's picture.
    pub fn is_among_own(&self, image: NodeId) -> bool {
        self.dom
            .ancestors(image)
            .find(|&node| self.own[node as usize] + self.others[node as usize] > 0)
            .is_none_or(|node| self.own[node as usize] > 0)
    }

    /// The picture that a caption speaks of: the nearest before it, else after it, in the smallest part that holds both and
    /// none of the text.
    pub fn image_of(&self, caption: &Block, images: &[NodeId]) -> Option<NodeId> {
        let at = self.start(caption);
        for node in std::iter::once(caption.node).chain(self.dom.ancestors(caption.node)).take(7) {
            let inside: Vec<NodeId> =
                images.iter().copied().filter(|&image| self.dom.ancestors(image).any(|above| above == node)).collect();
            let before = inside.iter().rev().find(|&&image| self.order(image) < at);
            if let Some(&image) = before.or(inside.first()) {
                return Some(image);
            }
            if self.body[node as usize] > 0 || self.dom.tag(node) == "figure" {
                return None;
            }
        }
        None
    }

    /// Puts pictures and their captions between the blocks of the body.
    pub fn place(&self, body: &[Block], captions: &[Block], images: &[NodeId]) -> Vec<Placed> {
        let spoken: Vec<Option<NodeId>> = captions.iter().map(|caption| self.image_of(caption, images)).collect();
        let starts: Vec<u32> = body.iter().map(|block| self.start(block)).collect();
        images
            .iter()
            .map(|&image| Placed {
                after: starts.iter().filter(|start| **start < self.order(image)).count(),
                image,
                captions: (0..captions.len()).filter(|&at| spoken[at] == Some(image)).collect(),
            })
            .collect()
    }
}

/// How many of the blocks are below each node.
fn count<'b>(dom: &Dom, blocks: impl Iterator<Item = &'b Block>) -> Vec<u32> {
    let mut below = vec![0; dom.len()];
    for block in blocks {
        for node in std::iter::once(block.node).chain(dom.ancestors(block.node)) {
            below[node as usize] += 1;
        }
    }
    below
}

/// An image that is not plainly a tracker.
fn is_shown(dom: &Dom, node: NodeId) -> bool {
    let size = |name: &str| dom.attribute(node, name)?.trim().trim_end_matches("px").parse::<f32>().ok();
    dom.tag(node) == "img"
        && !["width", "height"].iter().filter_map(|name| size(name)).any(|size| size <= TRACKER as f32)
}

/// The pictures that an article shows: kept ones with their bytes, remote ones by their address.
pub struct Album<'a> {
    base: Option<&'a str>,
    given: HashMap<String, &'a Picture>,
    /// Values of a page's own properties, to which SingleFile moves a picture that is shown twice.
    properties: HashMap<String, String>,
    shown: HashSet<String>,
    bytes: usize,
    pub kept: Vec<KeptPicture>,
}

impl<'a> Album<'a> {
    pub fn new(dom: &Dom, base: Option<&'a str>, given: &'a [Picture]) -> Album<'a> {
        let mut by_name = HashMap::new();
        for picture in given {
            for name in names(base, &picture.address) {
                by_name.entry(name).or_insert(picture);
            }
        }
        let (shown, kept) = (HashSet::new(), Vec::new());
        Album { base, given: by_name, properties: properties(dom), shown, bytes: 0, kept }
    }

    /// Puts a picture into HTML, with its caption (HTML, too) where it has one, and says its address; none where there is nothing to show.
    pub fn show(&mut self, dom: &Dom, image: NodeId, caption: &str, html: &mut String) -> Option<String> {
        let (address, size) = self.find(dom, image)?;
        if !self.shown.insert(address.clone()) {
            return Some(address);
        }
        let alt: String = tidy_line(dom.attribute(image, "alt").unwrap_or_default()).chars().take(ALT_CHARS).collect();
        html.push_str(if caption.is_empty() { "" } else { "<figure>" });
        html.push_str(if size.is_some() { "<img src=\"" } else { "<img data-src=\"" });
        escape_into(html, &address);
        html.push_str("\" alt=\"");
        escape_into(html, &alt);
        html.push('"');
        if let Some((width, height)) = size {
            html.push_str(&format!(" width=\"{width}\" height=\"{height}\""));
        }
        html.push('>');
        if !caption.is_empty() {
            html.push_str("<figcaption>");
            html.push_str(caption);
            html.push_str("</figcaption></figure>");
        }
        html.push('\n');
        Some(address)
    }

    /// The address of what an image shows, and its size where it is kept.
    fn find(&mut self, dom: &Dom, image: NodeId) -> Option<(String, Option<(u32, u32)>)> {
        let addresses = self.addresses(dom, image);
        for address in &addresses {
            let Some(picture) = self.bytes_of(address).and_then(keep_picture) else { continue };
            let found = (picture.address(), Some((picture.width, picture.height)));
            if self.kept.iter().any(|kept| kept.hash == picture.hash) {
                return Some(found);
            }
            let is_over = self.bytes + picture.bytes.len() > MAX_BYTES || self.kept.len() >= MAX_PICTURES;
            // A dot often holds the place of the picture that a script would load.
            if !is_tracker(&picture) && !is_over {
                self.bytes += picture.bytes.len();
                self.kept.push(picture);
                return Some(found);
            }
        }
        let remote = addresses.iter().filter(|address| !is_inside(address));
        let remote = remote.filter_map(|address| urls::resolve(self.base, address));
        remote.into_iter().find(|address| address.starts_with("http")).map(|address| (address, None))
    }

    /// All that may lead to an image's bytes: its own addresses, those that scripts would load, its largest sizes.
    fn addresses(&self, dom: &Dom, image: NodeId) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        let mut add = |address: &str| {
            let address = address.trim();
            if !address.is_empty() && !address.starts_with('#') && !found.iter().any(|one| one == address) {
                found.push(address.to_owned());
            }
        };
        if let Some(property) = dom.attribute(image, "style").and_then(named_property)
            && let Some(address) = self.properties.get(property)
        {
            add(address);
        }
        // What a script would put in place of `src` comes first: that is the picture, `src` a blank or a small one.
        for name in ["data-src", "data-original", "data-lazy-src", "data-full-src", "src"] {
            dom.attribute(image, name).into_iter().for_each(&mut add);
        }
        let picture = dom.parent(image).filter(|&above| dom.tag(above) == "picture");
        let sources =
            picture.into_iter().flat_map(|above| dom.children(above)).filter(|&node| dom.tag(node) == "source");
        for node in std::iter::once(image).chain(sources) {
            for name in ["srcset", "data-srcset", "data-lazy-srcset"] {
                dom.attribute(node, name).and_then(largest).into_iter().for_each(&mut add);
            }
        }
        found
    }

    fn bytes_of(&self, address: &str) -> Option<Vec<u8>> {
        if let Some(bytes) = read_data_address(address) {
            return Some(bytes);
        }
        let picture = names(self.base, address).into_iter().find_map(|name| self.given.get(&name).copied())?;
        (picture.bytes.len() <= MAX_PICTURE_BYTES).then(|| picture.bytes.clone())
    }
}

/// The names under which an address is looked for: as it stands, unescaped, and absolute.
fn names(base: Option<&str>, address: &str) -> Vec<String> {
    let address = address.trim();
    if address.is_empty() || address.len() > 4096 || address.starts_with("data:") {
        return Vec::new();
    }
    let plain = address.strip_prefix("./").unwrap_or(address);
    let mut names = vec![plain.to_owned()];
    let unescaped = String::from_utf8_lossy(&unescape(plain)).into_owned();
    names.extend(urls::resolve(base, address));
    names.push(unescaped);
    names
}

/// Addresses that lead nowhere outside of the file.
fn is_inside(address: &str) -> bool {
    ["data:", "cid:", "blob:", "file:", "about:"]
        .iter()
        .any(|scheme| address.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)))
}

/// The widest or densest picture of a `srcset`.
fn largest(set: &str) -> Option<&str> {
    // A comma within an address has no blank behind it; `data:` addresses hold one.
    let mut best: Option<(f32, &str)> = None;
    for part in set.split(", ").flat_map(|part| part.split(",\n")) {
        let mut words = part.split_whitespace();
        let Some(address) = words.next() else { continue };
        let size = words.next().and_then(|size| size.trim_end_matches(['w', 'x', ',']).parse().ok()).unwrap_or(1.0);
        if best.is_none_or(|(most, _)| size > most) {
            best = Some((size, address.trim_end_matches(',')));
        }
    }
    best.map(|(_, address)| address)
}

/// `--x` in `background-image: var(--x)`.
fn named_property(style: &str) -> Option<&str> {
    let (_, rest) = style.split_once("background-image")?;
    let (_, rest) = rest.split_once("var(")?;
    Some(rest.split([')', ',']).next()?.trim()).filter(|name| name.starts_with("--"))
}

/// Pictures in a page's own style sheets: `--x: url("data:image/…")`.
fn properties(dom: &Dom) -> HashMap<String, String> {
    let mut found = HashMap::new();
    for style in dom.descendants(ROOT).filter(|&node| dom.tag(node) == "style") {
        for text in dom.children(style).filter_map(|child| dom.text(child)) {
            let mut rest = text;
            while let Some(at) = rest.find("url(") {
                let name = rest[..at].trim_end().strip_suffix(':').map(str::trim_end);
                let name = name.and_then(|before| before.rfind("--").map(|start| &before[start..]));
                rest = &rest[at + 4..];
                let end = rest.find(')').unwrap_or(rest.len());
                let address = rest[..end].trim_matches(['"', '\'', ' ']);
                if let Some(name) = name.filter(|name| !name.contains(char::is_whitespace))
                    && address.starts_with("data:image/")
                {
                    found.insert(name.to_owned(), address.to_owned());
                }
                rest = &rest[end..];
            }
        }
    }
    found
}
