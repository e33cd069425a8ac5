//! A text as it is looked for: words without case, accents and the variants of one letter.
//!
//! SQLite's own tokenizers know none of this, and one of ours would need `unsafe` on each connection. So texts are
//! folded here before they are indexed, queries in the same way, and the index only splits at spaces. Which letters are
//! one is said in `stories::text`, for all that compares words; here it is said what a word of the index is.

use std::ops::Range;

use stories::text::fold_into;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Longer words are cut: nobody types 64 letters, and encoded data pasted into a text would swell the index.
const LONGEST: usize = 64;

/// Calls `take` with each word of `text`, folded, and its byte range there.
///
/// Scripts that put no space between words (Chinese, Japanese, Korean, Thai, Lao, Khmer, Burmese) give one word a
/// character: a search for several in a row finds them inside longer words.
pub fn each_word(text: &str, take: impl FnMut(&str, Range<usize>)) {
    each_word_like(text, |_| true, take);
}

/// As `each_word`; but a word of ASCII letters whose first, in lower case, is not `wanted` comes as an empty one. Of a
/// text that is looked through for two words nearly all is only passed over, in a third of the time.
pub(crate) fn each_word_like(text: &str, wanted: impl Fn(u8) -> bool, mut take: impl FnMut(&str, Range<usize>)) {
    let bytes = text.as_bytes();
    let mut folded = String::with_capacity(LONGEST);
    let mut at = 0;
    while let Some(first) = bytes.get(at) {
        if first.is_ascii() && !first.is_ascii_alphanumeric() {
            at += 1;
            continue;
        }
        let start = at;
        let run = bytes[start..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        let mut end = start + run;
        let is_plain = run > 0 && bytes.get(end).is_none_or(u8::is_ascii);
        if !is_plain {
            let Some((kind, width)) = text[start..].chars().next().map(|c| (Kind::of(c), c.len_utf8())) else { break };
            at = start + width;
            if !matches!(kind, Kind::Letter | Kind::Alone) {
                continue;
            }
            end = word_end(text, kind, at);
        }
        at = end;
        folded.clear();
        let Some(word) = text.get(start..end) else { continue };
        if is_plain && !wanted(first.to_ascii_lowercase()) {
            take("", start..end);
            continue;
        }
        if is_plain {
            folded.push_str(word);
            folded.make_ascii_lowercase();
        } else {
            fold_word(word, &mut folded);
        }
        if folded.len() > LONGEST {
            folded.truncate(folded.floor_char_boundary(LONGEST));
        }
        if !folded.is_empty() {
            take(&folded, start..end);
        }
    }
}

/// Where the word ends whose first character, of this kind, ends at `end`.
fn word_end(text: &str, kind: Kind, mut end: usize) -> usize {
    for next in text[end..].chars() {
        let joins = match Kind::of(next) {
            Kind::Letter => kind == Kind::Letter,
            Kind::Mark => true,
            // Inside a word it is passed over; after it, it belongs to nothing.
            Kind::Ignored => kind == Kind::Letter,
            Kind::Alone | Kind::Other => false,
        };
        if !joins {
            break;
        }
        end += next.len_utf8();
    }
    end
}

/// The words of a text, folded, one space between them; and how many they are.
pub fn fold_text(text: &str) -> (String, u32) {
    let mut all = String::with_capacity(text.len() + text.len() / 8);
    let mut count = 0;
    each_word(text, |word, _| {
        if count > 0 {
            all.push(' ');
        }
        all.push_str(word);
        count += 1;
    });
    (all, count)
}

/// By what a name or headline is sorted: its words without quotes and signs, at most 80 bytes of them.
pub fn sort_key(text: &str) -> String {
    let head = text.get(..text.floor_char_boundary(400)).unwrap_or(text);
    let (mut key, _) = fold_text(head);
    key.truncate(key.floor_char_boundary(80));
    key
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Letter,
    /// A character that is a word by itself.
    Alone,
    Mark,
    /// Says how a word is shown, not what it is: soft hyphen, joiners, direction marks.
    Ignored,
    Other,
}

impl Kind {
    fn of(c: char) -> Kind {
        if c.is_ascii() {
            return if c.is_ascii_alphanumeric() { Kind::Letter } else { Kind::Other };
        }
        match c {
            '\u{AD}'
            | '\u{61C}'
            | '\u{200C}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{2069}'
            | '\u{FEFF}' => Kind::Ignored,
            // Half-width voicing marks are letters by their category.
            '\u{FF9E}' | '\u{FF9F}' => Kind::Mark,
            _ if is_combining_mark(c) => Kind::Mark,
            _ if !c.is_alphanumeric() => Kind::Other,
            _ if stands_alone(c) => Kind::Alone,
            _ => Kind::Letter,
        }
    }
}

/// Letters of the scripts that are written without spaces; Korean among them, whose particles stick to its nouns.
fn stands_alone(c: char) -> bool {
    matches!(c,
        '\u{0E01}'..='\u{0EFF}'     // Thai, Lao
        | '\u{1000}'..='\u{109F}'   // Burmese
        | '\u{1780}'..='\u{17FF}'   // Khmer
        | '\u{3005}'..='\u{3007}' | '\u{3021}'..='\u{3029}' | '\u{3031}'..='\u{3035}' | '\u{3038}'..='\u{303C}'
        | '\u{3041}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}' | '\u{FF66}'..='\u{FF9D}'   // kana
        | '\u{3105}'..='\u{312F}'   // Bopomofo
        | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}'   // Han
        | '\u{AC00}'..='\u{D7AF}'   // Hangul
    )
}

