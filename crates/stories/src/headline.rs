use std::collections::HashMap;

use articles::ArticleId;

use crate::Telling;
use crate::stems::Stems;
use crate::text;

/// Sentences of each text that speak for what it tells, ever less.
const SPEAKS: usize = 12;
/// What a function word counts against one that tells something.
const FUNCTION: f32 = 0.3;
/// A word that all articles hold counts more than one of half of them, by less than twice.
const SHARED: f32 = 0.7;
/// A headline that asks, quotes or has two halves says less of what happened.
const ASKS: f32 = 0.9;
const QUOTES: f32 = 0.9;
const HALVED: f32 = 0.95;
/// Words a headline may have before it is cut in any list, and what each further one costs.
const ROOM: usize = 14;
const TOO_LONG: f32 = 0.1;

/// The article whose headline says best what all of them tell; none where no article has one.
pub fn headline(tellings: &[Telling]) -> Option<ArticleId> {
    let mut told: HashMap<u32, f32> = HashMap::new();
    for telling in tellings {
        for (term, weight) in says(telling) {
            *told.entry(term).or_default() += weight;
        }
    }
    let mut best: Option<(f32, ArticleId)> = None;
    for telling in tellings {
        let stems = Stems::of(telling.title, telling.language);
        if stems.all.is_empty() {
            continue;
        }
        let own = says(telling);
        let sum: f32 = stems
            .all
            .iter()
            .map(|term| {
                let others = told.get(term).copied().unwrap_or(0.0) - own.get(term).copied().unwrap_or(0.0);
                let tells = stems.content.binary_search(term).is_ok();
                (others.max(0.0) / tellings.len() as f32).powf(SHARED) * if tells { 1.0 } else { FUNCTION }
            })
            .sum();
        let score = sum / stems.all.len() as f32 * manner(telling.title, stems.all.len());
        if best.is_none_or(|(most, _)| score > most) {
            best = Some((score, telling.id));
        }
    }
    best.map(|(_, id)| id)
}

/// What an article says, each term once, with how early it says it.
fn says(telling: &Telling) -> HashMap<u32, f32> {
    let mut said: HashMap<u32, f32> = HashMap::new();
    for term in Stems::of(telling.title, telling.language).all {
        said.insert(term, 1.0);
    }
    for (at, sentence) in text::sentences(telling.text).iter().take(SPEAKS).enumerate() {
        for term in Stems::of(sentence.of(telling.text), telling.language).all {
            said.entry(term).or_insert(1.0 / (1.0 + at as f32));
        }
    }
    said
}

fn manner(title: &str, words: usize) -> f32 {
    let mut score = 1.0;
    if title.trim_end().ends_with(['?', '؟', '？']) {
        score *= ASKS;
    }
    if title.contains(['"', '“', '«', '‘', '「']) || title.contains(" '") || title.starts_with('\'') {
        score *= QUOTES;
    }
    if title.contains([':', '：']) {
        score *= HALVED;
    }
    score * (-TOO_LONG * words.saturating_sub(ROOM) as f32).exp()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(titles: &[&str], expected: usize) {
        let tellings: Vec<Telling> = titles
            .iter()
            .zip(0..)
            .map(|(title, id)| Telling {
                id: ArticleId(id),
                copy_of: ArticleId(id),
                title,
                text: "",
                language: Some("en"),
            })
            .collect();
        assert_eq!(headline(&tellings), Some(ArticleId(expected as i64)), "{titles:?}");
    }

    /// A card has one line for the story: it must name what the others tell as well.
    #[test]
    fn the_headline_that_says_what_the_others_say_wins() {
        check(
            &["Why we love ferries", "Ferry hits pier in Marrow Bay", "Marrow Bay pier struck by ferry, harbour shut"],
            1,
        );
        check(&["Will the pier in Marrow Bay fall?", "The pier in Marrow Bay falls"], 1);
    }

    #[test]
    fn articles_without_headlines_have_none_to_give() {
        check(&["", "Ferry hits pier"], 1);
        assert_eq!(headline(&[]), None);
    }
}
