//! A day of generated articles through fingerprints, near copies and grouping, and the summary of a large story: time.
//!
//! `day [ARTICLES] [WORDS]`, 100,000 of 300 words unless told.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant;

use articles::ArticleId;
use stories::copies::{Arriving, Copies, Fingerprint};
use stories::grouping::{Hands, Placed, group};
use stories::terms::Terms;
use stories::{Budget, Telling, summarise};

mod generated;

use generated::{Chance, News, Story};

fn main() {
    let mut arguments = std::env::args().skip(1).map(|one| one.parse::<usize>());
    let count = arguments.next().and_then(Result::ok).unwrap_or(100_000);
    let words = arguments.next().and_then(Result::ok).unwrap_or(300);
    let mut news = News::new();
    let mut copies = Copies::default();
    let mut terms: Vec<(Terms, i64, ArticleId)> = Vec::with_capacity(count);
    let (mut made, mut printed, mut described) = (0.0, 0.0, 0.0);
    for at in 0..count {
        let started = Instant::now();
        let Story { source, title, body } = news.tell(words);
        made += started.elapsed().as_secs_f64();
        let started = Instant::now();
        let id = ArticleId(at as i64);
        let published = (at * 86_400 / count) as i64;
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
        .map(|((terms, at, id), copy_of)| Placed {
            id: *id,
            terms,
            meaning: None,
            published: Some(*at),
            copy_of,
            settled: false,
        })
        .collect();
    let stories = group(&placed, &Hands::default(), &BTreeMap::new(), &BTreeSet::new());
    let grouped = started.elapsed().as_secs_f64();
    println!("{count} articles of {words} words, {} events, {} stories", news.events, stories.len());
    println!(
        "generated {made:.1} s (not counted), near copies {printed:.1} s, terms {described:.1} s, grouping {grouped:.1} s"
    );
    println!("counted in all {:.1} s", printed + described + grouped);
    large_story(&mut news.chance, words);
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
