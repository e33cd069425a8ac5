use super::glyphs::Glyph;

/// Text on one baseline without a wide gap: a line of a column, or a piece of one.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) baseline: f64,
    pub(super) size: f64,
    pub(super) font: u128,
    pub(super) is_rtl: bool,
    /// How wide its first word is.
    pub(super) first_word: f64,
}

/// Gaps, in ems: from here on a space; from here on another column, cell or margin.
const SPACE: f64 = 0.18;
const GAP: f64 = 1.1;

/// The pieces of all lines of a page, top first.
pub(super) fn find_segments(mut glyphs: Vec<Glyph>) -> Vec<Line> {
    glyphs.sort_by(|a, b| a.baseline.total_cmp(&b.baseline));
    let mut segments = Vec::new();
    let mut rest = glyphs.as_mut_slice();
    while let Some(first) = rest.first() {
        // Raised and lowered characters belong to the line that they stand in.
        let (top, reach) = (first.baseline, first.size * 0.35);
        let count = rest.iter().take_while(|glyph| glyph.baseline - top <= reach).count();
        let (row, below) = rest.split_at_mut(count);
        row.sort_by(|a, b| a.left.total_cmp(&b.left));
        cut_row(row, &mut segments);
        rest = below;
    }
    segments
}

fn cut_row(row: &[Glyph], segments: &mut Vec<Line>) {
    let mut piece: Vec<&Glyph> = Vec::new();
    let mut reach = f64::MIN;
    for glyph in row {
        if glyph.text.trim().is_empty() {
            continue;
        }
        if let Some(last) = piece.last() {
            // Drawn twice a hair apart: how some writers make bold.
            let is_twin = last.text == glyph.text && (glyph.left - last.left).abs() < last.size * 0.12;
            if is_twin {
                continue;
            }
            if glyph.left - reach > GAP * last.size.max(glyph.size) {
                segments.extend(make_line(&piece));
                piece.clear();
                reach = f64::MIN;
            }
        }
        reach = reach.max(glyph.right);
        piece.push(glyph);
    }
    segments.extend(make_line(&piece));
}

fn make_line(piece: &[&Glyph]) -> Option<Line> {
    let first = piece.first()?;
    let middle = {
        let mut sizes: Vec<&&Glyph> = piece.iter().collect();
        sizes.sort_by(|a, b| a.size.total_cmp(&b.size));
        *sizes[sizes.len() / 2]
    };
    let is_rtl = {
        let letters = || piece.iter().flat_map(|glyph| glyph.text.chars()).filter(|c| c.is_alphabetic());
        letters().filter(|&c| is_rtl(c)).count() * 2 > letters().count()
    };
    let mut words = cut_words(piece, middle.size);
    if is_rtl {
        words = to_reading_order(words);
    }
    Some(Line {
        text: words.concat(),
        left: first.left,
        right: piece.iter().map(|glyph| glyph.right).fold(f64::MIN, f64::max),
        baseline: middle.baseline,
        size: middle.size,
        font: middle.font,
        is_rtl,
        first_word: first_word(piece, middle.size, is_rtl),
    })
}

fn first_word(piece: &[&Glyph], size: f64, is_rtl: bool) -> f64 {
    let parts = |a: &Glyph, b: &Glyph| b.left - a.right > SPACE * size;
    let ends = |(at, pair): (usize, &[&Glyph])| parts(pair[0], pair[1]).then_some(at);
    let (first, last) = if is_rtl {
        (piece.windows(2).enumerate().filter_map(ends).next_back().map_or(0, |at| at + 1), piece.len() - 1)
    } else {
        (0, piece.windows(2).enumerate().find_map(ends).unwrap_or(piece.len() - 1))
    };
    piece[last].right - piece[first].left
}

/// Characters with their marks from left to right, and a space where there is a gap.
fn cut_words(piece: &[&Glyph], size: f64) -> Vec<String> {
    let mut clusters: Vec<String> = Vec::with_capacity(piece.len() * 2);
    let mut last: Option<&Glyph> = None;
    for glyph in piece {
        if let Some(last) = last {
            if glyph.text.chars().all(is_mark)
                && glyph.left < last.right
                && let Some(base) = clusters.last_mut()
            {
                base.push_str(&glyph.text);
                continue;
            }
            let gap = glyph.left - last.right;
            let both_wide = ends_wide(&last.text) && ends_wide(&glyph.text);
            if gap > if both_wide { 0.8 } else { SPACE } * size {
                clusters.push(" ".to_owned());
            }
        }
        clusters.push(glyph.text.replace('\u{ad}', "-"));
        last = Some(glyph);
    }
    clusters
}

/// From what is seen left to right to what is read right to left: all is turned round, and numbers and words of
/// other scripts back again.
fn to_reading_order(mut clusters: Vec<String>) -> Vec<String> {
    clusters.reverse();
    let runs_on = |cluster: &String| {
        cluster.chars().all(|c| c.is_ascii_alphanumeric() || c.is_numeric() || (c.is_alphabetic() && !is_rtl(c)))
    };
    let mut at = 0;
    while at < clusters.len() {
        if !runs_on(&clusters[at]) {
            at += 1;
            continue;
        }
        let mut end = at;
        let mut last = at;
        while end < clusters.len()
            && (runs_on(&clusters[end]) || matches!(clusters[end].as_str(), " " | "." | "," | ":" | "/" | "-" | "%"))
        {
            if runs_on(&clusters[end]) {
                last = end;
            }
            end += 1;
        }
        clusters[at..=last].reverse();
        at = last + 1;
    }
    clusters
}

pub(super) fn is_rtl(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}

/// Scripts that set no spaces between words.
pub(super) fn is_wide(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}')
}

fn ends_wide(text: &str) -> bool {
    text.chars().next_back().is_some_and(is_wide)
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{5b0}'..='\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6ed}')
}
