use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::is_ideograph;

/// Appends `word` without case, accents, vowel signs and variant letters (NFKC, and the Arabic أ إ آ ى ة ؤ ئ).
pub fn fold_into(word: &str, out: &mut String) {
    if word.is_ascii() {
        out.extend(word.bytes().map(|b| b.to_ascii_lowercase() as char));
        return;
    }
    for c in word.chars() {
        fold_char(c, out);
    }
}

/// Signs that stand on or under a letter: part of a word, dropped when it is folded.
pub(super) fn is_mark(c: char) -> bool {
    !c.is_ascii() && (c == 'ـ' || c == '\u{200c}' || is_combining_mark(c))
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
    if is_mark(c) {
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
        'ı' => out.push('i'),
        'ى' | 'ی' => out.push('ي'),
        'ة' => out.push('ه'),
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
