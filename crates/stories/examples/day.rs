//! A day of generated articles through fingerprints, near copies and grouping, and the summary of a large story: time.
//!
//! `day [ARTICLES] [WORDS]`, 100,000 of 300 words unless told.

use std::collections::BTreeMap;
use std::time::Instant;

use articles::ArticleId;
use stories::copies::{Arriving, Copies, Fingerprint};
use stories::grouping::{Hands, Placed, group};
use stories::terms::Terms;
use stories::{Budget, Telling, summarise};

fn main() {
    let mut arguments = std::env::args().skip(1).map(|one| one.parse::<usize>());
    let count = arguments.next().and_then(Result::ok).unwrap_or(100_000);
    let words = arguments.next().and_then(Result::ok).unwrap_or(300);
    let mut chance = Chance(7);
    let mut copies = Copies::default();
    let mut terms: Vec<(Terms, i64, ArticleId)> = Vec::with_capacity(count);
    let mut event = Vec::new();
    let (mut made, mut printed, mut described) = (0.0, 0.0, 0.0);
    for at in 0..count {
        let started = Instant::now();
        // One article in eight opens an event; the others retell one of the latest forty, or copy its text.
        if at % 8 == 0 || event.is_empty() {
            event.push((0..60).map(|_| chance.word(60_000)).collect::<Vec<_>>());
        }
        let latest = event.len().saturating_sub(40);
        let pick = latest + chance.below(event.len() - latest);
        let mut telling = if chance.below(4) == 0 { Chance(pick as u64) } else { Chance(chance.next()) };
        let title: Vec<String> = (0..9).map(|_| event[pick][telling.below(60)].clone()).collect();
        let body: Vec<String> = (0..words)
            .map(|n| {
                let word = match telling.below(10) {
                    0..3 => event[pick][telling.below(60)].clone(),
                    3..6 => telling.word(300),
                    _ => telling.word(60_000),
                };
                if n % 17 == 16 { format!("{word}.") } else { word }
            })
            .collect();
        let (title, body) = (title.join(" "), body.join(" "));
        made += started.elapsed().as_secs_f64();
        let started = Instant::now();
        let id = ArticleId(at as i64);
        let published = (at * 86_400 / count) as i64;
        let source = format!("outlet{}.example", chance.below(500));
        copies.add(Arriving { id, source: Some(&source), published: Some(published) }, Fingerprint::of(&title, &body));
        printed += started.elapsed().as_secs_f64();
        let started = Instant::now();
        terms.push((Terms::of(&title, &body, Some("en")), published, id));
        described += started.elapsed().as_secs_f64();
    }
    let started = Instant::now();
    // Near copies are all found: their texts' fingerprints need not stay in memory beside the grouping.
    let groups: Vec<ArticleId> = terms.iter().map(|(_, _, id)| copies.group(*id)).collect();
    drop(copies);
    let placed: Vec<Placed> = terms
        .iter()
        .zip(groups)
        .map(|((terms, at, id), copy_of)| Placed { id: *id, terms, published: Some(*at), copy_of, settled: false })
        .collect();
    let stories = group(&placed, &Hands::default(), &BTreeMap::new());
    let grouped = started.elapsed().as_secs_f64();
    println!("{count} articles of {words} words, {} events, {} stories", event.len(), stories.len());
    println!(
        "generated {made:.1} s (not counted), near copies {printed:.1} s, terms {described:.1} s, grouping {grouped:.1} s"
    );
    println!("counted in all {:.1} s", printed + described + grouped);
    large_story(&mut chance, words);
}

/// The summary of a story of thirty articles.
fn large_story(chance: &mut Chance, words: usize) {
    let event: Vec<String> = (0..200).map(|_| chance.word(60_000)).collect();
    let bodies: Vec<String> = (0..30)
        .map(|_| {
            let line = |n| format!("{}{}", event[chance.below(event.len())], if n % 17 == 16 { ". The" } else { "" });
            (0..words).map(line).collect::<Vec<_>>().join(" ")
        })
        .collect();
    let tellings: Vec<Telling> = bodies
        .iter()
        .zip(0..)
        .map(|(text, id)| Telling { id: ArticleId(id), copy_of: ArticleId(id), title: "", text, language: Some("en") })
        .collect();
    let started = Instant::now();
    let quotes = summarise(&tellings, Budget { words: 100, sentences: 5 });
    let milliseconds = started.elapsed().as_secs_f64() * 1000.0;
    println!("a summary of {} sentences from 30 articles: {milliseconds:.1} ms", quotes.len());
}

/// A small generator of numbers (xorshift), so that the measurement is the same everywhere.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        self.0
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() >> 20) as usize % end.max(1)
    }

    /// A word of `of`, small numbers far more often than large ones.
    fn word(&mut self, of: usize) -> String {
        let even = (self.next() >> 11) as f64 / (1u64 << 53) as f64;
        let mut rank = (even * even * of as f64) as usize + 30;
        let mut word = String::new();
        while rank > 0 {
            word.push(char::from(b"bdfgklmnprstvz"[rank % 14]));
            word.push(char::from(b"aeiou"[(rank / 14) % 5]));
            rank /= 70;
        }
        word
    }
}
