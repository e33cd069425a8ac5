//! The model's pass over texts: twelve layers of attention (BERT, Devlin et al. 2019), then the mean of the tokens
//! (Wang et al. 2024, E5).

use std::{collections::BTreeMap, path::Path};

use fearless_simd::{Level, dispatch, prelude::*};

use crate::{
    LENGTH, Refused, means,
    pack::{Layer, Matrix, Norm, Pack, Sizes},
};

/// Of a text so many pieces are read: its headline and how it opens. More costs time in proportion and gains nothing.
const MOST_TOKENS: usize = 64;
/// Tokens that go through the layers at once: 10 MB, and each matrix is unpacked once for them.
const BATCH_TOKENS: usize = 1024;
/// How a text is announced that is compared with others of its kind.
const ANNOUNCED: &str = "query: ";
/// Outputs whose weights are at hand at once, so that the tokens are gone through seldom.
const OUTPUTS: usize = 16;
/// Tokens that are worked out at once: as many as the registers hold.
const ROWS: usize = 4;
/// A token's largest number as a whole one. With weights of seven bits, 2,000 products fit into 32 bits.
const MOST_WHOLE: f32 = 8191.0;

/// Bytes of a body that can matter: what is read of it is shorter.
const OPENING_BYTES: usize = 600;

/// What of an article is read: its headline and how the text opens.
pub fn opening(title: &str, text: &str) -> String {
    format!("{title}. {}", &text[..text.floor_char_boundary(OPENING_BYTES)])
}

/// Makes vectors of texts.
pub struct Encoder {
    pack: Pack,
    /// What the processor can do at once. All give the same bits.
    level: Level,
}

impl Encoder {
    /// Opens a pack that was installed.
    pub fn open(path: &Path) -> Result<Encoder, Refused> {
        let pack = Pack::open(path)?;
        if pack.sizes.hidden != LENGTH {
            return Err(Refused::OtherVersion);
        }
        Ok(Encoder { pack, level: Level::new() })
    }

    /// A vector of length one for each text and its language: what it means beside being of that language. Near 1 for
    /// texts on one event, near 0 for any two.
    pub fn encode(&mut self, texts: &[(&str, Option<&str>)]) -> Result<Vec<[f32; LENGTH]>, Refused> {
        let lines: Vec<&str> = texts.iter().map(|(text, _)| *text).collect();
        let mut vectors = self.encode_raw(&lines)?;
        for (vector, (_, language)) in vectors.iter_mut().zip(texts) {
            means::centre(vector, *language);
            if let Some(centred) = unit(vector) {
                *vector = centred;
            }
        }
        Ok(vectors)
    }

    /// As the model gives it, of length one: any two texts lie close together.
    pub fn encode_raw(&mut self, texts: &[&str]) -> Result<Vec<[f32; LENGTH]>, Refused> {
        let split = |text: &&str| self.pack.tokens.split(&format!("{ANNOUNCED}{text}"), MOST_TOKENS);
        let texts: Vec<Vec<u32>> = texts.iter().map(split).collect();
        let mut vectors = Vec::with_capacity(texts.len());
        for batch in texts.chunks(BATCH_TOKENS / MOST_TOKENS) {
            let tokens = self.tokens(batch)?;
            let means = dispatch!(self.level, simd => run(simd, &self.pack, tokens, batch));
            vectors.extend(means.into_iter().filter_map(|mean| unit(&mean)));
        }
        if vectors.len() == texts.len() { Ok(vectors) } else { Err(Refused::Damaged) }
    }

    /// For each token of each text the vector of its word.
    fn tokens(&mut self, batch: &[Vec<u32>]) -> Result<Vec<f32>, Refused> {
        let hidden = self.pack.sizes.hidden;
        let mut tokens = vec![0.0; batch.iter().map(Vec::len).sum::<usize>() * hidden];
        let mut read: BTreeMap<u32, Vec<f32>> = BTreeMap::new();
        for (id, row) in batch.iter().flatten().zip(tokens.chunks_exact_mut(hidden)) {
            if !read.contains_key(id) {
                let mut word = vec![0.0; hidden];
                self.pack.read_word(*id, &mut word)?;
                read.insert(*id, word);
            }
            row.copy_from_slice(&read[id]);
        }
        Ok(tokens)
    }
}

