//! The file of a pack: how large its model is, its pieces of words, and where its matrices lie.

use std::{
    collections::HashMap,
    fs::File,
    io::{Read, Seek, SeekFrom},
    path::Path,
};

use crate::{Refused, tokens::Tokens};

pub(crate) const MAGIC: [u8; 4] = *b"E5S1";
/// Weights that share one scale.
pub(crate) const BLOCK: usize = 32;
/// Of a block: its scale in two bytes, then two weights a byte.
pub(crate) const BLOCK_BYTES: usize = 2 + BLOCK / 2;
/// So many products of a weight and a token's number are sure to fit into a sum (`forward::MOST_WHOLE`).
const MOST_INPUTS: usize = 2_000;
/// No model of this kind is larger; a damaged number must not take the memory.
const MOST: usize = 1 << 19;

/// How large the model is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sizes {
    pub hidden: usize,
    pub layers: usize,
    pub heads: usize,
    pub inner: usize,
    pub words: usize,
    pub places: usize,
    pub kinds: usize,
    pub epsilon: f32,
}

/// A matrix: `outputs` rows of `inputs` weights, each row at one scale. The pack has four bits and a scale for 32 of them;
/// what eight bits and a scale a row lose is a sixteenth of what the four had lost.
pub(crate) struct Matrix {
    pub weights: Vec<i8>,
    /// Of each row: what a one stands for.
    pub scales: Vec<f32>,
    pub bias: Vec<f32>,
    pub inputs: usize,
    pub outputs: usize,
}

/// Brings the numbers of a token back to one scale.
pub(crate) struct Norm {
    pub weight: Vec<f32>,
    pub bias: Vec<f32>,
}

pub(crate) struct Layer {
    pub query: Matrix,
    pub key: Matrix,
    pub value: Matrix,
    pub attended: Matrix,
    pub attended_norm: Norm,
    pub widened: Matrix,
    pub narrowed: Matrix,
    pub narrowed_norm: Norm,
}

pub(crate) struct Pack {
    pub sizes: Sizes,
    pub tokens: Tokens,
    pub places: Vec<f32>,
    /// What each token is told of its kind: the first one's, for a text alone.
    pub kind: Vec<f32>,
    pub norm: Norm,
    pub layers: Vec<Layer>,
    file: File,
    /// Where the words' vectors begin.
    words_at: u64,
}

impl Pack {
    pub fn open(path: &Path) -> Result<Pack, Refused> {
        let mut file = File::open(path)?;
        let length = file.metadata()?.len();
        let mut reader = Reader { file: &mut file, length };
        if reader.bytes(4).map_err(|_| Refused::Foreign)? != MAGIC {
            return Err(Refused::Foreign);
        }
        if reader.number()? != 1 {
            return Err(Refused::OtherVersion);
        }
        let sizes = reader.sizes()?;
        let tokens = reader.tokens(sizes.words)?;
        let directory = reader.directory()?;
        let mut tensors = Tensors { reader, directory };
        let Sizes { hidden, inner, words, places, layers, .. } = sizes;
        let places = tensors.floats("emb.pos", places * hidden)?;
        let mut kind = tensors.floats("emb.type", sizes.kinds * hidden)?;
        kind.truncate(hidden);
        let norm = tensors.norm("emb.ln", hidden)?;
        let layers = (0..layers).map(|at| tensors.layer(at, hidden, inner)).collect::<Result<_, _>>()?;
        let words_at = tensors.place("emb.word", (words * hidden / BLOCK * BLOCK_BYTES) as u64)?;
        Ok(Pack { sizes, tokens, places, kind, norm, layers, file, words_at })
    }

    /// What a word means by itself, put into `row`.
    pub fn read_word(&mut self, word: u32, row: &mut [f32]) -> Result<(), Refused> {
        let mut blocks = vec![0; row.len() / BLOCK * BLOCK_BYTES];
        self.file.seek(SeekFrom::Start(self.words_at + u64::from(word) * blocks.len() as u64))?;
        self.file.read_exact(&mut blocks).map_err(|_| Refused::Damaged)?;
        for (block, row) in blocks.as_chunks::<BLOCK_BYTES>().0.iter().zip(row.as_chunks_mut::<BLOCK>().0) {
            *row = unpack(block);
        }
        Ok(())
    }
}

