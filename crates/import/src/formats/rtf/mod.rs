//! Rich Text Format.

mod tokens;

use articles::{Picture, ProblemCode};
use encoding_rs::Encoding;

use tokens::{Token, Tokens};

use super::{
    Format, Sniff,
    paragraphs::{Paragraph, Rank, found_articles, push_picture},
};
use crate::{
    detect::Head,
    input::Content,
    limits::{MIME_BYTES, PICTURE_BYTES, PICTURES_BYTES},
    reader::{Reader, Stop},
};

pub(super) const FORMAT: Format = Format {
    name: "rtf",
    reads: "Rich Text in any encoding: text, headings and pictures; several articles where headings or lines say so",
    leaves: "Pictures of other kinds than PNG and JPEG, notes, embedded objects",
    sniff: Sniff::Head(sniff),
    read,
};

/// Groups in each other.
const DEPTH: usize = 512;

fn sniff(head: &Head<'_>) -> bool {
    head.bytes.starts_with(b"{\\rtf")
}

fn read(content: Content<'_>, reader: &mut Reader<'_>) -> Result<(), Stop> {
    let bytes = content.bytes(MIME_BYTES)?;
    let (paragraphs, pictures) = paragraphs(&bytes)?;
    found_articles(&paragraphs, &pictures, reader)
}

/// The words of a message's body.
pub(super) fn plain_text(bytes: &[u8]) -> Result<String, Stop> {
    let (paragraphs, _) = paragraphs(bytes)?;
    Ok(paragraphs
        .iter()
        // Pictures stand at the end of their paragraph.
        .map(|paragraph| paragraph.html.split("<img").next().unwrap_or_default())
        .map(|html| html_escape::decode_html_entities(html).into_owned())
        .collect::<Vec<_>>()
        .join("\n\n"))
}

#[derive(Clone, Copy)]
struct State {
    /// What is written here is shown nowhere.
    is_hidden: bool,
    encoding: &'static Encoding,
    /// How many characters stand after `\u` for readers that do not know it.
    skips: usize,
    rank: Rank,
}

#[derive(Default)]
struct Fonts {
    /// Number and encoding.
    known: Vec<(i32, &'static Encoding)>,
    is_table: bool,
    number: i32,
}

fn paragraphs(bytes: &[u8]) -> Result<(Vec<Paragraph>, Vec<Picture>), Stop> {
    let mut state = State { is_hidden: false, encoding: encoding_rs::WINDOWS_1252, skips: 1, rank: Rank::Text };
    let mut default = state.encoding;
    let mut groups = Vec::new();
    let mut fonts = Fonts::default();
    let mut paragraphs = Vec::new();
    let mut text = Text::default();
    let mut to_skip = 0;
    let mut at_group_start = false;
    let mut pictures = Pictures::default();
    for token in Tokens::of(bytes) {
        let starts_group = std::mem::replace(&mut at_group_start, false);
        match token {
            Token::Open => {
                groups.push((state, fonts.is_table));
                if groups.len() > DEPTH {
                    return Err(Stop::refuse(ProblemCode::TooLarge, format!("nested more than {DEPTH} deep")));
                }
                at_group_start = true;
                to_skip = 0;
            }
            Token::Close => {
                pictures.close(groups.len());
                text.flush(state.encoding);
                if let Some((before, in_table)) = groups.pop() {
                    state = before;
                    fonts.is_table = in_table;
                }
                to_skip = 0;
            }
            Token::Byte(_) if to_skip > 0 => to_skip -= 1,
            Token::Byte(byte) if pictures.take(byte, groups.len()) => {}
            Token::Byte(byte) if !state.is_hidden => text.bytes.push(byte),
            Token::Byte(_) => {}
            // One sign, however long, for readers that know no Unicode.
            Token::Binary(_) if to_skip > 0 => to_skip -= 1,
            Token::Binary(bytes) => pictures.take_binary(bytes, groups.len()),
            Token::Ignorable => state.is_hidden = true,
            Token::Word(name, value) => {
                if starts_group && name == "pict" {
                    pictures.open = Some((groups.len(), Vec::new()));
                }
                if starts_group && HIDDEN.contains(&name) {
                    state.is_hidden = true;
                    fonts.is_table = name == "fonttbl";
                }
                match (name, value) {
                    ("ansicpg", Some(page)) => {
                        default = encoding_of_page(page).unwrap_or(default);
                        state.encoding = default;
                    }
                    ("mac", _) => {
                        default = encoding_rs::MACINTOSH;
                        state.encoding = default;
                    }
                    ("f", Some(number)) if fonts.is_table => fonts.number = number,
                    ("fcharset", Some(set)) if fonts.is_table => {
                        fonts.known.extend(encoding_of_charset(set).map(|encoding| (fonts.number, encoding)));
                    }
                    ("f", Some(number)) => {
                        text.flush(state.encoding);
                        let known = fonts.known.iter().find(|(font, _)| *font == number);
                        state.encoding = known.map_or(default, |(_, encoding)| encoding);
                    }
                    ("plain", _) => {
                        text.flush(state.encoding);
                        state.encoding = default;
                    }
                    ("uc", Some(skips)) => state.skips = usize::try_from(skips).unwrap_or(1).min(16),
                    ("u", Some(unit)) if !state.is_hidden => {
                        text.flush(state.encoding);
                        text.units.push(unit as u16);
                        to_skip = state.skips;
                    }
                    ("u", _) => to_skip = state.skips,
                    ("pard", _) => state.rank = Rank::Text,
                    ("outlinelevel", Some(level @ 0..9)) if !state.is_hidden => {
                        state.rank = Rank::Heading(level as u8 + 1)
                    }
                    ("par" | "sect" | "page" | "row" | "cell" | "nestrow" | "nestcell", _) if !state.is_hidden => {
                        text.flush(state.encoding);
                        paragraphs
                            .push(pictures.add_to(Paragraph { rank: state.rank, ..Paragraph::text(&text.take()) }));
                    }
                    _ if state.is_hidden => {}
                    _ => {
                        if let Some(sign) = sign(name) {
                            text.flush(state.encoding);
                            text.push(sign);
                        }
                    }
                }
            }
        }
    }
    text.flush(state.encoding);
    paragraphs.push(pictures.add_to(Paragraph { rank: state.rank, ..Paragraph::text(&text.take()) }));
    Ok((paragraphs, pictures.done))
}

/// Pictures as they are written, in a group of their own: two digits a byte, or the bytes as they are.
#[derive(Default)]
struct Pictures {
    /// The depth of the group that is read, and its digits.
    open: Option<(usize, Vec<u8>)>,
    /// Their places in the paragraph that is read, as HTML.
    places: String,
    done: Vec<Picture>,
    bytes: u64,
}

impl Pictures {
    /// Digits within the group itself belong to the picture; groups in it hold its name and looks.
    fn take(&mut self, byte: u8, depth: usize) -> bool {
        match &mut self.open {
            Some((own, digits)) if *own == depth => {
                // What is too large is dropped when it ends, and not held until then.
                if digits.len() as u64 <= PICTURE_BYTES * 2 {
                    digits.extend(char::from(byte).to_digit(16).map(|digit| digit as u8));
                }
                true
            }
            _ => false,
        }
    }

