use articles::Role;
use clean::{
    bylines,
    dates::{self, DateHints},
    text::tidy_line,
};

use crate::{label::Part, pages::Page, shape::is_terminator};

/// The line labelled headline that looks most like one; without any, the line above the text that comes nearest.
pub(crate) fn find_headline(page: &Page<'_>, first_body: usize) -> Option<usize> {
    let best = |part: &dyn Fn(usize) -> bool| {
        page.places().filter(|at| part(*at)).fold(None, |best: Option<usize>, at| match best {
            Some(old) if page.labels[old].headline >= page.labels[at].headline => best,
            _ => Some(at),
        })
    };
    let labelled = best(&|at| page.labels[at].part == Part::Headline);
    labelled.or_else(|| {
        best(&|at| {
            let shape = &page.shapes[at];
            at < first_body
                && first_body - at <= 15
                && (15..=220).contains(&shape.width)
                && shape.words >= 3
                && page.labels[at].headline > -4.0
                && !is_terminator(shape.last)
                && bylines::parse_byline(page.line(at)).is_none()
                && dates::date_line(page.line(at), &DateHints::default()).is_none()
        })
    })
}

pub(crate) fn mark_headline(page: &Page<'_>, headline: usize, roles: &mut [Role]) {
    let key = page.shapes[headline].key;
    let mut said = false;
    for at in page.places() {
        if page.shapes[at].key == key && page.labels[at].part != Part::Body {
            roles[at] = if said { Role::Repeat } else { Role::Headline };
            said = true;
        }
    }
}

/// The headline as printed, without a kicker in capitals before it and a date after it.
pub(crate) fn headline_text(line: &str) -> String {
    let line = tidy_line(line);
    let line = without_kicker(&line);
    without_date(line).to_owned()
}

/// `HARBOUR INQUIRY Who knew of the cracks, and when` -> `Who knew …`: set over the headline on the page, before it when copied.
fn without_kicker(line: &str) -> &str {
    let mut from = 0;
    let mut long = 0;
    let mut rest_words = 0;
    for word in line.split_inclusive(' ') {
        let bare = word.trim();
        let capitals = bare.chars().any(char::is_uppercase) && !bare.chars().any(char::is_lowercase);
        if rest_words == 0 && capitals {
            from += word.len();
            // Two long ones: `NATO EU` may open a headline.
            long += usize::from(bare.chars().filter(|c| c.is_alphabetic()).count() >= 5);
        } else {
            rest_words += 1;
        }
    }
    if long >= 2 && rest_words >= 4 { &line[from..] } else { line }
}

fn without_date(line: &str) -> &str {
    for mark in [" - ", " – ", " — ", " | "] {
        if let Some((front, end)) = line.rsplit_once(mark)
            && front.split_whitespace().count() >= 3
            && dates::date_line(end, &DateHints::default()).is_some()
        {
            return front;
        }
    }
    line
}

/// What stands in for a headline where none was found.
pub(crate) fn first_words(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    let mut title = String::new();
    for word in line.split_whitespace().take(14) {
        if title.chars().count() + word.chars().count() > 90 {
            break;
        }
        if !title.is_empty() {
            title.push(' ');
        }
        title.push_str(word);
    }
    if title.is_empty() {
        title = line.chars().take(40).collect();
    }
    let cut = title.len() < line.len();
    let title = title.trim_end_matches(|c: char| is_terminator(c) || matches!(c, ',' | ';' | ':')).to_owned();
    if cut { title + "…" } else { title }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kicker_and_a_date_are_no_part_of_a_headline() {
        let check = |line: &str, expected: &str| assert_eq!(headline_text(line), expected);
        check("HARBOUR INQUIRY Who knew of the cracks, and when", "Who knew of the cracks, and when");
        check("NATO EU leaders meet in Porto on Monday", "NATO EU leaders meet in Porto on Monday");
        check("ALL CAPITALS HEADLINE OF AN OLD WIRE", "ALL CAPITALS HEADLINE OF AN OLD WIRE");
        check("How to mend a net - 3 October 2023", "How to mend a net");
        check("Ten years on - a town remembers", "Ten years on - a town remembers");
    }

    #[test]
    fn first_words_are_cut_at_a_word() {
        assert_eq!(first_words("Short note."), "Short note");
        assert!(first_words(&"word ".repeat(60)).ends_with("word…"));
        assert!(!first_words(&"x".repeat(500)).is_empty());
    }
}