/// The weights of a block.
pub(crate) fn unpack(block: &[u8; BLOCK_BYTES]) -> [f32; BLOCK] {
    let scale = half(u16::from_le_bytes([block[0], block[1]]));
    let mut weights = [0.0; BLOCK];
    for (at, byte) in block[2..].iter().enumerate() {
        weights[at] = (f32::from(byte & 15) - 8.0) * scale;
        weights[at + BLOCK / 2] = (f32::from(byte >> 4) - 8.0) * scale;
    }
    weights
}

/// IEEE 754 binary16.
fn half(bits: u16) -> f32 {
    let sign = u32::from(bits >> 15) << 31;
    let (exponent, fraction) = (u32::from(bits >> 10) & 31, u32::from(bits) & 1023);
    match exponent {
        0 => f32::from_bits(sign | 0x3380_0000) * fraction as f32,
        31 => f32::from_bits(sign | 0x7f80_0000 | fraction << 13),
        _ => f32::from_bits(sign | (exponent + 112) << 23 | fraction << 13),
    }
}

struct Reader<'a> {
    file: &'a mut File,
    length: u64,
}

impl Reader<'_> {
    fn bytes(&mut self, count: usize) -> Result<Vec<u8>, Refused> {
        if count as u64 > self.length {
            return Err(Refused::Damaged);
        }
        let mut bytes = vec![0; count];
        self.file.read_exact(&mut bytes).map_err(|_| Refused::Damaged)?;
        Ok(bytes)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], Refused> {
        let mut bytes = [0; N];
        self.file.read_exact(&mut bytes).map_err(|_| Refused::Damaged)?;
        Ok(bytes)
    }

    fn number(&mut self) -> Result<u32, Refused> {
        Ok(u32::from_le_bytes(self.array()?))
    }

    /// A size: neither nothing nor more than any model has.
    fn size(&mut self) -> Result<usize, Refused> {
        let size = self.number()? as usize;
        if (1..=MOST).contains(&size) { Ok(size) } else { Err(Refused::Damaged) }
    }

    fn sizes(&mut self) -> Result<Sizes, Refused> {
        let [hidden, layers, heads, inner, words, places, kinds] =
            [self.size()?, self.size()?, self.size()?, self.size()?, self.size()?, self.size()?, self.size()?];
        let epsilon = f32::from_le_bytes(self.array()?);
        let fits = hidden % heads == 0
            && hidden % BLOCK == 0
            && inner % BLOCK == 0
            && hidden <= MOST_INPUTS
            && inner <= MOST_INPUTS
            && layers <= 64
            && kinds <= 16
            && (16..=8192).contains(&places)
            && epsilon.is_finite();
        if self.number()? as usize != BLOCK || !fits {
            return Err(Refused::Damaged);
        }
        Ok(Sizes { hidden, layers, heads, inner, words, places, kinds, epsilon })
    }

    fn tokens(&mut self, words: usize) -> Result<Tokens, Refused> {
        let count = self.size()?;
        let [begin, end, _pad, unknown] = [self.number()?, self.number()?, self.number()?, self.number()?];
        let length = usize::try_from(u64::from_le_bytes(self.array()?)).map_err(|_| Refused::Damaged)?;
        let numbers = |bytes: Vec<u8>| -> Vec<u32> {
            bytes.as_chunks::<4>().0.iter().map(|four| u32::from_le_bytes(*four)).collect()
        };
        let ends = numbers(self.bytes((count + 1) * 4)?);
        let scores: Vec<f32> = numbers(self.bytes(count * 4)?).into_iter().map(f32::from_bits).collect();
        let pieces = self.bytes(length)?;
        let replaced = self.number()? as usize;
        let length = self.number()? as usize;
        let replacements = self.bytes(length)?;
        let mut map = HashMap::new();
        let mut bytes = replacements.as_slice();
        for _ in 0..replaced {
            let (from, with) = replacement(&mut bytes).ok_or(Refused::Damaged)?;
            map.extend(char::from_u32(from).map(|from| (from, with)));
        }
        let known = [begin, end, unknown].iter().all(|id| (*id as usize) < words) && count <= words;
        let tokens = Tokens::new(pieces, ends, scores, map, [begin, end, unknown]);
        tokens.filter(|_| known).ok_or(Refused::Damaged)
    }

    fn directory(&mut self) -> Result<HashMap<String, (u64, u64)>, Refused> {
        let count = self.size()?;
        let mut directory = HashMap::new();
        for _ in 0..count.min(4096) {
            let length = u16::from_le_bytes(self.array()?);
            let name = String::from_utf8(self.bytes(length.into())?).map_err(|_| Refused::Damaged)?;
            let _kind: [u8; 1] = self.array()?;
            let _count = self.number()?;
            let (at, bytes) = (u64::from_le_bytes(self.array()?), u64::from_le_bytes(self.array()?));
            directory.insert(name, (at, bytes));
        }
        Ok(directory)
    }
}

