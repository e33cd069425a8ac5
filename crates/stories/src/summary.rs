//! The summary of a story: whole sentences of its own articles, each with its place.

use std::collections::{BTreeSet, HashMap, HashSet};

use articles::ArticleId;

use crate::Telling;
use crate::stems::{Stems, share};
use crate::text;

/// What a sentence's score is made of. Found on half of NeuS, Multi-News and EASC together, by hill climbing over
/// coarse steps; each can be halved or doubled for less than a point of ROUGE.
const IN_OTHERS: f32 = 5.0;
const PAIRS_IN_OTHERS: f32 = 2.0;
const OWN_HEADLINE: f32 = 1.0;
const OTHER_HEADLINES: f32 = 0.6;
const CENTRAL: f32 = 1.0;
const EARLY: f32 = 1.0;
/// The sentence so far down has half of what the first gets for standing first.
const HALF: f32 = 3.0;
/// Down to here an article's sentences speak for what it is about.
const SPEAKS: f32 = 20.0;
/// A sentence all of whose words, and one all of whose pairs of words, are in the summary already keeps so much less.
const SAID: f32 = 0.5;
/// Leaning towards sentences that fill what is left of the budget.
const FILL: f32 = 0.2;
/// Shorter ones are headings, credits and calls to click.
const LEAST_WORDS: usize = 5;
/// A sentence that shares so many of its pairs with one taken says the same again.
const SAME_AGAIN: f32 = 0.7;

/// How long a summary may be. It may be shorter where no further sentence fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget {
    pub words: usize,
    pub sentences: usize,
}

/// A sentence of a named article: `text[start..end]`, exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quote {
    pub article: ArticleId,
    /// Byte offsets into the article's text.
    pub start: usize,
    pub end: usize,
}

/// Sentences that tell the story in few words, in the order to be read. Near copies speak once, through the first of
/// them in `tellings`.
pub fn summarise(tellings: &[Telling], budget: Budget) -> Vec<Quote> {
    let mut groups = HashSet::new();
    let tellings: Vec<&Telling> = tellings.iter().filter(|telling| groups.insert(telling.copy_of)).collect();
    let mut sentences = Vec::new();
    let mut accounts: Vec<Account> = Vec::new();
    for (at, telling) in tellings.iter().enumerate() {
        accounts.push(read(at, telling, &mut sentences));
    }
    score(&mut sentences, &accounts);
    let mut taken = choose(&sentences, budget);
    // The article that gave the first choice opens; within an article the order is the article's.
    let lead = taken.first().map(|at| sentences[*at].account);
    taken.sort_by_key(|at| (Some(sentences[*at].account) != lead, sentences[*at].account, sentences[*at].at));
    taken
        .into_iter()
        .map(|at| &sentences[at])
        .map(|one| Quote { article: tellings[one.account].id, start: one.place.start, end: one.place.end })
        .collect()
}

struct Sentence {
    account: usize,
    /// Which sentence of its article.
    at: usize,
    place: text::Sentence,
    words: usize,
    content: Vec<u32>,
    pairs: Vec<u32>,
    score: f32,
}

/// What one article says, each term with how early it says it.
struct Account {
    headline: Vec<u32>,
    content: HashMap<u32, f32>,
    pairs: HashMap<u32, f32>,
}

fn read(account: usize, telling: &Telling, sentences: &mut Vec<Sentence>) -> Account {
    let headline = Stems::of(telling.title, telling.language).content;
    let mut said = Account { headline, content: HashMap::new(), pairs: HashMap::new() };
    let mut at = 0;
    for place in text::sentences(telling.text) {
        let printed = place.of(telling.text);
        let stems = Stems::of(printed, telling.language);
        if stems.all.is_empty() {
            continue;
        }
        let early = SPEAKS / (SPEAKS + at as f32);
        let pairs = stems.pairs();
        for term in &stems.content {
            said.content.entry(*term).or_insert(early);
        }
        for pair in &pairs {
            said.pairs.entry(*pair).or_insert(early);
        }
        let whole = stems.all.len() >= LEAST_WORDS && stems.has_small && !printed.ends_with([':', '…']);
        if whole && !stems.content.is_empty() {
            let words = stems.all.len();
            sentences.push(Sentence { account, at, place, words, content: stems.content, pairs, score: 0.0 });
        }
        at += 1;
    }
    said
}

fn score(sentences: &mut [Sentence], accounts: &[Account]) {
    let mut often: HashMap<u32, f32> = HashMap::new();
    for sentence in sentences.iter() {
        let early = SPEAKS / (SPEAKS + sentence.at as f32);
        for term in &sentence.content {
            *often.entry(*term).or_default() += early;
        }
    }
    let mut most: Vec<f32> = often.values().copied().collect();
    most.sort_unstable_by(|a, b| b.total_cmp(a));
    // The very commonest word may be an outlier: the fourth sets the scale.
    let scale = most.get(3).or(most.last()).copied().unwrap_or(1.0).max(1.0);
    // Of each term what all articles say of it together: less its own article's part, that is what the others say.
    let told = together(accounts, |account| &account.content);
    let told_pairs = together(accounts, |account| &account.pairs);
    let others = accounts.len().max(2) - 1;
    for sentence in sentences {
        let within = |headline: &[u32]| {
            share(headline, |term| f32::from(u8::from(sentence.content.binary_search(term).is_ok())))
        };
        let own = &accounts[sentence.account];
        let words = share(&sentence.content, |term| told[term] - own.content[term]);
        let pairs = share(&sentence.pairs, |pair| told_pairs[pair] - own.pairs[pair]);
        let all_headlines: f32 = accounts.iter().map(|account| within(&account.headline)).sum();
        let headlines = all_headlines - within(&own.headline);
        let central = share(&sentence.content, |term| ((often[term] - 1.0).max(0.0) / scale).min(1.0).powf(0.4));
        let score = (IN_OTHERS * words + PAIRS_IN_OTHERS * pairs + OTHER_HEADLINES * headlines) / others as f32
            + OWN_HEADLINE * within(&own.headline)
            + CENTRAL * central
            + EARLY * HALF / (HALF + sentence.at as f32);
        sentence.score = score;
    }
}

