//! One file packed by Zstandard, in one or many frames; also the frames of a web archive, which may share a dictionary.

use std::io::{self, BufRead, Read};

use ruzstd::decoding::{
    BlockDecodingStrategy, Dictionary, FrameDecoder,
    errors::{FrameDecoderError, ReadFrameHeaderError},
};

use super::{Format, Sniff};
use crate::{
    detect::Head,
    input::Content,
    reader::{Reader, Stop},
};

pub(super) const FORMAT: Format = Format {
    name: "zstd",
    reads: "Files packed by Zstandard, as if the file inside had been dropped",
    leaves: "Over 4 GB or 200 times the packed size is refused",
    sniff: Sniff::Head(sniff),
    read,
};

pub(super) const MAGIC: &[u8] = b"\x28\xb5\x2f\xfd";
/// Of the frame at a web archive's beginning that holds its dictionary.
/// Source: "The WARC file format: Zstandard compression", IIPC, 1.0.
const DICTIONARY_MAGIC: u32 = 0x184d_2a5d;
/// Those of the archives that use them have some 100 kB.
const DICTIONARY_BYTES: u64 = 16 << 20;

fn sniff(head: &Head<'_>) -> bool {
    // A frame, or one that is to be skipped.
    head.bytes.starts_with(MAGIC) || matches!(head.bytes[..], [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..])
}

fn read(content: Content<'_>, reader: &mut Reader<'_>) -> Result<(), Stop> {
    // Inside of an archive it has no length yet; its own bytes were counted already.
    let packed = content.len().unwrap_or(u64::MAX);
    let name = reader.name();
    let inner = match name.to_ascii_lowercase().strip_suffix(".zst") {
        Some(stem) => name[..stem.len()].to_owned(),
        None => name,
    };
    let mut frames = Frames::new(content.stream()?);
    reader.unpack(packed, &mut frames, |reader, from| reader.read_member(&inner, Content::Stream(Vec::new(), from)))
}

/// What is in the frames, one after the other.
pub(super) struct Frames<R> {
    packed: R,
    frame: FrameDecoder,
    is_open: bool,
}

impl<R: BufRead> Frames<R> {
    pub(super) fn new(packed: R) -> Frames<R> {
        Frames { packed, frame: FrameDecoder::new(), is_open: false }
    }

    /// False at the end.
    fn open_next(&mut self) -> io::Result<bool> {
        while !self.packed.fill_buf()?.is_empty() {
            match self.frame.reset(&mut self.packed) {
                Ok(()) => return Ok(true),
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame {
                    magic_number,
                    length,
                })) => self.skip(magic_number, u64::from(length))?,
                Err(error) => return Err(io::Error::other(error)),
            }
        }
        Ok(false)
    }

    fn skip(&mut self, magic: u32, len: u64) -> io::Result<()> {
        let mut content = (&mut self.packed).take(len);
        if magic != DICTIONARY_MAGIC || len > DICTIONARY_BYTES {
            return io::copy(&mut content, &mut io::sink()).map(|_| ());
        }
        let mut bytes = Vec::new();
        content.read_to_end(&mut bytes)?;
        // It may be packed itself.
        if bytes.starts_with(MAGIC) {
            let mut unpacked = Vec::new();
            let frames: Frames<&[u8]> = Frames::new(&bytes);
            frames.take(DICTIONARY_BYTES).read_to_end(&mut unpacked)?;
            bytes = unpacked;
        }
        let dictionary = Dictionary::decode_dict(&bytes).map_err(io::Error::other)?;
        self.frame.add_dict(dictionary).map_err(io::Error::other)
    }
}

impl<R: BufRead> Read for Frames<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        loop {
            if !self.is_open && !self.open_next()? {
                return Ok(0);
            }
            self.is_open = true;
            while self.frame.can_collect() == 0 && !self.frame.is_finished() {
                let one = BlockDecodingStrategy::UptoBlocks(1);
                self.frame.decode_blocks(&mut self.packed, one).map_err(io::Error::other)?;
            }
            let read = self.frame.read(into)?;
            if read > 0 || into.is_empty() {
                return Ok(read);
            }
            self.is_open = false;
        }
    }
}

#[cfg(test)]
mod tests {
    use base64::{Engine, engine::general_purpose::STANDARD};
    use ruzstd::encoding::{CompressionLevel, compress_to_vec};

    use super::*;

    fn pack(text: &str) -> Vec<u8> {
        compress_to_vec(text.as_bytes(), CompressionLevel::Fastest)
    }

    fn unpack(bytes: &[u8]) -> io::Result<String> {
        let mut text = String::new();
        Frames::new(bytes).read_to_string(&mut text).map(|_| text)
    }

    /// Web archives are a frame a record: a reader that stops at the first would lose all but one.
    #[test]
    fn frames_follow_each_other_and_others_are_skipped() {
        let skipped = b"\x5e\x2a\x4d\x18\x03\0\0\0abc".to_vec();
        let packed = [skipped.clone(), pack("The ferry "), skipped, pack(""), pack("sails again.")].concat();
        assert_eq!(unpack(&packed).unwrap(), "The ferry sails again.");
    }

    /// Without the dictionary at their beginning, none of the records could be read. (Made by `zstandard` 0.25 for Python.)
    #[test]
    fn records_share_the_dictionary_before_them() {
        let packed = "XSpNGCsBAAAotS/9YAABDQkARAs3pDDseKThWSQQyJIkHf8PLJbFl+fjRTuQUkeEEEII2ZIk7cRHxjADYwAAGDRwQIiUNwAABICA\
        goQIPSsuICedhcIwQg5CIIRBGAQAvAGuADScQAagAQAAAAgAAAByYm91ciBXQVJDLzEuMCBoYS1UeXBlOiB0ZXh0L2h0bWxmZXJy\
        eXJlc3BvbnNlZW50IENvbnRMZW5ndGg6bnNlDQo8cD46Oi1UYXJnZXQtVVJJOiBodHQvIEACghwtD9CApS9IA77OcGgCKNkAIAUa\
        Us6MqDWQC5A5IHNf2Ag4BuwArQOVAWcCyYCKhUItCCEQiYDxgzOaYPTAbMdKKOwK2PRFmwZDBQKozUPW0BF1ACBloVntbAFZcoEL\
        hZrRF9AF6ii1L/0jeKThWfPVAgAzQws+67dsBZOPiEQhCyAeKriIiBRohStMQaQJT5jCx98EjznKFopkYSIiIefIwgMU/O5gISjG\
        AgMRRFUc3B9ImpHA/em6gVt639NsRyP7xph8X81Bc8zwFAM=";
        let packed = STANDARD.decode(packed).unwrap();
        let record = unpack(&packed).unwrap();
        assert!(record.starts_with("WARC/1.0\r\n") && record.ends_with("Content-Length</p>"), "{record}");
    }

    /// What is cut off is told, and hangs nothing.
    #[test]
    fn ends_at_every_cut() {
        let packed = pack(&"The ferry sails again. ".repeat(20));
        for cut in 1..packed.len() {
            assert!(unpack(&packed[..cut]).is_err(), "{cut}");
        }
    }
}
