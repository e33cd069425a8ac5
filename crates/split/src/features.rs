//! Each line as numbers: its shape, what stands around it, and how it is tied to the rest of the document.

use std::collections::HashMap;

use crate::{
    lines::Lines,
    shape::{CONTENT, Shape, is_terminator, measure},
    words::Kind,
};

pub(crate) const FEATURES: usize = 108;

/// Lines so far apart still belong to one article's neighbourhood.
const NEAR: u32 = 40;
/// From this width on a line is a paragraph of prose rather than a headline or label.
const LONG: u32 = 90;
/// A repeated block of more lines than this is not a page's head.
const BLOCK: usize = 8;

/// The document's lines, measured: rows of features are made from it as they are asked for.
pub(crate) struct Measured {
    pub(crate) shapes: Vec<Shape>,
    stems: Vec<u32>,
    starts: Vec<usize>,
    /// For each line, the one before and after that says the same.
    same_before: Vec<u32>,
    same_after: Vec<u32>,
    /// How many lines say the same.
    pub(crate) copies: Vec<u32>,
    /// Shares of the line's words that stand near: see `Ties`.
    ties: Vec<Ties>,
    block: Vec<Block>,
    whole: Whole,
}

const NONE: u32 = u32::MAX;

#[derive(Clone, Copy, Default)]
struct Ties {
    before: f32,
    after: f32,
    content_before: f32,
    content_after: f32,
    long_before: f32,
    long_after: f32,
    content: f32,
}

/// A run of lines said twice in a row, as a page's head is when it is pasted twice.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Block {
    None,
    Start,
    First,
    Second,
}

struct Whole {
    lines: f32,
    tight: f32,
    gaps: [u32; 6],
    widest: u32,
    rulers: f32,
    mean_width: f32,
}

pub(crate) fn measure_lines(text: &str, lines: &Lines) -> Measured {
    let count = lines.lines.len();
    let mut stems = Vec::with_capacity(text.len() / 6);
    let mut starts = Vec::with_capacity(count + 1);
    let mut shapes = Vec::with_capacity(count);
    for line in &lines.lines {
        starts.push(stems.len());
        shapes.push(measure(&text[line.range.clone()], &mut stems));
    }
    starts.push(stems.len());
    let (same_before, same_after, copies) = find_copies(&shapes);
    let block = find_blocks(&shapes, &same_after);
    let ties = tie(&shapes, &stems, &starts);
    Measured { whole: sum_up(lines, &shapes), shapes, stems, starts, same_before, same_after, copies, ties, block }
}

fn find_copies(shapes: &[Shape]) -> (Vec<u32>, Vec<u32>, Vec<u32>) {
    let mut before = vec![NONE; shapes.len()];
    let mut after = vec![NONE; shapes.len()];
    let mut seen: HashMap<u64, (u32, u32)> = HashMap::with_capacity(shapes.len());
    for (at, shape) in shapes.iter().enumerate() {
        if shape.key == 0 {
            continue;
        }
        let entry = seen.entry(shape.key).or_insert((NONE, 0));
        if entry.0 != NONE {
            before[at] = entry.0;
            after[entry.0 as usize] = at as u32;
        }
        *entry = (at as u32, entry.1 + 1);
    }
    let copies = shapes.iter().map(|shape| seen.get(&shape.key).map_or(1, |entry| entry.1)).collect();
    (before, after, copies)
}

fn find_blocks(shapes: &[Shape], same_after: &[u32]) -> Vec<Block> {
    let mut block = vec![Block::None; shapes.len()];
    let mut at = 0;
    while at < shapes.len() {
        let length = match same_after[at] {
            NONE => 0,
            after => after as usize - at,
        };
        let doubled = (1..=BLOCK).contains(&length)
            && at + 2 * length <= shapes.len()
            && (0..length).all(|i| shapes[at + i].key == shapes[at + length + i].key)
            && (at..at + length).map(|i| shapes[i].key_length).sum::<u32>() >= 12;
        if doubled {
            block[at] = Block::Start;
            block[at + 1..at + length].fill(Block::First);
            block[at + length..at + 2 * length].fill(Block::Second);
            at += 2 * length;
        } else {
            at += 1;
        }
    }
    block
}

