use std::borrow::Cow;

use crate::{
    decode::decode_head,
    formats::{FORMATS, Format, Sniff},
    limits::HEAD_BYTES,
    xml,
};

/// What some content is taken for.
#[derive(Clone, Copy, Debug)]
pub enum Detection {
    Format(&'static Format),
    /// Known by its first bytes, and not read: `PNG image`. Pictures and styles attend a page, and are
    /// missed by nobody.
    Unsupported {
        what: &'static str,
        attends: bool,
    },
    Empty,
    Unknown,
}

/// Tells the format from the content; the name decides only between formats that share their content.
/// The first 64 kB are looked at.
pub fn detect(first: &[u8], name: &str) -> Detection {
    let whole = first.len() <= HEAD_BYTES;
    detect_head(&Head::new(Cow::Borrowed(&first[..first.len().min(HEAD_BYTES)]), name, whole))
}

/// The beginning of some content, as formats look at it.
pub(crate) struct Head<'a> {
    pub(crate) bytes: Cow<'a, [u8]>,
    /// Decoded, without byte order mark and leading blanks; none where it is no text.
    pub(crate) text: Option<String>,
    /// In lower case, without dot: `htm`.
    pub(crate) ending: String,
    /// The local name of the first element, where the text looks like XML.
    pub(crate) root: Option<String>,
}

impl<'a> Head<'a> {
    pub(crate) fn new(bytes: Cow<'a, [u8]>, name: &str, whole: bool) -> Head<'a> {
        let text = decode_head(&bytes, whole).map(|text| text.trim_start().to_owned());
        let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
        let root = text.as_deref().and_then(xml::root_name);
        Head { bytes, text, ending, root }
    }
}

pub(crate) fn detect_head(head: &Head<'_>) -> Detection {
    if head.bytes.is_empty() {
        return Detection::Empty;
    }
    let format = FORMATS.iter().find(|format| matches!(format.sniff, Sniff::Head(sniff) if sniff(head)));
    let magic = MAGIC.iter().find(|(at, magic, _)| head.bytes.get(*at..).is_some_and(|bytes| bytes.starts_with(magic)));
    match (format, magic) {
        // A text may begin with `BM`, and none with these: the rest of the file may still look like text.
        (Some(format), Some((_, magic, what))) if format.name == "text" && !magic.is_ascii() => unsupported(what),
        (Some(format), _) => Detection::Format(format),
        (None, Some((_, _, what))) => unsupported(what),
        (None, None) if head.text.is_some() => match head.root.as_deref() {
            Some("svg") => Detection::Unsupported { what: "SVG image", attends: true },
            Some(_) => Detection::Unsupported { what: "XML of no kind that is read", attends: false },
            None => Detection::Unsupported { what: "style sheet or script", attends: true },
        },
        (None, None) => Detection::Unknown,
    }
}

fn unsupported(what: &'static str) -> Detection {
    let attends = ["image", "font", "sound", "film"].iter().any(|kind| what.ends_with(kind));
    Detection::Unsupported { what, attends }
}

/// First bytes of what people drop by mistake, so that a report can say what it was.
const MAGIC: &[(usize, &[u8], &str)] = &[
    (0, b"\x89PNG\r\n\x1a\n", "PNG image"),
    (0, b"\xff\xd8\xff", "JPEG image"),
    (0, b"GIF8", "GIF image"),
    (0, b"II*\0", "TIFF image"),
    (0, b"MM\0*", "TIFF image"),
    (0, b"BM", "BMP image"),
    (8, b"WEBP", "WebP image"),
    (8, b"WAVE", "sound"),
    (8, b"AVI ", "film"),
    (4, b"ftyp", "film or image"),
    (0, b"\x1aE\xdf\xa3", "film"),
    (0, b"OggS", "sound"),
    (0, b"ID3", "sound"),
    (0, b"fLaC", "sound"),
    (0, b"%PDF-", "PDF"),
    (0, b"PK\x03\x04", "zip archive"),
    (0, b"PK\x05\x06", "zip archive"),
    (0, b"\x1f\x8b", "gzip archive"),
    (257, b"ustar", "tar archive"),
    (0, b"7z\xbc\xaf\x27\x1c", "7-Zip archive"),
    (0, b"Rar!\x1a\x07", "RAR archive"),
    (0, b"BZh", "bzip2 archive"),
    (0, b"\xfd7zXZ\0", "xz archive"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Microsoft Office file of before 2007"),
    (0, b"SQLite format 3\0", "SQLite database"),
    (0, b"\x7fELF", "program"),
    (0, b"MZ", "program"),
    (0, b"\xcf\xfa\xed\xfe", "program"),
    (0, b"\xca\xfe\xba\xbe", "program"),
    (0, b"wOFF", "font"),
    (0, b"wOF2", "font"),
    (0, b"\0\x01\0\0\0", "font"),
    (0, b"OTTO", "font"),
    (60, b"BOOKMOBI", "Kindle book"),
];
