//! What changed between two versions of a text, word by word.

use crate::text::is_ideograph;

/// Words that may have come or gone before two texts are taken to have nothing in common: the search for the shortest
/// way from one to the other takes the square of this.
const MOST_CHANGES: usize = 2_000;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    Same,
    Removed,
    Added,
}

/// A stretch of the older text (same, removed) or the newer (added).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part<'a> {
    pub change: Change,
    pub text: &'a str,
}

/// All but the added parts are the older text, all but the removed the newer, to the byte. What was removed stands
/// before what was added in its place. (Eugene W. Myers, An O(ND) Difference Algorithm and Its Variations, 1986.)
pub fn compare<'a>(older: &'a str, newer: &'a str) -> Vec<Part<'a>> {
    let (old, new) = (tokens(older), tokens(newer));
    let head = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let tail = old[head..].iter().rev().zip(new[head..].iter().rev()).take_while(|(a, b)| a == b).count();
    let (old_middle, new_middle) = (&old[head..old.len() - tail], &new[head..new.len() - tail]);
    let mut steps: Vec<(Change, &str)> = old[..head].iter().map(|token| (Change::Same, *token)).collect();
    steps.extend(shortest(old_middle, new_middle));
    steps.extend(old[old.len() - tail..].iter().map(|token| (Change::Same, *token)));
    gather(older, newer, &without_crumbs(&steps))
}

/// Words, and each sign or character of a script without spaces by itself.
fn tokens(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut before: Option<char> = None;
    for (at, c) in text.char_indices() {
        let joins = |c: char| c.is_alphanumeric() && !is_ideograph(c);
        let goes_on =
            before.is_some_and(|before| (joins(before) && joins(c)) || (before.is_whitespace() && c.is_whitespace()));
        if at > start && !goes_on {
            found.push(&text[start..at]);
            start = at;
        }
        before = Some(c);
    }
    if start < text.len() {
        found.push(&text[start..]);
    }
    found
}

/// From one to the other with the fewest words removed and added.
fn shortest<'a>(old: &[&'a str], new: &[&'a str]) -> Vec<(Change, &'a str)> {
    let (n, m) = (old.len(), new.len());
    let most = (n + m).min(MOST_CHANGES);
    // `far[k]`: how far along the old text the best way on the diagonal k = x - y leads.
    let mut far = vec![0usize; 2 * most + 3];
    let at = |k: isize| (k + most as isize + 1) as usize;
    let mut trace: Vec<Vec<usize>> = Vec::new();
    let mut reached = None;
    'ways: for changes in 0..=most as isize {
        trace.push(far[at(-changes - 1)..=at(changes + 1)].to_vec());
        for k in (-changes..=changes).step_by(2) {
            let down = k == -changes || (k != changes && far[at(k - 1)] < far[at(k + 1)]);
            let mut x = if down { far[at(k + 1)] } else { far[at(k - 1)] + 1 };
            let mut y = (x as isize - k) as usize;
            while x < n && y < m && old[x] == new[y] {
                (x, y) = (x + 1, y + 1);
            }
            far[at(k)] = x;
            if x >= n && y >= m {
                reached = Some(changes);
                break 'ways;
            }
        }
    }
    let Some(changes) = reached else {
        let removed = old.iter().map(|token| (Change::Removed, *token));
        return removed.chain(new.iter().map(|token| (Change::Added, *token))).collect();
    };
    let mut back = Vec::new();
    let (mut x, mut y) = (n, m);
    for changes in (0..=changes).rev() {
        let far = &trace[changes as usize];
        let at = |k: isize| (k + changes + 1) as usize;
        let k = x as isize - y as isize;
        let down = k == -changes || (k != changes && far[at(k - 1)] < far[at(k + 1)]);
        let (from_x, from_k) = if down { (far[at(k + 1)], k + 1) } else { (far[at(k - 1)], k - 1) };
        let from_y = (from_x as isize - from_k).max(0) as usize;
        let (to_x, to_y) = if changes == 0 {
            (0, 0)
        } else if down {
            (from_x, from_y + 1)
        } else {
            (from_x + 1, from_y)
        };
        while x > to_x && y > to_y {
            (x, y) = (x - 1, y - 1);
            back.push((Change::Same, old[x]));
        }
        if changes > 0 {
            if down {
                back.push((Change::Added, new[from_y]))
            } else {
                back.push((Change::Removed, old[from_x]))
            }
            (x, y) = (from_x, from_y);
        }
    }
    back.reverse();
    back
}

