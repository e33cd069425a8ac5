//! Which part of a page each line is, and where one page ends and the next begins.
//!
//! A small network of convolutions turns the features of a line and its neighbours into a score for each part;
//! the best legal path through all lines then decides. Both take time linear in the lines.
//! The weights are numbers fitted by `fit/` on rendered pages; they hold no word of them.

use std::sync::LazyLock;

use crate::{
    features::{FEATURES, Measured},
    lines::Lines,
};

/// The part of a pasted page that a line belongs to, in the order in which a page runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// Menus and breadcrumbs above the headline.
    Before = 0,
    Headline = 1,
    /// Between headline and text: byline, date, caption, share counts.
    Meta = 2,
    Body = 3,
    /// Captions, teasers and advertisements among the paragraphs.
    Inner = 4,
    /// Comments, related articles, the page's foot.
    After = 5,
}

const PARTS: usize = 6;
const ALL: [Part; PARTS] = [Part::Before, Part::Headline, Part::Meta, Part::Body, Part::Inner, Part::After];

#[derive(Clone, Copy, Debug)]
pub(crate) struct Label {
    pub(crate) part: Part,
    /// Opens a page.
    pub(crate) opens: bool,
    /// How much the line looks like a headline, for choosing between several; no probability.
    pub(crate) headline: f32,
    pub(crate) headline_over_body: f32,
}

const CHANNELS: usize = 24;
/// How far apart the three lines stand that a layer looks at: together they see 127 lines up and down.
const REACH: [usize; 7] = [1, 2, 4, 8, 16, 32, 64];
const MARGIN: usize = 128;
const OUTPUTS: usize = PARTS + 1;
/// Lines scored at a time, so that memory does not grow with the text.
const WINDOW: usize = 4096;

/// Channels and outputs, filled up to whole registers.
const FIRST: usize = (CHANNELS + OUTPUTS).next_multiple_of(8);
/// From the channels of the line above, its own, and the line below; and what is added.
type Layer = ([[[f32; CHANNELS]; CHANNELS]; 3], [f32; CHANNELS]);

struct Weights {
    /// From each feature to the channels, then straight to the outputs.
    input: Vec<[f32; FIRST]>,
    input_bias: [f32; FIRST],
    layers: Vec<Layer>,
    output: Vec<[f32; OUTPUTS]>,
    /// From part to part inside a page.
    within: [[f32; PARTS]; PARTS],
    /// From the last line of a page to the first of the next.
    across: [[f32; PARTS]; PARTS],
}

static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| {
    let bytes = include_bytes!("weights.bin");
    let mut numbers = bytes.chunks_exact(4).map(|chunk| f32::from_le_bytes([chunk[0], chunk[1], chunk[2], chunk[3]]));
    fn take<const N: usize>(numbers: &mut impl Iterator<Item = f32>) -> [f32; N] {
        std::array::from_fn(|_| numbers.next().unwrap_or(0.0))
    }
    let numbers = &mut numbers;
    fn beside(channels: &[f32; CHANNELS], outputs: &[f32; OUTPUTS]) -> [f32; FIRST] {
        std::array::from_fn(|at| *channels.iter().chain(outputs).nth(at).unwrap_or(&0.0))
    }
    let input: Vec<[f32; CHANNELS]> = (0..FEATURES).map(|_| take(numbers)).collect();
    let input_bias = take(numbers);
    let layers = REACH.map(|_| (std::array::from_fn(|_| std::array::from_fn(|_| take(numbers))), take(numbers)));
    let output = (0..CHANNELS).map(|_| take(numbers)).collect();
    let output_bias = take(numbers);
    Weights {
        input: input.iter().map(|channels| beside(channels, &take(numbers))).collect(),
        input_bias: beside(&input_bias, &output_bias),
        layers: layers.into(),
        output,
        within: std::array::from_fn(|_| take(numbers)),
        across: std::array::from_fn(|_| take(numbers)),
    }
});

pub(crate) fn label_lines(lines: &Lines, measured: &Measured) -> Vec<Label> {
    let count = lines.lines.len();
    let mut scores = Vec::with_capacity(count);
    while scores.len() < count {
        let start = scores.len();
        let end = (start + WINDOW).min(count);
        let from = start.saturating_sub(MARGIN);
        let window = score(lines, measured, from, (end + MARGIN).min(count));
        scores.extend_from_slice(&window[start - from..end - from]);
    }
    let path = best_path(lines, measured, &scores);
    path.into_iter()
        .zip(&scores)
        .map(|((part, opens), scores)| {
            let headline = scores[Part::Headline as usize];
            Label {
                part,
                opens,
                headline: headline - scores[Part::Before as usize].max(scores[Part::Meta as usize]),
                headline_over_body: headline - scores[Part::Body as usize],
            }
        })
        .collect()
}