/// The mean of each text's tokens after all layers.
#[inline(always)]
fn run<S: Simd>(simd: S, pack: &Pack, mut tokens: Vec<f32>, texts: &[Vec<u32>]) -> Vec<Vec<f32>> {
    let Sizes { hidden, inner, heads, places, .. } = pack.sizes;
    let lengths: Vec<usize> = texts.iter().map(|text| text.len().min(places)).collect();
    let mut rows = tokens.chunks_exact_mut(hidden);
    for length in &lengths {
        for (row, place) in rows.by_ref().take(*length).zip(pack.places.chunks_exact(hidden)) {
            row.iter_mut().zip(place).zip(&pack.kind).for_each(|((number, place), kind)| *number += place + kind);
        }
    }
    norm(simd, &mut tokens, &pack.norm, pack.sizes);
    let count = tokens.len() / hidden;
    let [mut query, mut key, mut value, mut mixed] = [(); 4].map(|()| vec![0.0; count * hidden]);
    let mut wide = vec![0.0; count * inner];
    let mut whole = Whole::default();
    for layer in &pack.layers {
        let Layer { query: q, key: k, value: v, attended, attended_norm, widened, narrowed, narrowed_norm } = layer;
        whole.set(simd, &tokens, hidden);
        for (matrix, to) in [(q, &mut query), (k, &mut key), (v, &mut value)] {
            multiply(simd, matrix, &whole, to);
        }
        attend(simd, [&query, &key, &value], &mut mixed, &lengths, hidden, heads);
        whole.set(simd, &mixed, hidden);
        multiply(simd, attended, &whole, &mut query);
        add(&mut tokens, &query);
        norm(simd, &mut tokens, attended_norm, pack.sizes);
        whole.set(simd, &tokens, hidden);
        multiply(simd, widened, &whole, &mut wide);
        simd.vectorize(
            #[inline(always)]
            || wide.iter_mut().for_each(|number| *number = gelu(*number)),
        );
        whole.set(simd, &wide, inner);
        multiply(simd, narrowed, &whole, &mut query);
        add(&mut tokens, &query);
        norm(simd, &mut tokens, narrowed_norm, pack.sizes);
    }
    let mut rows = tokens.chunks_exact(hidden);
    lengths
        .iter()
        .map(|length| {
            let mut mean = vec![0.0; hidden];
            rows.by_ref().take(*length).for_each(|row| add(&mut mean, row));
            mean
        })
        .collect()
}

/// Tokens' numbers as whole ones, so that sums of products are exact and quick.
#[derive(Default)]
struct Whole {
    numbers: Vec<i16>,
    /// Of each token: what a one stands for.
    scales: Vec<f32>,
}

impl Whole {
    /// Rows of `width` numbers. Rows of nothing follow until they are a multiple of `ROWS`.
    #[inline(always)]
    fn set<S: Simd>(&mut self, simd: S, rows: &[f32], width: usize) {
        simd.vectorize(
            #[inline(always)]
            || {
                self.numbers.clear();
                self.numbers.resize((rows.len() / width).next_multiple_of(ROWS) * width, 0);
                self.scales.clear();
                for (row, numbers) in rows.chunks_exact(width).zip(self.numbers.chunks_exact_mut(width)) {
                    let most = row.iter().fold(1e-30f32, |most, number| most.max(number.abs()));
                    let finer = MOST_WHOLE / most;
                    numbers.iter_mut().zip(row).for_each(|(whole, number)| *whole = nearest(number * finer) as i16);
                    self.scales.push(most / MOST_WHOLE);
                }
            },
        );
    }
}

/// `to` is the matrix times each row of `from`, and its bias.
#[inline(always)]
fn multiply<S: Simd>(simd: S, matrix: &Matrix, from: &Whole, to: &mut [f32]) {
    simd.vectorize(
        #[inline(always)]
        || {
            let Matrix { weights, scales, bias, inputs, outputs } = matrix;
            let mut wide = vec![0i16; inputs * OUTPUTS];
            let first = (0..*outputs).step_by(OUTPUTS);
            for (weights, first) in weights.chunks_exact(inputs * OUTPUTS).zip(first) {
                wide.iter_mut().zip(weights).for_each(|(wide, weight)| *wide = i16::from(*weight));
                let tokens = from.numbers.chunks_exact(inputs * ROWS).zip(from.scales.chunks(ROWS));
                for ((tokens, ones), to) in tokens.zip(to.chunks_mut(outputs * ROWS)) {
                    for (weights, output) in wide.chunks_exact(*inputs).zip(first..) {
                        let sums = products(simd, weights, tokens);
                        for ((to, sum), one) in to.chunks_exact_mut(*outputs).zip(sums).zip(ones) {
                            to[output] = sum as f32 * (scales[output] * one) + bias[output];
                        }
                    }
                }
            }
        },
    );
}