fn together(accounts: &[Account], of: fn(&Account) -> &HashMap<u32, f32>) -> HashMap<u32, f32> {
    let mut sums: HashMap<u32, f32> = HashMap::new();
    for account in accounts {
        for (term, early) in of(account) {
            *sums.entry(*term).or_default() += early;
        }
    }
    sums
}

/// The best of what is left, again and again, each judged by what it adds to those before it.
fn choose(sentences: &[Sentence], budget: Budget) -> Vec<usize> {
    let mut taken: Vec<usize> = Vec::new();
    let (mut said, mut pairs_said): (BTreeSet<u32>, BTreeSet<u32>) = Default::default();
    let mut left = budget.words;
    while taken.len() < budget.sentences {
        let mut best: Option<(f32, usize)> = None;
        for (at, sentence) in sentences.iter().enumerate() {
            if sentence.words > left || taken.contains(&at) {
                continue;
            }
            let again = share(&sentence.content, |term| f32::from(u8::from(said.contains(term))));
            let pairs_again = share(&sentence.pairs, |pair| f32::from(u8::from(pairs_said.contains(pair))));
            if pairs_again >= SAME_AGAIN {
                continue;
            }
            let fills = (sentence.words as f32 / left as f32).powf(FILL);
            let gain = sentence.score * (1.0 - SAID * again - SAID * pairs_again) * fills;
            if best.is_none_or(|(most, _)| gain > most) {
                best = Some((gain, at));
            }
        }
        let Some((_, at)) = best else { break };
        said.extend(&sentences[at].content);
        pairs_said.extend(&sentences[at].pairs);
        left -= sentences[at].words;
        taken.push(at);
    }
    taken
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &str = "The harbour of Marrow Bay was closed on Monday after a ferry struck the pier. Nobody was hurt. \
        The mayor, Ada Finch, said the pier would be repaired within a month. Ferries are to run from Stone Cove.";
    const TWO: &str = "A ferry struck the pier of Marrow Bay on Monday, and the harbour was closed. “We will repair it \
        within a month,” said Ada Finch, the mayor. Shops near the harbour fear for their trade.";

    fn telling<'a>(id: i64, copy_of: i64, title: &'a str, text: &'a str) -> Telling<'a> {
        Telling { id: ArticleId(id), copy_of: ArticleId(copy_of), title, text, language: Some("en") }
    }

    fn words(line: &str) -> usize {
        let mut count = 0;
        text::each_word(line, |_| count += 1);
        count
    }

    #[test]
    fn quotes_are_sentences_of_the_articles_they_name_and_keep_to_the_budget() {
        let tellings = [telling(1, 1, "Ferry hits pier", ONE), telling(2, 2, "Harbour of Marrow Bay shut", TWO)];
        for budget in [Budget { words: 40, sentences: 5 }, Budget { words: 200, sentences: 3 }] {
            let quotes = summarise(&tellings, budget);
            let printed: Vec<&str> = quotes
                .iter()
                .map(|quote| {
                    let text = tellings.iter().find(|telling| telling.id == quote.article).unwrap().text;
                    let found = &text[quote.start..quote.end];
                    assert!(text::sentences(text).iter().any(|sentence| sentence.of(text) == found));
                    found
                })
                .collect();
            assert!(!printed.is_empty() && printed.len() <= budget.sentences);
            assert!(printed.iter().map(|line| words(line)).sum::<usize>() <= budget.words);
        }
    }

    /// What both outlets tell is the story; what one fears is not.
    #[test]
    fn what_the_outlets_share_comes_first() {
        let tellings = [telling(1, 1, "Ferry hits pier", ONE), telling(2, 2, "Harbour shut", TWO)];
        let quotes = summarise(&tellings, Budget { words: 20, sentences: 1 });
        let text = if quotes[0].article == ArticleId(1) { ONE } else { TWO };
        assert!(text[quotes[0].start..quotes[0].end].contains("ferry struck the pier"));
    }

    /// The same sentence from two printings of one wire text would be a stutter.
    #[test]
    fn near_copies_speak_once() {
        let tellings = [telling(1, 1, "Ferry", ONE), telling(2, 1, "Pier", ONE), telling(3, 3, "Harbour", ONE)];
        let quotes = summarise(&tellings, Budget { words: 400, sentences: 9 });
        assert!(quotes.iter().all(|quote| quote.article != ArticleId(2)));
        let mut printed: Vec<&str> = quotes.iter().map(|quote| &ONE[quote.start..quote.end]).collect();
        let all = printed.len();
        printed.sort_unstable();
        printed.dedup();
        assert_eq!(printed.len(), all);
    }

    #[test]
    fn a_story_without_text_has_no_summary() {
        assert!(summarise(&[telling(1, 1, "Ferry hits pier", "")], Budget { words: 60, sentences: 5 }).is_empty());
        assert!(summarise(&[], Budget { words: 60, sentences: 5 }).is_empty());
    }
}
