//! Where the outlets of a story tell it differently: figures, spellings of names, words of a quotation.

use std::collections::{BTreeMap, BTreeSet};

use articles::ArticleId;

use crate::Telling;
use crate::stems::{Stems, share};
use crate::summary::Quote;
use crate::text::{self, Kind};

/// Words after a figure among which the thing counted is looked for.
const COUNTED_WITHIN: usize = 2;
/// Sentences from the top in which figures are compared: further down each outlet tells its own background.
const COMPARED: usize = 8;
/// Two quotations with this share of word pairs in common are two renderings of one.
const ONE_QUOTATION: f32 = 0.5;
/// Words a quotation must have to be compared.
const QUOTED_WORDS: usize = 4;
/// A sentence with a smaller share of its words in any other article stands in this one only.
const ONLY: f32 = 0.34;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Differs {
    Figure,
    Name,
    Quotation,
}

/// One thing that is told in two or more ways, each with the place where it is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    pub what: Differs,
    /// One place an article, in the order of the tellings.
    pub told: Vec<Quote>,
}

/// What the articles tell in different ways. Near copies are compared once.
pub fn differences(tellings: &[Telling]) -> Vec<Difference> {
    let tellings = one_of_each_text(tellings);
    let mut found = figures(&tellings);
    found.extend(names(&tellings));
    found.extend(quotations(&tellings));
    found
}

/// Sentences of an article that no other article of the story says anything like, in order: "only in …".
pub fn only_in(article: ArticleId, tellings: &[Telling]) -> Vec<Quote> {
    let Some(own) = tellings.iter().find(|telling| telling.id == article) else { return Vec::new() };
    let others: Vec<BTreeSet<u32>> = tellings
        .iter()
        .filter(|telling| telling.copy_of != own.copy_of)
        .map(|telling| {
            Stems::of(&format!("{}\n{}", telling.title, telling.text), telling.language).content.into_iter().collect()
        })
        .collect();
    if others.is_empty() {
        return Vec::new();
    }
    text::sentences(own.text)
        .into_iter()
        .filter(|sentence| {
            let stems = Stems::of(sentence.of(own.text), own.language);
            let known = |there: &BTreeSet<u32>| share(&stems.content, |term| f32::from(u8::from(there.contains(term))));
            stems.all.len() > COUNTED_WITHIN + 3 && others.iter().all(|there| known(there) < ONLY)
        })
        .map(|sentence| Quote { article, start: sentence.start, end: sentence.end })
        .collect()
}

fn one_of_each_text<'a>(tellings: &[Telling<'a>]) -> Vec<Telling<'a>> {
    let mut texts = BTreeSet::new();
    tellings.iter().filter(|telling| texts.insert(telling.copy_of)).copied().collect()
}

/// The same thing counted, with no figure that two articles share: `12 injured` here, `15 injured` there.
fn figures(tellings: &[Telling]) -> Vec<Difference> {
    let mut counted: BTreeMap<String, BTreeMap<usize, Vec<(String, Quote)>>> = BTreeMap::new();
    for (at, telling) in tellings.iter().enumerate() {
        for sentence in text::sentences(telling.text).into_iter().take(COMPARED) {
            for (thing, figure, place) in counts(telling, sentence) {
                counted.entry(thing).or_default().entry(at).or_default().push((figure, place));
            }
        }
    }
    let mut found = Vec::new();
    for articles in counted.into_values().filter(|articles| articles.len() > 1) {
        let mut told: Vec<Quote> = Vec::new();
        let mut said: BTreeSet<String> = BTreeSet::new();
        let mut shared = false;
        for figures in articles.values() {
            let own: BTreeSet<&String> = figures.iter().map(|(figure, _)| figure).collect();
            shared |= own.iter().any(|figure| said.contains(*figure)) && own.len() > 1;
            if own.iter().all(|figure| !said.contains(*figure)) {
                told.push(figures[0].1);
            }
            said.extend(figures.iter().map(|(figure, _)| figure.clone()));
        }
        if told.len() > 1 && !shared {
            found.push(Difference { what: Differs::Figure, told });
        }
    }
    found
}

/// Each figure of the sentence with the stem of what it counts.
fn counts(telling: &Telling, sentence: text::Sentence) -> Vec<(String, String, Quote)> {
    let mut found = Vec::new();
    let mut open: Option<(String, usize, usize, usize)> = None;
    text::each_word(sentence.of(telling.text), |word| {
        if word.kind == Kind::Number {
            let year = word.folded.len() == 4 && (word.folded.starts_with("19") || word.folded.starts_with("20"));
            open = (!year).then(|| (word.folded.to_owned(), word.start, word.end, 0));
            return;
        }
        let Some((figure, start, end, passed)) = open.take() else { return };
        if text::is_function_word(word.folded, word.kind, telling.language) {
            if passed + 1 < COUNTED_WITHIN {
                open = Some((figure, start, end, passed + 1));
            }
            return;
        }
        let thing = text::stem(word.folded, word.kind, telling.language).to_owned();
        let place =
            Quote { article: telling.id, start: sentence.start + start, end: sentence.start + word.end.max(end) };
        found.push((thing, figure, place));
    });
    found
}

