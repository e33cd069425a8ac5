//! `fit DIR MODEL`: from lingua's language models to one table. See README.md.

use std::collections::{BTreeMap, HashMap};
use std::error::Error;
use std::path::Path;

use fst::Streamer;

#[path = "../../src/key.rs"]
mod key;

/// In the order of the model's language numbers: that of `LANGUAGES` in src/latin.rs.
const NAMES: [&str; 27] = [
    "english",
    "german",
    "french",
    "spanish",
    "portuguese",
    "italian",
    "dutch",
    "swedish",
    "danish",
    "bokmal",
    "finnish",
    "polish",
    "czech",
    "slovak",
    "slovene",
    "croatian",
    "hungarian",
    "romanian",
    "turkish",
    "catalan",
    "indonesian",
    "estonian",
    "latvian",
    "lithuanian",
    "albanian",
    "vietnamese",
    "afrikaans",
];
/// A run of so many letters less likely than e to the minus this says nothing.
const FLOORS: [f64; 5] = [8.0, 9.0, 10.5, 12.0, 13.0];
const WORD_FLOOR: f64 = 9.0;
/// What a word says against a run of letters that is as likely.
const WORD: f64 = 4.0;
/// Steps of a weight's byte.
const STEPS: f64 = 8.0;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [models, out] = arguments.as_slice() else { return Err("fit DIR MODEL".into()) };
    let mut buckets: BTreeMap<u16, Vec<(u16, u8, u8)>> = BTreeMap::new();
    let mut put = |letters: &[char], word: bool, language: usize, weight: f64| {
        let mut key = if word { key::Key::of_word() } else { key::Key::of_run() };
        letters.iter().for_each(|letter| key.add(*letter));
        let (bucket, check) = key.place();
        buckets.entry(bucket).or_default().push((
            check,
            language as u8,
            (weight * STEPS).round().clamp(1.0, 255.0) as u8,
        ));
    };
    for (language, name) in NAMES.iter().enumerate() {
        let folder = Path::new(models).join(format!("lingua-{name}-language-model-1.3.0"));
        let chances = chances(&std::fs::read(folder.join("models/ngrams.fst"))?)?;
        for letters in chances.keys() {
            // Theirs is the chance of the last letter after the others.
            let chance: Option<f64> = (1..=letters.len()).map(|end| chances.get(&letters[..end])).sum();
            let weight = chance.map_or(0.0, |chance| chance + FLOORS[letters.len() - 1]);
            if weight > 0.0 {
                put(letters, false, language, weight);
            }
        }
        for (word, weight) in words(&std::fs::read_to_string(folder.join("testdata/sentences.txt"))?) {
            put(&word, true, language, weight);
        }
    }
    let mut ends = Vec::new();
    let mut entries = Vec::new();
    for bucket in 0..=u16::MAX {
        let mut own = buckets.remove(&bucket).unwrap_or_default();
        own.sort_unstable();
        for (check, language, weight) in own {
            entries.extend(check.to_le_bytes());
            entries.extend([language, weight]);
        }
        ends.extend((entries.len() as u32 / 4).to_le_bytes());
    }
    println!("{} entries", entries.len() / 4);
    Ok(std::fs::write(out, [ends, entries].concat())?)
}

fn chances(bytes: &[u8]) -> Result<HashMap<Vec<char>, f64>, Box<dyn Error>> {
    let map = fst::Map::new(bytes)?;
    let mut chances = HashMap::new();
    let mut stream = map.stream();
    while let Some((letters, bits)) = stream.next() {
        chances.insert(std::str::from_utf8(letters)?.chars().collect(), f64::from_bits(bits));
    }
    Ok(chances)
}

fn words(sentences: &str) -> Vec<(Vec<char>, f64)> {
    let mut counts: BTreeMap<Vec<char>, f64> = BTreeMap::new();
    for word in sentences.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
        *counts.entry(word.to_lowercase().chars().collect()).or_default() += 1.0;
    }
    let all: f64 = counts.values().sum();
    let weigh = |(word, count): (Vec<char>, f64)| (word, ((count / all).ln() + WORD_FLOOR) * WORD, count);
    let telling = counts.into_iter().map(weigh).filter(|(_, weight, count)| *count >= 2.0 && *weight > 0.0);
    telling.map(|(word, weight, _)| (word, weight)).collect()
}
