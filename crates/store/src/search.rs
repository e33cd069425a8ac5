use std::collections::HashSet;

use ::articles::ArticleId;
use rusqlite::Connection;

use crate::{
    Result, Store,
    list::resolve,
    marks::{mark_all, mark_snippet},
    prepared::indexed,
    query::Query,
    tables::{
        article_bodies,
        article_list::{self, Driver, Wanted, add_tags},
        article_words, articles,
    },
    views::{Filter, SearchPage, SearchRow, Sort},
};

const MOST_ROWS: u32 = 200;
/// Counting stops here: nobody reads on to there, and a common word stands in half of a large library.
const MOST_COUNTED: usize = 10_000;
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
}

impl Store {
    /// Whatever the query is, it is no error; where it holds no word, nothing is found.
    pub fn search_articles(&self, search: Search) -> Result<SearchPage> {
        let query = Query::parse(search.query, search.typing);
        if query.with.is_empty() && query.without.is_empty() {
            return Ok(SearchPage::default());
        }
        let limit = if search.limit == 0 { 50 } else { search.limit.min(MOST_ROWS) } as usize;
        self.read(|connection| {
            let Some((wanted, driver, many)) = resolve(connection, search.filter)? else {
                return Ok(SearchPage::default());
            };
            let newest_first = search.by_date != Some(Sort::Oldest);
            let mut found = match query.expression() {
                Some(words) => find(connection, &words, &wanted, driver, many, newest_first)?,
                None => find_without(connection, &query, &wanted, driver, newest_first)?,
            };
            if let Some(words) = query.expression()
                && search.by_date.is_none()
            {
                rank(connection, &words, &mut found)?;
            }
            let count = found.ids.len();
            found.ids.truncate(limit);
            let rows = found.ids.into_iter().map(|id| row(connection, id, &query)).collect::<Result<_>>()?;
            Ok(SearchPage {
                rows,
                found: u32::try_from(count).unwrap_or(u32::MAX),
                more: found.more,
                notes: Vec::new(),
            })
        })
    }
}

#[derive(Default)]
struct Found {
    /// By date.
    ids: Vec<ArticleId>,
    /// How many of the first lie near enough to each other to be ranked.
    near: usize,
    more: bool,
}

fn find(
    connection: &Connection,
    words: &str,
    wanted: &Wanted,
    driver: Driver,
    many: bool,
    newest_first: bool,
) -> Result<Found> {
    // The index of words leads, and what it finds is compared. Where few are wanted, with their ids in memory.
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
    let mut found = Found::default();
    let mut compared = 0;
    article_words::each_match(connection, words, range, newest_first, |id| {
        compared += 1;
        let is_wanted = match &few {
            Some(few) => few.contains(&id),
            None => !wanted.is_filter() || article_list::is_wanted(connection, wanted, id)?,
        };
        if is_wanted {
            if found.ids.len() >= MOST_COUNTED {
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

/// Only told what must not be there, the rest is found, by date.
fn find_without(
    connection: &Connection,
    query: &Query,
    wanted: &Wanted,
    driver: Driver,
    newest_first: bool,
) -> Result<Found> {
    let mut without = HashSet::new();
    if let Some(words) = query.expression_without() {
        article_words::each_match(connection, &words, wanted.ids, true, |id| {
            without.insert(id);
            Ok(true)
        })?;
    }
    let mut found = Found::default();
    article_list::each_id(connection, wanted, driver, newest_first, |id| {
        if !without.contains(&id) {
            if found.ids.len() >= MOST_COUNTED {
                found.more = true;
                return Ok(false);
            }
            found.ids.push(id);
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

fn row(connection: &Connection, id: ArticleId, query: &Query) -> Result<SearchRow> {
    let mut article = articles::read(connection, id)?;
    add_tags(connection, std::iter::once(&mut article))?;
    let body = article_bodies::read(connection, id)?;
    Ok(SearchRow { title: mark_all(&article.title, query), snippet: mark_snippet(indexed(&body.text), query), article })
}