/// A character, and those that stand for it.
fn replacement(bytes: &mut &[u8]) -> Option<(u32, Box<[char]>)> {
    let (four, rest) = bytes.split_first_chunk()?;
    let from = u32::from_le_bytes(*four);
    *bytes = rest;
    let (count, rest) = bytes.split_first()?;
    *bytes = rest;
    let mut with = Vec::new();
    for _ in 0..*count {
        let (four, rest) = bytes.split_first_chunk()?;
        *bytes = rest;
        with.extend(char::from_u32(u32::from_le_bytes(*four)));
    }
    Some((from, with.into()))
}

struct Tensors<'a> {
    reader: Reader<'a>,
    directory: HashMap<String, (u64, u64)>,
}

impl Tensors<'_> {
    /// Where it lies, if it is there whole.
    fn place(&mut self, name: &str, bytes: u64) -> Result<u64, Refused> {
        let (at, length) = *self.directory.get(name).ok_or(Refused::OtherVersion)?;
        let fits = at.checked_add(bytes).is_some_and(|end| end <= self.reader.length);
        if !fits {
            return Err(Refused::Damaged);
        }
        if length == bytes { Ok(at) } else { Err(Refused::OtherVersion) }
    }

    fn read(&mut self, name: &str, bytes: usize) -> Result<Vec<u8>, Refused> {
        let at = self.place(name, bytes as u64)?;
        self.reader.file.seek(SeekFrom::Start(at))?;
        self.reader.bytes(bytes)
    }

    fn floats(&mut self, name: &str, count: usize) -> Result<Vec<f32>, Refused> {
        let bytes = self.read(name, count * 4)?;
        let floats: Vec<f32> = bytes.as_chunks::<4>().0.iter().map(|four| f32::from_le_bytes(*four)).collect();
        if floats.iter().all(|float| float.is_finite()) { Ok(floats) } else { Err(Refused::Damaged) }
    }

    fn norm(&mut self, name: &str, count: usize) -> Result<Norm, Refused> {
        Ok(Norm { weight: self.floats(&format!("{name}.w"), count)?, bias: self.floats(&format!("{name}.b"), count)? })
    }

    fn matrix(&mut self, name: &str, inputs: usize, outputs: usize) -> Result<Matrix, Refused> {
        let blocks = self.read(&format!("{name}.w"), outputs * inputs / BLOCK * BLOCK_BYTES)?;
        let mut matrix = Matrix {
            weights: Vec::with_capacity(outputs * inputs),
            scales: Vec::with_capacity(outputs),
            bias: self.floats(&format!("{name}.b"), outputs)?,
            inputs,
            outputs,
        };
        for row in blocks.chunks_exact(inputs / BLOCK * BLOCK_BYTES) {
            let row: Vec<f32> = row.as_chunks::<BLOCK_BYTES>().0.iter().flat_map(unpack).collect();
            let most = row.iter().fold(f32::MIN_POSITIVE, |most, weight| most.max(weight.abs()));
            matrix.weights.extend(row.iter().map(|weight| (weight / most * 127.0).round() as i8));
            matrix.scales.push(most / 127.0);
        }
        Ok(matrix)
    }

    fn layer(&mut self, at: usize, hidden: usize, inner: usize) -> Result<Layer, Refused> {
        let name = |part: &str| format!("l{at}.{part}");
        Ok(Layer {
            query: self.matrix(&name("q"), hidden, hidden)?,
            key: self.matrix(&name("k"), hidden, hidden)?,
            value: self.matrix(&name("v"), hidden, hidden)?,
            attended: self.matrix(&name("ao"), hidden, hidden)?,
            attended_norm: self.norm(&name("aln"), hidden)?,
            widened: self.matrix(&name("fi"), hidden, inner)?,
            narrowed: self.matrix(&name("fo"), inner, hidden)?,
            narrowed_norm: self.norm(&name("oln"), hidden)?,
        })
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A pack of one layer and a handful of pieces, with numbers that mean nothing.
    pub(crate) fn small_pack() -> Vec<u8> {
        let (hidden, inner, words, places) = (32usize, 64usize, 8usize, 16usize);
        let mut out = MAGIC.to_vec();
        let put = |out: &mut Vec<u8>, number: usize| out.extend((number as u32).to_le_bytes());
        for number in [1, hidden, 1, 2, inner, words, places, 2] {
            put(&mut out, number);
        }
        out.extend(1e-12f32.to_le_bytes());
        put(&mut out, BLOCK);
        let pieces = ["<s>", "<pad>", "</s>", "<unk>", "\u{2581}", "a", "\u{2581}a", "b"];
        for number in [words, 0, 2, 1, 3] {
            put(&mut out, number);
        }
        out.extend((pieces.concat().len() as u64).to_le_bytes());
        let mut end = 0;
        put(&mut out, 0);
        for piece in pieces {
            end += piece.len();
            put(&mut out, end);
        }
        for at in 0..pieces.len() {
            out.extend((-(at as f32)).to_le_bytes());
        }
        out.extend(pieces.concat().bytes());
        // One replacement: B is b.
        put(&mut out, 1);
        put(&mut out, 9);
        put(&mut out, 'B' as usize);
        out.push(1);
        put(&mut out, 'b' as usize);
        let square = hidden * hidden / BLOCK * BLOCK_BYTES;
        let wide = hidden * inner / BLOCK * BLOCK_BYTES;
        let mut tensors: Vec<(String, usize)> = vec![
            ("emb.word".into(), words * hidden / BLOCK * BLOCK_BYTES),
            ("emb.pos".into(), places * hidden * 4),
            ("emb.type".into(), 2 * hidden * 4),
            ("emb.ln.w".into(), hidden * 4),
            ("emb.ln.b".into(), hidden * 4),
        ];
        for part in ["q", "k", "v", "ao"] {
            tensors.extend([(format!("l0.{part}.w"), square), (format!("l0.{part}.b"), hidden * 4)]);
        }
        tensors.extend([("l0.fi.w".into(), wide), ("l0.fi.b".into(), inner * 4)]);
        tensors.extend([("l0.fo.w".into(), wide), ("l0.fo.b".into(), hidden * 4)]);
        for part in ["aln", "oln"] {
            tensors.extend([(format!("l0.{part}.w"), hidden * 4), (format!("l0.{part}.b"), hidden * 4)]);
        }
        let directory: usize = tensors.iter().map(|(name, _)| 2 + name.len() + 1 + 4 + 16).sum();
        let mut at = out.len() + 4 + directory;
        put(&mut out, tensors.len());
        for (name, bytes) in &tensors {
            out.extend((name.len() as u16).to_le_bytes());
            out.extend(name.bytes());
            out.push(0);
            put(&mut out, 0);
            out.extend((at as u64).to_le_bytes());
            out.extend((*bytes as u64).to_le_bytes());
            at += bytes;
        }
        // 0x3c at even places keeps every float and every scale finite and small.
        let bytes: usize = tensors.iter().map(|(_, bytes)| bytes).sum();
        out.extend((0..bytes).map(|at| if at % 2 == 1 { 0x3c } else { (at * 7 % 64) as u8 }));
        out
    }

    #[test]
    fn halves_are_what_the_standard_says() {
        let check = |bits, expected: f32| assert_eq!(half(bits), expected);
        check(0x0000, 0.0);
        check(0x3c00, 1.0);
        check(0xc000, -2.0);
        check(0x7bff, 65504.0);
        check(0x0001, 2f32.powi(-24));
        check(0x03ff, 1023.0 * 2f32.powi(-24));
    }

    /// Whatever a disk or a hand did to it: a reason, never a panic or gigabytes.
    #[test]
    fn a_damaged_pack_is_refused_or_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("pack");
        let whole = small_pack();
        std::fs::write(&path, &whole).unwrap();
        assert!(Pack::open(&path).is_ok());
        for cut in (0..whole.len()).step_by(97) {
            std::fs::write(&path, &whole[..cut]).unwrap();
            assert!(Pack::open(&path).is_err(), "cut at {cut}");
        }
        for at in 0..whole.len().min(900) {
            let mut bytes = whole.clone();
            bytes[at] ^= 0xff;
            std::fs::write(&path, &bytes).unwrap();
            if let Ok(mut pack) = Pack::open(&path) {
                _ = pack.tokens.split("a b ab", 16);
                _ = pack.read_word(7, &mut [0.0; 32]);
            }
        }
    }
}
