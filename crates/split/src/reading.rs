use articles::{Body, Document, Reading, Role, Span};

use crate::{
    features::measure_lines,
    label::{Label, Part, label_lines},
    lines::{Lines, read_lines},
    pages::{Page, read_page},
    prose,
};

/// Texts longer than this are read in blocks, so that memory stays flat in the length of the text.
const BLOCK: usize = 4 << 20;
/// A longer text in which no article was found is none.
const NOTE: usize = 256 << 10;
/// How far back from a block's end a gap between articles is looked for.
const SEARCH: usize = 256 << 10;

/// Finds the articles of a decoded text and says of every line that is not blank what it was taken for.
///
/// Takes time linear in the text. A document whose body is no `Body::Text` gives an empty reading.
pub fn read_text(document: &Document) -> Reading {
    let mut reading = Reading::default();
    let Body::Text(text) = &document.body else { return reading };
    // Spans are counted in 32 bits.
    let text = &text[..floor_char_boundary(text, u32::MAX as usize)];
    let mut start = 0;
    while start < text.len() {
        let end = end_of_block(text, start);
        read_block(&text[start..end], start, document, &mut reading);
        start = end;
    }
    if reading.articles.is_empty() && text.len() <= NOTE {
        read_note(text, document, &mut reading);
    }
    reading
}

/// The text as one article, where nothing in it looked like a page and it is prose all the same.
fn read_note(text: &str, document: &Document, reading: &mut Reading) {
    let lines = read_lines(text);
    let measured = measure_lines(text, &lines);
    if !prose::is_note(measured.shapes.iter()) {
        return;
    }
    let body = Label { part: Part::Body, opens: false, headline: 0.0, headline_over_body: 0.0 };
    let mut labels = vec![body; lines.lines.len()];
    if let [first, second, ..] = measured.shapes.as_slice()
        && first.width <= 100
        && first.words >= 2
        && second.width > first.width
        && (first.last.is_alphanumeric() || first.last == '?')
    {
        labels[0].part = Part::Headline;
    }
    let page =
        Page { text, lines: &lines.lines, labels: &labels, shapes: &measured.shapes, measured: &measured, first: 0 };
    if let Some((article, roles)) = read_page(&page, document) {
        reading.articles.push(article);
        for span in &mut reading.spans {
            if let Ok(at) = lines.lines.binary_search_by_key(&span.start, |line| line.range.start as u32) {
                (span.role, span.article) = (roles[at], Some(0));
            }
        }
    }
}

fn read_block(text: &str, offset: usize, document: &Document, reading: &mut Reading) {
    let lines = read_lines(text);
    let first_span = reading.spans.len();
    for_each_page(text, &lines, &mut |page| {
        let read = read_page(page, document);
        let article = read.as_ref().map(|_| reading.articles.len() as u32);
        for (at, line) in page.lines.iter().enumerate() {
            let role = read.as_ref().map_or(Role::Residue, |(_, roles)| roles[at]);
            let (start, end) = ((offset + line.range.start) as u32, (offset + line.range.end) as u32);
            reading.spans.push(Span { start, end, role, article });
        }
        if let Some((mut article, _)) = read {
            article.origin.start += offset as u32;
            article.origin.end += offset as u32;
            reading.articles.push(article);
        }
    });
    if !lines.rulers.is_empty() {
        reading.spans.extend(lines.rulers.iter().map(|range| {
            let (start, end) = ((offset + range.start) as u32, (offset + range.end) as u32);
            Span { start, end, role: Role::Residue, article: None }
        }));
        reading.spans[first_span..].sort_by_key(|span| span.start);
    }
}

pub(crate) fn for_each_page(text: &str, lines: &Lines, found: &mut dyn FnMut(&Page<'_>)) {
    let measured = measure_lines(text, lines);
    let labels = label_lines(lines, &measured);
    let mut start = 0;
    while start < labels.len() {
        let end = (start + 1..labels.len()).find(|at| labels[*at].opens).unwrap_or(labels.len());
        found(&Page {
            text,
            lines: &lines.lines[start..end],
            labels: &labels[start..end],
            shapes: &measured.shapes[start..end],
            measured: &measured,
            first: start,
        });
        start = end;
    }
}

/// A block ends after a wide gap where there is one near, else after a line, else anywhere.
fn end_of_block(text: &str, start: usize) -> usize {
    if text.len() - start <= BLOCK + SEARCH {
        return text.len();
    }
    let end = floor_char_boundary(text, start + BLOCK);
    let from = floor_char_boundary(text, end - SEARCH);
    let near = &text[from..end];
    match near
        .rfind("\n\n\n")
        .map(|at| at + 3)
        .or_else(|| near.rfind("\n\n").map(|at| at + 2))
        .or_else(|| near.rfind('\n').map(|at| at + 1))
    {
        Some(at) => from + at,
        // One endless line: it is kept whole, or its halves would be two articles.
        None => text[end..].find('\n').map_or(text.len(), |at| end + at + 1),
    }
}

pub(crate) fn floor_char_boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
