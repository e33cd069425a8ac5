//! What a language's texts have in common, as `src/means.bin` holds it: `means PACK > src/means.bin`. Of the same sixteen
//! invented headlines in each language (`means/sentences.tsv`), so that what they tell of is the same and only the
//! language differs.

use std::{
    collections::BTreeMap,
    io::{self, Write},
    path::Path,
};

use encoder::Encoder;

const SENTENCES: &str = include_str!("../means/sentences.tsv");

fn main() -> io::Result<()> {
    let pack = std::env::args().nth(1).ok_or_else(|| io::Error::other("means PACK"))?;
    let mut encoder = Encoder::open(Path::new(&pack)).map_err(io::Error::other)?;
    let mut languages: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (language, sentence) in SENTENCES.lines().filter_map(|line| line.split_once('\t')) {
        languages.entry(language).or_default().push(sentence);
    }
    let mut out = io::stdout().lock();
    for (language, sentences) in languages {
        let vectors = encoder.encode_raw(&sentences).map_err(io::Error::other)?;
        let mean: Vec<f32> = (0..encoder::LENGTH)
            .map(|at| vectors.iter().map(|vector| vector[at]).sum::<f32>() / vectors.len() as f32)
            .collect();
        let most = mean.iter().fold(0f32, |most, number| most.max(number.abs()));
        out.write_all(language.as_bytes())?;
        out.write_all(&(most / 127.0).to_le_bytes())?;
        let bytes: Vec<u8> = mean.iter().map(|number| (number / most * 127.0).round() as i8 as u8).collect();
        out.write_all(&bytes)?;
    }
    Ok(())
}
