//! A day of generated articles through fingerprints, near copies and grouping, and the summary of a large story: CPU time of
//! the one thread, and memory.
//!
//! `day [ARTICLES] [WORDS] [meanings]`, 100,000 of 300 words unless told. With `meanings` each article has one, as with an
//! encoder pack; what the encoder takes is not in it.

use std::collections::{BTreeMap, BTreeSet};

use articles::ArticleId;
use stories::copies::{Arriving, Copies, Fingerprint};
use stories::grouping::{Hands, Placed, group};
use stories::meaning::Meaning;
use stories::terms::Terms;
use stories::{Budget, Telling, summarise};

mod generated;

use generated::{Chance, News, Story, cpu_seconds, most_megabytes};

/// Numbers of a meaning.
const WIDTH: usize = 384;
/// The kernel counts a thread's time in steps of some milliseconds.
const TIMES: u32 = 20;

fn main() {
    let mut arguments = std::env::args().skip(1).map(|one| one.parse::<usize>());
    let count = arguments.next().and_then(Result::ok).unwrap_or(100_000);
    let words = arguments.next().and_then(Result::ok).unwrap_or(300);
    let with_meanings = std::env::args().any(|argument| argument == "meanings");
    let mut news = News::new();
    let mut copies = Copies::default();
    let mut terms: Vec<(Terms, i64, ArticleId)> = Vec::with_capacity(count);
    let mut meanings: Vec<Meaning> = Vec::new();
    let (mut printed, mut described) = (0.0, 0.0);
    for at in 0..count {
        let Story { source, title, body, event } = news.tell(words);
        if with_meanings {
            meanings.push(meaning(event, at));
        }
        let started = cpu_seconds();
        let id = ArticleId(at as i64);
        let published = (at * 86_400 / count) as i64;
        copies.add(Arriving { id, source: Some(&source), published: Some(published) }, Fingerprint::of(&title, &body));
        let copied = cpu_seconds();
        printed += copied - started;
        terms.push((Terms::of(&title, &body, language(at, with_meanings)), published, id));
        described += cpu_seconds() - copied;
    }
    let started = cpu_seconds();
    // Near copies are all found: their texts' fingerprints need not stay in memory beside the grouping.
    let groups: Vec<ArticleId> = terms.iter().map(|(_, _, id)| copies.group(*id)).collect();
    let forms: Vec<Option<ArticleId>> = terms.iter().map(|(_, _, id)| copies.form(*id)).collect();
    drop(copies);
    let placed: Vec<Placed> = terms
        .iter()
        .zip(groups)
        .enumerate()
        .map(|(at, ((terms, published, id), copy_of))| Placed {
            id: *id,
            terms,
            meaning: meanings.get(at),
            published: Some(*published),
            copy_of,
            form: forms[at],
            settled: false,
        })
        .collect();
    let stories = group(&placed, &Hands::default(), &BTreeMap::new(), &BTreeSet::new());
    let grouped = cpu_seconds() - started;
    println!("{count} articles of {words} words, {} events, {} stories", news.events, stories.len());
    println!(
        "CPU seconds: near copies {printed:.1}, terms {described:.1}, grouping {grouped:.1}; in all {:.1} (bar 20 for 100,000)",
        printed + described + grouped
    );
    println!("memory at its most: {} MB (bar 300)", most_megabytes());
    large_story(&mut news.chance, words);
}

/// Meanings are looked for in other languages only: every fourth article is in one.
fn language(at: usize, with_meanings: bool) -> Option<&'static str> {
    Some(if with_meanings && at % 4 == 3 { "ru" } else { "en" })
}

/// One event's meanings are alike, and no two the same.
fn meaning(event: usize, at: usize) -> Meaning {
    let (mut of_event, mut own) = (Chance(event as u64 * 2 + 1), Chance(at as u64 * 2 + 1));
    let number = |chance: &mut Chance| chance.below(2_001) as f32 / 1_000.0 - 1.0;
    let vector: Vec<f32> = (0..WIDTH).map(|_| number(&mut of_event) + 0.5 * number(&mut own)).collect();
    let length = vector.iter().map(|number| number * number).sum::<f32>().sqrt();
    Meaning::of(&vector.iter().map(|number| number / length).collect::<Vec<_>>())
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
    let started = cpu_seconds();
    let mut quotes = 0;
    for _ in 0..TIMES {
        quotes = summarise(&tellings, Budget { words: 100, sentences: 5 }).len();
    }
    let milliseconds = (cpu_seconds() - started) * 1000.0 / f64::from(TIMES);
    println!("a summary of {quotes} sentences from 30 articles: {milliseconds:.1} ms (bar 50)");
}
