use serde::{Deserialize, Serialize};

/// Which way text runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Direction {
    #[default]
    Ltr,
    Rtl,
}

impl Direction {
    /// The way most letters of `text` run; none where they are equally many, or there are none.
    ///
    /// Not the first letter's way, as browsers take it: many an Arabic headline opens with a Latin name.
    pub fn of(text: &str) -> Option<Direction> {
        let (mut ltr, mut rtl) = (0_usize, 0_usize);
        for char in text.chars().filter(|char| char.is_alphabetic()) {
            *if is_rtl(char) { &mut rtl } else { &mut ltr } += 1;
        }
        match ltr.cmp(&rtl) {
            std::cmp::Ordering::Greater => Some(Direction::Ltr),
            std::cmp::Ordering::Less => Some(Direction::Rtl),
            std::cmp::Ordering::Equal => None,
        }
    }

    /// The way a language is written, by its ISO code.
    pub fn of_language(code: &str) -> Direction {
        let rtl = ["ar", "arc", "ckb", "dv", "fa", "he", "iw", "ji", "ks", "ps", "sd", "syr", "ug", "ur", "yi"];
        if rtl.contains(&code) { Direction::Rtl } else { Direction::Ltr }
    }

    pub fn as_str(self) -> &'static str {
        match self {
            Direction::Ltr => "ltr",
            Direction::Rtl => "rtl",
        }
    }
}

/// A letter of one of the blocks that Unicode keeps for scripts written from right to left.
fn is_rtl(char: char) -> bool {
    matches!(char,
        '\u{0590}'..='\u{08FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}'
        | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A paragraph set the wrong way has its full stop at the wrong end, and reads as a mistake of ours.
    #[test]
    fn follows_most_letters() {
        let check = |text: &str, expected: Option<Direction>| assert_eq!(Direction::of(text), expected, "{text:?}");
        check("Minister resigns", Some(Direction::Ltr));
        check("استقالة الوزير", Some(Direction::Rtl));
        check("BBC: استقالة الوزير", Some(Direction::Rtl));
        check("Al Jazeera (الجزيرة) reports", Some(Direction::Ltr));
        check("שר החוץ", Some(Direction::Rtl));
        check("部长辞职", Some(Direction::Ltr));
        check("2026 — 23%", None);
        check("", None);
    }
}
