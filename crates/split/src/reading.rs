use articles::{Body, Document, Reading, Role, Span};

use crate::{
    features::measure_lines,
    label::label_lines,
    lines::{Lines, read_lines},
    pages::{Page, read_page},
};

/// Texts longer than this are read in blocks, so that memory stays flat in the length of the text.
const BLOCK: usize = 4 << 20;
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
    reading
}

fn read_block(text: &str, offset: usize, document: &Document, reading: &mut Reading) {
    let lines = read_lines(text);
    if lines.lines.is_empty() {
        add_rulers(&lines, offset, reading);
        return;
    }
    let measured = measure_lines(text, &lines);
    let labels = label_lines(&lines, &measured);
    let first_span = reading.spans.len();
    let mut start = 0;
    while start < labels.len() {
        let end = (start + 1..labels.len()).find(|at| labels[*at].opens).unwrap_or(labels.len());
        let page = Page {
            text,
            lines: &lines.lines[start..end],
            labels: &labels[start..end],
            shapes: &measured.shapes[start..end],
        };
        let read = read_page(&page, document);
        let article = read.as_ref().map(|_| reading.articles.len() as u32);
        for (at, line) in page.lines.iter().enumerate() {
            let role = read.as_ref().map_or(Role::Residue, |(_, roles)| roles[at]);
            reading.spans.push(Span {
                start: (offset + line.range.start) as u32,
                end: (offset + line.range.end) as u32,
                role,
                article,
            });
        }
        if let Some((mut article, _)) = read {
            article.origin.start += offset as u32;
            article.origin.end += offset as u32;
            reading.articles.push(article);
        }
        start = end;
    }
    if !lines.rulers.is_empty() {
        add_rulers(&lines, offset, reading);
        reading.spans[first_span..].sort_by_key(|span| span.start);
    }
}

fn add_rulers(lines: &Lines, offset: usize, reading: &mut Reading) {
    reading.spans.extend(lines.rulers.iter().map(|range| Span {
        start: (offset + range.start) as u32,
        end: (offset + range.end) as u32,
        role: Role::Residue,
        article: None,
    }));
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

fn floor_char_boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
