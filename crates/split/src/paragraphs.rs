use articles::Role;
use clean::text::tidy_line;

use crate::{pages::Page, shape::is_terminator};

pub(crate) struct Paragraph {
    pub(crate) text: String,
    pub(crate) heading: bool,
}

/// The body's lines as paragraphs: lines broken at a fixed width are joined again. `said`: whether a line is a heading,
/// where the reader said so.
pub(crate) fn join_paragraphs(
    page: &Page<'_>,
    body: &[usize],
    roles: &mut [Role],
    said: &dyn Fn(usize) -> Option<bool>,
) -> Vec<Paragraph> {
    let wrap = wrap_width(page, body);
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let mut before: Option<usize> = None;
    for &at in body {
        let line = tidy_line(page.line(at));
        let joins = before.is_some_and(|before| {
            before + 1 == at
                && page.lines[at].blank_above == 0
                && said(at) != Some(true)
                && said(before) != Some(true)
                && continues(page, before, at, wrap)
        });
        match paragraphs.last_mut() {
            Some(paragraph) if joins => join(&mut paragraph.text, &line),
            _ => {
                let heading = said(at).unwrap_or_else(|| is_heading(page, at, body));
                roles[at] = if heading { Role::Heading } else { Role::Body };
                paragraphs.push(Paragraph { text: line, heading });
            }
        }
        if joins {
            roles[at] = Role::Body;
        }
        before = Some(at);
    }
    paragraphs
}

/// The column at which the text was broken, where most of its lines reach about it.
fn wrap_width(page: &Page<'_>, body: &[usize]) -> Option<u32> {
    let tight: Vec<u32> =
        body.iter().filter(|at| page.lines[**at].blank_above == 0).map(|at| page.shapes[*at].width).collect();
    if tight.len() < 4 || tight.len() * 3 < body.len() {
        return None;
    }
    let most = tight.iter().copied().max()?;
    if !(30..=110).contains(&most) || body.iter().any(|at| page.shapes[*at].width > most + 8) {
        return None;
    }
    let full = tight.iter().filter(|width| **width * 100 >= most * 75).count();
    (full * 2 >= tight.len()).then_some(most)
}

fn continues(page: &Page<'_>, before: usize, at: usize, wrap: Option<u32>) -> bool {
    let Some(wrap) = wrap else { return false };
    let shape = &page.shapes[before];
    let next = &page.shapes[at];
    let ended = is_terminator(shape.last_inside) && next.first.is_uppercase() && shape.width * 100 < wrap * 75;
    !ended && shape.width * 100 >= wrap * 60 && !page.lines[at].indented
}

fn join(text: &mut String, line: &str) {
    // "inter-\nnational": the hyphen was the line's, unless a capital or digit follows it.
    let broken = text.ends_with('-')
        && text.chars().rev().nth(1).is_some_and(char::is_lowercase)
        && line.chars().next().is_some_and(char::is_lowercase);
    if broken {
        text.pop();
    } else if !text.chars().next_back().is_some_and(is_unspaced) || !line.chars().next().is_some_and(is_unspaced) {
        text.push(' ');
    }
    text.push_str(line);
}

/// Han and kana are set without spaces.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}')
}

/// A short line without an end, alone above a paragraph.
fn is_heading(page: &Page<'_>, at: usize, body: &[usize]) -> bool {
    let shape = &page.shapes[at];
    let fits = shape.letters > 0
        && shape.width <= 100
        && shape.words <= 16
        && !(is_terminator(shape.last_inside) && shape.last_inside != '?')
        && !matches!(shape.last_inside, ',' | ';' | ':')
        && !shape.first.is_lowercase()
        && !matches!(shape.first, '-' | '–' | '•' | '*' | '“' | '"' | '„' | '«');
    if !fits || page.lines[at].blank_above == 0 && at > 0 {
        return false;
    }
    let place = body.partition_point(|other| *other <= at);
    body.get(place).is_some_and(|next| {
        let next_shape = &page.shapes[*next];
        *next - at <= 3 && next_shape.width >= 60 && next_shape.width > shape.width && next_shape.sentences > 0
    })
}
