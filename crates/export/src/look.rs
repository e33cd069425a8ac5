use digests::{Paper, Style};

use crate::logo::Logo;

/// How a document looks, whatever it says. Formats without a look of their own take what they can use of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Look {
    pub style: Style,
    pub paper: Paper,
    /// None takes the style's own.
    pub accent: Option<Color>,
    pub logo: Option<Logo>,
}

/// A colour of sRGB.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Color([u8; 3]);

/// As the typesetter names it.
pub(crate) fn set_name(paper: Paper) -> &'static str {
    match paper {
        Paper::A4 => "a4",
        Paper::Letter => "us-letter",
    }
}

/// As style sheets name it.
pub(crate) fn sheet(paper: Paper) -> &'static str {
    match paper {
        Paper::A4 => "A4",
        Paper::Letter => "letter",
    }
}

/// Width and height in twentieths of a point.
pub(crate) fn twips(paper: Paper) -> (u32, u32) {
    match paper {
        Paper::A4 => (11_906, 16_838),
        Paper::Letter => (12_240, 15_840),
    }
}

fn accent_of(style: Style) -> Color {
    Color(match style {
        Style::Classic => [0xA8, 0x32, 0x24],
        Style::Modern => [0x0F, 0x5E, 0x73],
        Style::Gazette => [0x1A, 0x1D, 0x21],
    })
}

impl Look {
    pub(crate) fn accent(&self) -> Color {
        self.accent.unwrap_or_else(|| accent_of(self.style))
    }
}

const WHITE: Color = Color([255, 255, 255]);
const BLACK: Color = Color([0, 0, 0]);
/// The lightest and the darkest ground that words in the accent stand on: a tinted note, by day and by night.
const TINT: Color = Color([0xF4, 0xF1, 0xEA]);
const DARK_TINT: Color = Color([0x1E, 0x23, 0x29]);
/// What people with weak eyes need between letters and ground (WCAG 2.2, 1.4.3).
const READABLE: f64 = 4.5;

impl Color {
    /// `#b3392b`, `b3392b` or `#b32`. None for anything else.
    pub fn parse(text: &str) -> Option<Color> {
        let digits = text.trim().trim_start_matches('#');
        if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let value = |digits: &str| u8::from_str_radix(digits, 16).ok();
        match digits.len() {
            3 => {
                let one = |at: usize| value(&digits[at..=at]).map(|digit| digit * 17);
                Some(Color([one(0)?, one(1)?, one(2)?]))
            }
            6 => Some(Color([value(&digits[..2])?, value(&digits[2..4])?, value(&digits[4..])?])),
            _ => None,
        }
    }

    /// `b3392b`
    pub(crate) fn hex(self) -> String {
        let [red, green, blue] = self.0;
        format!("{red:02x}{green:02x}{blue:02x}")
    }

    /// This colour, or the nearest darker one in which letters on white and on a tint can be read.
    pub(crate) fn on_light(self) -> Color {
        self.towards(BLACK, TINT)
    }

    /// This colour, or the nearest lighter one in which letters on a dark page can be read.
    pub(crate) fn on_dark(self) -> Color {
        self.towards(WHITE, DARK_TINT)
    }

    /// White, or black where white could not be read on this colour: one of the two always can.
    pub(crate) fn letters(self) -> Color {
        if contrast(self, WHITE) >= READABLE { WHITE } else { BLACK }
    }

    fn towards(self, end: Color, ground: Color) -> Color {
        let mixed = |step: u16| {
            let part = |at: usize| {
                let (from, to) = (u16::from(self.0[at]), u16::from(end.0[at]));
                u8::try_from((from * (20 - step) + to * step) / 20).unwrap_or(u8::MAX)
            };
            Color([part(0), part(1), part(2)])
        };
        (0..=20).map(mixed).find(|color| contrast(*color, ground) >= READABLE).unwrap_or(end)
    }
}

/// From 1 to 21, as WCAG reckons it.
fn contrast(one: Color, other: Color) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn luminance(Color(parts): Color) -> f64 {
    let linear = |part: u8| {
        let part = f64::from(part) / 255.0;
        if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(parts[0]) + 0.7152 * linear(parts[1]) + 0.0722 * linear(parts[2])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn colours_are_read_as_style_sheets_write_them() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(Color::parse(text).map(Color::hex).as_deref(), expected, "{text:?}");
        };
        check("#b3392b", Some("b3392b"));
        check(" B3392B ", Some("b3392b"));
        check("#1af", Some("11aaff"));
        for text in ["", "#", "red", "#12345", "#1234567", "#ééé", "#+1a2b3"] {
            check(text, None);
        }
    }

    proptest! {
        /// A house colour of pale yellow is a good band and no colour for letters: what is printed can be read.
        #[test]
        fn letters_in_any_accent_can_be_read(parts in any::<[u8; 3]>()) {
            let accent = Color(parts);
            prop_assert!(contrast(accent.on_light(), TINT) >= READABLE && contrast(accent.on_light(), WHITE) >= READABLE);
            prop_assert!(contrast(accent.on_dark(), DARK_TINT) >= READABLE);
            prop_assert!(contrast(accent.letters(), accent) >= READABLE);
        }
    }

    #[test]
    fn the_styles_own_colours_stay_as_they_are() {
        for style in Style::ALL {
            assert_eq!(accent_of(style).on_light(), accent_of(style));
        }
    }
}