/// The sums of one row's products with each of four others. Written out: what is called in here must become part of it,
/// or it is not made for the processor (nine times slower).
#[inline(always)]
fn products<S: Simd>(simd: S, weights: &[i16], tokens: &[i16]) -> [i32; ROWS] {
    let at_once = S::i16s::LEN;
    let (a, rest) = tokens.split_at(weights.len());
    let (b, rest) = rest.split_at(weights.len());
    let (c, d) = rest.split_at(weights.len());
    let zero = S::i32s::splat(simd, 0);
    let (mut sum_a, mut sum_b, mut sum_c, mut sum_d) = (zero, zero, zero, zero);
    let mut at = 0;
    while at + at_once <= weights.len() {
        let weights = S::i16s::from_slice(simd, &weights[at..at + at_once]);
        sum_a += weights.pairwise_dot_product(S::i16s::from_slice(simd, &a[at..at + at_once]));
        sum_b += weights.pairwise_dot_product(S::i16s::from_slice(simd, &b[at..at + at_once]));
        sum_c += weights.pairwise_dot_product(S::i16s::from_slice(simd, &c[at..at + at_once]));
        sum_d += weights.pairwise_dot_product(S::i16s::from_slice(simd, &d[at..at + at_once]));
        at += at_once;
    }
    [sum_a.reduce_sum(), sum_b.reduce_sum(), sum_c.reduce_sum(), sum_d.reduce_sum()]
}

/// Each token takes from the tokens of its own text what it asks for.
#[inline(always)]
fn attend<S: Simd>(simd: S, asked: [&[f32]; 3], mixed: &mut [f32], lengths: &[usize], hidden: usize, heads: usize) {
    simd.vectorize(
        #[inline(always)]
        || {
            let [query, key, value] = asked;
            let width = hidden / heads;
            let scale = 1.0 / (width as f32).sqrt();
            let mut begin = 0;
            let mut shares = Vec::new();
            for length in lengths {
                let end = begin + length;
                for token in begin..end {
                    for head in 0..heads {
                        let part = |row: usize| row * hidden + head * width..row * hidden + (head + 1) * width;
                        let asked = &query[part(token)];
                        shares.clear();
                        shares.extend((begin..end).map(|other| dot(asked, &key[part(other)]) * scale));
                        let most = shares.iter().copied().fold(f32::NEG_INFINITY, f32::max);
                        shares.iter_mut().for_each(|share| *share = exp(*share - most));
                        let all: f32 = shares.iter().sum();
                        let to = &mut mixed[part(token)];
                        to.fill(0.0);
                        for (share, other) in shares.iter().zip(begin..end) {
                            let share = share / all;
                            to.iter_mut().zip(&value[part(other)]).for_each(|(to, value)| *to += share * value);
                        }
                    }
                }
                begin = end;
            }
        },
    );
}

/// In lanes, always the same, so that the sum is the same on every machine.
#[inline(always)]
fn dot(a: &[f32], b: &[f32]) -> f32 {
    let (a, rest_a) = a.as_chunks::<8>();
    let (b, rest_b) = b.as_chunks::<8>();
    let mut lanes = [0f32; 8];
    for (a, b) in a.iter().zip(b) {
        for lane in 0..8 {
            lanes[lane] += a[lane] * b[lane];
        }
    }
    let rest: f32 = rest_a.iter().zip(rest_b).map(|(a, b)| a * b).sum();
    lanes.iter().sum::<f32>() + rest
}

#[inline(always)]
fn add(to: &mut [f32], from: &[f32]) {
    to.iter_mut().zip(from).for_each(|(to, from)| *to += from);
}

