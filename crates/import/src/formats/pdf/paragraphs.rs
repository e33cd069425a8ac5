use std::collections::HashSet;

use super::{
    columns::median,
    lines::{Line, is_wide},
};

/// A paragraph or heading.
#[derive(Clone, Debug)]
pub(super) struct Block {
    pub(super) text: String,
    pub(super) size: f64,
    pub(super) font: u128,
    pub(super) lines: usize,
}

/// The blocks of all pages in reading order. One that runs over a column's or page's end is one block.
pub(super) fn find_blocks(pages: Vec<Vec<Vec<Line>>>) -> Vec<Block> {
    let words = Words::of(&pages);
    let mut blocks: Vec<Block> = Vec::new();
    for column in pages.into_iter().flatten() {
        for (at, lines) in cut_paragraphs(&column).into_iter().enumerate() {
            let block = join(lines, &words);
            match blocks.last_mut() {
                Some(last) if at == 0 && runs_on(last, &block) => {
                    last.text = join_texts(&last.text, &block.text, &words);
                    last.lines += block.lines;
                }
                _ => blocks.push(block),
            }
        }
    }
    blocks
}

fn cut_paragraphs(column: &[Line]) -> Vec<&[Line]> {
    let pitch = median(column.windows(2).filter_map(|pair| {
        let step = pair[1].baseline - pair[0].baseline;
        (step > 0.0 && step < pair[0].size * 3.0).then_some(step)
    }));
    let left = column.iter().map(|line| line.left).fold(f64::MAX, f64::min);
    let right = column.iter().map(|line| line.right).fold(f64::MIN, f64::max);
    column.chunk_by(|line, next| !begins_anew(line, next, pitch.unwrap_or(f64::MAX), left, right)).collect()
}

fn begins_anew(line: &Line, next: &Line, pitch: f64, left: f64, right: f64) -> bool {
    let step = next.baseline - line.baseline;
    let size = line.size.min(next.size);
    let is_other_size = (line.size - next.size).abs() > size * 0.1;
    // Large type has a larger pitch of its own.
    if is_other_size || step < 0.0 || step > (pitch * 1.35).max(line.size * 1.45) {
        return true;
    }
    let (indent, margin, rest) = if line.is_rtl {
        (line.right - next.right, right - line.right, line.left - left)
    } else {
        (next.left - line.left, line.left - left, right - line.right)
    };
    let is_indented = indent > size * 0.8 && margin < size * 0.5;
    let is_last = ends_sentence(&line.text) && rest > (right - left) * 0.25;
    // A line of its own in another cut of the font: a heading in the text.
    let is_other_font = line.font != next.font && rest > (right - left) * 0.2 && !ends_sentence(&line.text);
    is_indented || is_last || is_other_font
}

fn join(lines: &[Line], words: &Words) -> Block {
    let mut text = String::new();
    for line in lines {
        text = if text.is_empty() { line.text.trim().to_owned() } else { join_texts(&text, line.text.trim(), words) };
    }
    let widest = lines.iter().max_by_key(|line| line.text.len());
    Block {
        text,
        size: median(lines.iter().map(|line| line.size)).unwrap_or_default(),
        font: widest.map_or(0, |line| line.font),
        lines: lines.len(),
    }
}

fn runs_on(last: &Block, next: &Block) -> bool {
    let same_type = (last.size - next.size).abs() < last.size * 0.05;
    let opens_low = next.text.chars().next().is_some_and(|c| !c.is_uppercase() && c.is_alphabetic());
    same_type && last.text.chars().count() > 60 && !ends_sentence(&last.text) && opens_low
}

fn ends_sentence(text: &str) -> bool {
    let text =
        text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '”' | '’' | '»' | ')' | ']' | '\''));
    text.ends_with(['.', '!', '?', '…', '。', '！', '？', '؟', ':', '：'])
}

/// Two lines' texts as one: a word that was parted at the line's end is whole again.
fn join_texts(text: &str, next: &str, words: &Words) -> String {
    let parted = text.strip_suffix(['-', '\u{2010}']);
    if let Some(stem) = parted
        && stem.ends_with(char::is_alphabetic)
        && next.starts_with(char::is_lowercase)
    {
        let head = stem.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        let tail = next.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        // The document's own use decides; where it has neither, most hyphens at a line's end are the setter's.
        return if words.has(&format!("{head}-{tail}")) && !words.has(&format!("{head}{tail}")) {
            format!("{text}{next}")
        } else {
            format!("{stem}{next}")
        };
    }
    let both_wide = text.ends_with(is_wide) && next.starts_with(is_wide);
    let is_open = text.ends_with(['/', '—']);
    format!("{text}{}{next}", if both_wide || is_open { "" } else { " " })
}

/// Which words and compounds stand in the document inside of lines.
struct Words(HashSet<String>);

impl Words {
    fn of(pages: &[Vec<Vec<Line>>]) -> Words {
        let lines = pages.iter().flatten().flatten();
        let words = lines.flat_map(|line| line.text.split(|c: char| !c.is_alphabetic() && c != '-'));
        Words(words.filter(|word| !word.ends_with('-') && word.len() > 2).map(str::to_lowercase).collect())
    }

    fn has(&self, word: &str) -> bool {
        self.0.contains(&word.to_lowercase())
    }
}
