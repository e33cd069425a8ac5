use std::collections::HashSet;

use ::articles::ArticleId;
use chrono::NaiveDate;
use rusqlite::Connection;

use crate::{
    Result, Store,
    marks::{mark_all, mark_snippet},
    query::{Query, Setting, Term},
    ranking::Ranking,
    tables::{
        article_bodies,
        article_list::{self, Driver, Sieve, Wanted, add_tags},
        article_words, articles,
    },
    views::{Filter, QueryNote, SearchPage, SearchRow, Sort},
    wanted::{Sought, resolve, setting},
    words::indexed,
};

const MOST_ROWS: u32 = 200;
/// Counting stops here: nobody reads on to there, and a common word stands in half of a large library. Of a search that
/// costs more a match, at a share of it.
const MOST_COUNTED: usize = 4_000;
/// And here where each match is compared with a filter and a page is found: 2 µs for each.
const MOST_COMPARED: usize = 5_000;
/// Of so many, the newest, those with the words in their headline are found,
const MOST_NEAR: usize = 1_500;
/// and so many are read and put in order, .1 ms each: those, then the newest.
const MOST_RANKED: usize = 250;
/// Under a filter that lets few through, what lies between them is scored too, up to so many.
const MOST_SCORED: usize = 10_000;
/// Where the filter leaves so few they are asked for the words one by one, 40 µs each: a common word has a million
/// matches that are none of them.
const FEW_ASKED: usize = 500;
/// What a match of several words in a row costs beside one of a word: where each stands is compared. And of a short
/// beginning, that stands for thousands of words.
const IN_A_ROW: usize = 9;
const SHORT_BEGINNING: usize = 6;
const SHORT: usize = 3;

/// How far a search goes on before it says that there is more.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bounds {
    /// So many are found,
    most: usize,
    /// or so many where much was compared for them.
    enough: usize,
    /// The newest so many are looked at to be put in order.
    near: usize,
}

impl Bounds {
    /// All are wanted, up to so many.
    pub(crate) fn all(most: usize) -> Bounds {
        Bounds { most, enough: most, near: 0 }
    }

    /// They are counted, as far as that is quick.
    pub(crate) fn counted(most: usize) -> Bounds {
        Bounds { most, enough: most / 10, near: 0 }
    }

    fn of(terms: &[&Term], limit: usize) -> Bounds {
        let cost = |term: &Term| match term.words.as_slice() {
            [word] if term.is_beginning && word.chars().count() <= SHORT => SHORT_BEGINNING,
            [_] => 1,
            _ => IN_A_ROW,
        };
        let cost = terms.iter().map(|term| cost(term)).sum::<usize>().max(1);
        let most = (MOST_COUNTED / cost).max(limit);
        Bounds { most, enough: limit, near: (MOST_NEAR / cost).max(limit).min(most) }
    }
}

/// A search. `limit`: at most 200; 0 takes 50.
#[derive(Clone, Copy, Debug)]
pub struct Search<'a> {
    pub query: &'a str,
    /// The last word is not finished yet.
    pub typing: bool,
    pub filter: &'a Filter,
    /// None is best first; otherwise oldest first, or newest.
    pub by_date: Option<Sort>,
    pub limit: u32,
    /// What `yesterday` is said from.
    pub today: NaiveDate,
}

impl Store {
    /// Whatever the query is, it is no error: what of it is not understood is passed over and noted.
    pub fn search_articles(&self, search: Search) -> Result<SearchPage> {
        let limit = limit_of(&search);
        self.read(|connection| {
            let setting = setting(connection, search.today)?;
            let mut query = Query::parse(search.query, search.typing, &setting);
            let mut page = SearchPage::default();
            if query.root.is_some() {
                let mut found = match query.branches() {
                    Some(branches) => seek_any(connection, branches, &search, &mut query.notes, &setting)?,
                    None => seek_all(connection, &mut query, &search, &setting)?,
                };
                page.found = u32::try_from(found.ids.len()).unwrap_or(u32::MAX);
                page.more = found.more;
                found.ids.truncate(limit);
                let terms = query.terms();
                page.rows = found.ids.into_iter().map(|id| row(connection, id, &terms)).collect::<Result<_>>()?;
            }
            page.notes = query.notes;
            Ok(page)
        })
    }
}

fn limit_of(search: &Search) -> usize {
    if search.limit == 0 { 50 } else { search.limit.min(MOST_ROWS) as usize }
}

fn seek_all(connection: &Connection, query: &mut Query, search: &Search, setting: &Setting) -> Result<Found> {
    let Some(mut sought) = resolve(connection, search.filter, Some(query), setting)? else {
        return Ok(Found::default());
    };
    let words = sought.wanted.words.take();
    let newest_first = search.by_date != Some(Sort::Oldest);
    let bounds = Bounds::of(&query.terms(), limit_of(search));
    let mut found = seek(connection, words.as_deref(), &sought, newest_first, bounds)?;
    if let Some(words) = words.filter(|_| search.by_date.is_none()) {
        rank(connection, &words, &query.terms(), &mut found)?;
    }
    Ok(found)
}