/// How many of a line's words were said shortly before and will be said shortly after: a headline is taken up by the
/// text under it, a teaser is not, and where two articles meet hardly a word goes across.
fn tie(shapes: &[Shape], stems: &[u32], starts: &[usize]) -> Vec<Ties> {
    const BITS: u32 = 18;
    let slot = |stem: u32| ((stem & !CONTENT).wrapping_mul(0x9e37_79b1) >> (32 - BITS)) as usize;
    let mut ties = vec![Ties::default(); shapes.len()];
    // When each word was last said, anywhere and in a long line. Made once and of noughts, which cost nothing before they are
    // touched: the second way through counts on so far from the first that what that one left is never near.
    let mut said = vec![[0u32; 2]; 1 << BITS];
    let far = NEAR * 2;
    for forward in [true, false] {
        for step in 0..shapes.len() {
            let at = if forward { step } else { shapes.len() - 1 - step };
            let now = far + step as u32 + if forward { 0 } else { shapes.len() as u32 + far };
            let (mut all, mut content, mut near, mut near_content, mut near_long) = (0u32, 0u32, 0u32, 0u32, 0u32);
            let words = &stems[starts[at]..starts[at + 1]];
            for &stem in words {
                let [any, long] = said[slot(stem)];
                let is_near = now - any <= NEAR;
                all += 1;
                near += u32::from(is_near);
                if stem & CONTENT != 0 {
                    content += 1;
                    near_content += u32::from(is_near);
                    near_long += u32::from(now - long <= NEAR + NEAR / 2);
                }
            }
            let is_long = shapes[at].width >= LONG;
            for &stem in words {
                let said = &mut said[slot(stem)];
                said[0] = now;
                if is_long {
                    said[1] = now;
                }
            }
            let share = |part: u32, of: u32| if of == 0 { 0.0 } else { part as f32 / of as f32 };
            let tie = &mut ties[at];
            tie.content = (content.min(20) as f32) / 20.0;
            if forward {
                (tie.before, tie.content_before, tie.long_before) =
                    (share(near, all), share(near_content, content), share(near_long, content));
            } else {
                (tie.after, tie.content_after, tie.long_after) =
                    (share(near, all), share(near_content, content), share(near_long, content));
            }
        }
    }
    ties
}

fn sum_up(lines: &Lines, shapes: &[Shape]) -> Whole {
    let count = shapes.len().max(1) as f32;
    let mut gaps = [0u32; 6];
    for line in &lines.lines {
        for gap in gaps.iter_mut().take(line.blank_above.min(5) as usize + 1) {
            *gap += 1;
        }
    }
    Whole {
        lines: shapes.len() as f32,
        tight: (count - gaps[1] as f32) / count,
        gaps,
        widest: lines.lines.iter().map(|line| line.blank_above).max().unwrap_or(0),
        rulers: lines.rulers.len() as f32,
        mean_width: shapes.iter().map(|shape| shape.width as f32).sum::<f32>() / count,
    }
}

/// To base 2, nought below 1.
pub(crate) fn log(value: f32) -> f32 {
    // No `ln`: its last bit differs between systems, and the same text must give the same articles on each.
    let bits = value.max(1.0).to_bits();
    let exponent = (bits >> 23) as f32 - 127.0;
    let fraction = f32::from_bits((bits & 0x007f_ffff) | 0x3f80_0000) - 1.0;
    exponent + fraction
}

impl Measured {
    /// The stems of a line's words.
    pub(crate) fn stems(&self, at: usize) -> &[u32] {
        &self.stems[self.starts[at]..self.starts[at + 1]]
    }

    /// The line and those after it are said again right away.
    pub(crate) fn opens_doubled_block(&self, at: usize) -> bool {
        self.block[at] == Block::Start
    }

    /// The features of line `at`, all about 0..1.
    pub(crate) fn row(&self, lines: &Lines, at: usize) -> [f32; FEATURES] {
        let mut row = Row { values: [0.0; FEATURES], next: 0 };
        let shape = &self.shapes[at];
        self.add_shape(&mut row, shape);
        self.add_place(&mut row, lines, at);
        self.add_words(&mut row, shape);
        self.add_copies(&mut row, at);
        self.add_ties(&mut row, at);
        // The widest gaps of a document most likely part its articles.
        row.flag(lines.lines[at].blank_above >= 2 && lines.lines[at].blank_above == self.whole.widest);
        debug_assert!(row.next <= FEATURES);
        row.values
    }

