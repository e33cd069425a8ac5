//! HTML pages: the tree, its blocks, which of them are the article, and what the page says about it.

mod blocks;
mod dom;
mod render;

use blocks::{Block, Kind, Step};
use dom::{Dom, NodeId, ROOT};

/// What was read out of a page or fragment.
pub struct Found {
    pub title: Option<String>,
    pub text: String,
    pub html: String,
    pub captions: Vec<String>,
}

/// The whole text of some HTML: paragraphs joined by blank lines, list items and table rows on lines of their own.
pub fn text_of_html(html: &str) -> String {
    let dom = Dom::parse(html);
    render::text(&blocks::blocks(&dom, ROOT, &mut |_| Step::Into))
}

/// Reads HTML that is one article's body already.
pub fn read_fragment(html: &str, base: Option<&str>) -> Found {
    let dom = Dom::parse(html);
    found_in(&dom, ROOT, base)
}

/// Finds the article of a whole page.
pub fn read_page(html: &str, base: Option<&str>) -> Found {
    let dom = Dom::parse(html);
    let top = main_node(&dom);
    found_in(&dom, top, base)
}

fn found_in(dom: &Dom, top: NodeId, base: Option<&str>) -> Found {
    let all = blocks::blocks(dom, top, &mut |node| {
        if matches!(dom.tag(node), "nav" | "aside" | "footer") { Step::Over } else { Step::Into }
    });
    let title = dom
        .find(ROOT, "h1")
        .or_else(|| dom.find(ROOT, "title"))
        .map(|node| crate::text::tidy_line(&dom.raw_text(node)));
    let (captions, body): (Vec<Block>, Vec<Block>) = all.into_iter().partition(|block| block.kind == Kind::Caption);
    let body: Vec<Block> = body.into_iter().filter(|block| block.kind != Kind::Heading(1)).collect();
    Found {
        title,
        text: render::text(&body),
        html: render::html(dom, &body, base),
        captions: captions.into_iter().map(|block| block.text).collect(),
    }
}

/// The element most of whose text stands in paragraphs of its own.
fn main_node(dom: &Dom) -> NodeId {
    let mut scores = vec![0_usize; dom.len()];
    for node in dom.descendants(ROOT).filter(|&node| dom.tag(node) == "p") {
        let length = dom.raw_text(node).trim().chars().count();
        if length > 60 {
            let mut share = length;
            for above in dom.ancestors(node).take(3) {
                scores[above as usize] += share;
                share /= 2;
            }
        }
    }
    (0..scores.len())
        .max_by_key(|&node| (scores[node], usize::MAX - node))
        .filter(|&node| scores[node] > 0)
        .map_or(ROOT, |node| node as NodeId)
}
