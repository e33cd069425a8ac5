use std::collections::HashSet;

use ::articles::ArticleId;
use chrono::NaiveDate;
use rusqlite::Connection;

use crate::{
    Result, Store,
    marks::{mark_all, mark_snippet},
    query::{Query, Setting, Term},
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
/// Counting stops here: nobody reads on to there, and a common word stands in half of a large library.
const MOST_COUNTED: usize = 5_000;
/// And here where each match is compared with a filter and so many passed: 4 µs for each.
const MOST_COMPARED: usize = 5_000;
const ENOUGH: usize = 500;
/// So many are ranked: the newest. bm25 of a word in 600,000 articles takes .8 s, of 2,000 of them 20 ms.
const MOST_RANKED: usize = 2_000;
/// Under a filter that lets few through, what lies between them is scored too, up to so many.
const MOST_SCORED: usize = 10_000;

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
        let limit = if search.limit == 0 { 50 } else { search.limit.min(MOST_ROWS) } as usize;
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

fn seek_all(connection: &Connection, query: &mut Query, search: &Search, setting: &Setting) -> Result<Found> {
    let Some(mut sought) = resolve(connection, search.filter, Some(query), setting)? else {
        return Ok(Found::default());
    };
    let words = sought.wanted.words.take();
    let newest_first = search.by_date != Some(Sort::Oldest);
    let mut found = seek(connection, words.as_deref(), &sought, newest_first, MOST_COUNTED)?;
    if let Some(words) = words.filter(|_| search.by_date.is_none()) {
        rank(connection, &words, &mut found)?;
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
            let found = seek(connection, words.as_deref(), &sought, newest_first, MOST_COUNTED)?;
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
    /// There are more; `most` were found.
    pub(crate) more: bool,
}

/// What is sought, by date, at most `most`.
pub(crate) fn seek(
    connection: &Connection,
    words: Option<&str>,
    sought: &Sought,
    newest_first: bool,
    most: usize,
) -> Result<Found> {
    let Sought { wanted, driver, many } = sought;
    if let Some(words) = words {
        return find(connection, words, wanted, *driver, *many, newest_first, most);
    }
    let mut found = Found::default();
    article_list::each_id(connection, wanted, *driver, newest_first, |id| {
        found.more = found.ids.len() >= most;
        if !found.more {
            found.ids.push(id);
        }
        Ok(!found.more)
    })?;
    Ok(found)
}

/// The index of words leads, and what it finds is compared. Where few are wanted, with their ids in memory.
pub(crate) fn find(
    connection: &Connection,
    words: &str,
    wanted: &Wanted,
    driver: Driver,
    many: bool,
    newest_first: bool,
    most: usize,
) -> Result<Found> {
    let mut few = None;
    if wanted.is_filter() && !many {
        let mut ids = HashSet::new();
        article_list::each_id(connection, wanted, driver, true, |id| {
            ids.insert(id);
            Ok(true)
        })?;
        few = Some(ids);
    }
    let mut range = wanted.ids;
    if let Some(few) = &few {
        let (Some(first), Some(last)) = (few.iter().min(), few.iter().max()) else {
            return Ok(Found::default());
        };
        range = (range.0.max(first.0), range.1.min(last.0));
    }
    let mut sieve = if few.is_none() && wanted.is_filter() { Some(Sieve::new(connection, wanted)?) } else { None };
    let mut found = Found::default();
    let mut compared = 0;
    article_words::each_match(connection, words, range, newest_first, |id| {
        compared += 1;
        let is_wanted = match (&few, &mut sieve) {
            (Some(few), _) => few.contains(&id),
            (None, Some(sieve)) => sieve.lets_through(id)?,
            (None, None) => true,
        };
        if is_wanted {
            // Who asks for more than is counted wants all of it.
            let enough =
                most <= MOST_COUNTED && sieve.is_some() && compared > MOST_COMPARED && found.ids.len() >= ENOUGH;
            if found.ids.len() >= most || enough {
                found.more = true;
                return Ok(false);
            }
            found.ids.push(id);
            if compared <= MOST_SCORED && found.near < MOST_RANKED {
                found.near += 1;
            }
        }
        Ok(true)
    })?;
    Ok(found)
}

/// Puts the best first. Of many, the newest are ranked and the rest follows by date.
fn rank(connection: &Connection, words: &str, found: &mut Found) -> Result<()> {
    let (head, tail) = found.ids.split_at(found.near);
    let (Some(newest), Some(oldest)) = (head.first(), head.last()) else { return Ok(()) };
    let near: HashSet<ArticleId> = head.iter().copied().collect();
    let mut ranked = article_words::ranked(connection, words, (oldest.0, newest.0))?;
    ranked.retain(|id| near.contains(id));
    ranked.extend(tail);
    found.ids = ranked;
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