/// Who pastes several pages into one text parts them all in the same manner: by a ruler, by so many blank lines, by
/// saying each head twice. So it is counted in which manner pages seem to open, and how often a gap of that manner opens
/// none: where pages open at two of two rulers a third most likely opens one too, and one of a hundred blank lines none.
fn best_path(lines: &Lines, measured: &Measured, scores: &[[f32; OUTPUTS]]) -> Vec<(Part, bool)> {
    let manners: Vec<u8> = (0..scores.len())
        .map(|at| {
            let line = &lines.lines[at];
            let manner = match line.blank_above {
                _ if at == 0 => return NO_GAP,
                _ if line.ruler_above => 1,
                0 => return NO_GAP,
                1 => 2,
                2 => 3,
                _ => 4,
            };
            manner * 2 + u8::from(measured.opens_doubled_block(at))
        })
        .collect();
    let mut gaps = [0u32; MANNERS];
    for manner in &manners {
        gaps[*manner as usize] += 1;
    }
    let mut gains = [FIRST_GUESS; MANNERS];
    let mut found = find_path(scores, &manners, &gains);
    let mut opened = [0u32; MANNERS];
    for _ in 0..RUNS {
        let mut now = [0u32; MANNERS];
        for ((_, opens), manner) in found.iter().zip(&manners) {
            now[*manner as usize] += u32::from(*opens);
        }
        if now == opened {
            break;
        }
        opened = now;
        for (gain, (opened, gaps)) in gains.iter_mut().zip(opened.iter().zip(gaps)) {
            *gain = READINESS + regularity(*opened, gaps);
        }
        found = find_path(scores, &manners, &gains);
    }
    found
}

/// The manner of a line that no page may open with.
const NO_GAP: u8 = 0;
const MANNERS: usize = 10;
const RUNS: usize = 4;

/// How much the regularity of the gaps counts beside the lines' own scores, and how far it goes.
const EVIDENCE: f32 = 0.6;
const MOST_GAIN: f32 = 3.0;
const LEAST_GAIN: f32 = 2.0;
/// Logarithms of how much likelier a gap opens a page where its manner parts the pages (95 in 100) than where it does not
/// (2 in 100), and how much less likely it opens none.
const OPENED: f32 = 3.9;
const OTHER: f32 = 2.97;
/// What a page gains by opening at all, first before anything is counted and then after; and what it loses where neither
/// headline nor furniture opens it after another page's text, as a new part of one article does.
/// Tried from 0 to 3 in steps of one on sites kept out of the fit: higher, and essays fall apart.
const FIRST_GUESS: f32 = 1.0;
const READINESS: f32 = 1.0;
const UNHEADED: f32 = -2.0;

/// What speaks for a manner being the one by which this text parts its pages, from how many of its gaps open one.
fn regularity(opened: u32, gaps: u32) -> f32 {
    let (opened, others) = (opened as f32, gaps.saturating_sub(opened) as f32);
    (EVIDENCE * (OPENED * opened - OTHER * others)).clamp(-LEAST_GAIN, MOST_GAIN)
}

fn find_path(scores: &[[f32; OUTPUTS]], manners: &[u8], gains: &[f32; MANNERS]) -> Vec<(Part, bool)> {
    let mut path = Path::new(scores.len());
    for (at, (scores, manner)) in scores.iter().zip(manners).enumerate() {
        path.step(scores, at == 0, (*manner != NO_GAP).then(|| gains[*manner as usize]));
    }
    path.best().1
}

/// The scores of lines `from..to`: one for each part, and the last for opening a page.
fn score(lines: &Lines, measured: &Measured, from: usize, to: usize) -> Vec<[f32; OUTPUTS]> {
    let weights = &*WEIGHTS;
    let count = to - from;
    let mut outputs = Vec::with_capacity(count);
    let mut state: Vec<[f32; CHANNELS]> = Vec::with_capacity(count);
    for at in from..to {
        let mut sum = weights.input_bias;
        for (value, row) in measured.row(lines, at).iter().zip(&weights.input) {
            // Most features are flags that are off.
            if *value != 0.0 {
                add_scaled(&mut sum, row, *value);
            }
        }
        state.push(std::array::from_fn(|channel| sum[channel].max(0.0)));
        outputs.push(std::array::from_fn(|output| sum[CHANNELS + output]));
    }
    let mut next = state.clone();
    for (layer, reach) in weights.layers.iter().zip(REACH) {
        let (pairs, last) = next.as_chunks_mut::<AT_ONCE>();
        for (at, out) in pairs.iter_mut().enumerate() {
            convolve(layer, reach, &state, at * AT_ONCE, out);
        }
        let done = count - last.len();
        for (at, out) in last.iter_mut().enumerate() {
            convolve(layer, reach, &state, done + at, std::array::from_mut(out));
        }
        std::mem::swap(&mut state, &mut next);
    }
    for (output, state) in outputs.iter_mut().zip(&state) {
        for (value, row) in state.iter().zip(&weights.output) {
            add_scaled(output, row, *value);
        }
    }
    outputs
}

