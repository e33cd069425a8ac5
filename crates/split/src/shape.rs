use crate::{
    lines::Hash,
    words::{self, KINDS, Kind},
};

/// What one line looks like, from one pass over its characters.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shape {
    /// In columns: a Han, kana or Hangul character counts two.
    pub(crate) width: u32,
    pub(crate) spaces: u32,
    pub(crate) letters: u32,
    pub(crate) upper: u32,
    pub(crate) digits: u32,
    pub(crate) words: u32,
    /// Words with a capital first letter.
    pub(crate) capitals: u32,
    pub(crate) commas: u32,
    /// `|`, `›`, `>`, `/`, `·` and the like.
    pub(crate) separators: u32,
    /// Ends of sentences inside the line or at its end.
    pub(crate) sentences: u32,
    /// A capital straight after a small letter: menu entries run together.
    pub(crate) joints: u32,
    pub(crate) first: char,
    pub(crate) last: char,
    /// The last character that is no closing quote or bracket.
    pub(crate) last_inside: char,
    pub(crate) has_year: bool,
    pub(crate) has_time: bool,
    pub(crate) has_address: bool,
    pub(crate) has_at: bool,
    pub(crate) has_copyright: bool,
    pub(crate) has_tab: bool,
    /// `(…)` or `[…]` closes the line and is short.
    pub(crate) closing_brackets: bool,
    pub(crate) first_word_by: bool,
    pub(crate) kinds: [u16; KINDS],
    pub(crate) cjk: u32,
    pub(crate) right_to_left: u32,
    pub(crate) cyrillic: u32,
    /// Key of the line: see `lines::key_of`.
    pub(crate) key: u64,
    /// Letters and digits in the key.
    pub(crate) key_length: u32,
}

/// Words are folded to their first letters, so that `flood` and `flooding` count as one.
const STEM: u32 = 6;
/// A line so long is prose or data: its words need no looking up.
const LOOK_UP_WIDTH: usize = 240;
/// More words than this of one line tell nothing new.
const KEPT_WORDS: u32 = 400;

/// Appends the line's word stems to `stems`; the highest bit marks words long enough to carry meaning.
pub(crate) fn measure(line: &str, stems: &mut Vec<u32>) -> Shape {
    let mut shape = Shape { first: '\0', last: '\0', last_inside: '\0', ..Shape::default() };
    let mut key = Hash::new();
    let mut word = Word::new();
    let mut before = '\0';
    let mut ended_sentence = false;
    let mut bracket_opened_at = None;
    let mut digits_run = 0u32;
    let mut number = 0u32;
    let mut colon_after_digit = false;
    let look_up = line.len() <= LOOK_UP_WIDTH;

    for (at, c) in line.char_indices() {
        if shape.first == '\0' {
            shape.first = c;
        }
        // Most of any text; what the way below asks of other letters has one answer for these.
        if c.is_ascii_alphabetic() {
            let upper = c.is_ascii_uppercase();
            shape.width += 1;
            shape.letters += 1;
            shape.upper += u32::from(upper);
            shape.joints += u32::from(upper && before.is_lowercase());
            let lower = u32::from(c.to_ascii_lowercase());
            key.add(lower);
            shape.key_length += 1;
            if word.han {
                word = Word::new();
            }
            if word.length == 0 {
                word.capital = upper;
            }
            word.add(lower);
            shape.has_year |= digits_run == 4 && (1900..2100).contains(&number);
            colon_after_digit = c == 'h' && (1..=2).contains(&digits_run);
            (digits_run, number) = (0, 0);
            ended_sentence = false;
            (shape.last_inside, shape.last, before) = (c, c, c);
            continue;
        }

        let class = class_of(c);
        shape.width += if matches!(class, Class::Han | Class::Hangul) { 2 } else { 1 };
        if ended_sentence && (c.is_whitespace() || class == Class::Han) {
            shape.sentences += 1;
        }
        shape.spaces += u32::from(c.is_whitespace());
        let was_terminator = ended_sentence;
        ended_sentence = false;

        match class {
            Class::Letter | Class::Han | Class::Hangul => {
                shape.letters += 1;
                let upper = if c.is_ascii() { c.is_ascii_uppercase() } else { c.is_uppercase() };
                if upper {
                    shape.upper += 1;
                    if before.is_lowercase() {
                        shape.joints += 1;
                    }
                }
                match c {
                    '\u{0400}'..='\u{052f}' => shape.cyrillic += 1,
                    '\u{0590}'..='\u{08ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' => {
                        shape.right_to_left += 1
                    }
                    _ if class != Class::Letter => shape.cjk += 1,
                    _ => {}
                }
                let lower = lower_of(c);
                key.add(lower);
                shape.key_length += 1;
                if class == Class::Han {
                    // Scripts without spaces: each pair of characters stands for a word.
                    if word.length > 0 && !word.han {
                        finish(&mut word, &mut shape, stems, look_up);
                    }
                    if class_of(before) == Class::Han {
                        let mut pair = Hash::new();
                        pair.add(lower_of(before));
                        pair.add(lower);
                        shape.words += 1;
                        keep(pair.value(), true, &shape, stems);
                        if look_up && let Some(kind) = words::kind_of(pair.value()) {
                            shape.kinds[kind as usize] += 1;
                        }
                    }
                    word.han = true;
                    word.length = 1;
                } else {
                    if word.han {
                        word = Word::new();
                    }
                    if word.length == 0 {
                        word.capital = upper;
                    }
                    word.add(lower);
                }
            }
            Class::Digit => {
                shape.digits += 1;
                key.add(c as u32);
                shape.key_length += 1;
            }
            _ => {
                if word.length > 0 && !matches!(c, '\'' | '’' | '\u{ad}') {
                    finish(&mut word, &mut shape, stems, look_up);
                }
            }
        }

        if class == Class::Digit {
            if digits_run == 0 && before == ':' && colon_after_digit {
                shape.has_time = true;
            }
            digits_run += 1;
            number = number.saturating_mul(10).saturating_add(c.to_digit(10).unwrap_or(0));
        } else {
            if digits_run == 4 && (1900..2100).contains(&number) {
                shape.has_year = true;
            }
            colon_after_digit = matches!(c, ':' | 'h' | '：') && (1..=2).contains(&digits_run);
            digits_run = 0;
            number = 0;
        }

        match c {
            '.' | '!' | '?' | '…' if !before.is_ascii_digit() && before != '.' => ended_sentence = true,
            '。' | '！' | '？' | '؟' | '।' | '۔' | '։' => ended_sentence = true,
            '”' | '"' | '»' | '’' | '\'' | ')' | '」' | '』' | '“' => ended_sentence = was_terminator,
            ',' | '،' | '、' | '，' => shape.commas += 1,
            '|' | '›' | '>' | '/' | '·' | '•' | '→' | '❯' | '－' => shape.separators += 1,
            '@' => shape.has_at = true,
            '#' if at == 0 => shape.has_at = true,
            '©' | 'Ⓒ' => shape.has_copyright = true,
            '\t' => shape.has_tab = true,
            '(' | '[' | '（' | '［' => bracket_opened_at = Some(at),
            ':' if line[at..].starts_with("://") => shape.has_address = true,
            _ => {}
        }
        if !is_closing(c) {
            shape.last_inside = c;
        }
        shape.last = c;
        before = c;
    }
    if digits_run == 4 && (1900..2100).contains(&number) {
        shape.has_year = true;
    }
    if ended_sentence {
        shape.sentences += 1;
    }
    if word.length > 0 {
        finish(&mut word, &mut shape, stems, look_up);
    }
    shape.closing_brackets = matches!(shape.last, ')' | ']' | '）' | '］')
        && bracket_opened_at.is_some_and(|at| at > 0 && line.len() - at <= 120);
    if !shape.has_address {
        shape.has_address = line.len() <= LOOK_UP_WIDTH && line.contains("www.");
    }
    shape.key = key.value();
    shape
}

