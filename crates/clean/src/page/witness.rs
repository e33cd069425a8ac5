//! A page's data often repeats the text of its article: a check on the choice of blocks.

use std::collections::HashSet;

use super::blocks::{Block, Kind};

/// The text that the page's own data gives for its body. Never a source: only what stands on the page is taken.
pub struct Witness {
    grams: HashSet<u64>,
}

impl Witness {
    pub fn new(text: &str) -> Witness {
        let plain = if text.contains("</") || text.contains("<br") || text.contains("<p>") {
            super::text_of_html(text)
        } else {
            text.to_owned()
        };
        Witness { grams: grams(&plain) }
    }

    /// Whether it says enough to judge by.
    pub fn is_long(&self) -> bool {
        self.grams.len() >= 20
    }

    fn share(&self, block: &Block) -> Option<f32> {
        let own = grams(&block.text);
        (!own.is_empty()).then(|| own.iter().filter(|gram| self.grams.contains(gram)).count() as f32 / own.len() as f32)
    }

    /// Where it knows most of the choice, it decides the rest between its first and last block.
    pub fn judge(&self, all: &[Block], state: &mut [bool]) {
        let shares: Vec<Option<f32>> = all.iter().map(|block| self.share(block)).collect();
        let (mut known, mut chosen) = (0.0, 0.0);
        for ((block, share), kept) in all.iter().zip(&shares).zip(state.iter()) {
            if *kept && let Some(share) = share {
                chosen += block.chars as f32;
                known += block.chars as f32 * share;
            }
        }
        if known < chosen * 0.6 {
            return;
        }
        let sure = |place: usize| shares[place].is_some_and(|share| share > 0.6) && all[place].chars > 40;
        let Some(first) = (0..all.len()).find(|&place| state[place] && sure(place)) else { return };
        let Some(last) = (0..all.len()).rfind(|&place| state[place] && sure(place)) else { return };
        for place in first..=last {
            if let Some(share) = shares[place]
                && share < 0.2
                && state[place]
                && all[place].kind == Kind::Paragraph
            {
                state[place] = false;
            }
        }
        for place in last + 1..all.len() {
            if shares[place].is_some_and(|share| share < 0.2) {
                state[place] = false;
            }
        }
    }
}

/// Drops long blocks that say again, all in one, most of what stands above them: texts that a page holds for its scripts.
pub fn drop_copies(all: &[Block], state: &mut [bool]) {
    const LONG: usize = 800;
    let kept: usize = all.iter().zip(state.iter()).filter(|(_, kept)| **kept).map(|(block, _)| block.chars).sum();
    for place in 1..all.len() {
        if !state[place] || all[place].chars < LONG || all[place].chars * 4 < kept {
            continue;
        }
        let above: Vec<&Block> = (0..place).filter(|&above| state[above]).map(|above| &all[above]).collect();
        if all[place].chars * 10 < above.iter().map(|block| block.chars).sum::<usize>() * 6 {
            continue;
        }
        let known: HashSet<u64> = above.iter().flat_map(|block| grams(&block.text)).collect();
        let own = grams(&all[place].text);
        state[place] = own.iter().filter(|gram| known.contains(gram)).count() * 10 < own.len() * 8;
    }
}

/// Hashes of all runs of three words (of single letters for scripts without spaces).
fn grams(text: &str) -> HashSet<u64> {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    for letter in text.chars() {
        if ('\u{2e80}'..'\u{fa00}').contains(&letter) {
            if !word.is_empty() {
                words.push(std::mem::take(&mut word));
            }
            words.push(letter.to_string());
        } else if letter.is_alphanumeric() {
            word.extend(letter.to_lowercase());
        } else if !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
        .windows(3)
        .map(|three| {
            let mut hasher = DefaultHasher::new();
            three.hash(&mut hasher);
            hasher.finish()
        })
        .collect()
}
