use std::sync::LazyLock;

use typst::{
    foundations::Bytes,
    text::{Font, FontBook},
    utils::LazyHash,
};

/// Whether one font holds all of `cluster`, a letter with its marks.
///
/// A mark that only another font holds than its letter's would be set as an empty box, which PDF/A forbids; so what is
/// asked for is a cluster, never a character alone.
pub fn covers(cluster: &str) -> bool {
    let mut seen = cluster.chars().filter(|char| !is_joiner(*char)).peekable();
    if seen.peek().is_none() {
        return false;
    }
    let chars: Vec<u32> = seen.map(u32::from).collect();
    FONTS.fonts.iter().any(|font| chars.iter().all(|char| font.info().coverage.contains(*char)))
}

/// Joiners and variation selectors shape what stands around them and need no glyph of their own.
fn is_joiner(char: char) -> bool {
    matches!(char, '\u{200C}' | '\u{200D}' | '\u{FE00}'..='\u{FE0F}')
}

pub(crate) struct Fonts {
    pub book: LazyHash<FontBook>,
    pub fonts: Vec<Font>,
}

/// Parsed once a process: a few milliseconds, most of them for the 20,000 characters of `cjk-regular.otf`.
pub(crate) static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
    let fonts: Vec<Font> = FILES.iter().filter_map(|file| Font::new(Bytes::new(*file), 0)).collect();
    Fonts { book: LazyHash::new(FontBook::from_fonts(&fonts)), fonts }
});

macro_rules! files {
    ($($name:literal),* $(,)?) => { &[$(include_bytes!(concat!("../fonts/", $name))),*] };
}

static FILES: &[&[u8]] = files![
    "serif-regular.ttf",
    "serif-italic.ttf",
    "serif-semibold.ttf",
    "sans-regular.ttf",
    "sans-semibold.ttf",
    "naskh-regular.ttf",
    "naskh-bold.ttf",
    "cjk-regular.otf",
    "cjk-bold.otf",
    "armenian-regular.ttf",
    "bengali-regular.ttf",
    "devanagari-regular.ttf",
    "ethiopic-regular.ttf",
    "georgian-regular.ttf",
    "gujarati-regular.ttf",
    "gurmukhi-regular.ttf",
    "hebrew-regular.ttf",
    "hebrew-bold.ttf",
    "kannada-regular.ttf",
    "khmer-regular.ttf",
    "lao-regular.ttf",
    "malayalam-regular.ttf",
    "myanmar-regular.ttf",
    "sinhala-regular.ttf",
    "tamil-regular.ttf",
    "telugu-regular.ttf",
    "thai-regular.ttf",
    "signs-regular.ttf",
    "maths-regular.ttf",
    "symbols-regular.ttf",
];

#[cfg(test)]
mod tests {
    use super::*;

    /// A font that failed to parse would be missing without a word, and its script with it.
    #[test]
    fn every_file_is_a_font() {
        assert_eq!(FONTS.fonts.len(), FILES.len());
    }

    /// The four scripts that a mixed review needs, and what must be known as not there so that it is replaced.
    #[test]
    fn knows_what_it_covers() {
        let check = |cluster: &str, expected: bool| assert_eq!(covers(cluster), expected, "{cluster:?}");
        for cluster in [
            "a", "é", "e\u{301}", "ж", "Ω", "ﷺ", "ك", "بّ", "中", "镕", "한", "の", "ש", "न", "ไ", "№", "€", "□",
            "\u{FFFD}",
        ] {
            check(cluster, true);
        }
        for cluster in ["😀", "\u{E000}", "𒀀", "", "\u{200D}", "中\u{301}", "a\u{93F}", "\u{0}", "\u{FFFF}"] {
            check(cluster, false);
        }
        assert!(covers("ک\u{200C}"), "Persian needs its joiners");
    }
}
