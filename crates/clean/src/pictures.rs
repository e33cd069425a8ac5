//! Pictures that came with a file: told by their bytes, measured, named by their hash.

use articles::{Article, ContentHash, KeptPicture, Picture};
use sha2::{Digest, Sha256};

/// Of one picture.
pub const MAX_PICTURE_BYTES: usize = 8 << 20;
/// Of one article.
pub(crate) const MAX_BYTES: usize = 64 << 20;
pub(crate) const MAX_PICTURES: usize = 200;
/// No more pixels than this a side are a count of readers.
pub(crate) const TRACKER: u32 = 2;

/// The picture, where its bytes are one that may be shown. Its header alone is read: nothing is decoded.
///
/// A drawing (SVG) is a document that may run and load things, so it is none.
pub fn keep_picture(bytes: Vec<u8>) -> Option<KeptPicture> {
    if bytes.len() > MAX_PICTURE_BYTES {
        return None;
    }
    let (media, width, height) = measure(&bytes)?;
    let hash = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    let is_there = width > 0 && height > 0;
    is_there.then(|| KeptPicture { hash: ContentHash(hash), media: media.to_owned(), width, height, bytes })
}

/// Puts a picture of a text, in which it has no place of its own, behind its article.
pub fn append_picture(article: &mut Article, picture: &Picture) {
    let Some(picture) = keep_picture(picture.bytes.clone()) else { return };
    let bytes = picture.bytes.len() + article.pictures.iter().map(|kept| kept.bytes.len()).sum::<usize>();
    let is_over = bytes > MAX_BYTES || article.pictures.len() >= MAX_PICTURES;
    let is_known = article.pictures.iter().any(|kept| kept.hash == picture.hash);
    if is_over || is_known || is_tracker(&picture) {
        return;
    }
    let KeptPicture { width, height, .. } = picture;
    let address = picture.address();
    article.html.push_str(&format!("<img src=\"{address}\" alt=\"\" width=\"{width}\" height=\"{height}\">\n"));
    article.pictures.push(picture);
}

/// A picture that nobody sees counts its readers.
pub(crate) fn is_tracker(picture: &KeptPicture) -> bool {
    picture.width <= TRACKER || picture.height <= TRACKER
}

/// The bytes of a `data:` address.
pub(crate) fn read_data_address(address: &str) -> Option<Vec<u8>> {
    let rest = address.get(..5).filter(|scheme| scheme.eq_ignore_ascii_case("data:")).map(|_| &address[5..])?;
    let (kind, data) = rest.split_once(',')?;
    // What holds no picture of these kinds is not worth unpacking.
    if data.len() / 4 * 3 > MAX_PICTURE_BYTES {
        return None;
    }
    let is_base64 = kind.rsplit(';').next().is_some_and(|word| word.trim().eq_ignore_ascii_case("base64"));
    let bytes = unescape(data);
    if is_base64 { decode_base64(&bytes) } else { Some(bytes) }
}

/// Bytes behind `%41`; what only looks like it stays.
pub(crate) fn unescape(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let digit = |at: usize| after.get(at).and_then(|byte| char::from(*byte).to_digit(16));
        match (first, digit(0), digit(1)) {
            (b'%', Some(high), Some(low)) => {
                bytes.push((high << 4 | low) as u8);
                rest = &after[2..];
            }
            _ => {
                bytes.push(first);
                rest = after;
            }
        }
    }
    bytes
}

/// Blanks are passed over, as browsers do; the end needs no filling up.
fn decode_base64(text: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut held, mut bits) = (0_u32, 0);
    for letter in text.iter().copied().filter(|letter| !letter.is_ascii_whitespace()) {
        let value = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            b'=' => break,
            _ => return None,
        };
        held = held << 6 | u32::from(value);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((held >> bits) as u8);
            held &= (1 << bits) - 1;
        }
    }
    Some(bytes)
}

/// Media type, width and height in pixels, from the header. After the formats' own descriptions: RFC 2083 (PNG), ITU T.81
/// (JPEG), GIF89a, the WebP container, ISO 23008-12 (AVIF), BITMAPINFOHEADER (BMP).
fn measure(bytes: &[u8]) -> Option<(&'static str, u32, u32)> {
    let big = |at: usize| Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
    let little = |at: usize| Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
    let short = |at: usize| Some(u32::from(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?)));
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") && bytes.get(12..16)? == b"IHDR" {
        return Some(("image/png", big(16)?, big(20)?));
    }
    if bytes.starts_with(b"GIF87a") || bytes.starts_with(b"GIF89a") {
        return Some(("image/gif", short(6)?, short(8)?));
    }
    if bytes.starts_with(b"\xff\xd8\xff") {
        return measure_jpeg(bytes).map(|(width, height)| ("image/jpeg", width, height));
    }
    if bytes.starts_with(b"RIFF") && bytes.get(8..12)? == b"WEBP" {
        let three = |at: usize| Some((short(at)? | u32::from(*bytes.get(at + 2)?) << 16) + 1);
        let (width, height) = match bytes.get(12..16)? {
            b"VP8X" => (three(24)?, three(27)?),
            b"VP8 " => (short(26)? & 0x3fff, short(28)? & 0x3fff),
            b"VP8L" => ((little(21)? & 0x3fff) + 1, (little(21)? >> 14 & 0x3fff) + 1),
            _ => return None,
        };
        return Some(("image/webp", width, height));
    }
    if bytes.get(4..8)? == b"ftyp" {
        let brands = bytes.get(8..big(0)?.min(256) as usize)?;
        if !brands.chunks_exact(4).any(|brand| matches!(brand, b"avif" | b"avis")) {
            return None;
        }
        // The size stands in a box of the properties; several pictures in one file begin with the shown one's.
        let at = memchr::memmem::find(&bytes[..bytes.len().min(64 << 10)], b"ispe")?;
        return Some(("image/avif", big(at + 8)?, big(at + 12)?));
    }
    if bytes.starts_with(b"BM") && (40..=124).contains(&little(14)?) {
        // A negative height says that the rows run down.
        return Some(("image/bmp", little(18)?, (little(22)? as i32).unsigned_abs()));
    }
    None
}