    fn take_binary(&mut self, bytes: &[u8], depth: usize) {
        if let Some((_, digits)) = self.open.as_mut().filter(|(own, _)| *own == depth) {
            let room = (PICTURE_BYTES * 2 + 2).saturating_sub(digits.len() as u64) / 2;
            let bytes = bytes.iter().take(usize::try_from(room).unwrap_or(0));
            digits.extend(bytes.flat_map(|byte| [byte >> 4, byte & 15]));
        }
    }

    fn close(&mut self, depth: usize) {
        let Some((_, digits)) = self.open.take_if(|(own, _)| *own == depth) else { return };
        let bytes: Vec<u8> = digits.chunks_exact(2).map(|pair| pair[0] << 4 | pair[1]).collect();
        let is_kind = bytes.starts_with(b"\x89PNG") || bytes.starts_with(b"\xff\xd8\xff");
        self.bytes += bytes.len() as u64;
        if is_kind && bytes.len() as u64 <= PICTURE_BYTES && self.bytes <= PICTURES_BYTES {
            let address = format!("picture-{}", self.done.len() + 1);
            push_picture(&address, None, &mut self.places);
            self.done.push(Picture { address, at: None, bytes });
        }
    }

    fn add_to(&mut self, mut paragraph: Paragraph) -> Paragraph {
        paragraph.html.push_str(&std::mem::take(&mut self.places));
        paragraph
    }
}

/// What was read and is not text yet: bytes of an encoding, or halves of characters.
#[derive(Default)]
struct Text {
    done: String,
    bytes: Vec<u8>,
    units: Vec<u16>,
}

impl Text {
    fn flush(&mut self, encoding: &'static Encoding) {
        if !self.bytes.is_empty() {
            self.flush_units();
            self.done.push_str(&encoding.decode_without_bom_handling(&self.bytes).0);
            self.bytes.clear();
        }
    }

    fn flush_units(&mut self) {
        self.done.push_str(&String::from_utf16_lossy(&self.units));
        self.units.clear();
    }

    fn push(&mut self, sign: char) {
        self.flush_units();
        self.done.push(sign);
    }

