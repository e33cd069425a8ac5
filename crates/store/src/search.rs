use std::collections::{HashMap, HashSet};

use ::articles::{Article, ArticleId};
use chrono::NaiveDate;
use rusqlite::Connection;

use crate::{
    Result, Store,
    close::{Answer, close},
    marks::{count, mark_all, mark_snippet},
    query::{Query, Setting, Term, WordQuery},
    ranking::Ranking,
    seek::{Bounds, Found, seek},
    tables::{article_bodies, article_list::add_tags, article_words, articles},
    views::{Filter, QueryNote, SearchPage, SearchRow, Sort},
    wanted::{resolve, setting},
    words::indexed,
};

const MOST_ROWS: u32 = 200;
/// Of those that are near, so many are read and put in order, .05 ms each: those with the words in their headline, then
/// the newest.
const MOST_RANKED: usize = 250;

/// A search. `limit`: at most 200; 0 takes 50.
#[derive(Clone, Copy, Debug)]
pub struct Search<'a> {
    pub query: &'a str,
    /// The last word is not finished yet.
    pub typing: bool,
    /// With those that hold some of three words or more, where few hold all: .08 s more in a million articles.
    pub close: bool,
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
                let found = match query.branches() {
                    Some(branches) => seek_any(connection, branches, &search, &mut query.notes, &setting)?,
                    None => seek_all(connection, &mut query, &search, &setting)?,
                };
                page.found = u32::try_from(found.ids.len()).unwrap_or(u32::MAX);
                page.more = found.more;
                let terms = query.terms();
                page.rows = match close(connection, &query, &search, &setting, &found.ids)? {
                    Some(mut answers) => {
                        answers.truncate(limit);
                        page.close = answers.iter().filter(|answer| answer.is_close).count() as u32;
                        answers
                            .into_iter()
                            .map(|answer| close_row(connection, answer, &terms))
                            .collect::<Result<_>>()?
                    }
                    None => {
                        let mut read = found.read;
                        let rows =
                            found.ids.into_iter().take(limit).map(|id| row(connection, id, read.remove(&id), &terms));
                        rows.collect::<Result<_>>()?
                    }
                };
            }
            page.notes = query.notes;
            Ok(page)
        })
    }
}

fn limit_of(search: &Search) -> usize {
    if search.limit == 0 { 50 } else { search.limit.min(MOST_ROWS) as usize }
}

/// What is shown, in its order.
#[derive(Default)]
struct Results {
    ids: Vec<ArticleId>,
    more: bool,
    /// Those that were read to be put in order.
    read: HashMap<ArticleId, Article>,
}

fn seek_all(connection: &Connection, query: &mut Query, search: &Search, setting: &Setting) -> Result<Results> {
    let Some(mut sought) = resolve(connection, search.filter, Some(query), setting)? else {
        return Ok(Results::default());
    };
    let words = sought.wanted.words.take();
    let newest_first = search.by_date != Some(Sort::Oldest);
    let terms = query.terms();
    let found = seek(connection, words.as_ref(), &sought, newest_first, Bounds::of(&terms, limit_of(search)))?;
    match words.filter(|_| search.by_date.is_none()) {
        Some(words) => rank(connection, &words, &terms, found),
        None => Ok(Results { ids: found.ids, more: found.more, read: HashMap::new() }),
    }
}

/// `storm OR outlet:gazette`: no index leads to both, and one leads to each. By date.
fn seek_any(
    connection: &Connection,
    branches: Vec<Query>,
    search: &Search,
    notes: &mut Vec<QueryNote>,
    setting: &Setting,
) -> Result<Results> {
    let newest_first = search.by_date != Some(Sort::Oldest);
    let mut all = Results::default();
    for mut branch in branches {
        if let Some(mut sought) = resolve(connection, search.filter, Some(&mut branch), setting)? {
            let words = sought.wanted.words.take();
            let bounds = Bounds::of(&branch.terms(), limit_of(search));
            let found = seek(connection, words.as_ref(), &sought, newest_first, bounds)?;
            all.ids.extend(found.ids);
            all.more |= found.more;
        }
        notes.append(&mut branch.notes);
    }
    all.ids.sort_unstable_by_key(|id| if newest_first { -id.0 } else { id.0 });
    all.ids.dedup();
    Ok(all)
}

/// Puts the best first. Of many, those with the words in their headline and the newest are read and ordered; the rest
/// follows by date. Not by FTS5's bm25, which counts the matches of each word in all of the library first: .05 s for a
/// word in a million articles, .4 s for two in a row.
fn rank(connection: &Connection, words: &WordQuery, terms: &[&Term], found: Found) -> Result<Results> {
    let (head, tail) = found.ids.split_at(found.near);
    let mut ranked: Vec<ArticleId> = head.to_vec();
    if head.len() > MOST_RANKED {
        let titled = titled(connection, words, terms, head)?;
        ranked.sort_by_key(|id| std::cmp::Reverse(titled.get(id).copied().unwrap_or(0)));
    }
    let mut rest = ranked.split_off(ranked.len().min(MOST_RANKED));
    let mut read = HashMap::new();
    let mut ranking = Ranking::default();
    for id in ranked {
        let article = article_bodies::read(connection, id)?;
        ranking.add(id, &article, terms);
        read.insert(id, article);
    }
    let mut ids = ranking.order();
    rest.sort_unstable_by_key(|id| std::cmp::Reverse(*id));
    ids.extend(rest);
    ids.extend(tail);
    Ok(Results { ids, more: found.more, read })
}

/// Of these, by date, those that have what is looked for in their headline, and how much of it.
fn titled(
    connection: &Connection,
    words: &WordQuery,
    terms: &[&Term],
    head: &[ArticleId],
) -> Result<HashMap<ArticleId, usize>> {
    let mut titled = HashMap::new();
    let ends = head.iter().min().zip(head.iter().max());
    if let ([word], [term], Some((first, last))) = (words.with.as_slice(), terms, ends)
        && term.words.len() == 1
    {
        let wanted: HashSet<ArticleId> = head.iter().copied().collect();
        article_words::each_match(connection, &format!("title : ({word})"), (first.0, last.0), true, |id| {
            titled.extend(wanted.get(&id).map(|id| (*id, 1)));
            Ok(true)
        })?;
        return Ok(titled);
    }
    // Of several words the index would compare all their matches between the first and the last of these: twice what
    // finding them took. Reading a headline takes 4 µs.
    for id in head {
        let (title, language) = articles::title(connection, *id)?;
        let held = count(&title, terms, Some(&language)).iter().filter(|count| **count > 0.0).count();
        titled.insert(*id, held);
    }
    Ok(titled)
}

fn close_row(connection: &Connection, answer: Answer, terms: &[&Term]) -> Result<SearchRow> {
    Ok(SearchRow { lacks: answer.lacks, ..row(connection, answer.id, Some(answer.article), terms)? })
}

/// `read`: the article, where it was read before.
fn row(connection: &Connection, id: ArticleId, read: Option<Article>, terms: &[&Term]) -> Result<SearchRow> {
    let mut article = articles::read(connection, id)?;
    add_tags(connection, std::iter::once(&mut article))?;
    let body = read.map_or_else(|| article_bodies::read(connection, id), Ok)?;
    let language = article.language.as_deref();
    Ok(SearchRow {
        title: mark_all(&article.title, terms, language),
        snippet: mark_snippet(indexed(&body.text), terms, language),
        lacks: Vec::new(),
        article,
    })
}
