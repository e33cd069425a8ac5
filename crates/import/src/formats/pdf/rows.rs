//! The text of a PDF row by row, as databases print their records: labels and values side by side, fields one below the
//! other, paragraphs broken by the width of the page.

use std::collections::HashMap;

use super::lines::Line;

/// All that stands on one height of a page.
pub(super) struct Row {
    text: String,
    left: f64,
    right: f64,
    baseline: f64,
    size: f64,
    first_word: f64,
}

/// The pieces of a page's lines as rows, top first.
pub(super) fn find_rows(segments: &[Line]) -> Vec<Row> {
    let mut pieces: Vec<&Line> = segments.iter().collect();
    pieces.sort_by(|a, b| a.baseline.total_cmp(&b.baseline));
    let mut rows: Vec<Vec<&Line>> = Vec::new();
    for piece in pieces {
        match rows.last_mut() {
            Some(row) if (piece.baseline - row[0].baseline).abs() < piece.size * 0.35 => row.push(piece),
            _ => rows.push(vec![piece]),
        }
    }
    rows.into_iter().map(make_row).collect()
}

fn make_row(mut pieces: Vec<&Line>) -> Row {
    pieces.sort_by(|a, b| a.left.total_cmp(&b.left));
    if pieces.iter().filter(|piece| piece.is_rtl).count() * 2 > pieces.len() {
        pieces.reverse();
    }
    let texts: Vec<&str> = pieces.iter().map(|piece| piece.text.trim()).collect();
    Row {
        text: texts.join("   "),
        left: pieces.iter().map(|piece| piece.left).fold(f64::MAX, f64::min),
        right: pieces.iter().map(|piece| piece.right).fold(f64::MIN, f64::max),
        baseline: pieces[0].baseline,
        size: pieces[0].size,
        first_word: pieces[0].first_word,
    }
}

/// The document's text: a line for each row or paragraph, a blank one where rows stand apart.
pub(super) fn text_of(pages: &[Vec<Row>]) -> String {
    let mut edges: HashMap<(String, bool), usize> = HashMap::new();
    for page in pages {
        for (row, at_top) in page.first().map(|row| (row, true)).into_iter().chain(page.last().map(|row| (row, false)))
        {
            *edges.entry((without_digits(&row.text), at_top)).or_default() += 1;
        }
    }
    // What stands first or last on nearly every page is the printer's.
    let is_everywhere = |row: &Row, at_top: bool| {
        let times = edges.get(&(without_digits(&row.text), at_top)).copied().unwrap_or(0);
        pages.len() > 2 && times * 10 >= pages.len() * 8
    };
    let left = pages.iter().flatten().map(|row| row.left).fold(f64::MAX, f64::min);
    let right = pages.iter().flatten().map(|row| row.right).fold(f64::MIN, f64::max);
    let mut text = String::new();
    let mut last: Option<&Row> = None;
    let mut gap = "\n";
    for page in pages {
        for (at, row) in page.iter().enumerate() {
            if at == 0 && is_everywhere(row, true) || at + 1 == page.len() && is_everywhere(row, false) {
                continue;
            }
            match last {
                Some(above) if goes_on(above, row, left, right) => text.push(' '),
                // A page's end shows no gap: it is as the one before.
                Some(above) => {
                    if row.baseline > above.baseline {
                        let is_wide = row.baseline - above.baseline > 1.6 * row.size.max(above.size);
                        gap = if is_wide { "\n\n" } else { "\n" };
                    }
                    text.push_str(gap);
                }
                None => {}
            }
            text.push_str(&row.text);
            last = Some(row);
        }
    }
    text
}

/// A line ends by itself where the next one's first word would have had room on it.
fn goes_on(above: &Row, row: &Row, left: f64, right: f64) -> bool {
    let is_same_size = (above.size - row.size).abs() < above.size * 0.05;
    let step = row.baseline - above.baseline;
    if !is_same_size || (step > 0.0 && step > 1.6 * row.size) || row.left - left > (right - left) * 0.3 {
        return false;
    }
    let blank = above.size * 0.25;
    // On the next page only what is in the middle of a sentence goes on.
    let is_open = step > 0.0 || row.text.starts_with(char::is_lowercase);
    is_open && above.right + blank + row.first_word > right
}

fn without_digits(text: &str) -> String {
    text.chars().filter(|c| !c.is_numeric()).collect()
}