/// From the frame's header, behind as many other segments as there are.
fn measure_jpeg(bytes: &[u8]) -> Option<(u32, u32)> {
    let short = |at: usize| Some(u32::from(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?)));
    let mut at = 2;
    loop {
        while *bytes.get(at)? != 0xff {
            at += 1;
        }
        while *bytes.get(at)? == 0xff {
            at += 1;
        }
        let mark = bytes[at];
        at += 1;
        match mark {
            0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf => return Some((short(at + 5)?, short(at + 3)?)),
            // The picture begins, or ends, without a header.
            0xd9 | 0xda => return None,
            0x00 | 0x01 | 0xd0..=0xd8 => {}
            _ => at += (short(at)? as usize).max(2),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], expected: Option<(&str, u32, u32)>) {
        assert_eq!(measure(bytes), expected, "{:?}", String::from_utf8_lossy(&bytes[..bytes.len().min(16)]));
    }

    /// A window sets a picture's place before it is decoded, and a server its type: both are believed from the bytes.
    #[test]
    fn pictures_are_told_and_measured_by_their_headers() {
        check(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\x80\0\0\x01\xe0\x08\x02", Some(("image/png", 640, 480)));
        check(b"GIF89a\x80\x02\xe0\x01\0\0\0", Some(("image/gif", 640, 480)));
        check(b"\xff\xd8\xff\xe0\0\x06JFIF\xff\xff\xc2\0\x11\x08\x01\xe0\x02\x80\x03", Some(("image/jpeg", 640, 480)));
        check(b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x7f\x02\0\xdf\x01\0", Some(("image/webp", 640, 480)));
        check(
            b"\0\0\0\x14ftypavif\0\0\0\0mif1\0\0\0\x14ispe\0\0\0\0\0\0\x02\x80\0\0\x01\xe0",
            Some(("image/avif", 640, 480)),
        );
        let mut bmp = b"BM\0\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\x80\x02\0\0".to_vec();
        bmp.extend((-480_i32).to_le_bytes());
        check(&bmp, Some(("image/bmp", 640, 480)));
        check(b"<svg xmlns='http://www.w3.org/2000/svg' width='640' height='480'/>", None);
        check(b"\0\0\0\x14ftypisom\0\0\0\0mif1", None);
        check(b"BMW recalls cars that were sold in the spring, says", None);
        assert_eq!(keep_picture(b"GIF89a\0\0\xe0\x01\0\0\0".to_vec()), None);
    }

    /// Headers cut off anywhere, and with any length in them, are no reason to stop.
    #[test]
    fn broken_headers_are_no_pictures() {
        let whole = b"\xff\xd8\xff\xe0\0\0\xff\xfe\0\xff\xff\xc2\0\x11\x08\x01\xe0\x02\x80";
        (0..whole.len()).for_each(|cut| check(&whole[..cut], None));
        for start in [&b"RIFF\0\0\0\0WEBPVP8L"[..], b"\0\0\0\x04ftyp", b"\xff\xff\xff\xffftypavifispe", b"GIF89a\x01"] {
            check(start, None);
        }
    }

    /// A text says nothing of its pictures' places; each is kept once all the same.
    #[test]
    fn pictures_of_a_text_stand_behind_it() {
        let given = |bytes: &[u8]| Picture { address: "p".into(), at: None, bytes: bytes.into() };
        let (gif, dot) = (b"GIF89a\x80\x02\xe0\x01\0\0\0", b"GIF89a\x01\0\x01\0\0\0\0");
        let mut article = Article { html: "<p>One.</p>\n".into(), ..Article::default() };
        for bytes in [&gif[..], dot, gif, b"<svg/>"] {
            append_picture(&mut article, &given(bytes));
        }
        assert_eq!(article.pictures.len(), 1);
        let image = format!("<img src=\"{}\" alt=\"\" width=\"640\" height=\"480\">\n", article.pictures[0].address());
        assert_eq!(article.html, format!("<p>One.</p>\n{image}"));
        assert_eq!(crate::sanitise_html(&article.html), article.html);
    }

    #[test]
    fn data_addresses_are_unpacked() {
        let check = |address: &str, bytes: Option<&[u8]>| {
            assert_eq!(read_data_address(address).as_deref(), bytes, "{address}");
        };
        check("data:image/gif;base64,R0lG ODlh", Some(b"GIF89a"));
        check("DATA:image/gif;base64,R0lGODk%3D", Some(b"GIF89"));
        check("data:,a%20b%", Some(b"a b%"));
        check("data:image/gif;base64,R0?", None);
        check("data:image/gif", None);
        check("https://news.test/a,b", None);
    }
}
