//! Where few articles hold all the words that are looked for, as with a headline: those that hold some of them, too.

use std::{
    collections::{HashMap, hash_map::Entry},
    ops::Range,
};

use ::articles::{Article, ArticleId};
use rusqlite::Connection;
use stories::{keywords, relevance::Matches, text::is_function_word};

use crate::{
    Result,
    fold::each_word,
    ids::{LAST_SECOND, day_of_id, first_id},
    marks::count,
    query::{Column, Node, Query, Setting, Term, kind_of},
    search::Search,
    seek::{Bounds, Found, seek},
    tables::{
        article_bodies,
        counters::{self, Kind},
    },
    wanted::resolve,
    words::{indexed, opening},
};

/// Where so many hold all the words, nobody asks who holds some.
const ENOUGH: usize = 20;
/// Of two words each says half of what is meant.
const FEWEST_WORDS: usize = 3;
/// What answers less well than this share of the best tells of something else. Those that tell the same in other words
/// may hold one word of it: no share of the words tells them apart.
const LEAST: f32 = 0.05;
/// Of a pasted text the first so many are looked for.
const MOST_WORDS: usize = 24;
/// The newest articles with a word: a millisecond for each word.
const MOST_OF_A_WORD: usize = 2_000;
/// Of all that hold some of the words so many are read and put in order, .1 ms each.
const MOST_READ: usize = 150;
/// What the closest few tell of is looked for as well.
const SPEAKERS: usize = 5;
const KEYWORDS: usize = 10;
const MOST_SHOWN: usize = 20;

/// An article that holds all of the words, or some.
pub(crate) struct Answer {
    pub(crate) id: ArticleId,
    pub(crate) article: Article,
    pub(crate) is_close: bool,
    /// What of the query it does not hold, as typed; of words that only join others nothing is said.
    pub(crate) lacks: Vec<String>,
}

/// Those that hold all the words (`exact`) and those that hold some, together by how well they answer: words that are
/// scattered over a long text answer less than most of a headline. None where `exact` are enough.
///
/// On 367 headlines for which those on the same event were sought: nDCG of the first ten .904, .899 with all of `exact`
/// in front.
pub(crate) fn close(
    connection: &Connection,
    query: &Query,
    search: &Search,
    setting: &Setting,
    exact: &[ArticleId],
) -> Result<Option<Vec<Answer>>> {
    if !search.close || search.by_date.is_some() || exact.len() >= ENOUGH {
        return Ok(None);
    }
    let Some((words, rest)) = words_apart(query) else { return Ok(None) };
    let all = counters::one(connection, Kind::All, "")?.all as f32;
    let mut held: Vec<(String, f32)> = Vec::new();
    let mut weigh = |weights: &mut HashMap<ArticleId, f32>, word: &Node| -> Result<()> {
        let found = holding(connection, word, &rest, search, setting)?;
        let holding = count_holding(connection, &found, all)?;
        let weight = (1.0 + (all - holding + 0.5).max(0.0) / (holding + 0.5)).ln();
        held.extend(
            word.terms()
                .into_iter()
                .filter_map(|term| Some((term.words.first().filter(|_| term.words.len() == 1)?.clone(), holding))),
        );
        found.ids.into_iter().for_each(|id| *weights.entry(id).or_default() += weight);
        Ok(())
    };
    let mut weights = HashMap::new();
    words.iter().try_for_each(|word| weigh(&mut weights, word))?;
    let mut read = Read::default();
    let closest = best(&weights, exact, SPEAKERS);
    for word in told(connection, &mut read, &closest, setting)? {
        weigh(&mut weights, &word)?;
    }
    // Where counting stopped early, the weights need not lead to all of them.
    exact.iter().for_each(|id| *weights.entry(*id).or_default() += 0.0);
    let best = best(&weights, exact, MOST_READ);
    order(connection, read, &best, &words, search.query, exact, &held).map(Some)
}

/// Those that hold all the words first, then the heaviest, of equals the newest.
fn best(weights: &HashMap<ArticleId, f32>, exact: &[ArticleId], most: usize) -> Vec<ArticleId> {
    let mut weighed: Vec<(bool, f32, ArticleId)> =
        weights.iter().map(|(id, weight)| (exact.contains(id), *weight, *id)).collect();
    weighed.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(b.1.total_cmp(&a.1)).then(b.2.cmp(&a.2)));
    weighed.into_iter().take(most).map(|(_, _, id)| id).collect()
}

/// The words that an article may lack, and what it may not. None where the query is no row of words.
fn words_apart(query: &Query) -> Option<(Vec<&Node>, Vec<&Node>)> {
    let Some(Node::All(nodes)) = &query.root else { return None };
    let may_lack = |node: &&Node| matches!(node, Node::Words(Column::Any, term) if !term.is_exact);
    let (mut words, rest): (Vec<&Node>, Vec<&Node>) = nodes.iter().partition(may_lack);
    words.truncate(MOST_WORDS);
    (words.len() >= FEWEST_WORDS).then_some((words, rest))
}

