//! Running heads, running feet and page numbers: what stands at the edge of page after page.

use std::collections::HashMap;

use super::lines::Line;

/// So many lines from the top and from the bottom can be furniture.
const EDGE: usize = 3;

/// A page is its columns, a column its lines.
pub(super) fn remove(pages: &mut [Vec<Vec<Line>>]) {
    let edges: Vec<Vec<(String, f64)>> = pages.iter().map(|page| edge_lines(page)).collect();
    let mut seen: HashMap<&str, usize> = HashMap::new();
    for page in &edges {
        let mut keys: Vec<&str> = page.iter().map(|(key, _)| key.as_str()).collect();
        keys.sort_unstable();
        keys.dedup();
        for key in keys {
            *seen.entry(key).or_default() += 1;
        }
    }
    // Left and right pages have heads of their own, and a head changes with the section.
    let enough = (pages.len() / 4).max(2);
    let furniture: Vec<Vec<(String, f64)>> = edges
        .iter()
        .map(|page| {
            let is_furniture = |key: &str| seen.get(key).is_some_and(|&count| count >= enough) || is_number_only(key);
            page.iter().filter(|(key, _)| is_furniture(key)).cloned().collect()
        })
        .collect();
    for (page, furniture) in pages.iter_mut().zip(furniture) {
        for column in page.iter_mut() {
            column.retain(|line| !furniture.iter().any(|(key, at)| *at == line.baseline && *key == key_of(&line.text)));
        }
        page.retain(|column| !column.is_empty());
    }
}

fn edge_lines(page: &[Vec<Line>]) -> Vec<(String, f64)> {
    let mut lines: Vec<&Line> = page.iter().flatten().collect();
    lines.sort_by(|a, b| a.baseline.total_cmp(&b.baseline));
    let mut heights: Vec<f64> = lines.iter().map(|line| line.baseline).collect();
    heights.dedup_by(|a, b| (*a - *b).abs() < 2.0);
    let is_edge = |line: &Line| {
        let above = heights.iter().take_while(|&&height| height < line.baseline - 2.0).count();
        above < EDGE || above + EDGE >= heights.len()
    };
    lines.into_iter().filter(|line| is_edge(line)).map(|line| (key_of(&line.text), line.baseline)).collect()
}

/// Numbers change from page to page, and what is set in capitals on one may not be on the next.
fn key_of(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase) {
        match c.is_numeric() {
            true if key.ends_with('#') => {}
            true => key.push('#'),
            false => key.push(c),
        }
    }
    key
}

/// `12`, `- 12 -`, `3/14`, `| 7`.
fn is_number_only(key: &str) -> bool {
    key.contains('#') && key.chars().count() <= 5 && key.chars().all(|c| c == '#' || !c.is_alphabetic())
}