/// Lines weighed at a time, so that a row of weights is fetched once for all of them.
const AT_ONCE: usize = 2;

/// One layer's state of the lines from `at` on.
fn convolve<const N: usize>(
    (kernel, bias): &Layer,
    reach: usize,
    state: &[[f32; CHANNELS]],
    at: usize,
    out: &mut [[f32; CHANNELS]; N],
) {
    const NOTHING: &[f32; CHANNELS] = &[0.0; CHANNELS];
    let mut sums = [*bias; N];
    for (tap, rows) in kernel.iter().enumerate() {
        let near: [&[f32; CHANNELS]; N] = std::array::from_fn(|line| {
            (at + line + tap * reach).checked_sub(reach).and_then(|at| state.get(at)).unwrap_or(NOTHING)
        });
        for (channel, row) in rows.iter().enumerate() {
            for (sum, near) in sums.iter_mut().zip(near) {
                add_scaled(sum, row, near[channel]);
            }
        }
    }
    for (line, (out, sum)) in out.iter_mut().zip(sums).enumerate() {
        for ((out, old), new) in out.iter_mut().zip(&state[at + line]).zip(sum) {
            *out = old + new.max(0.0);
        }
    }
}

fn add_scaled<const N: usize>(sum: &mut [f32; N], row: &[f32; N], by: f32) {
    for (sum, row) in sum.iter_mut().zip(row) {
        *sum += row * by;
    }
}

const NEVER: f32 = -1.0e9;

const BEFORE: usize = Part::Before as usize;
const HEADLINE: usize = Part::Headline as usize;
const META: usize = Part::Meta as usize;
const BODY: usize = Part::Body as usize;
const INNER: usize = Part::Inner as usize;
const AFTER: usize = Part::After as usize;

/// What may follow what inside one page.
const FOLLOWING: [(usize, usize); 15] = [
    (BEFORE, BEFORE),
    (BEFORE, HEADLINE),
    (BEFORE, BODY),
    (HEADLINE, HEADLINE),
    (HEADLINE, META),
    (HEADLINE, BODY),
    (META, META),
    (META, HEADLINE),
    (META, BODY),
    (BODY, BODY),
    (BODY, INNER),
    (BODY, AFTER),
    (INNER, INNER),
    (INNER, BODY),
    (AFTER, AFTER),
];
/// What a page may open with, after one that has had its text.
const OPENING: [usize; 3] = [BEFORE, HEADLINE, BODY];

/// The best path so far to each part (Viterbi).
struct Path {
    best: [f32; PARTS],
    /// What was taken off all of `best`.
    total: f64,
    /// For each line and part: the part before, and 8 added where a page opens.
    from: Vec<[u8; PARTS]>,
}

const OPENS: u8 = 8;

impl Path {
    fn new(count: usize) -> Path {
        Path { best: [NEVER; PARTS], total: 0.0, from: Vec::with_capacity(count) }
    }

    /// `gap` is what a page gains by opening here, none where it may not.
    fn step(&mut self, scores: &[f32; OUTPUTS], first: bool, gap: Option<f32>) {
        let mut best = [NEVER * 4.0; PARTS];
        let mut from = [0u8; PARTS];
        if first {
            for to in OPENING {
                best[to] = 0.0;
            }
        } else {
            for (before, to) in FOLLOWING {
                let value = self.best[before] + WEIGHTS.within[before][to];
                if value > best[to] {
                    (best[to], from[to]) = (value, before as u8);
                }
            }
            if let Some(gain) = gap {
                for before in [BODY, AFTER] {
                    for to in OPENING {
                        let unheaded = if before == BODY && to == BODY { UNHEADED } else { 0.0 };
                        let value = self.best[before] + WEIGHTS.across[before][to] + scores[PARTS] + gain + unheaded;
                        if value > best[to] {
                            (best[to], from[to]) = (value, before as u8 + OPENS);
                        }
                    }
                }
            }
        }
        let mut most = NEVER * 4.0;
        for (best, score) in best.iter_mut().zip(scores) {
            *best += score;
            most = if *best > most { *best } else { most };
        }
        // Kept near nought, or after a million lines the sums are too coarse to tell two paths apart.
        self.total += f64::from(most);
        self.best = best.map(|value| (value - most).max(NEVER * 2.0));
        self.from.push(from);
    }

    fn best(self) -> (f64, Vec<(Part, bool)>) {
        let ends = [Part::Before, Part::Body, Part::After];
        let mut at = ends
            .into_iter()
            .fold(Part::Before, |a, b| if self.best[b as usize] > self.best[a as usize] { b } else { a });
        let total = self.total + f64::from(self.best[at as usize]);
        let mut parts = Vec::with_capacity(self.from.len());
        for from in self.from.iter().rev() {
            let from = from[at as usize];
            parts.push((at, from >= OPENS));
            at = ALL[(from % OPENS) as usize];
        }
        parts.reverse();
        if let Some(first) = parts.first_mut() {
            first.1 = true;
        }
        (total, parts)
    }
}
