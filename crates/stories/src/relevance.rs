use std::collections::HashMap;

use crate::text::{self, Kind};

/// Saturation of a word that is repeated, and how far a long text is held against it (BM25).
const REPEATED: f32 = 1.2;
const LENGTH: f32 = 0.5;
/// What a word in the headline counts against one in the text.
const HEADLINE: f32 = 3.0;
/// The best matches speak for what the query is about: so many of them, with so many of their words, at this weight.
const SPEAKERS: usize = 5;
const THEIR_WORDS: usize = 40;
const THEIR_WEIGHT: f32 = 0.8;

/// The matches of a search, to be put in order of how well they answer it.
#[derive(Default)]
pub struct Matches {
    /// Of how many documents they are the matches.
    all: f32,
    documents: Vec<HashMap<u32, f32>>,
    lengths: Vec<f32>,
    length: f32,
    holding: HashMap<u32, f32>,
    /// For each term the documents that hold it.
    postings: HashMap<u32, Vec<u32>>,
}

impl Matches {
    /// `all`: how many documents were searched.
    pub fn among(all: u32) -> Matches {
        Matches { all: all as f32, ..Matches::default() }
    }

    /// Documents are numbered from 0 in the order they are added.
    pub fn add(&mut self, title: &str, body: &str, language: Option<&str>) {
        let mut counts: HashMap<u32, f32> = HashMap::new();
        let mut length = 0.0;
        // A text without a headline has its first words for one: they count once.
        let title = if body.starts_with(title.trim_end_matches('…')) { "" } else { title };
        for (line, weight) in [(title, HEADLINE), (body, 1.0)] {
            for term in terms(line, language) {
                *counts.entry(term).or_default() += weight;
                length += weight;
            }
        }
        let own = self.documents.len() as u32;
        for term in counts.keys() {
            *self.holding.entry(*term).or_default() += 1.0;
            self.postings.entry(*term).or_default().push(own);
        }
        self.documents.push(counts);
        self.lengths.push(length);
        self.length += length;
    }

    /// How many of all documents hold this word, where that is known: of those that were added more hold it than of all.
    pub fn hold(&mut self, word: &str, language: Option<&str>, holding: f32) {
        for term in terms(word, language) {
            let known = self.holding.entry(term).or_default();
            *known = known.max(holding);
        }
    }

    /// The documents that hold any of the query's words, best first, with their scores.
    pub fn order(&self, query: &str, language: Option<&str>) -> Vec<(usize, f32)> {
        let mut asked: HashMap<u32, f32> = HashMap::new();
        for term in terms(query, language) {
            asked.insert(term, 1.0);
        }
        let first = self.score(&asked);
        let mut said: HashMap<u32, f32> = HashMap::new();
        let best = first.first().map_or(1.0, |(_, score)| *score);
        for (at, score) in first.iter().take(SPEAKERS) {
            for (term, count) in &self.documents[*at] {
                *said.entry(*term).or_default() += score / best * self.weight(*term, *count, *at);
            }
        }
        let mut said: Vec<(u32, f32)> = said.into_iter().collect();
        said.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let most = said.first().map_or(1.0, |(_, weight)| *weight);
        for (term, weight) in said.into_iter().take(THEIR_WORDS) {
            *asked.entry(term).or_default() += THEIR_WEIGHT * weight / most;
        }
        self.score(&asked)
    }

    fn score(&self, asked: &HashMap<u32, f32>) -> Vec<(usize, f32)> {
        let mut scores: HashMap<u32, f32> = HashMap::new();
        let mut asked: Vec<(u32, f32)> = asked.iter().map(|(term, weight)| (*term, *weight)).collect();
        // Sums of floats depend on their order.
        asked.sort_unstable_by_key(|(term, _)| *term);
        for (term, wanted) in asked {
            for at in self.postings.get(&term).into_iter().flatten() {
                let count = self.documents[*at as usize].get(&term).copied().unwrap_or(0.0);
                *scores.entry(*at).or_default() += wanted * self.weight(term, count, *at as usize);
            }
        }
        let mut scores: Vec<(usize, f32)> = scores.into_iter().map(|(at, score)| (at as usize, score)).collect();
        scores.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        scores
    }

    fn weight(&self, term: u32, count: f32, at: usize) -> f32 {
        let holding = self.holding.get(&term).copied().unwrap_or(0.0);
        let matches = self.documents.len() as f32;
        let all = self.all.max(matches);
        let rare = (1.0 + (all - holding + 0.5) / (holding + 0.5)).ln();
        let mean = self.length / matches.max(1.0);
        let long = 1.0 - LENGTH + LENGTH * self.lengths[at] / mean.max(1.0);
        rare * count * (REPEATED + 1.0) / (count + REPEATED * long)
    }
}

fn terms(line: &str, language: Option<&str>) -> Vec<u32> {
    let mut found = Vec::new();
    let mut before: Option<u64> = None;
    text::each_word(line, |word| {
        if text::is_function_word(word.folded, word.kind, language) {
            before = None;
            return;
        }
        let own = text::hash(text::stem(word.folded, word.kind, language).as_bytes(), 0);
        if word.kind != Kind::Ideograph {
            found.push(own as u32);
        }
        if let Some(first) = before {
            found.push(text::mix(first.rotate_left(7) ^ own) as u32);
        }
        before = Some(own);
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Who searches for a headline looks for the event, also where it was told in other words.
    #[test]
    fn the_event_comes_before_what_shares_a_word() {
        let mut matches = Matches::default();
        matches.add(
            "Ferry strikes pier in Marrow Bay",
            "The harbour was closed after the ferry hit the pier.",
            Some("en"),
        );
        matches.add("School budget passed", "Parliament passed the budget.", Some("en"));
        matches.add("Harbour shut", "The ferry hit the pier and the harbour of Marrow Bay was closed.", Some("en"));
        matches.add("New ferry for the lake", "The lake has a new boat.", Some("en"));
        let order: Vec<usize> = matches.order("ferry pier", Some("en")).into_iter().map(|(at, _)| at).collect();
        assert_eq!(order[..2], [0, 2]);
        assert_eq!(order.last(), Some(&3));
        assert!(matches.order("of the", Some("en")).is_empty());
    }
}
