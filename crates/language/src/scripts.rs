//! What the letters alone say.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    /// Written by one large language only.
    Only(&'static str),
    Kana,
    Arabic,
    Cyrillic,
    Hebrew,
    Devanagari,
    Latin,
}

const SCRIPTS: [Script; 22] = [
    Script::Latin,
    Script::Cyrillic,
    Script::Arabic,
    Script::Hebrew,
    Script::Devanagari,
    Script::Kana,
    Script::Only("zh"),
    Script::Only("ko"),
    Script::Only("el"),
    Script::Only("hy"),
    Script::Only("ka"),
    Script::Only("th"),
    Script::Only("bn"),
    Script::Only("ta"),
    Script::Only("te"),
    Script::Only("ml"),
    Script::Only("kn"),
    Script::Only("gu"),
    Script::Only("pa"),
    Script::Only("si"),
    Script::Only("am"),
    Script::Only("km"),
];

pub struct Counts([u32; SCRIPTS.len()]);

impl Counts {
    /// The script of most letters. A Han letter says as much as three of an alphabet; some kana among Han is Japanese.
    pub fn main(&self) -> Option<Script> {
        let mut counts = self.0;
        let (kana, han) = (counts[5], counts[6]);
        if kana * 8 > han {
            counts[5] += han;
            counts[6] = 0;
        }
        let weight = |place: usize| if place == 5 || place == 6 || place == 7 { 3 } else { 1 };
        let (place, most) = (0..counts.len())
            .map(|place| (place, counts[place] * weight(place)))
            .max_by_key(|&(place, count)| (count, usize::MAX - place))?;
        (most > 0).then(|| SCRIPTS[place])
    }
}

pub fn count(text: &str) -> Counts {
    let mut counts = Counts([0; SCRIPTS.len()]);
    for letter in text.chars() {
        let place = match letter {
            'a'..='z' | 'A'..='Z' | 'À'..='ɏ' | 'Ḁ'..='ỿ' if letter != '×' && letter != '÷' => 0,
            '\u{400}'..='\u{52f}' => 1,
            '\u{620}'..='\u{64a}' | '\u{66e}'..='\u{6ef}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' => 2,
            '\u{5d0}'..='\u{5ea}' => 3,
            '\u{900}'..='\u{963}' => 4,
            '\u{3041}'..='\u{30fa}' | '\u{30fc}' => 5,
            '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{2ffff}' => 6,
            '\u{ac00}'..='\u{d7af}' => 7,
            '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => 8,
            '\u{531}'..='\u{587}' => 9,
            '\u{10a0}'..='\u{10ff}' => 10,
            '\u{e01}'..='\u{e4e}' => 11,
            '\u{980}'..='\u{9e3}' => 12,
            '\u{b80}'..='\u{be5}' => 13,
            '\u{c00}'..='\u{c63}' => 14,
            '\u{d00}'..='\u{d63}' => 15,
            '\u{c80}'..='\u{ce3}' => 16,
            '\u{a80}'..='\u{ae3}' => 17,
            '\u{a00}'..='\u{a65}' => 18,
            '\u{d80}'..='\u{de5}' => 19,
            '\u{1200}'..='\u{137f}' => 20,
            '\u{1780}'..='\u{17d3}' => 21,
            _ => continue,
        };
        counts.0[place] += 1;
    }
    counts
}

pub fn arabic(text: &str) -> &'static str {
    if has(text, "ٹڈڑےں") {
        "ur"
    } else if has(text, "پچژگکی") {
        "fa"
    } else {
        "ar"
    }
}

pub fn cyrillic(text: &str) -> &'static str {
    let lower = text.to_lowercase();
    let text = lower.as_str();
    if has(text, "ў") {
        "be"
    } else if has(text, "ѓќѕ") {
        "mk"
    } else if has(text, "ђјљњћџ") {
        "sr"
    } else if has(text, "әғқңұһ") {
        "kk"
    } else if has(text, "їєґ") || (has(text, "і") && !has(text, "ыэъ")) {
        "uk"
    } else if has(text, "ыэё") {
        "ru"
    } else if has(text, "ъ") || words(text, &["на", "за", "се", "от", "да"]) >= 3 {
        "bg"
    } else {
        "ru"
    }
}

pub fn devanagari(text: &str) -> &'static str {
    if words(text, &["आहे", "आणि", "झाली", "झाला", "मध्ये"]) > 0 {
        "mr"
    } else if words(text, &["छ", "गरेको", "भएको", "छन्"]) > 0 {
        "ne"
    } else {
        "hi"
    }
}

fn has(text: &str, letters: &str) -> bool {
    text.chars().any(|c| letters.contains(c))
}

fn words(text: &str, list: &[&str]) -> usize {
    text.split(|c: char| !c.is_alphanumeric() && !('\u{900}'..'\u{97f}').contains(&c))
        .filter(|word| list.contains(word))
        .count()
}
