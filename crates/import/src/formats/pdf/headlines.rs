//! Which blocks are headlines, and so where articles begin. Size is the evidence: a headline is set larger than the text,
//! and text enough to be read stands under it.

use std::collections::HashMap;

use super::paragraphs::Block;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct FoundArticle {
    pub(super) title: Option<String>,
    pub(super) paragraphs: Vec<String>,
}

/// Times the text's size.
const HEADLINE_SIZE: f64 = 1.3;
/// One headline that is so much larger than all others is the title of the whole.
const TITLE_SIZE: f64 = 1.25;
const HEADLINE_CHARACTERS: usize = 300;
/// An article is worth its own headline from here on.
const ARTICLE_CHARACTERS: usize = 350;

pub(super) fn find_articles(blocks: &[Block]) -> Vec<FoundArticle> {
    let text_size = text_size(blocks);
    let heads: Vec<(usize, usize)> = find_heads(blocks, text_size);
    let body_under = |at: usize| {
        let end = heads.get(at + 1).map_or(blocks.len(), |next| next.0);
        blocks[heads[at].1..end].iter().map(|block| block.text.chars().count()).sum::<usize>()
    };
    let openings: Vec<usize> = (0..heads.len()).filter(|&at| body_under(at) >= ARTICLE_CHARACTERS).collect();
    let size_of = |at: usize| blocks[heads[at].0].size;
    let largest = (0..heads.len()).max_by(|&a, &b| size_of(a).total_cmp(&size_of(b)).then(b.cmp(&a)));
    let is_one_title = largest.is_some_and(|largest| {
        let before: usize = blocks[..heads[largest].0].iter().map(|block| block.text.chars().count()).sum();
        let others = (0..heads.len()).filter(|&at| at != largest).map(size_of).fold(0.0, f64::max);
        before < ARTICLE_CHARACTERS && size_of(largest) >= others * TITLE_SIZE
    });
    let starts: Vec<(usize, usize)> = match largest {
        Some(largest) if is_one_title => vec![heads[largest]],
        _ if openings.len() > 1 => openings.iter().map(|&at| heads[at]).collect(),
        _ => openings.first().or(largest.as_ref()).map(|&at| heads[at]).into_iter().collect(),
    };
    let texts = |from: usize, to: usize| blocks[from..to].iter().map(|block| block.text.clone()).collect();
    let Some(first) = starts.first() else {
        return vec![FoundArticle { title: None, paragraphs: texts(0, blocks.len()) }];
    };
    let mut articles = Vec::with_capacity(starts.len());
    for (at, &(from, to)) in starts.iter().enumerate() {
        let end = starts.get(at + 1).map_or(blocks.len(), |next| next.0);
        let title = blocks[from..to].iter().map(|block| block.text.as_str()).collect::<Vec<_>>().join(" ");
        articles.push(FoundArticle { title: Some(title), paragraphs: texts(to, end) });
    }
    // What stands above the first headline (a masthead, a date line) is kept with it; an article of its own stays one.
    let before: Vec<String> = texts(0, first.0);
    if before.iter().map(|text| text.chars().count()).sum::<usize>() >= ARTICLE_CHARACTERS {
        articles.insert(0, FoundArticle { title: None, paragraphs: before });
    } else if let Some(article) = articles.first_mut() {
        article.paragraphs.splice(0..0, before);
    }
    articles
}

/// Ranges of blocks that are one headline each.
fn find_heads(blocks: &[Block], text_size: f64) -> Vec<(usize, usize)> {
    let is_large =
        |block: &Block| block.size >= text_size * HEADLINE_SIZE && block.text.chars().count() <= HEADLINE_CHARACTERS;
    let mut heads: Vec<(usize, usize)> = Vec::new();
    for (at, block) in blocks.iter().enumerate().filter(|(_, block)| is_large(block)) {
        let letters = block.text.chars().filter(|c| c.is_alphabetic()).count();
        match heads.last_mut() {
            // The lines of one headline may stand apart, and its last may be a word; a line in other type under it is
            // its standfirst.
            Some((_, end)) if *end == at && same_type(&blocks[at - 1], block) => *end = at + 1,
            _ if letters >= 8 => heads.push((at, at + 1)),
            _ => {}
        }
    }
    heads
}

fn same_type(a: &Block, b: &Block) -> bool {
    a.font == b.font && (a.size - b.size).abs() < a.size * 0.05
}

/// The size in which most characters are set.
fn text_size(blocks: &[Block]) -> f64 {
    let mut counts: HashMap<u64, usize> = HashMap::new();
    for block in blocks {
        *counts.entry((block.size * 4.0).round() as u64).or_default() +=
            block.text.chars().count() * block.lines.max(1);
    }
    counts.into_iter().max_by_key(|&(size, count)| (count, size)).map_or(0.0, |(size, _)| size as f64 / 4.0)
}
