//! What a search finds, by date: from the index of words, from another that leads to fewer, or from both.

use std::collections::HashSet;

use ::articles::ArticleId;
use rusqlite::Connection;

use crate::{
    Result,
    ids::ids_of_day,
    query::{Term, WordQuery, holds_phrase},
    tables::{
        article_list::{self, Driver, Sieve, Wanted},
        article_words, counters,
    },
    wanted::Sought,
};

/// Counting stops here: nobody reads on to there, and a common word stands in half of a large library. Of a search that
/// costs more a match, at a share of it.
const MOST_COUNTED: usize = 4_000;
/// And here where each match is compared with a filter and a page is found: 2 µs for each.
const MOST_COMPARED: usize = 5_000;
/// Of so many, the newest, those with the words in their headline are found. Of several words fewer: each such article
/// is a page of the index for each of them.
const MOST_NEAR: usize = 1_500;
/// Under a filter that lets few through, what lies between them is scored too, up to so many.
const MOST_SCORED: usize = 10_000;
/// Where the filter leaves so few they are asked for the words one by one, 40 µs each: a common word has a million
/// matches that are none of them.
const FEW_ASKED: usize = 500;
/// So many matches of the rarest word are held against few that are wanted, .2 µs each, before all words are sought.
const MOST_HELD: usize = 20_000;
/// What a match of several words in a row costs beside one of a word: where each stands is compared. And of a short
/// beginning, that stands for thousands of words.
const IN_A_ROW: usize = 9;
const SHORT_BEGINNING: usize = 6;
const SHORT: usize = 3;
/// How rare a word is is told by how far back its newest so many matches reach.
const NEWEST: u32 = 64;
/// Once enough are found, several words are looked for no further back than so many articles: the rest of the library is
/// only more to count, at a page of the index (10 µs) a match.
const CLOSE: u32 = 32_768;

/// From and to, both in it.
type Ids = (i64, i64);

/// How far a search goes on before it says that there is more.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bounds {
    /// So many are found,
    most: usize,
    /// or so many where much was compared for them.
    enough: usize,
    /// The newest so many are looked at to be put in order.
    near: usize,
    /// So many, and none further back is looked for where that costs much.
    plenty: usize,
}

impl Bounds {
    /// All are wanted, up to so many.
    pub(crate) fn all(most: usize) -> Bounds {
        Bounds { most, enough: most, near: 0, plenty: most }
    }

    /// They are counted, as far as that is quick.
    pub(crate) fn counted(most: usize) -> Bounds {
        Bounds { most, enough: most / 10, near: 0, plenty: most }
    }

    /// A page of the best is shown.
    pub(crate) fn of(terms: &[&Term], limit: usize) -> Bounds {
        let cost = |term: &Term| match term.words.as_slice() {
            [word] if term.is_beginning && word.chars().count() <= SHORT => SHORT_BEGINNING,
            [_] => 1,
            _ => IN_A_ROW,
        };
        let cost = terms.iter().map(|term| cost(term)).sum::<usize>().max(1);
        let most = (MOST_COUNTED / cost).max(limit);
        let near = (MOST_NEAR / cost).max(limit).min(most);
        Bounds { most, enough: limit, near, plenty: near }
    }
}

#[derive(Default)]
pub(crate) struct Found {
    /// By date.
    pub(crate) ids: Vec<ArticleId>,
    /// How many of the first lie near enough to each other to be ranked.
    pub(crate) near: usize,
    /// There are more than were found.
    pub(crate) more: bool,
}

impl Found {
    /// Whether a further one may come.
    fn take(&mut self, id: ArticleId, bounds: Bounds) -> bool {
        self.more = self.ids.len() >= bounds.most;
        if !self.more {
            self.ids.push(id);
        }
        !self.more
    }
}

/// What is sought, by date.
pub(crate) fn seek(
    connection: &Connection,
    words: Option<&WordQuery>,
    sought: &Sought,
    newest_first: bool,
    bounds: Bounds,
) -> Result<Found> {
    let Sought { wanted, driver, many } = sought;
    if let Some(words) = words {
        return find(connection, words, wanted, *driver, *many, newest_first, bounds);
    }
    let mut found = Found::default();
    article_list::each_id(connection, wanted, *driver, newest_first, |id| Ok(found.take(id, bounds)))?;
    Ok(found)
}

