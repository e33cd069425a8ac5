use ::articles::{ArticleId, MuteId};
use chrono::NaiveDate;
use rusqlite::Connection;

use crate::{
    Error, Result, Store,
    again::remove,
    query::Query,
    seek::{Bounds, find},
    states::all_facets,
    tables::{
        article_bodies,
        article_list::{Sieve, each_id},
        article_states, article_stories, article_words, articles, collections,
        counters::Changes,
        issues, mutes, original_texts, originals, ungrouped_articles,
    },
    views::{Away, Filter, Mute},
    wanted::{Sought, resolve, setting},
    words::Words,
};

/// So many are looked for at once.
const MOST_MUTED: usize = 100_000;
/// A commit's worth.
const BATCH: u32 = 500;

impl Store {
    /// How many are somewhere else now. None is back at hand.
    pub fn put_away(&self, ids: &[ArticleId], to: Option<Away>) -> Result<u32> {
        self.write(|transaction| {
            let mut changes = Changes::default();
            let mut changed = 0;
            for id in ids {
                changed += u32::from(put(transaction, &mut changes, *id, to, None)?);
            }
            changes.write(transaction)?;
            Ok(changed)
        })
    }

    /// Throws out what is in the trash, but for what an issue quotes: says how many went, and how many stay.
    pub fn empty_trash(&self) -> Result<(u32, u32)> {
        let (mut gone, mut after) = (0, ArticleId(i64::MIN));
        loop {
            let batch = self.write(|transaction| {
                let mut changes = Changes::default();
                let batch = article_states::first_away(transaction, Away::Trash, after, BATCH)?;
                for id in &batch {
                    if issues::has_article(transaction, *id)? {
                        continue;
                    }
                    let original = match articles::text_of(transaction, *id)? {
                        Some((text, _)) => Some(original_texts::original_of(transaction, text)?),
                        None => None,
                    };
                    remove(transaction, &mut changes, *id)?;
                    gone += 1;
                    if let Some(original) = original
                        && !originals::is_needed(transaction, original)?
                    {
                        originals::delete(transaction, original)?;
                    }
                }
                changes.write(transaction)?;
                Ok(batch)
            })?;
            match batch.last() {
                Some(last) => after = *last,
                None => break,
            }
        }
        Ok((gone, self.count_articles()?.trashed))
    }

    pub fn list_mutes(&self) -> Result<Vec<Mute>> {
        self.read(mutes::list)
    }

    /// What the rule would put away now, the newest first, at most 100,000: what is at hand, and not bookmarked,
    /// collected or quoted.
    pub fn try_mute(&self, query: &str, today: NaiveDate) -> Result<Vec<ArticleId>> {
        self.read(|connection| Ok(found_by(connection, query, today, i64::MAX, MOST_MUTED)?.0))
    }

    /// `NoWords` where the query asks for nothing, since that would be everything.
    pub fn add_mute(&self, query: &str, until: Option<NaiveDate>, today: NaiveDate) -> Result<MuteId> {
        let mute = self.write(|transaction| {
            if wanted_by(transaction, query, today)?.is_none() {
                return Err(Error::NoWords);
            }
            mutes::insert(transaction, query.trim(), until)
        })?;
        self.mute_all(mute, query, today, MOST_MUTED)?;
        Ok(mute)
    }

    /// So many are looked for at once, each time below the last: among the newest there may be none that can be muted.
    pub(crate) fn mute_all(&self, mute: MuteId, query: &str, today: NaiveDate, most: usize) -> Result<()> {
        let mut below = Some(i64::MAX);
        while let Some(end) = below {
            let (found, next) = self.read(|connection| found_by(connection, query, today, end, most))?;
            for ids in found.chunks(BATCH as usize) {
                self.write(|transaction| {
                    let mut changes = Changes::default();
                    for id in ids {
                        put(transaction, &mut changes, *id, Some(Away::Mute), Some(mute))?;
                    }
                    changes.write(transaction)
                })?;
            }
            below = next;
        }
        Ok(())
    }

    /// What it kept out is back at hand, but for what another rule keeps out. Whether there was one.
    pub fn remove_mute(&self, mute: MuteId, today: NaiveDate) -> Result<bool> {
        loop {
            let lifted = self.write(|transaction| {
                let mut changes = Changes::default();
                let ids = article_states::muted_by(transaction, mute, BATCH)?;
                for id in &ids {
                    put(transaction, &mut changes, *id, None, None)?;
                }
                changes.write(transaction)?;
                mute_new(transaction, &ids, today, Some(mute))?;
                Ok(ids.len())
            })?;
            if lifted == 0 {
                return self.write(|transaction| mutes::delete(transaction, mute));
            }
        }
    }

