//! Meanings as they part stories: less what the articles of the window mean alike.
//!
//! An encoder takes off what any texts of a language have in common. What these have in common beside it (they are news,
//! and of these days) is told by the window itself, the better the more of them there are.

use std::collections::BTreeMap;

use super::Placed;

/// What the likeness of two meanings (the cosine of their vectors) adds to that of the words, at most.
const MEANS: f32 = 0.6;
/// What is taken off it, where the window has told what its articles have in common, and where it has not.
const ALOOF: f32 = 0.13;
const WARY: f32 = 0.25;
/// The mean of so many articles counts half.
const HALF: f32 = 60.0;

/// What an article means, as the clustering takes it.
#[derive(Default)]
pub(super) struct Centred {
    /// Nothing where it is not known, or where the article is a copy. Its length is the root of what it adds.
    pub vector: Vec<f32>,
    /// The root of what is taken off the likeness of two.
    pub aloof: f32,
}

pub(super) fn centre(articles: &[Placed], copies: &[bool]) -> Vec<Centred> {
    let known = || articles.iter().zip(copies).map(|(article, copy)| article.meaning.filter(|_| !copy));
    let mut sums: BTreeMap<[u8; 2], (f32, Vec<f32>)> = BTreeMap::new();
    for (article, meaning) in articles.iter().zip(known()) {
        let Some(meaning) = meaning else { continue };
        let (count, sum) = sums.entry(article.terms.language).or_default();
        sum.resize(meaning.numbers().len(), 0.0);
        *count += 1.0;
        sum.iter_mut().zip(meaning.numbers()).for_each(|(sum, number)| *sum += number);
    }
    articles
        .iter()
        .zip(known())
        .map(|(article, meaning)| {
            let Some((meaning, (count, sum))) = meaning.zip(sums.get(&article.terms.language)) else {
                return Centred::default();
            };
            let numbers = meaning.numbers().zip(sum).map(|(number, sum)| number - sum / (count + HALF));
            let mut vector: Vec<f32> = numbers.collect();
            let length = vector.iter().map(|number| number * number).sum::<f32>().sqrt().max(f32::MIN_POSITIVE);
            vector.iter_mut().for_each(|number| *number *= MEANS.sqrt() / length);
            let told = count / (count + HALF);
            Centred { vector, aloof: (ALOOF * told + WARY * (1.0 - told)).sqrt() }
        })
        .collect()
}
