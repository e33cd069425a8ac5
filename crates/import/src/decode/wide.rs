//! UTF-16 and UTF-32, with a byte order mark or told by their shape.

use encoding_rs::{UTF_16BE, UTF_16LE};

use super::{Decoded, decode_with};

/// None where the bytes are neither.
pub(super) fn decode(bytes: &[u8]) -> Option<Decoded> {
    match bytes {
        [0xff, 0xfe, 0, 0, body @ ..] if !body.is_empty() && is_utf32(body, u32::from_le_bytes) => {
            Some(decode_utf32(body, "UTF-32LE", u32::from_le_bytes))
        }
        [0, 0, 0xfe, 0xff, body @ ..] if is_utf32(body, u32::from_be_bytes) => {
            Some(decode_utf32(body, "UTF-32BE", u32::from_be_bytes))
        }
        [0xff, 0xfe, body @ ..] => Some(decode_with(body, UTF_16LE)),
        [0xfe, 0xff, body @ ..] => Some(decode_with(body, UTF_16BE)),
        _ => decode_unmarked(bytes),
    }
}

/// Line ends, spaces and digits are ASCII in every script, so without a mark wide text shows NULs on one side.
fn decode_unmarked(bytes: &[u8]) -> Option<Decoded> {
    let sample = &bytes[..bytes.len().min(64 << 10) & !3];
    memchr::memchr(0, sample)?;
    if is_utf32(sample, u32::from_le_bytes) {
        return Some(decode_utf32(bytes, "UTF-32LE", u32::from_le_bytes));
    }
    if is_utf32(sample, u32::from_be_bytes) {
        return Some(decode_utf32(bytes, "UTF-32BE", u32::from_be_bytes));
    }
    let little = shape(sample, u16::from_le_bytes);
    let big = shape(sample, u16::from_be_bytes);
    let (best, encoding) = if little >= big { (little, UTF_16LE) } else { (big, UTF_16BE) };
    // Half of random units are unassigned, private or stray surrogates; text has next to none.
    (best > 0.9).then(|| decode_with(bytes, encoding))
}

/// The share of units that look like text: letters of a few neighbouring blocks, and ASCII.
fn shape(sample: &[u8], unit: fn([u8; 2]) -> u16) -> f64 {
    let units = sample.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    let mut blocks = [0_u32; 256];
    let mut count = 0_u32;
    let mut odd = 0_u32;
    let mut spaces = 0_u32;
    for unit in units {
        count += 1;
        match unit {
            0x20 | 0x0a | 0x0d | 0x09 => spaces += 1,
            0..0x20 | 0x7f..0xa0 | 0xfff0.. | 0xe000..0xf900 => odd += 1,
            _ => {}
        }
        blocks[usize::from(unit >> 8)] += 1;
    }
    if count == 0 || spaces == 0 && count > 64 {
        return 0.0;
    }
    // Swapped ASCII falls into a hundred blocks one unit each; a script lives in one to ninety of them, and the
    // ninety of Han are neighbours.
    let han: u32 = blocks[0x4e..0xa0].iter().sum::<u32>() + blocks[0xac..0xd8].iter().sum::<u32>();
    let mut other: Vec<u32> = blocks.iter().enumerate().filter(|(b, _)| !is_han(*b)).map(|(_, n)| *n).collect();
    other.sort_unstable_by(|a, b| b.cmp(a));
    let common = other.iter().take(4).sum::<u32>() + if blocks[0] + blocks[0x30] + blocks[0xff] > 0 { han } else { 0 };
    // The right reading has its blanks and line ends; in the swapped one they are U+2000 and U+0A00.
    let swapped = f64::from(blocks[0x0a] + blocks[0x0d] + blocks[0x20]);
    (f64::from(common) - 4.0 * f64::from(odd) - swapped * 0.2) / f64::from(count)
}

fn is_han(block: usize) -> bool {
    (0x4e..0xa0).contains(&block) || (0xac..0xd8).contains(&block)
}

fn is_utf32(bytes: &[u8], unit: fn([u8; 4]) -> u32) -> bool {
    let mut quads = bytes.chunks_exact(4).map(|quad| unit([quad[0], quad[1], quad[2], quad[3]]));
    bytes.len() >= 4 && quads.all(|unit| unit != 0 && char::from_u32(unit).is_some())
}

fn decode_utf32(bytes: &[u8], encoding: &'static str, unit: fn([u8; 4]) -> u32) -> Decoded {
    let quads = bytes.chunks(4);
    let mut broken = 0;
    let text = quads
        .map(|quad| {
            let code = quad.try_into().ok().map(unit);
            code.and_then(char::from_u32).unwrap_or_else(|| {
                broken += 1;
                char::REPLACEMENT_CHARACTER
            })
        })
        .collect();
    Decoded { text, encoding, broken }
}
