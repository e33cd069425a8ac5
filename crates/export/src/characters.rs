use unicode_segmentation::UnicodeSegmentation;

use crate::model::Model;

/// Unicode's own sign for a character that could not be shown.
const REPLACEMENT: &str = "\u{FFFD}";

/// The model as it can be printed, and how many characters were replaced or taken out.
///
/// `shows` tells whether a letter with its marks can be shown. Control characters never can, and marks that turn the
/// direction of the text around them are taken out: with them a line can be made to read as what it does not say.
pub(crate) fn replace(model: &Model, shows: fn(&str) -> bool) -> (Model, u32) {
    let mut model = model.clone();
    let mut replaced = 0;
    model.visit_texts(&mut |text| {
        if !is_plain(text) {
            *text = replace_in(text, shows, &mut replaced);
        }
    });
    (model, replaced)
}

/// Most strings by far are letters of Latin alone: not worth cutting into clusters.
fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n'))
}

fn replace_in(text: &str, shows: fn(&str) -> bool, replaced: &mut u32) -> String {
    let mut clean = String::with_capacity(text.len());
    for cluster in text.graphemes(true) {
        let mut chars = cluster.chars();
        match chars.next() {
            None => {}
            Some('\r' | '\n' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}') => clean.push('\n'),
            Some('\t') => clean.push(' '),
            Some(char) if is_turn(char) => *replaced += 1,
            Some('\u{FEFF}' | '\u{AD}') => {}
            Some(char) if is_mark(char) || (char.is_whitespace() && chars.next().is_none()) => clean.push_str(cluster),
            Some(char) if is_no_character(char) || !shows(cluster.trim_end_matches(is_mark)) => {
                // A letter whose mark alone cannot be shown is still worth reading.
                let letter = &cluster[..char.len_utf8()];
                if chars.next().is_some_and(|mark| !is_mark(mark)) && !is_no_character(char) && shows(letter) {
                    clean.push_str(letter);
                }
                push_replacement(&mut clean);
                *replaced += 1;
            }
            Some(_) => clean.push_str(cluster),
        }
    }
    let said_something = !text.trim().is_empty();
    if said_something && clean.chars().all(|char| char.is_whitespace() || is_mark(char)) {
        REPLACEMENT.clone_into(&mut clean);
    }
    clean
}

/// The few letters of India that join what follows them would join the sign, which no font of theirs has.
fn push_replacement(clean: &mut String) {
    if let Some((at, last)) = clean.char_indices().next_back()
        && format!("{last}{REPLACEMENT}").graphemes(true).nth(1).is_none()
    {
        clean.truncate(at);
    }
    clean.push_str(REPLACEMENT);
}

/// Embeddings, overrides and isolates.
fn is_turn(char: char) -> bool {
    matches!(char, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Joiners, direction marks and variation selectors: they shape their neighbours and have no look of their own.
fn is_mark(char: char) -> bool {
    matches!(char, '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FE00}'..='\u{FE0F}')
}

/// Controls, private use and code points that are no characters.
fn is_no_character(char: char) -> bool {
    char.is_control()
        || matches!(char, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'.. | '\u{FDD0}'..='\u{FDEF}')
        || u32::from(char) & 0xFFFE == 0xFFFE
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn all(_: &str) -> bool {
        true
    }

    fn check(text: &str, shows: fn(&str) -> bool, expected: &str, count: u32) {
        let mut replaced = 0;
        assert_eq!((replace_in(text, shows, &mut replaced).as_str(), replaced), (expected, count), "{text:?}");
    }

    /// What a reader may count on: text as it was, and each loss both seen and counted.
    #[test]
    fn replaces_and_counts() {
        check("Plain – “text” 中文 العربية", all, "Plain – “text” 中文 العربية", 0);
        check("nul\0l", all, "nul\u{FFFD}l", 1);
        check("bell\u{7} and \u{9B}31m", all, "bell\u{FFFD} and \u{FFFD}31m", 2);
        check("abc\u{202E}fdp.exe\u{202C}", all, "abcfdp.exe", 2);
        check("\u{2067}نص\u{2069}", all, "نص", 2);
        check("one\ttwo\r\nthree\u{2028}four", all, "one two\nthree\nfour", 0);
        check("می\u{200C}خواهم", all, "می\u{200C}خواهم", 0);
        check("\u{FEFF}soft\u{AD}ened", all, "softened", 0);
        check("\u{202E}", all, "\u{FFFD}", 1);
        check("\u{F8FF}\u{FFFF}", all, "\u{FFFD}\u{FFFD}", 2);
    }

    #[test]
    fn a_format_says_what_it_can_show() {
        check("fire 🔥🔥 👩‍👩‍👧 done", typeset::covers, "fire \u{FFFD}\u{FFFD} \u{FFFD} done", 3);
        check("fire 🔥", all, "fire 🔥", 0);
        check("中\u{301}文", typeset::covers, "中\u{FFFD}文", 1);
        check("\u{D4E}\u{1740}", typeset::covers, "\u{FFFD}", 1);
        check("★\u{FE0F}", typeset::covers, "★\u{FE0F}", 0);
        check("می\u{200C}خواهم", typeset::covers, "می\u{200C}خواهم", 0);
    }

    proptest! {
        /// After the first pass there is nothing left to replace; a second would only hide that the first was not enough.
        #[test]
        fn once_is_enough(text in any::<String>()) {
            let mut count = 0;
            let clean = replace_in(&text, typeset::covers, &mut count);
            prop_assert!(!clean.chars().any(|char| is_turn(char) || (is_no_character(char) && char != '\n')));
            let mut again = 0;
            prop_assert_eq!(replace_in(&clean, typeset::covers, &mut again), clean.clone());
            prop_assert_eq!(again, 0);
        }
    }
}
