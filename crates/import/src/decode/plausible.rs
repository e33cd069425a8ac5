//! How many bits the characters beyond ASCII of a text cost, by how often letters stand beside letters of their kind.
//! Rough on purpose: it has to tell words from the noise of a wrong encoding, not one language from another.

use std::collections::{BTreeMap, HashMap};

use encoding_rs::{BIG5, EUC_JP, EUC_KR, Encoding, GB18030, GBK};

/// The cost of a text as made by an encoding. Comparable between encodings of the same bytes.
pub(super) fn bits(text: &str, encoding: &'static Encoding) -> f64 {
    let kana_is_foreign = [GBK, GB18030, BIG5, EUC_KR].contains(&encoding);
    let mut cost = 0.0;
    let mut accented = BTreeMap::new();
    let mut costs = HashMap::new();
    let mut odd_tildes = 0.0;
    let mut before = ' ';
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        if !c.is_ascii() {
            let after = characters.peek().copied().unwrap_or(' ');
            cost += *costs.entry(c).or_insert_with(|| alone(c)) + beside(before, c, after);
            if script(c) == Script::Latin {
                *accented.entry(c.to_lowercase().next().unwrap_or(c)).or_insert(0_u32) += 1;
            }
            if c == 'õ' && after != 'e' {
                odd_tildes += 1.0;
            }
            if kana_is_foreign && script(c) == Script::Kana {
                cost += 5.0;
            }
        } else if c.is_ascii_alphabetic() {
            // The letter before was counted without knowing what follows it.
            cost += mixing(before, c);
        }
        before = c;
    }
    // Portuguese writes õ before e, Estonian writes ä as well; the rest is most often what a Hungarian ő was.
    if !accented.contains_key(&'ä') {
        cost += 5.0 * odd_tildes;
    }
    cost + latin(&accented)
}

/// 5.5 bits for each letter of the language they fit best, 10 for each other.
fn latin(accented: &BTreeMap<char, u32>) -> f64 {
    let all: u32 = accented.values().sum();
    let own = |letters: &str| letters.chars().filter_map(|letter| accented.get(&letter)).sum::<u32>();
    let most = LETTERS.iter().map(|letters| own(letters)).max().unwrap_or(0);
    5.5 * f64::from(most) + 10.0 * f64::from(all - most)
}

/// What languages add to the alphabet, one language or family an entry.
const LETTERS: &[&str] = &[
    "éèêëàâçùûüîïôœæÿ",
    "äöüß",
    "áéíóúñüª",
    "áâãàçéêíóôõúü",
    "àèéìíîòóùú",
    "åäöé",
    "æøåéòó",
    "áéíóúýþðæö",
    "ąćęłńóśźż",
    "áčďéěíňóřšťúůýž",
    "áäčďéíĺľňóôŕšťúýž",
    "áéíóöőúüű",
    "ăâîşţșț",
    "čćžšđ",
    "âçğıîöşüû",
    "əçğıöşü",
    "ąčęėįšųūž",
    "āčēģīķļņšūž",
    "äöõüšž",
    "ëçé",
    "àċġħżèìòù",
    "ĉĝĥĵŝŭ",
    "âêîôûŵŷáéíóú",
    "àçèéíïòóúü",
    "ăâđêôơưáàéèíìóòúùý",
    "ëéïöüèêá",
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    None,
    Latin,
    Greek,
    Cyrillic,
    Hebrew,
    Arabic,
    Thai,
    Han,
    Kana,
    Hangul,
}

fn script(c: char) -> Script {
    match c {
        'a'..='z' | 'A'..='Z' => Script::Latin,
        'À'..='ɏ' if !matches!(c, '×' | '÷') => Script::Latin,
        '\u{370}'..='\u{3ff}' => Script::Greek,
        '\u{400}'..='\u{52f}' => Script::Cyrillic,
        '\u{590}'..='\u{5ff}' => Script::Hebrew,
        '،' | '؛' | '؟' | '٪' => Script::None,
        '\u{600}'..='\u{6ff}' => Script::Arabic,
        '\u{e00}'..='\u{e7f}' => Script::Thai,
        '\u{3041}'..='\u{30fa}' | 'ー' | '\u{ff66}'..='\u{ff9f}' => Script::Kana,
        '\u{ac00}'..='\u{d7a3}' => Script::Hangul,
        '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' => Script::Han,
        _ => Script::None,
    }
}

