//! Plain text: one form for each letter and each space, and nothing that cannot be seen.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// One line of text: NFC, single spaces, no soft hyphens, zero-width or control characters.
///
/// A zero-width non-joiner is kept: Persian and many Indic words are misspelt without it.
pub fn tidy_line(text: &str) -> String {
    if is_tidy(text) {
        return text.to_owned();
    }
    let mut tidy = String::with_capacity(text.len());
    if text.is_ascii() {
        for (place, part) in
            text.split(|c: char| c == ' ' || c.is_ascii_control()).filter(|part| !part.is_empty()).enumerate()
        {
            if place > 0 {
                tidy.push(' ');
            }
            tidy.push_str(part);
        }
        return tidy;
    }
    let mut space = false;
    for letter in text.chars() {
        if letter.is_whitespace() || letter.is_control() {
            space = true;
        } else if !is_invisible(letter) {
            if space && !tidy.is_empty() {
                tidy.push(' ');
            }
            space = false;
            tidy.push(letter);
        }
    }
    compose(tidy)
}

/// Nothing of the line is to be changed, as in most lines: seen in one pass, where making it anew takes several.
fn is_tidy(text: &str) -> bool {
    let mut before = ' ';
    for letter in text.chars() {
        // Most of any text, and decided quicker without the list below.
        if letter.is_ascii() {
            if !(' '..='~').contains(&letter) || (letter == ' ' && before == ' ') {
                return false;
            }
            before = letter;
            continue;
        }
        // Seen, and in NFC whatever stands about it, as long as that is of these too.
        let plain = matches!(
            letter,
            '\u{a1}'..='\u{ac}' | '\u{ae}'..='\u{2ff}' | '\u{388}'..='\u{3ff}' | '\u{400}'..='\u{482}'
                | '\u{621}'..='\u{64a}' | '\u{2010}'..='\u{2027}' | '\u{3001}'..='\u{3020}' | '\u{3041}'..='\u{3096}'
                | '\u{30a1}'..='\u{30fe}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{ff01}'..='\u{ff5e}'
        );
        if !plain {
            return false;
        }
        before = letter;
    }
    before != ' '
}

/// Paragraphs of plain text, one an entry. Blank lines part them; where there are none, each line is one.
pub fn paragraphs(text: &str) -> Vec<String> {
    let blank = text.lines().any(|line| line.trim().is_empty()) && text.trim().contains('\n');
    let mut found = Vec::new();
    let mut open = String::new();
    for line in text.lines() {
        let line = tidy_line(line);
        if line.is_empty() || !blank {
            if !open.is_empty() {
                found.push(std::mem::take(&mut open));
            }
        } else if !open.is_empty() {
            open.push(' ');
        }
        open.push_str(&line);
    }
    if !open.is_empty() {
        found.push(open);
    }
    found
}

/// Letters and digits only, lower case: two strings that say the same have the same key.
pub fn key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        // Runs of ASCII are as they are, but for their last letter: a mark that follows is put on it.
        let run = rest.bytes().position(|byte| !byte.is_ascii()).unwrap_or(rest.len() + 1).saturating_sub(1);
        let (plain, other) = rest.split_at(run);
        key.extend(plain.bytes().filter(u8::is_ascii_alphanumeric).map(|byte| char::from(byte.to_ascii_lowercase())));
        let end = other.char_indices().skip(1).find(|(_, c)| c.is_ascii()).map_or(other.len(), |(at, _)| at);
        let (other, after) = other.split_at(end);
        key.extend(other.nfkc().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase));
        rest = after;
    }
    key
}

fn compose(text: String) -> String {
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => text,
        _ => text.nfc().collect(),
    }
}

fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{180e}' | '\u{fff9}'..='\u{fffb}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// The short way over plain letters says what the long way says.
        #[test]
        fn a_key_is_that_of_the_whole_text(text in "[aE1 ’é\u{301}\u{308}ﬁＡ習\u{ac00}İß]{0,12}|\\PC{0,20}") {
            let whole: String = text.nfkc().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
            prop_assert_eq!(key(&text), whole);
        }
    }

    #[test]
    fn a_line_holds_only_what_is_seen() {
        for (text, expected) in [
            ("  The \u{a0} port\tre\u{ad}opens \n today ", "The port reopens today"),
            ("\u{feff}Caf\u{65}\u{301}", "Café"),
            ("می\u{200c}خواهد", "می\u{200c}خواهد"),
            ("\u{0}\u{200b}", ""),
            ("«Été» – Ελλάδα, Москва; 日本語", "«Été» – Ελλάδα, Москва; 日本語"),
            ("Two  spaces", "Two spaces"),
            ("one after ", "one after"),
        ] {
            assert_eq!(tidy_line(text), expected);
        }
    }

    #[test]
    fn blank_lines_part_paragraphs_where_there_are_any() {
        assert_eq!(paragraphs("one\ntwo\n\nthree\n"), ["one two", "three"]);
        assert_eq!(paragraphs("one\ntwo\n"), ["one", "two"]);
        assert_eq!(paragraphs(" \n\n"), Vec::<String>::new());
    }
}
