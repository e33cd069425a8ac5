use std::collections::HashSet;

use articles::{Caption, Role};
use clean::{captions, text::tidy_line};

use crate::{label::Part, pages::Page};

/// The captions of a page, each once, with its credit.
pub(crate) fn find_captions(page: &Page<'_>, first_body: usize, roles: &mut [Role]) -> Vec<Caption> {
    let mut found: Vec<Caption> = Vec::new();
    let mut seen = HashSet::new();
    for at in page.places() {
        if !matches!(page.labels[at].part, Part::Meta | Part::Inner | Part::Before) || roles[at] != Role::Residue {
            continue;
        }
        if page.labels[at].part == Part::Before && first_body.saturating_sub(at) > 20 {
            continue;
        }
        let line = page.line(at);
        if seen.contains(&page.shapes[at].key) {
            roles[at] = Role::Repeat;
            continue;
        }
        if line.len() > 1200 || page.shapes[at].has_copyright && page.shapes[at].has_year {
            continue;
        }
        if let Some(credit) = captions::credit_line(line) {
            // A credit on a line of its own, right under the caption. Alone it is kept only where it says what it is:
            // two capitals may be an agency or a button, and a button where the caption ends with a credit of its own.
            let under = at > 0
                && page.lines[at].blank_above == 0
                && roles[at - 1] == Role::Residue
                && !page.shapes[at - 1].closing_brackets
                && is_caption_text(page, at - 1);
            if under {
                roles[at - 1] = Role::Caption;
                seen.insert(page.shapes[at - 1].key);
                found.push(Caption { text: tidy_line(page.line(at - 1)), credit: Some(credit), image: None });
            }
            if under || page.shapes[at].words >= 2 {
                roles[at] = Role::Caption;
                seen.insert(page.shapes[at].key);
            }
            continue;
        }
        let caption = match captions::split_credit(line) {
            caption if caption.credit.is_some() => Some(caption),
            _ => credit_of_repeated(page, at),
        };
        if let Some(caption) = caption.filter(|caption| !caption.text.is_empty() && page.shapes[at].words >= 4) {
            roles[at] = Role::Caption;
            seen.insert(page.shapes[at].key);
            found.push(caption);
        }
    }
    found
}

fn is_caption_text(page: &Page<'_>, at: usize) -> bool {
    let shape = &page.shapes[at];
    matches!(page.labels[at].part, Part::Meta | Part::Inner)
        && shape.words >= 4
        && shape.width <= 600
        && shape.joints == 0
}

/// A line said twice about the headline that ends in brackets is a caption, whoever is named in them.
fn credit_of_repeated(page: &Page<'_>, at: usize) -> Option<Caption> {
    let shape = &page.shapes[at];
    let repeated = shape.closing_brackets
        && shape.width >= 40
        && page.shapes[at + 1..].iter().take(12).any(|other| other.key == shape.key);
    if !repeated || page.labels[at].part == Part::Inner {
        return None;
    }
    let line = tidy_line(page.line(at));
    let open = line.rfind(['(', '[', '（', '［'])?;
    let credit = line[open..]
        .trim_matches(|c: char| matches!(c, '(' | ')' | '[' | ']' | '（' | '）' | '［' | '］') || c.is_whitespace());
    let fits =
        !credit.is_empty() && credit.split_whitespace().count() <= 6 && !credit.chars().any(|c| c.is_ascii_digit());
    fits.then(|| Caption { text: line[..open].trim_end().to_owned(), credit: Some(credit.to_owned()), image: None })
}