/// What a character costs by itself: bits for one in two hundred is 7.6.
fn alone(c: char) -> f64 {
    match c {
        '\u{fffd}' => 40.0,
        '\u{80}'..='\u{9f}' | '\u{e000}'..='\u{f8ff}' => 25.0,
        '\u{a0}' => 5.0,
        '“' | '”' | '‘' | '’' | '–' | '—' | '…' | '«' | '»' | '„' => 5.0,
        '‚' | '‹' | '›' | '•' | '·' | '°' | '№' | '€' | '£' | '©' | '®' | '™' | '§' | '¿' | '¡' | '½' => {
            8.0
        }
        '\u{ad}' | '\u{200c}' | '\u{200d}' | '\u{200e}' | '\u{200f}' => 8.0,
        'ª' | 'º' | '±' | '²' | '³' | '¼' | '¾' | '×' | '÷' | '¥' | '¢' | 'µ' => 10.0,
        '\u{300}'..='\u{36f}' => 6.0,
        '、' | '。' | '，' | '「' | '」' | '：' | '（' | '）' | '《' | '》' | '・' | '！' | '？' | '；' => {
            8.0
        }
        '\u{3000}' => 7.0,
        '،' => 5.5,
        '؛' | '؟' => 8.0,
        _ => match script(c) {
            Script::None => 13.0,
            // Counted together: which language's letters they are shows only in the whole.
            Script::Latin => {
                if c.is_lowercase() {
                    0.0
                } else {
                    2.0
                }
            }
            Script::Greek => common(c, "αοιετσνηυρπκμλςά", "ίόέήώύωδθγχφβξζψ"),
            Script::Cyrillic => common(c, "оеаинтсрвлкмдпуя", "ыьгзбчйхжшюцщэфіїєъё"),
            Script::Hebrew => common(c, "יוהלאתרבשמנדכע", "חפקסגטזצםןךףץ"),
            Script::Arabic => common(c, "اليمونرتبهعدسفكقةح", "جأشطخصضىذزإثظءئغآؤیک"),
            Script::Thai => 5.0,
            Script::Kana if ('\u{ff66}'..='\u{ff9f}').contains(&c) => 9.0,
            Script::Kana => 6.5,
            Script::Hangul => {
                if in_table(c, EUC_KR, 0xb0..=0xc8) {
                    8.5
                } else {
                    18.0
                }
            }
            Script::Han => han(c),
        },
    }
}

/// 4 bits for the letters that make nine tenths of a text, 5.5 for the rest of an alphabet, 8 for what languages add
/// to it; capitals cost more.
fn common(c: char, frequent: &str, rarer: &str) -> f64 {
    let small = c.to_lowercase().next().unwrap_or(c);
    let case = if small == c { 0.0 } else { 2.5 };
    case + if frequent.contains(small) {
        4.0
    } else if rarer.contains(small) {
        5.5
    } else {
        8.0
    }
}

fn han(c: char) -> f64 {
    let is_common = in_table(c, GBK, 0xb0..=0xd7) || in_table(c, BIG5, 0xa4..=0xc6) || in_table(c, EUC_JP, 0xb0..=0xcf);
    if is_common { 8.5 } else { 15.0 }
}

/// The character stands in the rows of a table that its makers kept for the common ones.
fn in_table(c: char, encoding: &'static Encoding, leads: std::ops::RangeInclusive<u8>) -> bool {
    let mut utf8 = [0; 4];
    let (bytes, _, unmappable) = encoding.encode(c.encode_utf8(&mut utf8));
    // GBK put its additions below 0xa1, Big5 has none there.
    let is_first_table = encoding == BIG5 || bytes.get(1).is_some_and(|trail| *trail >= 0xa1);
    !unmappable && bytes.len() == 2 && leads.contains(&bytes[0]) && is_first_table
}

/// What a character costs more where it stands.
fn beside(before: char, c: char, after: char) -> f64 {
    let own = script(c);
    let mut cost = mixing(before, c);
    if own == Script::None {
        let in_word = before.is_alphabetic() && after.is_alphabetic();
        let joins =
            matches!(c, '’' | '·' | '\u{ad}' | '\u{a0}' | '–' | '—' | '\u{200c}' | '\u{200d}' | '\u{300}'..='\u{36f}')
                || script(before) == Script::Han
                || script(before) == Script::Kana;
        return cost + if in_word && !joins { 6.0 } else { 0.0 };
    }
    if c.is_uppercase() && before.is_lowercase() {
        cost += 6.0;
    }
    // Accented letters stand among plain ones.
    if own == Script::Latin && !before.is_ascii() && script(before) == Script::Latin {
        cost += 2.0;
    }
    if matches!(c, 'ς' | 'ם' | 'ן' | 'ץ' | 'ף' | 'ך' | 'ة' | 'ى') && script(after) == own {
        cost += 5.0;
    }
    if matches!(before, 'ς' | 'ם' | 'ן' | 'ץ' | 'ף' | 'ך') && script(before) == own {
        cost += 3.0;
    }
    // Vowels and tones above and below a Thai letter need one to stand at.
    let thai_mark = |c: char| matches!(c, '\u{e31}' | '\u{e34}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}');
    if thai_mark(c) && !(script(before) == Script::Thai) {
        cost += 10.0;
    }
    cost
}

/// Two letters of different scripts in one word.
fn mixing(before: char, c: char) -> f64 {
    let (a, b) = (script(before), script(c));
    if a == b || a == Script::None || b == Script::None {
        return 0.0;
    }
    match (a, b) {
        (Script::Han, Script::Kana) | (Script::Kana, Script::Han) => 0.0,
        (Script::Han, Script::Hangul) | (Script::Hangul, Script::Han) => 6.0,
        // Latin words stand in Chinese and Japanese without a blank.
        (Script::Latin, Script::Han | Script::Kana | Script::Hangul)
        | (Script::Han | Script::Kana | Script::Hangul, Script::Latin) => 2.0,
        _ => 8.0,
    }
}
