//! Reading a file a second time, in another way: what the first reading gave and the second does not is taken out, but
//! for what a user has laid hands on.

use std::io::Write;

use ::articles::{Article, ArticleId, FileId, ImportId, MuteId};
use rusqlite::Connection;

use crate::{
    Error, Result, Store,
    error::unreadable,
    highlights::Written,
    prepared::Prepared,
    states::{all_facets, tag_name},
    tables::{
        article_bodies, article_states, article_stories, article_words, articles, counters::Changes, import_articles,
        import_files, issues, original_texts, originals, pictures, tags, ungrouped_articles,
    },
    views::Away,
};

/// What a reader did with an article that makes room for a better reading of itself.
pub(crate) struct Marks {
    read: bool,
    bookmarked_at: Option<i64>,
    tags: Vec<String>,
    pub(crate) away: Option<(Away, Option<MuteId>)>,
    written: Written,
}

impl Store {
    /// A file of an import as it came, to the byte; says its name. Nothing of it where it was not kept: `NotFound`.
    pub fn read_original(&self, file: FileId, to: &mut dyn Write) -> Result<String> {
        self.read(|connection| {
            let original = import_files::original_of(connection, file)?;
            let original = original.ok_or(Error::NotFound { what: "file", id: file.0 })?;
            originals::each_piece(connection, original, &mut |piece| {
                to.write_all(piece).map_err(|error| unreadable(&self.path, error))
            })?;
            import_files::name_of_original(connection, original)
        })
    }
}

/// Takes out an article of which the same file, read again, gives the same words under another date, byline or the
/// like. None where it stays: it is the same, or another file has it, or an issue quotes it.
pub(crate) fn make_room(
    connection: &Connection,
    changes: &mut Changes,
    id: ArticleId,
    better: &Prepared,
    import: ImportId,
    original: i64,
) -> Result<Option<Marks>> {
    if article_bodies::is(connection, id, &better.body)?
        || import_articles::is_of(connection, id, import)?
        || import_articles::is_of_other_original(connection, id, original)?
        || issues::has_article(connection, id)?
    {
        return Ok(None);
    }
    let marks = Marks::read(connection, id)?;
    remove(connection, changes, id)?;
    Ok(Some(marks))
}

impl Marks {
    pub(crate) fn read(connection: &Connection, id: ArticleId) -> Result<Marks> {
        let (read, bookmarked_at) = article_states::read(connection, id)?;
        let (tags, away) = (tags::of(connection, id)?, article_states::read_away(connection, id)?);
        Ok(Marks { read, bookmarked_at, tags, away, written: Written::read(connection, id)? })
    }

    /// Adds them to those that another article has: it is read where it was.
    pub(crate) fn join(&self, connection: &Connection, changes: &mut Changes, id: ArticleId) -> Result<()> {
        let damaged = || Error::Damaged(format!("article {id} has no state"));
        changes.remove(&all_facets(connection, id)?.ok_or_else(damaged)?);
        if self.bookmarked_at.is_some() {
            article_states::set_bookmarked(connection, id, self.bookmarked_at)?;
        }
        for tag in &self.tags {
            tags::add(connection, id, tag)?;
        }
        self.written.join(connection, id)?;
        changes.add(&all_facets(connection, id)?.ok_or_else(damaged)?);
        Ok(())
    }

    /// Whether a reader did anything with it that is to be seen; `body`: the article, which may have come with tags.
    pub(crate) fn is_of_a_hand(&self, body: &Article) -> bool {
        let came: Vec<String> = body.tags.iter().map(|tag| tag_name(tag)).collect();
        self.bookmarked_at.is_some()
            || self.away.is_some()
            || !self.written.is_empty()
            || self.tags.iter().any(|tag| !came.contains(tag))
    }

    /// All but where it is: that asks for its words to be in the index.
    pub(crate) fn set(&self, connection: &Connection, id: ArticleId) -> Result<()> {
        self.share(connection, id)?;
        self.written.join(connection, id)
    }

    /// With a part of the article: what was said of the whole is said of it too.
    pub(crate) fn share(&self, connection: &Connection, id: ArticleId) -> Result<()> {
        article_states::set_read(connection, id, self.read)?;
        article_states::set_bookmarked(connection, id, self.bookmarked_at)?;
        for tag in &self.tags {
            tags::add(connection, id, tag)?;
        }
        Ok(())
    }
}

/// What earlier readings of the files of this import gave, and this one does not.
pub(crate) fn remove_replaced(connection: &Connection, import: ImportId) -> Result<()> {
    let mut changes = Changes::default();
    for original in import_files::originals_of_import(connection, import)? {
        for id in import_articles::of_original_but(connection, original, import)? {
            let (_, bookmarked_at) = article_states::read(connection, id)?;
            let stays = bookmarked_at.is_some()
                || !tags::of(connection, id)?.is_empty()
                || !Written::read(connection, id)?.is_empty()
                || is_kept(connection, id, original)?;
            if !stays {
                remove(connection, &mut changes, id)?;
            }
        }
        original_texts::remove_unused(connection, original)?;
    }
    changes.write(connection)
}

/// Whether an issue quotes it, or a file of other bytes has it too.
pub(crate) fn is_kept(connection: &Connection, id: ArticleId, original: i64) -> Result<bool> {
    Ok(issues::has_article(connection, id)? || import_articles::is_of_other_original(connection, id, original)?)
}

pub(crate) fn remove(connection: &Connection, changes: &mut Changes, id: ArticleId) -> Result<()> {
    let facets = all_facets(connection, id)?.ok_or_else(|| Error::Damaged(format!("article {id} has no state")))?;
    changes.remove(&facets);
    // What is left of its story may be two without it.
    if let Some(placed) = article_stories::read(connection, id)? {
        ungrouped_articles::insert_story(connection, placed.story)?;
    }
    article_words::delete(connection, id)?;
    pictures::delete_with(connection, id)?;
    articles::delete(connection, id)
}