    fn add_shape(&self, row: &mut Row, shape: &Shape) {
        let letters = shape.letters.max(1) as f32;
        let words = shape.words.max(1) as f32;
        let width = shape.width as f32;
        row.add(log(1.0 + width) / 10.0);
        for least in [8, 16, 28, 45, 70, LONG, 140, 220, 400] {
            row.flag(shape.width >= least);
        }
        row.add(log(1.0 + words) / 7.0);
        row.flag(shape.words <= 1);
        row.flag(shape.words <= 3);
        let last = shape.last_inside;
        row.flag(is_terminator(last) && last != '…');
        row.flag(last == '?');
        row.flag(matches!(last, ':' | '：'));
        row.flag(matches!(last, ',' | ';' | '،' | '、'));
        row.flag(last == '…');
        row.flag(matches!(shape.last, ')' | ']' | '）'));
        row.flag(matches!(shape.last, '”' | '"' | '»' | '」' | '“'));
        row.flag(last.is_alphabetic());
        row.flag(last.is_ascii_digit());
        row.flag(shape.sentences >= 1);
        row.flag(shape.sentences >= 2);
        row.flag(shape.sentences >= 4);
        row.add((shape.commas as f32 / words * 5.0).min(1.0));
        row.add(shape.digits as f32 / (letters + shape.digits as f32));
        row.add(shape.upper as f32 / letters);
        row.add(shape.capitals as f32 / words);
        let first = shape.first;
        row.flag(first.is_uppercase());
        row.flag(first.is_lowercase());
        row.flag(first.is_ascii_digit());
        row.flag(matches!(first, '-' | '–' | '—' | '•' | '·' | '*' | '▪' | '■' | '●' | '►' | '→' | '✓' | '✅' | '○'));
        row.flag(matches!(first, '“' | '"' | '«' | '„' | '»' | '「' | '‘' | '\''));
        row.flag(matches!(first, '(' | '[' | '（' | '【'));
        row.flag(matches!(first, '{' | '<' | '}' | '$' | '/' | '|' | '#'));
        row.flag(shape.has_address);
        row.flag(shape.has_at);
        row.flag(shape.has_copyright);
        row.flag(shape.has_tab);
        row.add((shape.separators as f32 / 4.0).min(1.0));
        row.add((shape.joints as f32 / 4.0).min(1.0));
        row.flag(shape.letters == 0);
        row.flag(shape.has_year);
        row.flag(shape.has_time);
        row.flag(shape.closing_brackets);
        row.add(shape.cjk as f32 / letters);
        row.add(shape.right_to_left as f32 / letters);
        row.add(shape.cyrillic as f32 / letters);
    }

    fn add_place(&self, row: &mut Row, lines: &Lines, at: usize) {
        let line = &lines.lines[at];
        let after = lines.lines.get(at + 1);
        let below = after.map_or(lines.blank_below.max(1), |line| line.blank_above);
        for exactly in 0..4 {
            row.flag(line.blank_above == exactly);
        }
        row.flag(line.blank_above >= 4);
        row.flag(below == 0);
        row.flag(below == 1);
        row.flag(below >= 2);
        row.flag(at == 0);
        row.flag(after.is_none());
        row.flag(line.ruler_above);
        row.flag(after.map_or(lines.ruler_below, |line| line.ruler_above));
        row.flag(line.indented);
        // How rare a gap this wide is in the document.
        let gap = line.blank_above.min(5) as usize;
        row.add(if gap < 2 { 0.0 } else { 1.0 - log(1.0 + self.whole.gaps[gap] as f32) / 8.0 });
        row.add(if line.ruler_above { 1.0 - log(1.0 + self.whole.rulers) / 8.0 } else { 0.0 });
        row.add(log(1.0 + at as f32) / 10.0);
        row.add(log(1.0 + self.whole.lines - at as f32) / 10.0);
        row.add(self.whole.tight);
        row.flag(self.whole.rulers > 0.0);
        row.flag(self.whole.gaps[2] > 0);
        row.add((self.whole.mean_width / 200.0).min(1.0));
    }

    fn add_words(&self, row: &mut Row, shape: &Shape) {
        let words = shape.words.max(1) as f32;
        for kind in [
            Kind::Month,
            Kind::Weekday,
            Kind::By,
            Kind::Credit,
            Kind::Widget,
            Kind::Comment,
            Kind::Related,
            Kind::Legal,
            Kind::Subscribe,
            Kind::Advertisement,
            Kind::Published,
            Kind::Span,
        ] {
            row.add((shape.kinds[kind as usize] as f32 / words * 2.0).min(1.0));
        }
        row.flag(shape.first_word_by);
    }

    fn add_copies(&self, row: &mut Row, at: usize) {
        let distance = |other: u32| if other == NONE { u32::MAX } else { (at as u32).abs_diff(other) };
        row.flag(self.copies[at] >= 2);
        row.flag(self.copies[at] >= 4);
        for distance in [distance(self.same_before[at]), distance(self.same_after[at])] {
            row.flag(distance <= 8);
            row.flag(distance > 8 && distance <= 50);
            row.flag(distance > 50 && distance != u32::MAX);
        }
        row.flag(self.block[at] == Block::Start);
        row.flag(matches!(self.block[at], Block::Start | Block::First));
        row.flag(self.block[at] == Block::Second);
        row.flag(self.block.first() == Some(&Block::Start));
    }

    fn add_ties(&self, row: &mut Row, at: usize) {
        let ties = &self.ties[at];
        row.add(ties.before);
        row.add(ties.after);
        row.add(ties.content_before);
        row.add(ties.content_after);
        row.add(ties.long_before);
        row.add(ties.long_after);
        row.add(ties.content);
    }
}

struct Row {
    values: [f32; FEATURES],
    next: usize,
}

impl Row {
    fn add(&mut self, value: f32) {
        if let Some(place) = self.values.get_mut(self.next) {
            *place = value;
        }
        self.next += 1;
    }

    fn flag(&mut self, value: bool) {
        self.add(f32::from(u8::from(value)));
    }
}
