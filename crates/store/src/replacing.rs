//! An article that is corrected stays the same article: what its reader did with it, its place in imports, stories and
//! issues go along, also where a new date gives it another id.

use ::articles::{Article, ArticleId};
use digests::Moved;
use rusqlite::Connection;

use crate::{
    Error, Result,
    highlights::place_again,
    ids::Clock,
    known,
    packed::unpack_json,
    prepared::Prepared,
    states::all_facets,
    tables::{
        article_bodies, article_meanings, article_sketches, article_stories, article_words, articles, articles_as_read,
        counters::Changes, every, issues, pictures, sources, story_hands, ungrouped_articles,
    },
    views::Away,
};

/// An article, and as it was read; the same where nothing was said of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Corrected {
    pub article: Article,
    pub as_read: Article,
}

impl Corrected {
    pub(crate) fn prepare(&self) -> Result<Prepared> {
        Prepared::corrected(&self.article, &self.as_read)
    }
}

/// Puts another reading of an article in its place, and gives its id. Where another article has these very words, it
/// stays as it is.
pub(crate) fn replace(
    connection: &Connection,
    changes: &mut Changes,
    id: ArticleId,
    better: &Prepared,
    now: Clock,
) -> Result<ArticleId> {
    let content = known::content(connection, id, better)?;
    if articles::find_content(connection, &content)?.is_some_and(|other| other != id) {
        return Ok(id);
    }
    let before = all_facets(connection, id)?.ok_or_else(|| Error::Damaged(format!("article {id} has no state")))?;
    changes.remove(&before);
    if let Some(placed) = article_stories::read(connection, id)? {
        ungrouped_articles::insert_story(connection, placed.story)?;
    }
    article_words::delete(connection, id)?;
    let new = match better.seconds {
        Some(second) if is_moved(connection, id, better)? => articles::next_id(connection, second)?,
        None if before.day.is_some() => articles::next_id(connection, now.shown_seconds())?,
        _ => id,
    };
    let becomes: Article = unpack_json(&better.body)?;
    if new != id || issues::has_article(connection, id)? {
        let then = match article_bodies::read(connection, id) {
            // What was damaged comes back: ranges of it are of the words that it had.
            Err(Error::Damaged(_) | Error::NotFound { .. }) => becomes.clone(),
            then => then?,
        };
        issues::follow_article(connection, &Moved { from: id, to: new, before: &then.text, now: &becomes.text })?;
    }
    if new != id {
        rename(connection, id, new)?;
    }
    place_again(connection, new, &becomes.text)?;
    let source = sources::id_of(connection, &better.source)?;
    articles::update(connection, new, better, content, source)?;
    article_bodies::put(connection, new, &better.body)?;
    articles_as_read::put(connection, new, better.as_read.as_deref())?;
    for picture in better.pictures.iter().filter(|picture| !picture.bytes.is_empty()) {
        pictures::keep(connection, new, picture)?;
    }
    if !before.away.is_some_and(Away::is_unfound) {
        article_words::insert(connection, new, &better.searched)?;
    }
    // What it is compared by is made anew from its words.
    article_sketches::delete(connection, new)?;
    article_meanings::outdate(connection, new)?;
    ungrouped_articles::insert(connection, new)?;
    if let Some(after) = all_facets(connection, new)? {
        changes.add(&after);
    }
    Ok(new)
}

/// Whether the printed time is another one than before.
fn is_moved(connection: &Connection, id: ArticleId, better: &Prepared) -> Result<bool> {
    let before = articles::published_at(connection, id)?;
    Ok(before.as_deref() != better.published.as_ref().map(|(at, ..)| at.as_str()))
}

/// Every table that names the article names it by its new id.
fn rename(connection: &Connection, from: ArticleId, to: ArticleId) -> Result<()> {
    story_hands::rename_article(connection, from, to)?;
    every::rename(connection, "articles", from.0, to.0)
}