/// What the closest tell of: with these words the event is found where it was told in others.
fn told(connection: &Connection, read: &mut Read, closest: &[ArticleId], setting: &Setting) -> Result<Vec<Node>> {
    let mut told: Vec<Term> = Vec::new();
    for id in closest {
        let article = read.article(connection, *id)?;
        let keywords = keywords(&article.title, opening(article), article.language.as_deref(), KEYWORDS);
        for term in keywords.iter().filter_map(|keyword| Term::parse(keyword, true, false, setting)) {
            if !told.contains(&term) {
                told.push(term);
            }
        }
    }
    Ok(told.into_iter().map(|term| Node::Words(Column::Any, term)).collect())
}

#[derive(Default)]
struct Read(HashMap<ArticleId, Article>);

impl Read {
    fn article(&mut self, connection: &Connection, id: ArticleId) -> Result<&Article> {
        Ok(match self.0.entry(id) {
            Entry::Occupied(read) => read.into_mut(),
            Entry::Vacant(unread) => unread.insert(article_bodies::read(connection, id)?),
        })
    }
}

fn holding(connection: &Connection, word: &Node, rest: &[&Node], search: &Search, setting: &Setting) -> Result<Found> {
    let nodes = std::iter::once(word).chain(rest.iter().copied()).cloned().collect();
    let mut asked = Query { root: Some(Node::All(nodes)), notes: Vec::new() };
    let Some(mut sought) = resolve(connection, search.filter, Some(&mut asked), setting)? else {
        return Ok(Found::default());
    };
    let words = sought.wanted.words.take();
    seek(connection, words.as_ref(), &sought, true, Bounds::all(MOST_OF_A_WORD))
}

/// How many hold it. Where counting stopped, as many for each article as there were up to there.
fn count_holding(connection: &Connection, found: &Found, all: f32) -> Result<f32> {
    let count = found.ids.len() as f32;
    let Some(last) = found.ids.last().filter(|_| found.more) else { return Ok(count) };
    let [oldest, newest] = [last.0, first_id(LAST_SECOND)].map(day_of_id);
    let newer = counters::of_days(connection, oldest, newest)?.max(1) as f32;
    Ok(count * (all / newer).max(1.0))
}

fn order(
    connection: &Connection,
    mut read: Read,
    best: &[ArticleId],
    words: &[&Node],
    typed: &str,
    exact: &[ArticleId],
    held: &[(String, f32)],
) -> Result<Vec<Answer>> {
    let mut matches = Matches::among(counters::one(connection, Kind::All, "")?.all);
    for id in best {
        let article = read.article(connection, *id)?;
        matches.add(&article.title, indexed(&article.text), article.language.as_deref());
    }
    // In the language of what is closest: which one the words are in nobody said.
    let language = best.first().and_then(|id| read.0.get(id)?.language.clone());
    held.iter().for_each(|(word, holding)| matches.hold(word, language.as_deref(), *holding));
    let terms: Vec<&Term> = words.iter().flat_map(|word| word.terms()).collect();
    let said: Vec<String> = terms.iter().map(|term| term.words.join(" ")).collect();
    let ordered = matches.order(&said.join(" "), language.as_deref());
    let least = ordered.first().map_or(0.0, |(_, score)| score * LEAST);
    let mut answers: Vec<Answer> = Vec::with_capacity(MOST_SHOWN + exact.len());
    let mut close = 0;
    for (at, score) in ordered {
        let id = best[at];
        let is_close = !exact.contains(&id);
        if is_close && (close == MOST_SHOWN || score < least) {
            continue;
        }
        let Some(article) = read.0.remove(&id) else { continue };
        let lacks = if is_close { lacked(&article, &terms, typed) } else { Vec::new() };
        close += usize::from(is_close);
        answers.push(Answer { id, article, is_close, lacks });
    }
    // By a byline, a caption, or words that say nothing.
    for id in exact.iter().filter(|id| !answers.iter().any(|answer| answer.id == **id)).copied().collect::<Vec<_>>() {
        let article = read.0.remove(&id).map_or_else(|| article_bodies::read(connection, id), Ok)?;
        answers.push(Answer { id, article, is_close: false, lacks: Vec::new() });
    }
    Ok(answers)
}

fn lacked(article: &Article, terms: &[&Term], typed: &str) -> Vec<String> {
    let language = article.language.as_deref();
    let in_text = count(indexed(&article.text), terms, language);
    let in_title = count(&article.title, terms, language);
    let held = in_text.into_iter().zip(in_title).map(|(text, title)| text + title > 0.0);
    let lacked = terms.iter().zip(held).filter(|(term, held)| !held && !joins(term, language));
    lacked.filter_map(|(term, _)| as_typed(term, typed)).collect()
}

/// `of the`: says nothing by itself.
fn joins(term: &Term, language: Option<&str>) -> bool {
    term.words.iter().all(|word| is_function_word(word, kind_of(word), language))
}

fn as_typed(term: &Term, typed: &str) -> Option<String> {
    let mut ranges: Vec<(String, Range<usize>)> = Vec::new();
    each_word(typed, |word, range| ranges.push((word.to_owned(), range)));
    let row = ranges.windows(term.words.len()).find(|row| row.iter().map(|(word, _)| word).eq(&term.words))?;
    let (first, last) = (row.first()?, row.last()?);
    typed.get(first.1.start..last.1.end).map(str::to_owned)
}