struct Word {
    hash: Hash,
    stem: Hash,
    length: u32,
    capital: bool,
    han: bool,
}

impl Word {
    fn new() -> Word {
        Word { hash: Hash::new(), stem: Hash::new(), length: 0, capital: false, han: false }
    }

    fn add(&mut self, c: u32) {
        self.hash.add(c);
        if self.length < STEM {
            self.stem.add(c);
        }
        self.length += 1;
    }
}

fn finish(word: &mut Word, shape: &mut Shape, stems: &mut Vec<u32>, look_up: bool) {
    if !word.han {
        shape.words += 1;
        shape.capitals += u32::from(word.capital);
        keep(word.stem.value(), word.length >= 4, shape, stems);
        if look_up && let Some(kind) = words::kind_of(word.hash.value()) {
            shape.kinds[kind as usize] += 1;
            if kind == Kind::By && shape.words == 1 {
                shape.first_word_by = true;
            }
        }
    }
    *word = Word::new();
}

/// The bit of a kept stem that says the word carries meaning by its length.
pub(crate) const CONTENT: u32 = 1 << 31;

fn keep(stem: u64, content: bool, shape: &Shape, stems: &mut Vec<u32>) {
    if shape.words <= KEPT_WORDS {
        let folded = (stem ^ (stem >> 32)) as u32 & !CONTENT;
        stems.push(if content { folded | CONTENT } else { folded });
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Letter,
    /// Han and kana: written without spaces.
    Han,
    Hangul,
    Digit,
    Other,
}

fn class_of(c: char) -> Class {
    if c.is_ascii() {
        return if c.is_ascii_alphabetic() {
            Class::Letter
        } else if c.is_ascii_digit() {
            Class::Digit
        } else {
            Class::Other
        };
    }
    match c {
        '\u{3041}'..='\u{30ff}' if c != '・' => Class::Han,
        '\u{3005}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}' => Class::Han,
        '\u{ac00}'..='\u{d7af}' | '\u{1100}'..='\u{11ff}' => Class::Hangul,
        // Marks that belong to the letter before them.
        '\u{0300}'..='\u{036f}' | '\u{0900}'..='\u{0dff}' | '\u{0e00}'..='\u{0eff}' | '\u{064b}'..='\u{0652}' => {
            Class::Letter
        }
        _ if c.is_alphabetic() => Class::Letter,
        _ if c.is_numeric() => Class::Digit,
        _ => Class::Other,
    }
}

fn lower_of(c: char) -> u32 {
    if c.is_ascii() { c.to_ascii_lowercase() as u32 } else { c.to_lowercase().next().unwrap_or(c) as u32 }
}

pub(crate) fn is_closing(c: char) -> bool {
    matches!(
        c,
        '”' | '"' | '»' | '’' | '\'' | ')' | ']' | '」' | '』' | '“' | '‹' | '›' | '«' | '）' | '］' | '*' | '_'
    ) || c.is_whitespace()
}

pub(crate) fn is_terminator(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '؟' | '।' | '۔' | '։')
}
