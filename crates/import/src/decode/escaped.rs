//! Encodings of seven bits, which say by escapes what the letters stand for.

use encoding_rs::{EUC_KR, GBK, ISO_2022_JP};

use super::{Decoded, decode_with};

/// None where the ASCII bytes are just that.
pub(super) fn decode(ascii: &[u8], declared: Option<&str>) -> Option<Decoded> {
    let declared = declared.unwrap_or_default().to_ascii_lowercase();
    if memchr::memchr(0x1b, ascii).is_some() {
        if memchr::memmem::find(ascii, b"\x1b$)C").is_some() {
            let raised = raise(ascii, &shift_ranges(ascii), &[b"\x1b$)C", b"\x0e", b"\x0f"]);
            return Some(renamed(decode_with(&raised, EUC_KR), "ISO-2022-KR"));
        }
        let japanese = decode_with(ascii, ISO_2022_JP);
        return (japanese.broken == 0 && !japanese.text.is_ascii()).then_some(japanese);
    }
    // Without being declared, `~{` in a program's listing would turn into Chinese: all of it has to be common.
    let ranges = hz_ranges(ascii)?;
    let chinese = decode_with(&raise(ascii, &ranges, &[b"~{", b"~}", b"~\n"]), GBK);
    let is_common = ranges.iter().all(|(start, end)| ascii[*start..*end].chunks(2).all(is_gb2312));
    (chinese.broken == 0 && (is_common || declared.starts_with("hz"))).then(|| renamed(chinese, "HZ-GB-2312"))
}

fn renamed(decoded: Decoded, encoding: &'static str) -> Decoded {
    Decoded { encoding, ..decoded }
}

/// What stands between shift-out and shift-in.
fn shift_ranges(bytes: &[u8]) -> Vec<(usize, usize)> {
    let mut ranges = Vec::new();
    let mut from = None;
    for (at, byte) in bytes.iter().enumerate() {
        match (byte, from) {
            (0x0e, None) => from = Some(at + 1),
            (0x0f | b'\n', Some(start)) => {
                ranges.push((start, at));
                from = None;
            }
            _ => {}
        }
    }
    ranges.extend(from.map(|start| (start, bytes.len())));
    ranges
}

/// What stands between `~{` and `~}`; none where one is never closed or nothing is opened.
fn hz_ranges(bytes: &[u8]) -> Option<Vec<(usize, usize)>> {
    let mut ranges = Vec::new();
    let mut at = 0;
    while let Some(open) = memchr::memmem::find(&bytes[at..], b"~{") {
        let start = at + open + 2;
        let len = bytes[start..].chunks(2).position(|pair| pair == b"~}" || pair[0] == b'\n')? * 2;
        if len == 0 {
            return None;
        }
        ranges.push((start, start + len));
        at = start + len;
    }
    (!ranges.is_empty()).then_some(ranges)
}

/// The same bytes with the eighth bit set in the ranges, and outside of them without their marks.
fn raise(bytes: &[u8], ranges: &[(usize, usize)], marks: &[&[u8]]) -> Vec<u8> {
    let mut raised = Vec::with_capacity(bytes.len());
    let mut at = 0;
    for (start, end) in ranges {
        push_without(&bytes[at..*start], marks, &mut raised);
        raised.extend(bytes[*start..*end].iter().map(|byte| byte | 0x80));
        at = *end;
    }
    push_without(&bytes[at..], marks, &mut raised);
    raised
}

fn push_without(bytes: &[u8], marks: &[&[u8]], to: &mut Vec<u8>) {
    let mut rest = bytes;
    while let Some(first) = rest.first() {
        match marks.iter().find(|mark| rest.starts_with(mark)) {
            Some(mark) => rest = &rest[mark.len()..],
            None => {
                to.push(*first);
                rest = &rest[1..];
            }
        }
    }
}

fn is_gb2312(pair: &[u8]) -> bool {
    matches!(pair, [0x21..=0x77, 0x21..=0x7e])
}
