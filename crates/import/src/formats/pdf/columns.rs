//! Reading order: a region with a clear strip from top to bottom is columns; one whose strip is crossed by a few lines
//! (headlines, pictures' captions) is bands above one another, each a region again.

use super::lines::Line;

/// More pieces than this on one page is a table or a map; its order is that of its lines.
const MOST_PIECES: usize = 1_500;
/// A newspaper page nests headline over columns over boxes; deeper is no layout.
const MOST_DEPTH: usize = 12;

/// The lines of a page, column by column, in the order in which they are read.
pub(super) fn order(segments: Vec<Line>) -> Vec<Vec<Line>> {
    let mut columns = Vec::new();
    cut(segments, 0, &mut columns);
    columns
}

fn cut(region: Vec<Line>, depth: usize, columns: &mut Vec<Vec<Line>>) {
    let strip = if depth < MOST_DEPTH && region.len() <= MOST_PIECES { find_strip(&region) } else { None };
    let Some(strip) = strip else {
        if !region.is_empty() {
            columns.push(join_rows(region));
        }
        return;
    };
    if strip.crossed == 0 {
        let is_rtl = is_mostly_rtl(&region);
        let (left, right): (Vec<Line>, Vec<Line>) = region.into_iter().partition(|line| line.right <= strip.at);
        let (first, second) = if is_rtl { (right, left) } else { (left, right) };
        cut(first, depth + 1, columns);
        cut(second, depth + 1, columns);
        return;
    }
    let mut band = Vec::new();
    let mut band_crosses = None;
    for line in region {
        let crosses = line.left < strip.at && line.right > strip.at;
        if band_crosses.is_some_and(|was| was != crosses) {
            cut(std::mem::take(&mut band), depth + 1, columns);
        }
        band_crosses = Some(crosses);
        band.push(line);
    }
    cut(band, depth + 1, columns);
}

struct Strip {
    at: f64,
    crossed: usize,
    width: f64,
}

/// The upright strip of white that the fewest lines cross.
fn find_strip(region: &[Line]) -> Option<Strip> {
    let size = median(region.iter().map(|line| line.size))?;
    let mut best: Option<Strip> = None;
    for edge in region.iter().map(|line| line.right) {
        let mut crossed = 0;
        let (mut left, mut right): (Vec<&Line>, Vec<&Line>) = (Vec::new(), Vec::new());
        let mut next = f64::MAX;
        for line in region {
            if line.right <= edge + 0.01 {
                left.push(line);
            } else if line.left >= edge {
                next = next.min(line.left);
                right.push(line);
            } else {
                crossed += 1;
            }
        }
        let width = next - edge;
        let is_better = best.as_ref().is_none_or(|best| (crossed, -width) < (best.crossed, -best.width));
        if width < size * 0.6 || crossed * 3 > region.len() || !is_better {
            continue;
        }
        if are_columns(&left, &right, size) {
            best = Some(Strip { at: edge + width / 2.0, crossed, width });
        }
    }
    best
}

/// Both sides hold lines of words, next to each other; not bullets, line numbers or a lone page number.
fn are_columns(left: &[&Line], right: &[&Line], size: f64) -> bool {
    let is_column = |side: &[&Line]| {
        side.len() >= 3
            && median(side.iter().map(|line| line.right - line.left)).is_some_and(|width| width > size * 6.0)
    };
    let reach = |side: &[&Line]| {
        side.iter().fold((f64::MAX, f64::MIN), |(top, end), line| (top.min(line.baseline), end.max(line.baseline)))
    };
    if !is_column(left) || !is_column(right) {
        return false;
    }
    let ((top, end), (other_top, other_end)) = (reach(left), reach(right));
    end.min(other_end) - top.max(other_top) > size * 2.0
}

/// Pieces of one line, which a wide word space had parted, together again.
fn join_rows(region: Vec<Line>) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::with_capacity(region.len());
    for piece in region {
        match lines.last_mut() {
            Some(line) if (line.baseline - piece.baseline).abs() <= line.size.min(piece.size) * 0.35 => {
                let (first, second) = if line.is_rtl { (&piece.text, &line.text) } else { (&line.text, &piece.text) };
                line.text = format!("{first} {second}");
                line.right = line.right.max(piece.right);
                line.left = line.left.min(piece.left);
            }
            _ => lines.push(piece),
        }
    }
    lines
}

fn is_mostly_rtl(region: &[Line]) -> bool {
    region.iter().filter(|line| line.is_rtl).count() * 2 > region.len()
}

pub(super) fn median(values: impl Iterator<Item = f64>) -> Option<f64> {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied()
}
