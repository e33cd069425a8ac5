//! Bytes to text. What the bytes are decides; what a file declares is a hint that has to hold.

mod declared;
mod escaped;
mod legacy;
mod plausible;
mod wide;

use encoding_rs::{Encoding, UTF_8};

pub(crate) use declared::declared_in_markup;

/// Text, and how it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// Without byte order mark; line ends as they were.
    pub text: String,
    /// As the Encoding Standard names it, or its registered name where that has none.
    pub encoding: &'static str,
    /// Places where the bytes stand for nothing; each is U+FFFD in the text.
    pub broken: usize,
}

/// None where the bytes are no text. `declared` is a label from outside or inside: `windows-1256`.
pub fn decode(bytes: &[u8], declared: Option<&str>) -> Option<Decoded> {
    if let Some(decoded) = wide::decode(bytes) {
        return Some(decoded);
    }
    (!is_binary(bytes)).then(|| decode_text(bytes, declared))
}

/// Bytes that are text for sure: control bytes are signs of the format.
pub(crate) fn decode_text(bytes: &[u8], declared: Option<&str>) -> Decoded {
    let (body, marked) = bytes.strip_prefix(b"\xef\xbb\xbf").map_or((bytes, false), |body| (body, true));
    match std::str::from_utf8(body) {
        Ok(text) if body.is_ascii() && !marked => {
            escaped::decode(body, declared).unwrap_or_else(|| whole(text.to_owned(), UTF_8))
        }
        Ok(text) => whole(text.to_owned(), UTF_8),
        Err(_) if marked || is_mostly_utf8(body) => decode_with(body, UTF_8),
        Err(_) => legacy::decode(body, declared),
    }
}

/// The beginning of some content, which may end inside a character; none where it is no text.
pub(crate) fn decode_head(bytes: &[u8], whole: bool) -> Option<String> {
    let mut bytes = bytes;
    if !whole
        && let Err(error) = std::str::from_utf8(bytes)
        && error.error_len().is_none()
    {
        bytes = &bytes[..error.valid_up_to()];
    }
    decode(bytes, declared_in_markup(bytes).as_deref()).map(|decoded| decoded.text)
}

fn whole(text: String, encoding: &'static Encoding) -> Decoded {
    Decoded { text, encoding: encoding.name(), broken: 0 }
}

fn decode_with(bytes: &[u8], encoding: &'static Encoding) -> Decoded {
    let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
    // A text may quote U+FFFD itself; only where the decoder complained is counted.
    let broken = if had_errors { text.matches('\u{fffd}').count().max(1) } else { 0 };
    Decoded { text: text.into_owned(), encoding: encoding.name(), broken }
}

/// Control characters that no text has. A few are forgiven: old systems padded with NUL and ended with ^Z.
fn is_binary(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(1 << 20)];
    // Without a branch and in sums that fit a byte, so that the processor takes many at once: 160 kB in 5 µs, not 150.
    let control = |byte: &u8| {
        let among = |first: u8, last: u8| byte.wrapping_sub(first) <= last - first;
        u8::from(among(0, 7) | (*byte == 0x0b) | among(0x10, 0x19) | among(0x1c, 0x1f) | (*byte == 0x7f))
    };
    let controls: usize = sample.chunks(255).map(|few| usize::from(few.iter().map(control).sum::<u8>())).sum();
    controls > 2 + sample.len() / 500
}

/// Damaged UTF-8 rather than another encoding: whole characters of it are far more than strays.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let mut strays = 0;
    let mut characters = 0;
    for chunk in bytes.utf8_chunks() {
        strays += usize::from(!chunk.invalid().is_empty());
        characters += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        if strays > 1000 && strays > characters {
            return false;
        }
    }
    characters >= 8 * strays
}