/// Names that sound the same and are spelled differently, each article true to its own spelling.
fn names(tellings: &[Telling]) -> Vec<Difference> {
    let mut spelled: BTreeMap<String, BTreeMap<usize, BTreeMap<String, Quote>>> = BTreeMap::new();
    for (at, telling) in tellings.iter().enumerate() {
        let mut last_end = 0;
        text::each_word(telling.text, |word| {
            let opens =
                last_end == 0 || telling.text[last_end..word.start].contains(['.', '!', '?', '\n', '"', '“', '”']);
            last_end = word.end;
            if !word.capital || opens {
                return;
            }
            let sound = crate::terms::sound(word.folded, word.kind);
            if sound.chars().count() >= 4 {
                let key = format!("{:?}{sound}", word.kind);
                let stem = text::stem(word.folded, word.kind, telling.language).to_owned();
                let place = Quote { article: telling.id, start: word.start, end: word.end };
                spelled.entry(key).or_default().entry(at).or_default().entry(stem).or_insert(place);
            }
        });
    }
    let mut found = Vec::new();
    for articles in spelled.into_values() {
        if articles.len() < 2 || articles.values().any(|spellings| spellings.len() > 1) {
            continue;
        }
        let mut told = Vec::new();
        let mut seen: Vec<&String> = Vec::new();
        for (spelling, place) in articles.values().flatten() {
            // Two spellings of a name begin with one letter or its like, and are about as long; two words are not.
            let like = seen.first().is_none_or(|first| spelling.len().abs_diff(first.len()) <= 2);
            if like && !seen.contains(&spelling) {
                seen.push(spelling);
                told.push(*place);
            }
        }
        if told.len() > 1 {
            found.push(Difference { what: Differs::Name, told });
        }
    }
    found
}

/// One utterance with other words in it.
fn quotations(tellings: &[Telling]) -> Vec<Difference> {
    let mut all: Vec<(usize, Quote, Vec<u32>, Vec<u32>)> = Vec::new();
    for (at, telling) in tellings.iter().enumerate() {
        for (start, end) in quoted(telling.text) {
            let stems = Stems::of(&telling.text[start..end], telling.language);
            if stems.all.len() >= QUOTED_WORDS {
                let pairs = stems.pairs();
                all.push((at, Quote { article: telling.id, start, end }, stems.all, pairs));
            }
        }
    }
    let mut found = Vec::new();
    for (first, (at, place, words, pairs)) in all.iter().enumerate() {
        for (other_at, other_place, other_words, other_pairs) in &all[first + 1..] {
            let (short, long) =
                if pairs.len() <= other_pairs.len() { (pairs, other_pairs) } else { (other_pairs, pairs) };
            let common = share(short, |pair| f32::from(u8::from(long.binary_search(pair).is_ok())));
            // A part of the other quotation is a cut, not another wording.
            if at != other_at && words != other_words && (ONE_QUOTATION..1.0).contains(&common) {
                found.push(Difference { what: Differs::Quotation, told: vec![*place, *other_place] });
            }
        }
    }
    found
}

/// Byte ranges between quotation marks, without them.
fn quoted(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut open: Option<(char, usize)> = None;
    for (at, c) in text.char_indices() {
        match open {
            Some((close, start)) if c == close => {
                found.push((start, at));
                open = None;
            }
            Some(_) if c != '\n' => {}
            _ => {
                let close = match c {
                    '“' | '„' => '”',
                    '"' => '"',
                    '«' => '»',
                    '「' => '」',
                    _ => {
                        open = None;
                        continue;
                    }
                };
                open = Some((close, at + c.len_utf8()));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(texts: &[&str], what: Differs, expected: &[&[&str]]) {
        let tellings: Vec<Telling> = texts
            .iter()
            .zip(0..)
            .map(|(text, id)| Telling {
                id: ArticleId(id),
                copy_of: ArticleId(id),
                title: "",
                text,
                language: Some("en"),
            })
            .collect();
        let found: Vec<Vec<&str>> = differences(&tellings)
            .into_iter()
            .filter(|difference| difference.what == what)
            .map(|difference| {
                difference.told.iter().map(|quote| &texts[quote.article.0 as usize][quote.start..quote.end]).collect()
            })
            .collect();
        assert_eq!(found, expected, "{texts:?}");
    }

    /// An editor must see before printing that the outlets do not agree.
    #[test]
    fn figures_of_the_same_thing_that_differ_are_pointed_out() {
        check(
            &["A fire left 12 people injured and 3 houses burnt.", "Some 15 people were hurt, 3 houses burnt down."],
            Differs::Figure,
            &[&["12 people", "15 people"]],
        );
    }

    #[test]
    fn names_spelled_two_ways() {
        check(&["The leader, Moammar Gadhafi, spoke.", "The leader, Moammar Qaddafi, spoke."], Differs::Name, &[]);
        check(
            &["Later the mayor, Vladimir Zelenko, spoke.", "Later the mayor, Wladimir Zelenko, spoke."],
            Differs::Name,
            &[],
        );
        check(
            &["On Monday Aleksandr Orlov spoke.", "On Monday Alexander Orlov spoke."],
            Differs::Name,
            &[&["Aleksandr", "Alexander"]],
        );
    }

    #[test]
    fn one_quotation_in_two_wordings() {
        check(
            &["“We will not leave this town alone,” he said.", "He said: “We shall not leave this town alone.”"],
            Differs::Quotation,
            &[&["We will not leave this town alone,", "We shall not leave this town alone."]],
        );
        check(&["“We will not leave this town,” he said.", "“We will not leave,” he said."], Differs::Quotation, &[]);
    }

    #[test]
    fn what_only_one_outlet_tells() {
        let texts =
            ["The pier fell on Monday. The builder had warned of rust since spring.", "On Monday the pier fell."];
        let tellings = [0, 1].map(|at: usize| {
            let id = ArticleId(at as i64);
            Telling { id, copy_of: id, title: "Pier falls", text: texts[at], language: Some("en") }
        });
        let only: Vec<&str> =
            only_in(ArticleId(0), &tellings).iter().map(|quote| &texts[0][quote.start..quote.end]).collect();
        assert_eq!(only, ["The builder had warned of rust since spring."]);
        assert!(only_in(ArticleId(1), &tellings).is_empty());
    }
}