/// The index of words leads, and what it finds is compared. Where few are wanted, with their ids in memory; where very
/// few, they lead.
pub(crate) fn find(
    connection: &Connection,
    words: &WordQuery,
    wanted: &Wanted,
    driver: Driver,
    many: bool,
    newest_first: bool,
    bounds: Bounds,
) -> Result<Found> {
    let is_few = wanted.is_filter() && !many;
    let words = rarest_first(connection, words, wanted.ids)?;
    let mut range = wanted.ids;
    let mut few = HashSet::new();
    if is_few {
        let mut ids = Vec::new();
        article_list::each_id(connection, wanted, driver, newest_first, |id| {
            ids.push(id);
            Ok(true)
        })?;
        let (Some(first), Some(last)) = (ids.iter().min(), ids.iter().max()) else { return Ok(Found::default()) };
        range = (range.0.max(first.0), range.1.min(last.0));
        few = ids.iter().copied().collect();
        if let Some(ids) = fewer(connection, &words, range, newest_first, ids, &few)? {
            return ask_each(connection, &words, ids, bounds);
        }
    }
    let mut search = Comparing {
        found: Found::default(),
        compared: 0,
        bounds,
        is_filter: wanted.is_filter(),
        sieve: if !is_few && wanted.is_filter() { Some(Sieve::new(connection, wanted)?) } else { None },
        few: is_few.then_some(few),
        close: range,
    };
    let whole = words.whole();
    let is_costly = search.is_filter || words.with.len() + words.without.len() > 1 || holds_phrase(&whole);
    if is_costly {
        search.close = close(connection, range, newest_first)?;
    }
    article_words::each_match(connection, &whole, range, newest_first, |id| search.take(id))?;
    Ok(search.found)
}

/// Those of few that may hold the words, where they are so few that they can be asked one by one: the few themselves, or
/// those with the rarest word. None where they are not.
fn fewer(
    connection: &Connection,
    words: &WordQuery,
    range: Ids,
    newest_first: bool,
    ids: Vec<ArticleId>,
    few: &HashSet<ArticleId>,
) -> Result<Option<Vec<ArticleId>>> {
    if ids.len() <= FEW_ASKED {
        return Ok(Some(ids));
    }
    let [rarest, _, ..] = words.with.as_slice() else { return Ok(None) };
    let (mut holding, mut held, mut is_whole) = (Vec::new(), 0, true);
    article_words::each_match(connection, rarest, range, newest_first, |id| {
        held += 1;
        if few.contains(&id) {
            holding.push(id);
        }
        is_whole = held < MOST_HELD && holding.len() < FEW_ASKED;
        Ok(is_whole)
    })?;
    Ok(is_whole.then_some(holding))
}

fn ask_each(connection: &Connection, words: &WordQuery, ids: Vec<ArticleId>, bounds: Bounds) -> Result<Found> {
    let mut found = Found::default();
    let whole = words.whole();
    for id in ids {
        if article_words::holds(connection, &whole, id)? && !found.take(id, bounds) {
            break;
        }
    }
    found.near = found.ids.len().min(bounds.near);
    Ok(found)
}

struct Comparing<'a> {
    found: Found,
    compared: usize,
    bounds: Bounds,
    is_filter: bool,
    sieve: Option<Sieve<'a>>,
    few: Option<HashSet<ArticleId>>,
    /// Outside of these it ends once enough are found.
    close: Ids,
}

impl Comparing<'_> {
    /// Whether a further match may come.
    fn take(&mut self, id: ArticleId) -> Result<bool> {
        self.compared += 1;
        let is_wanted = match (&mut self.sieve, &self.few) {
            (Some(sieve), _) => sieve.lets_through(id)?,
            (None, Some(few)) => few.contains(&id),
            (None, None) => true,
        };
        if !is_wanted {
            return Ok(true);
        }
        let found = &mut self.found;
        let is_far = id.0 < self.close.0 || self.close.1 < id.0;
        if is_far && found.ids.len() >= self.bounds.plenty {
            found.more = true;
            return Ok(false);
        }
        if self.is_filter && self.compared > MOST_COMPARED && found.ids.len() >= self.bounds.enough {
            found.more = true;
            return Ok(false);
        }
        let goes_on = found.take(id, self.bounds);
        if goes_on && self.compared <= MOST_SCORED && found.near < self.bounds.near {
            found.near += 1;
        }
        Ok(goes_on)
    }
}

/// The same with what stands in the fewest articles first. Words in a row come last: they are compared place by place.
fn rarest_first(connection: &Connection, words: &WordQuery, range: Ids) -> Result<WordQuery> {
    let mut words = words.clone();
    if words.with.len() > 1 {
        let mut measured = Vec::new();
        for part in words.with {
            // To measure a phrase is to walk through all matches of its words, and it comes last whatever is found.
            let is_phrase = holds_phrase(&part);
            let reaches = if is_phrase { None } else { article_words::nth_newest(connection, &part, range, NEWEST)? };
            measured.push((is_phrase, reaches, part));
        }
        measured.sort();
        words.with = measured.into_iter().map(|(_, _, part)| part).collect();
    }
    Ok(words)
}

/// The ids in which the first articles lie, as they are come by.
fn close(connection: &Connection, range: Ids, newest_first: bool) -> Result<Ids> {
    let Some(day) = counters::day_with(connection, range, newest_first, CLOSE)? else { return Ok(range) };
    let (first, last) = ids_of_day(day).into_inner();
    Ok(if newest_first { (first, range.1) } else { (range.0, last) })
}