    fn take(&mut self) -> String {
        self.flush_units();
        std::mem::take(&mut self.done)
    }
}

fn sign(name: &str) -> Option<char> {
    Some(match name {
        "tab" => ' ',
        "line" => '\n',
        "emdash" => '—',
        "endash" => '–',
        "lquote" => '‘',
        "rquote" => '’',
        "ldblquote" => '“',
        "rdblquote" => '”',
        "bullet" => '•',
        "~" => '\u{a0}',
        "_" => '\u{2011}',
        "emspace" | "enspace" | "qmspace" => ' ',
        "zwj" => '\u{200d}',
        "zwnj" => '\u{200c}',
        "ltrmark" => '\u{200e}',
        "rtlmark" => '\u{200f}',
        _ => return None,
    })
}

/// Groups that hold no words of the text.
const HIDDEN: &[&str] = &[
    "fonttbl",
    "colortbl",
    "stylesheet",
    "info",
    "pict",
    "object",
    "header",
    "headerl",
    "headerr",
    "headerf",
    "footer",
    "footerl",
    "footerr",
    "footerf",
    "footnote",
    "annotation",
    "fldinst",
    "listtable",
    "listoverridetable",
    "generator",
    "themedata",
    "colorschememapping",
    "datastore",
    "latentstyles",
    "rsidtbl",
    "xmlnstbl",
    "filetbl",
    "revtbl",
    "atnid",
    "atnauthor",
    "bkmkstart",
    "bkmkend",
    "listtext",
    "pntext",
    "nonshppict",
    "shpinst",
    "template",
    "private",
    "xe",
    "tc",
];

fn encoding_of_page(page: i32) -> Option<&'static Encoding> {
    let label = match page {
        437 | 850 | 1252 => "windows-1252",
        708 => "iso-8859-6",
        866 => "ibm866",
        874 => "windows-874",
        932 => "shift_jis",
        936 => "gbk",
        949 => "euc-kr",
        950 => "big5",
        10000 => "macintosh",
        10007 => "x-mac-cyrillic",
        65001 => "utf-8",
        1250..=1258 => return Encoding::for_label(format!("windows-{page}").as_bytes()),
        _ => return None,
    };
    Encoding::for_label(label.as_bytes())
}

fn encoding_of_charset(set: i32) -> Option<&'static Encoding> {
    let page = match set {
        0 => 1252,
        77 => 10000,
        128 => 932,
        129 => 949,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        _ => return None,
    };
    encoding_of_page(page)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(rtf: &str) -> Vec<String> {
        let (paragraphs, _) = paragraphs(rtf.as_bytes()).unwrap();
        let lines = paragraphs.iter().map(|paragraph| html_escape::decode_html_entities(&paragraph.html).into_owned());
        lines.filter(|line| !line.trim().is_empty()).collect()
    }

    /// Three ways to write one letter, and groups that must not be read as text.
    #[test]
    fn reads_the_words_and_nothing_else() {
        let check = |rtf: &str, expected: &[&str]| assert_eq!(lines(rtf), expected, "{rtf}");
        check("{\\rtf1\\ansi One\\par Two}", &["One", "Two"]);
        check("{\\rtf1\\ansi\\ansicpg1251 \\'c4\\'e0}", &["Да"]);
        check("{\\rtf1\\ansi\\uc1 \\u1044?\\u1072?\\uc0\\u33}", &["Да!"]);
        check("{\\rtf1{\\fonttbl{\\f0\\fcharset204 Arial;}}{\\f0 \\'c4}\\'e9}", &["Дé"]);
        check("{\\rtf1\\ansi\\uc1 \\u-10179?\\u-8704?}", &["😀"]);
        check("{\\rtf1{\\info{\\title T}}{\\*\\unknown x}Text{\\footnote n}}", &["Text"]);
        check("{\\rtf1 a\\emdash b\\~c\\{d\\}\\\\e\\line f}", &["a—b\u{a0}c{d}\\e\nf"]);
        check("{\\rtf1 {\\pict\\bin4 }}}}y}x}", &["x"]);
        check("{\\rtf1 a\\bin99999999999 b}", &["ab"]);
        check("{\\rtf1 a\\bin2147483647 b}", &["a"]);
        check("{\\rtf1 One", &["One"]);
    }

    #[test]
    fn ranks_headings() {
        let (paragraphs, _) = paragraphs(b"{\\rtf1\\pard\\outlinelevel0 Head\\par\\pard Text\\par}").unwrap();
        assert_eq!((paragraphs[0].rank, paragraphs[1].rank), (Rank::Heading(1), Rank::Text));
    }

    #[test]
    fn refuses_depth() {
        assert!(paragraphs("{".repeat(100_000).as_bytes()).is_err());
    }
}