fn fold_word(word: &str, folded: &mut String) {
    let mut letters = String::with_capacity(word.len() * 2);
    fold_into(word, &mut letters);
    // What a compatibility character held besides letters, such as the bar of a fraction, parts no words. Half-width
    // kana and their voicing marks are put together.
    folded.extend(letters.chars().filter(|c| c.is_alphanumeric() || is_combining_mark(*c)).nfc());
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Two spellings that a reader takes for one word must fold to one, or a search misses articles that are there.
    #[test]
    fn spellings_of_one_word_fold_to_one() {
        let check = |input: &str, expected: &str| assert_eq!(fold_text(input).0, expected, "of {input:?}");
        check("Élysée, CAFÉ cafe\u{301}", "elysee cafe cafe");
        check("Straße STRASSE", "strasse strasse");
        check("İstanbul ISPARTA ısı", "istanbul isparta isi");
        check("Øresund Łódź Đà Nẵng", "oresund lodz da nang");
        check("ΟΔΥΣΣΕΥΣ Οδυσσεύς", "οδυσσευσ οδυσσευσ");
        check("Ёлка Андрей", "елка андреи");
        check("ﬁnance ｆｕｌｌ １２", "finance full 12");
        check("مُحَمَّد محمـــد", "محمد محمد");
        check("أحمد إحمد آحمد ٱحمد", "احمد احمد احمد احمد");
        check("غزة غزه على علي", "غزه غزه علي علي");
        check("یک کتاب ٢٠٢٥ ۲۰۲۵", "يك كتاب 2025 2025");
        check("می\u{200c}خواهم", "ميخواهم");
        check("שָׁלוֹם שלום", "שלום שלום");
        check("北京時間2025", "北 京 時 間 2025");
        check("がか ｶﾞ", "が か ガ");
        check("한국", "한 국");
        check("हिन्दी", "हिन्दी");
        check("ไทย", "ไ ท ย");
        check("co\u{ad}operate re-open Israel’s", "cooperate re open israel s");
        check("\u{feff}— … “ ”", "");
        check("½ ① km²", "12 1 km2");
    }

    /// Screens mark what was found by these ranges.
    #[test]
    fn ranges_are_of_the_text_as_it_was() {
        let text = "«Élysée» 北京 co\u{ad}op";
        let mut words = Vec::new();
        each_word(text, |_, range| words.push(text[range].to_owned()));
        assert_eq!(words, ["Élysée", "北", "京", "co\u{ad}op"]);
    }

    #[test]
    fn a_word_without_end_is_cut_at_a_character() {
        let (folded, count) = fold_text(&"ж".repeat(1000));
        assert_eq!((folded.len(), count), (64, 1));
    }

    proptest! {
        /// What is indexed is folded text, and so is what is looked for: folding twice must change nothing, and no
        /// word may hold what the index splits at.
        #[test]
        fn folding_is_settled_and_holds_no_sign(text in "\\PC{0,60}") {
            let (once, count) = fold_text(&text);
            prop_assert_eq!(count as usize, if once.is_empty() { 0 } else { once.split(' ').count() });
            for word in once.split(' ') {
                prop_assert!(word.bytes().all(|byte| !byte.is_ascii() || byte.is_ascii_digit() || byte.is_ascii_lowercase()), "{word:?}");
            }
        }

        #[test]
        fn ranges_lie_in_order_on_characters(text in "\\PC{0,60}") {
            let mut last = 0;
            each_word(&text, |_, range| {
                assert!(range.start >= last && text.get(range.clone()).is_some());
                last = range.end;
            });
        }
    }
}