/// A space that two changes share is a part of both, or every second word would stand alone.
fn without_crumbs<'a>(steps: &[(Change, &'a str)]) -> Vec<(Change, &'a str)> {
    let mut clean = Vec::with_capacity(steps.len());
    for (at, (change, token)) in steps.iter().enumerate() {
        let changes = |step: Option<&(Change, &str)>| step.is_some_and(|(change, _)| *change != Change::Same);
        let between = at > 0 && changes(steps.get(at - 1)) && changes(steps.get(at + 1));
        if *change == Change::Same && between && token.trim().is_empty() {
            clean.push((Change::Removed, *token));
            clean.push((Change::Added, *token));
        } else {
            clean.push((*change, *token));
        }
    }
    clean
}

/// Steps that follow each other as one part, what was removed before what was added.
fn gather<'a>(older: &'a str, newer: &'a str, steps: &[(Change, &str)]) -> Vec<Part<'a>> {
    let mut parts: Vec<Part<'a>> = Vec::new();
    let (mut old_at, mut new_at) = (0, 0);
    let mut steps = steps.iter().peekable();
    while let Some((change, token)) = steps.next() {
        let (mut same, mut removed, mut added) = (0, 0, 0);
        let mut count = |change: Change, token: &str| match change {
            Change::Same => same += token.len(),
            Change::Removed => removed += token.len(),
            Change::Added => added += token.len(),
        };
        count(*change, token);
        let is_same = *change == Change::Same;
        while let Some((change, token)) = steps.next_if(|(next, _)| (*next == Change::Same) == is_same) {
            count(*change, token);
        }
        let mut push = |change, text: &'a str| {
            if !text.is_empty() {
                parts.push(Part { change, text });
            }
        };
        push(Change::Same, &older[old_at..old_at + same]);
        push(Change::Removed, &older[old_at + same..old_at + same + removed]);
        push(Change::Added, &newer[new_at + same..new_at + same + added]);
        old_at += same + removed;
        new_at += same + added;
    }
    parts
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(older: &str, newer: &str) -> String {
        let part = |part: &Part| match part.change {
            Change::Same => part.text.to_owned(),
            Change::Removed => format!("[-{}]", part.text),
            Change::Added => format!("[+{}]", part.text),
        };
        compare(older, newer).iter().map(part).collect()
    }

    /// A reader of an update wants the words that are new, and nothing else marked.
    #[test]
    fn changes_are_words() {
        let check = |older: &str, newer: &str, expected: &str| assert_eq!(shown(older, newer), expected);
        check("Twelve were hurt.", "Fifteen were hurt.", "[-Twelve][+Fifteen] were hurt.");
        check("The pier fell.", "The old pier fell.", "The [+old ]pier fell.");
        check("The old pier fell.", "The pier fell.", "The [-old ]pier fell.");
        check("One two three four", "One five six four", "One [-two three][+five six] four");
        check("中国外交部", "中国国防部", "中国[-外交][+国防]部");
        check("same", "same", "same");
        check("", "new", "[+new]");
        check("", "", "");
    }

    #[test]
    fn two_texts_without_a_word_in_common_are_told_in_time() {
        let text = |word: &str| (0..20_000).map(|n| format!("{word}{n} ")).collect::<String>();
        assert_eq!(compare(&text("a"), &text("b")).len(), 3);
    }

    proptest! {
        /// What is shown as removed and added must be what was removed and added.
        #[test]
        fn both_texts_can_be_put_together_again(older in "[ab .\n北]{0,40}", newer in "[ab .\n北]{0,40}") {
            let parts = compare(&older, &newer);
            let without = |change| {
                parts.iter().filter(|part| part.change != change).map(|part| part.text).collect::<String>()
            };
            prop_assert_eq!(&without(Change::Added), &older);
            prop_assert_eq!(&without(Change::Removed), &newer);
        }
    }
}