/// `storm OR outlet:gazette`: no index leads to both, and one leads to each. By date.
fn seek_any(
    connection: &Connection,
    branches: Vec<Query>,
    search: &Search,
    notes: &mut Vec<QueryNote>,
    setting: &Setting,
) -> Result<Found> {
    let newest_first = search.by_date != Some(Sort::Oldest);
    let mut all = Found::default();
    for mut branch in branches {
        if let Some(mut sought) = resolve(connection, search.filter, Some(&mut branch), setting)? {
            let words = sought.wanted.words.take();
            let bounds = Bounds::of(&branch.terms(), limit_of(search));
            let found = seek(connection, words.as_deref(), &sought, newest_first, bounds)?;
            all.ids.extend(found.ids);
            all.more |= found.more;
        }
        notes.append(&mut branch.notes);
    }
    all.ids.sort_unstable_by_key(|id| if newest_first { -id.0 } else { id.0 });
    all.ids.dedup();
    Ok(all)
}

#[derive(Default)]
pub(crate) struct Found {
    /// By date.
    pub(crate) ids: Vec<ArticleId>,
    /// How many of the first lie near enough to each other to be ranked.
    near: usize,
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
    words: Option<&str>,
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
    words: &str,
    wanted: &Wanted,
    driver: Driver,
    many: bool,
    newest_first: bool,
    bounds: Bounds,
) -> Result<Found> {
    let mut found = Found::default();
    let mut few = Vec::new();
    let is_few = wanted.is_filter() && !many;
    if is_few {
        article_list::each_id(connection, wanted, driver, newest_first, |id| {
            few.push(id);
            Ok(true)
        })?;
    }
    let mut range = wanted.ids;
    if is_few {
        let (Some(first), Some(last)) = (few.iter().min(), few.iter().max()) else { return Ok(found) };
        range = (range.0.max(first.0), range.1.min(last.0));
        if few.len() <= FEW_ASKED {
            for id in few {
                if article_words::holds(connection, words, id)? && !found.take(id, bounds) {
                    break;
                }
            }
            found.near = found.ids.len().min(bounds.near);
            return Ok(found);
        }
    }
    let few: HashSet<ArticleId> = few.into_iter().collect();
    let mut sieve = if !is_few && wanted.is_filter() { Some(Sieve::new(connection, wanted)?) } else { None };
    let is_filter = wanted.is_filter();
    let mut compared = 0;
    article_words::each_match(connection, words, range, newest_first, |id| {
        compared += 1;
        let is_wanted = match &mut sieve {
            Some(sieve) => sieve.lets_through(id)?,
            None => !is_few || few.contains(&id),
        };
        if !is_wanted {
            return Ok(true);
        }
        if is_filter && compared > MOST_COMPARED && found.ids.len() >= bounds.enough {
            found.more = true;
            return Ok(false);
        }
        let goes_on = found.take(id, bounds);
        if goes_on && compared <= MOST_SCORED && found.near < bounds.near {
            found.near += 1;
        }
        Ok(goes_on)
    })?;
    Ok(found)
}

/// Puts the best first. Of many, those with the words in their headline and the newest are read and ordered; the rest
/// follows by date. Not by FTS5's bm25, which counts the matches of each word in all of the library first: .05 s for a
/// word in a million articles, .4 s for two in a row.
fn rank(connection: &Connection, words: &str, terms: &[&Term], found: &mut Found) -> Result<()> {
    let (head, tail) = found.ids.split_at(found.near);
    let (Some(first), Some(last)) = (head.iter().min(), head.iter().max()) else { return Ok(()) };
    let mut titled = HashSet::new();
    article_words::each_match(connection, &format!("title : ({words})"), (first.0, last.0), true, |id| {
        titled.insert(id);
        Ok(true)
    })?;
    let (mut ranked, others): (Vec<ArticleId>, Vec<ArticleId>) = head.iter().partition(|id| titled.contains(id));
    ranked.extend(others);
    let mut rest = ranked.split_off(ranked.len().min(MOST_RANKED));
    let mut ranking = Ranking::default();
    for id in ranked {
        ranking.add(id, &article_bodies::read(connection, id)?, terms);
    }
    let mut ids = ranking.order();
    rest.sort_unstable_by_key(|id| std::cmp::Reverse(*id));
    ids.extend(rest);
    ids.extend(tail);
    found.ids = ids;
    Ok(())
}

fn row(connection: &Connection, id: ArticleId, terms: &[&Term]) -> Result<SearchRow> {
    let mut article = articles::read(connection, id)?;
    add_tags(connection, std::iter::once(&mut article))?;
    let body = article_bodies::read(connection, id)?;
    let language = article.language.as_deref();
    Ok(SearchRow {
        title: mark_all(&article.title, terms, language),
        snippet: mark_snippet(indexed(&body.text), terms, language),
        article,
    })
}
