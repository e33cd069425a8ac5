//! How long things lie in the library: zstd, and JSON inside where they have parts.

use std::cell::RefCell;

use serde::{Serialize, de::DeserializeOwned};

use crate::{Error, Result};

/// Level 3 packs an article of 3.6 kB with its HTML in 30 µs; higher levels gain 3 % for twice the time.
const LEVEL: i32 = 3;

thread_local! {
    // A context is 1 MB to set up, more work than packing an article in it.
    static PACKER: RefCell<Option<zstd::bulk::Compressor<'static>>> = const { RefCell::new(None) };
    static UNPACKER: RefCell<Option<zstd::bulk::Decompressor<'static>>> = const { RefCell::new(None) };
}

/// The length as four bytes, then a zstd frame.
pub(crate) fn pack(bytes: &[u8]) -> Result<Vec<u8>> {
    let length = u32::try_from(bytes.len()).map_err(|_| Error::Failed("a part of more than 4 GB".to_owned()))?;
    PACKER.with_borrow_mut(|packer| {
        let packer = match packer {
            Some(packer) => packer,
            None => packer.insert(new_packer().map_err(failed)?),
        };
        let mut packed = length.to_le_bytes().to_vec();
        packed.extend(packer.compress(bytes).map_err(failed)?);
        Ok(packed)
    })
}

/// With a sum of what is packed, so that a bit that a disk turned over is noticed, not shown.
fn new_packer() -> std::io::Result<zstd::bulk::Compressor<'static>> {
    let mut packer = zstd::bulk::Compressor::new(LEVEL)?;
    packer.include_checksum(true)?;
    Ok(packer)
}

pub(crate) fn unpack(packed: &[u8]) -> Result<Vec<u8>> {
    let damaged = || Error::Damaged("a packed text".to_owned());
    let (length, frame) = packed.split_first_chunk::<4>().ok_or_else(damaged)?;
    let length = u32::from_le_bytes(*length) as usize;
    // A damaged length must not ask for 4 GB: zstd packs at most some 1:32,000.
    if length / (1 << 17) > frame.len() {
        return Err(damaged());
    }
    UNPACKER.with_borrow_mut(|unpacker| {
        let unpacker = match unpacker {
            Some(unpacker) => unpacker,
            None => unpacker.insert(zstd::bulk::Decompressor::new().map_err(failed)?),
        };
        let bytes = unpacker.decompress(frame, length).map_err(|_| damaged())?;
        if bytes.len() == length { Ok(bytes) } else { Err(damaged()) }
    })
}

pub(crate) fn pack_json(value: &impl Serialize) -> Result<Vec<u8>> {
    pack(&serde_json::to_vec(value)?)
}

pub(crate) fn unpack_json<T: DeserializeOwned>(packed: &[u8]) -> Result<T> {
    Ok(serde_json::from_slice(&unpack(packed)?)?)
}

pub(crate) fn unpack_text(packed: &[u8]) -> Result<String> {
    String::from_utf8(unpack(packed)?).map_err(|_| Error::Damaged("a packed text".to_owned()))
}

fn failed(error: std::io::Error) -> Error {
    Error::Failed(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comes_back_as_it_was_and_damage_is_told() {
        for text in ["", "a", &"word ".repeat(1_000_000)] {
            let packed = pack(text.as_bytes()).unwrap();
            assert_eq!(unpack_text(&packed).unwrap(), text);
            for cut in [0, 3, packed.len() / 2, packed.len() - 1] {
                assert!(matches!(unpack(&packed[..cut]), Err(Error::Damaged(_))), "{cut} of {}", packed.len());
            }
        }
        assert!(matches!(unpack(&[255, 255, 255, 255, 1, 2]), Err(Error::Damaged(_))));
    }

    /// A disk that turns a bit over must not make other words of an article.
    #[test]
    fn a_bit_turned_over_is_told() {
        let text = "The port reopened on Monday, officials said. ".repeat(40);
        let packed = pack(text.as_bytes()).unwrap();
        for bit in 0..packed.len() * 8 {
            let mut damaged = packed.clone();
            damaged[bit / 8] ^= 1 << (bit % 8);
            assert!(unpack_text(&damaged).is_err() || unpack_text(&damaged).unwrap() == text, "bit {bit}");
        }
    }
}
