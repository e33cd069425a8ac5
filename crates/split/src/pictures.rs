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
        if page.labels[at].part == Part::Before && first_body - at > 20 {
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
        let credit_of_last = captions::credit_line(line);
        if let Some(credit) = credit_of_last {
            // A credit of its own under the caption's line.
            if at > 0
                && page.lines[at].blank_above == 0
                && is_caption_text(page, at - 1)
                && roles[at - 1] == Role::Residue
            {
                roles[at - 1] = Role::Caption;
                seen.insert(page.shapes[at - 1].key);
                found.push(Caption { text: tidy_line(page.line(at - 1)), credit: Some(credit), image: None });
            }
            roles[at] = Role::Caption;
            seen.insert(page.shapes[at].key);
            continue;
        }
        let caption = captions::split_credit(line);
        if caption.credit.is_some() && !caption.text.is_empty() && page.shapes[at].words >= 4 {
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