#[inline(always)]
fn norm<S: Simd>(simd: S, rows: &mut [f32], norm: &Norm, sizes: Sizes) {
    simd.vectorize(
        #[inline(always)]
        || {
            let count = sizes.hidden as f32;
            let ones = vec![1.0; sizes.hidden];
            for row in rows.chunks_exact_mut(sizes.hidden) {
                let mean = dot(row, &ones) / count;
                row.iter_mut().for_each(|number| *number -= mean);
                let scale = 1.0 / (dot(row, row) / count + sizes.epsilon).sqrt();
                for ((number, weight), bias) in row.iter_mut().zip(&norm.weight).zip(&norm.bias) {
                    *number = *number * scale * weight + bias;
                }
            }
        },
    );
}

/// By the normal distribution, whose integral is taken from Abramowitz and Stegun, 7.1.26: 1.5e-7 exact.
#[inline(always)]
fn gelu(x: f32) -> f32 {
    let z = x.abs() * std::f32::consts::FRAC_1_SQRT_2;
    let t = 1.0 / (1.0 + 0.327_591_1 * z);
    let tail = t * (0.254_829_6 + t * (-0.284_496_74 + t * (1.421_413_7 + t * (-1.453_152 + t * 1.061_405_4))));
    let erf = 1.0 - tail * exp(-z * z);
    0.5 * x * (1.0 + if x < 0.0 { -erf } else { erf })
}

/// Within 1e-6 of itself; every machine gives the same bits.
#[inline(always)]
fn exp(x: f32) -> f32 {
    let halvings = (x * std::f32::consts::LOG2_E).clamp(-126.0, 126.0);
    let whole = nearest(halvings);
    let part = (halvings - whole as f32) * std::f32::consts::LN_2;
    let series = 1.0
        + part * (1.0 + part * (0.5 + part * (1.0 / 6.0 + part * (1.0 / 24.0 + part * (1.0 / 120.0 + part / 720.0)))));
    series * f32::from_bits(((whole + 127) as u32) << 23)
}

/// The nearest whole number, of one below four millions: where this is added, the last bits are the whole part.
#[inline(always)]
fn nearest(x: f32) -> i32 {
    const ADDED: f32 = 12_582_912.0;
    (x + ADDED).to_bits() as i32 - ADDED.to_bits() as i32
}

/// None of a vector that says nothing.
fn unit(vector: &[f32]) -> Option<[f32; LENGTH]> {
    let length = vector.iter().map(|number| number * number).sum::<f32>().sqrt();
    let scaled: Vec<f32> = vector.iter().map(|number| number / length).collect();
    let vector: [f32; LENGTH] = scaled.try_into().ok()?;
    vector.iter().all(|number| number.is_finite()).then_some(vector)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_functions_are_those_of_mathematics() {
        for at in -400..=400 {
            let x = at as f32 / 20.0;
            assert!((exp(x) / x.exp() - 1.0).abs() < 2e-6, "{x}");
        }
        let check = |x: f32, expected: f32| assert!((gelu(x) - expected).abs() < 2e-6, "{x}");
        check(0.0, 0.0);
        check(1.0, 0.841_344_7);
        check(-1.0, -0.158_655_25);
        check(4.0, 3.999_873_3);
    }

    /// Texts are worked out many at once; none may hear of another.
    #[test]
    fn a_text_gives_the_same_vector_whatever_stands_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("pack");
        std::fs::write(&path, crate::pack::tests::small_pack()).unwrap();
        let mut encoder = Encoder { pack: Pack::open(&path).unwrap(), level: Level::new() };
        let mut means = |texts: &[&str]| {
            let texts: Vec<Vec<u32>> = texts.iter().map(|text| encoder.pack.tokens.split(text, 16)).collect();
            let tokens = encoder.tokens(&texts).unwrap();
            let wide = dispatch!(Level::new(), simd => run(simd, &encoder.pack, tokens.clone(), &texts));
            let plain = dispatch!(Level::baseline(), simd => run(simd, &encoder.pack, tokens, &texts));
            assert_eq!(wide, plain, "another processor gives another vector");
            wide
        };
        let alone = means(&["ab a"]);
        let beside = means(&["a", "ab a", "b b b b a", "ab"]);
        assert_eq!(beside[1], alone[0]);
        assert!(alone[0].iter().all(|number| number.is_finite()) && alone[0] != beside[0]);
    }
}
