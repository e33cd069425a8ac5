use unicode_normalization::{
    UnicodeNormalization,
    char::{canonical_combining_class, is_combining_mark},
};

use super::is_ideograph;

/// Appends `word` without case, accents and variant letters (NFKC, and the Arabic أ إ آ ى ة ؤ ئ).
pub fn fold_into(word: &str, out: &mut String) {
    if word.is_ascii() {
        let before = out.len();
        out.push_str(word);
        out[before..].make_ascii_lowercase();
        return;
    }
    for c in word.chars() {
        fold_char(c, out);
    }
}

/// Signs that stand on or under a letter, or stretch or part it: they are in a word and do not end it.
pub(super) fn is_mark(c: char) -> bool {
    !c.is_ascii() && (matches!(c, TATWEEL | '\u{200c}') || is_combining_mark(c))
}

const TATWEEL: char = '\u{640}';

/// Marks that people leave out when they type: not those that are vowels (Hindi, Thai) or make another letter (kana).
fn is_dropped(c: char) -> bool {
    matches!(c, TATWEEL | '\u{200c}' | '\u{fe00}'..='\u{fe0f}')
        || matches!(canonical_combining_class(c), 1 | 7 | 10..=36 | 202..=240)
}

fn fold_char(c: char, out: &mut String) {
    if c.is_ascii() {
        out.push(c.to_ascii_lowercase());
        return;
    }
    // Decomposing would take Hangul apart and part the kana from their voicing marks.
    if is_ideograph(c) || matches!(u32::from(c), 0xAC00..=0xD7A3) {
        out.extend(std::iter::once(c).nfkc());
        return;
    }
    for part in std::iter::once(c).nfkd() {
        for lower in part.to_lowercase() {
            push_letter(lower, out);
        }
    }
}

fn push_letter(c: char, out: &mut String) {
    if is_dropped(c) {
        return;
    }
    match c {
        'ß' => out.push_str("ss"),
        'æ' => out.push_str("ae"),
        'œ' => out.push_str("oe"),
        'ø' => out.push('o'),
        'ł' => out.push('l'),
        'đ' | 'ð' => out.push('d'),
        'þ' => out.push_str("th"),
        'ħ' => out.push('h'),
        'ı' => out.push('i'),
        'ς' => out.push('σ'),
        'ٱ' => out.push('ا'),
        'ى' | 'ی' | 'ې' => out.push('ي'),
        'ة' | 'ہ' | 'ھ' | 'ە' => out.push('ه'),
        'ک' => out.push('ك'),
        '٠'..='٩' => push_digit(c, '٠', out),
        '۰'..='۹' => push_digit(c, '۰', out),
        '०'..='९' => push_digit(c, '०', out),
        _ => out.push(c),
    }
}

fn push_digit(c: char, zero: char, out: &mut String) {
    out.extend(char::from_digit(u32::from(c) - u32::from(zero), 10));
}
