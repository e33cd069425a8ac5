//! Words, stems and sentences of news text in any script, with byte ranges into the text as it was given.

mod commonwords;
mod fold;
mod sentences;
mod stems;
mod stopwords;

pub use commonwords::is_common_word;
pub use fold::fold_into;
pub use sentences::{Sentence, sentences};
pub use stems::{stem, without_article};
pub use stopwords::is_function_word;

/// What kind of run of characters a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Latin,
    Cyrillic,
    Arabic,
    /// One Chinese or Japanese character: these scripts set no spaces, so each character is a word.
    Ideograph,
    /// Digits, perhaps with separators inside: `216,000` is folded to `216000`, `8,8` to `8.8`.
    Number,
    Other,
}

impl Kind {
    /// By a word's first letter.
    pub fn of(first: char) -> Kind {
        if is_ideograph(first) {
            Kind::Ideograph
        } else if first.is_numeric() {
            Kind::Number
        } else {
            kind_of(first)
        }
    }
}

/// A word as found in a text.
#[derive(Clone, Copy, Debug)]
pub struct Word<'a> {
    /// Byte range in the text that was given.
    pub start: usize,
    pub end: usize,
    /// Without case, accents and variant letters: what two spellings of the same word share.
    pub folded: &'a str,
    pub kind: Kind,
    /// Begins with a capital letter: in most European languages perhaps a name.
    pub capital: bool,
}

/// Calls `found` for each word of `text` in order. Nothing is allocated for a word.
pub fn each_word(text: &str, mut found: impl FnMut(Word)) {
    let mut folded = String::with_capacity(32);
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut after_apostrophe = false;
    while at < bytes.len() {
        let Some(first) = text[at..].chars().next() else { break };
        let width = first.len_utf8();
        if !is_word_char(first) {
            after_apostrophe = first == '\'' || first == '’';
            at += width;
            continue;
        }
        folded.clear();
        let start = at;
        if is_ideograph(first) {
            at += width;
            fold_into(&text[start..at], &mut folded);
            found(Word { start, end: at, folded: &folded, kind: Kind::Ideograph, capital: false });
            after_apostrophe = false;
            continue;
        }
        if first.is_numeric() {
            at = number_end(text, start);
            fold_number(&text[start..at], &mut folded);
            if !folded.is_empty() {
                found(Word { start, end: at, folded: &folded, kind: Kind::Number, capital: false });
            }
            after_apostrophe = false;
            continue;
        }
        at = word_end(text, start);
        // The 's of a genitive is no word; the one-letter words before an apostrophe (l', d') are left to the list.
        let genitive = after_apostrophe && at - start == 1 && (bytes[start] | 0x20) == b's';
        after_apostrophe = false;
        if genitive {
            continue;
        }
        fold_into(&text[start..at], &mut folded);
        if !folded.is_empty() {
            found(Word { start, end: at, folded: &folded, kind: kind_of(first), capital: first.is_uppercase() });
        }
    }
}

/// The kinds of script that are told apart, by a word's first letter.
fn kind_of(first: char) -> Kind {
    match u32::from(first) {
        0x0041..=0x024F | 0x1E00..=0x1EFF | 0xFF21..=0xFF5A => Kind::Latin,
        0x0400..=0x052F => Kind::Cyrillic,
        0x0600..=0x06FF | 0x0750..=0x077F | 0x08A0..=0x08FF | 0xFB50..=0xFDFF | 0xFE70..=0xFEFF => Kind::Arabic,
        _ => Kind::Other,
    }
}

fn word_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = start;
    while at < bytes.len() {
        if bytes[at].is_ascii_alphanumeric() {
            at += 1;
            continue;
        }
        if bytes[at].is_ascii() {
            break;
        }
        match text[at..].chars().next() {
            Some(next) if is_word_char(next) && !is_ideograph(next) => at += next.len_utf8(),
            _ => break,
        }
    }
    at
}

/// A number runs on over `.` and `,` (and their Arabic sisters) as long as a digit follows.
fn number_end(text: &str, start: usize) -> usize {
    let mut end = start;
    let mut rest = text[start..].char_indices().peekable();
    while let Some((offset, c)) = rest.next() {
        if c.is_numeric() || (c.is_alphanumeric() && !is_ideograph(c)) {
            end = start + offset + c.len_utf8();
        } else if matches!(c, '.' | ',' | '٫' | '٬') && rest.peek().is_some_and(|(_, next)| next.is_numeric()) {
            continue;
        } else {
            break;
        }
    }
    end
}

/// `1,250` and `1.250` are a thousand and some in one country or the other; `8.8` and `8,8` are eight and some.
fn fold_number(number: &str, out: &mut String) {
    let mut plain = String::new();
    fold_into(number, &mut plain);
    let bytes = plain.as_bytes();
    for (at, c) in plain.char_indices() {
        if matches!(c, '.' | ',' | '٫' | '٬') {
            let digits = bytes[at + c.len_utf8()..].iter().take_while(|b| b.is_ascii_digit()).count();
            if digits != 3 {
                out.push('.');
            }
        } else {
            out.push(c);
        }
    }
}

fn is_word_char(c: char) -> bool {
    c.is_alphanumeric() || fold::is_mark(c)
}

/// Characters of scripts that set no spaces between words.
pub fn is_ideograph(c: char) -> bool {
    matches!(u32::from(c), 0x3041..=0x30FF | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0xFF66..=0xFF9F | 0x20000..=0x323AF)
}

/// Hash of some bytes that is the same on every machine and in every version: stored fingerprints hang on it.
pub(crate) fn hash(bytes: &[u8], seed: u64) -> u64 {
    let mut state = seed ^ 0xcbf2_9ce4_8422_2325;
    for chunk in bytes.chunks(8) {
        let mut word = [0u8; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        state = mix(state ^ u64::from_le_bytes(word) ^ ((chunk.len() as u64) << 56));
    }
    state
}

/// Spreads each bit of the input over all of the output (the finaliser of splitmix64).
pub(crate) fn mix(mut x: u64) -> u64 {
    x = x.wrapping_add(0x9e37_79b9_7f4a_7c15);
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let mut found = Vec::new();
        each_word(text, |word| found.push(word.folded.to_owned()));
        assert_eq!(found, expected, "{text:?}");
    }

    /// Two outlets spell the same word differently; what they share must come out equal.
    #[test]
    fn spelling_variants_fold_to_one_word() {
        check("L’Élysée's Größe", &["l", "elysee", "grosse"]);
        check("Ёлка ёлка", &["елка", "елка"]);
        check("الرّئيس الرئيس أحمد إلى مدينة", &["الرييس", "الرييس", "احمد", "الي", "مدينه"]);
        check("習近平 北京", &["習", "近", "平", "北", "京"]);
        check("ﬁnance ＡＢＣ", &["finance", "abc"]);
    }

    /// The same figure in an American, a German and an Arabic paper.
    #[test]
    fn numbers_are_one_word_whatever_their_separators() {
        check("216,000 216.000 8.8 8,8 ٢٥٠ 7th", &["216000", "216000", "8.8", "8.8", "250", "7th"]);
        check("in 2014. Then", &["in", "2014", "then"]);
    }

    /// Highlights and quotations are cut by these ranges.
    #[test]
    fn ranges_point_at_the_word_as_printed() {
        let text = "Åse said: “Über 20 Leute”, 東京";
        each_word(text, |word| {
            let mut folded = String::new();
            fold_into(&text[word.start..word.end], &mut folded);
            assert_eq!(folded, word.folded);
        });
    }
}