    /// Rules whose last day is over are gone. Whether there were any.
    pub fn lift_mutes(&self, today: NaiveDate) -> Result<bool> {
        let over = self.read(|connection| mutes::over(connection, today))?;
        for mute in &over {
            self.remove_mute(*mute, today)?;
        }
        Ok(!over.is_empty())
    }
}

/// Mutes what came in with a batch, in its transaction, so that it is in no list for a moment. `but`: a rule that ends.
pub(crate) fn mute_new(
    connection: &Connection,
    new: &[ArticleId],
    today: NaiveDate,
    but: Option<MuteId>,
) -> Result<()> {
    let mut changes = Changes::default();
    for mute in mutes::list(connection)? {
        if mute.until.is_some_and(|until| until < today) || Some(mute.id) == but {
            continue;
        }
        let Some(Sought { wanted, .. }) = wanted_by(connection, &mute.query, today)? else { continue };
        let mut sieve = Sieve::new(connection, &wanted)?;
        let found = new.iter().copied().map(|id| Ok(sieve.lets_through(id)?.then_some(id)));
        for id in found.collect::<Result<Vec<_>>>()?.into_iter().flatten() {
            if !can_be_muted(connection, id)? {
                continue;
            }
            put(connection, &mut changes, id, Some(Away::Mute), Some(mute.id))?;
        }
    }
    changes.write(connection)
}

/// None where the query asks for nothing that can be found.
fn wanted_by(connection: &Connection, query: &str, today: NaiveDate) -> Result<Option<Sought>> {
    let setting = setting(connection, today)?;
    let mut query = Query::parse(query, false, &setting);
    if query.root.is_none() {
        return Ok(None);
    }
    resolve(connection, &Filter::default(), Some(&mut query), &setting)
}

/// Of the newest so many below an id, those that can be muted; and below which id there may be more.
fn found_by(
    connection: &Connection,
    query: &str,
    today: NaiveDate,
    below: i64,
    most: usize,
) -> Result<(Vec<ArticleId>, Option<i64>)> {
    let Some(Sought { mut wanted, driver, many }) = wanted_by(connection, query, today)? else {
        return Ok((Vec::new(), None));
    };
    wanted.ids.1 = wanted.ids.1.min(below.saturating_sub(1));
    let ids = match wanted.words.take() {
        Some(words) => find(connection, &words, &wanted, driver, many, true, Bounds::all(most))?.ids,
        None => {
            let mut ids = Vec::new();
            each_id(connection, &wanted, driver, true, |id| {
                ids.push(id);
                Ok(ids.len() < most)
            })?;
            ids
        }
    };
    let next = if ids.len() < most { None } else { ids.iter().map(|id| id.0).min() };
    let mut found = Vec::new();
    for id in ids {
        if can_be_muted(connection, id)? {
            found.push(id);
        }
    }
    Ok((found, next))
}

/// What a reader kept, or put away, is not what a rule is for.
fn can_be_muted(connection: &Connection, id: ArticleId) -> Result<bool> {
    Ok(article_states::read(connection, id)?.1.is_none()
        && article_states::read_away(connection, id)?.is_none()
        && collections::of_article(connection, id)?.is_empty()
        && !issues::has_article(connection, id)?)
}

/// Whether it is somewhere else now.
pub(crate) fn put(
    connection: &Connection,
    changes: &mut Changes,
    id: ArticleId,
    to: Option<Away>,
    by: Option<MuteId>,
) -> Result<bool> {
    let Some(before) = all_facets(connection, id)? else { return Ok(false) };
    if !article_states::set_away(connection, id, to, by)? {
        return Ok(false);
    }
    let was_unfound = before.away.is_some_and(Away::is_unfound);
    match (was_unfound, to.is_some_and(Away::is_unfound)) {
        (false, true) => article_words::delete(connection, id)?,
        (true, false) => {
            let (words, _) = Words::of(&article_bodies::read(connection, id)?);
            article_words::insert(connection, id, &words)?;
        }
        _ => {}
    }
    if let Some(placed) = article_stories::read(connection, id)? {
        ungrouped_articles::insert_story(connection, placed.story)?;
    }
    if let Some(after) = all_facets(connection, id)? {
        changes.remove(&before);
        changes.add(&after);
    }
    Ok(true)
}
