//! The lines under the headline that sum the article up, where the page sets them apart from the text.

use super::{
    blocks::{Block, Kind},
    dom::{Dom, NodeId},
    main_text::Selection,
    metadata::Metadata,
    signs::Signs,
};
use crate::text::key;

/// The first block of the text, where the page marks it as the standfirst, prints it in other type, gives it as its description
/// or puts names and dates below it. It stays the first paragraph of the text.
pub fn standfirst(dom: &Dom, signs: &[Signs], meta: &Metadata, selection: &Selection) -> Option<String> {
    /// More is no summing up; less is a label.
    const LENGTH: std::ops::RangeInclusive<usize> = 25..=600;
    let [first, second, rest @ ..] = &selection.body[..] else { return None };
    let shape = matches!(first.kind, Kind::Paragraph | Kind::Heading(_)) && LENGTH.contains(&first.chars);
    let below_headline = selection.headline.is_some_and(|headline| headline < first.node);
    if !shape || !below_headline || rest.is_empty() || first.linked * 2 > first.chars {
        return None;
    }
    let is_marked = marked(dom, signs, first);
    let other_type = matches!(first.kind, Kind::Heading(_)) || (is_bold(dom, first) && !is_bold(dom, second));
    let own = key(&first.text);
    let described = [&meta.description, &meta.json.description].into_iter().flatten().any(|given| key(given) == own);
    let apart = selection.header.iter().any(|block| {
        let between = block.node > first.node && block.node < second.node;
        let sign = signs[block.node as usize];
        between && (sign.byline || sign.date)
    });
    (is_marked || other_type || described || apart).then(|| first.text.clone())
}

/// Whether the block or a box around it and nothing else is named a standfirst.
fn marked(dom: &Dom, signs: &[Signs], block: &Block) -> bool {
    let alone = |node: &NodeId| {
        let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
        letters(&dom.raw_text(*node)) <= block.chars + block.chars / 5
    };
    std::iter::once(block.node).chain(dom.ancestors(block.node)).take(4).take_while(alone).any(|node| {
        let sign = signs[node as usize];
        sign.standfirst && !sign.body
    })
}

fn is_bold(dom: &Dom, block: &Block) -> bool {
    let mut texts = block.leaves.iter().filter(|&&leaf| dom.text(leaf).is_some_and(|text| !text.trim().is_empty()));
    texts.all(|&leaf| dom.ancestors(leaf).take(6).any(|node| matches!(dom.tag(node), "b" | "strong")))
}
