use std::ops::Range;

use ::articles::{ArticleId, CollectionId, Colour, Highlight, HighlightId, HighlightedArticle};
use rusqlite::Connection;

use crate::{
    Error, Result, Store,
    tables::{article_bodies, article_notes, articles, collections, highlights},
};

/// A page or two.
const NOTE_CHARS: usize = 10_000;

impl Store {
    /// What was marked and written in that article or, without one, in all: the newest article first.
    pub fn list_highlights(&self, article: Option<ArticleId>) -> Result<Vec<HighlightedArticle>> {
        self.read(|connection| {
            let ids = match article {
                Some(article) => vec![article],
                None => highlights::articles(connection)?,
            };
            ids.into_iter().map(|id| highlighted(connection, id)).collect()
        })
    }

    /// Marks those bytes of the article's text. What it lies over becomes one with it, and keeps its notes. `NoWords`
    /// where there are no words.
    pub fn add_highlight(
        &self,
        article: ArticleId,
        range: Range<u32>,
        colour: Colour,
        note: &str,
    ) -> Result<HighlightId> {
        self.write(|transaction| {
            let text = article_bodies::read(transaction, article)?.text;
            let mut range = words_of(&text, range).ok_or(Error::NoWords)?;
            let mut notes = Vec::new();
            for other in highlights::of_article(transaction, article)? {
                let Some((start, stop)) = other.range else { continue };
                if start < range.end && range.start < stop {
                    range = range.start.min(start)..range.end.max(stop);
                    notes.push(other.note);
                    highlights::delete(transaction, other.id)?;
                }
            }
            notes.push(note.to_owned());
            notes.retain(|note| !note.is_empty());
            let marked = text.get(range.start as usize..range.end as usize).ok_or(Error::NoWords)?;
            let highlight = Highlight {
                id: HighlightId(0),
                article,
                range: Some((range.start, range.end)),
                text: marked.to_owned(),
                colour,
                note: note_of(&notes.join("\n\n")),
            };
            highlights::insert(transaction, &highlight)
        })
    }

    pub fn edit_highlight(&self, id: HighlightId, colour: Colour, note: &str) -> Result<ArticleId> {
        self.write(|transaction| {
            let article = highlights::read(transaction, id)?.article;
            highlights::update(transaction, id, colour, &note_of(note))?;
            Ok(article)
        })
    }

    /// In which article it was.
    pub fn remove_highlight(&self, id: HighlightId) -> Result<ArticleId> {
        self.write(|transaction| {
            let article = highlights::read(transaction, id)?.article;
            highlights::delete(transaction, id)?;
            Ok(article)
        })
    }

    /// What a reader has to say of the whole article; empty is nothing.
    pub fn set_note(&self, article: ArticleId, note: &str) -> Result<()> {
        self.write(|transaction| {
            articles::read(transaction, article)?;
            article_notes::put(transaction, article, &note_of(note))
        })
    }
}

/// What a reader marked and wrote, and the collections it was put into: for another reading of the article.
pub(crate) struct Written {
    highlights: Vec<Highlight>,
    note: String,
    collections: Vec<(CollectionId, i64)>,
}

impl Written {
    pub(crate) fn read(connection: &Connection, article: ArticleId) -> Result<Written> {
        Ok(Written {
            highlights: highlights::of_article(connection, article)?,
            note: article_notes::read(connection, article)?,
            collections: collections::of_article(connection, article)?,
        })
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.highlights.is_empty() && self.note.is_empty() && self.collections.is_empty()
    }

    /// Adds it to what the article has.
    pub(crate) fn join(&self, connection: &Connection, article: ArticleId) -> Result<()> {
        if self.is_empty() {
            return Ok(());
        }
        for (collection, place) in &self.collections {
            collections::put(connection, *collection, article, *place)?;
        }
        let text = article_bodies::read(connection, article)?.text;
        for highlight in &self.highlights {
            let range = find_again(&text, highlight);
            let same = Highlight { article, range, ..highlight.clone() };
            highlights::insert(connection, &same)?;
        }
        let mut notes = vec![article_notes::read(connection, article)?, self.note.clone()];
        notes.retain(|note| !note.is_empty());
        notes.dedup();
        article_notes::put(connection, article, &notes.join("\n\n"))
    }
}

/// The text became another: each mark goes to where its words are now.
pub(crate) fn place_again(connection: &Connection, article: ArticleId, text: &str) -> Result<()> {
    for highlight in highlights::of_article(connection, article)? {
        let range = find_again(text, &highlight);
        if range != highlight.range {
            highlights::place(connection, highlight.id, range)?;
        }
    }
    Ok(())
}

/// Marks of an article whose words a part of it has now go there.
pub(crate) fn follow_words(connection: &Connection, from: ArticleId, part: ArticleId) -> Result<()> {
    let text = article_bodies::read(connection, part)?.text;
    for highlight in highlights::of_article(connection, from)? {
        if highlight.range.is_none()
            && let Some(range) = find_again(&text, &highlight)
        {
            highlights::delete(connection, highlight.id)?;
            highlights::insert(connection, &Highlight { article: part, range: Some(range), ..highlight })?;
        }
    }
    Ok(())
}

fn highlighted(connection: &Connection, id: ArticleId) -> Result<HighlightedArticle> {
    let row = articles::read(connection, id)?;
    let Written { highlights, note, .. } = Written::read(connection, id)?;
    Ok(HighlightedArticle { id, title: row.title, source: row.source, published: row.published, note, highlights })
}

/// Without the blanks at its ends; none where nothing is left, or where it is no range of the text.
fn words_of(text: &str, range: Range<u32>) -> Option<Range<u32>> {
    let words = text.get(range.start as usize..range.end as usize)?;
    let start = range.start + u32::try_from(words.len() - words.trim_start().len()).ok()?;
    let end = start + u32::try_from(words.trim().len()).ok()?;
    (start < end).then_some(start..end)
}

/// Of all places that have its words, the nearest to where it was. Blanks and line breaks may be others.
fn find_again(text: &str, highlight: &Highlight) -> Option<(u32, u32)> {
    let words: Vec<&str> = highlight.text.split_whitespace().collect();
    let first = words.first()?;
    let was = highlight.range.map_or(0, |(start, _)| start as usize);
    let ends = text.match_indices(first).filter_map(|(start, _)| Some(start..end_of(text, start, &words)?));
    // Words of their own before parts of words: "art" is not the one in "party", but 字 has no edges.
    let nearest = ends.min_by_key(|range| (is_in_word(text, range), range.start.abs_diff(was)))?;
    Some((u32::try_from(nearest.start).ok()?, u32::try_from(nearest.end).ok()?))
}

fn is_in_word(text: &str, range: &Range<usize>) -> bool {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let (before, after) = (text[..range.start].chars().next_back(), text[range.end..].chars().next());
    let (first, last) = (text[range.clone()].chars().next(), text[range.clone()].chars().next_back());
    letter(before) && letter(first) || letter(last) && letter(after)
}

/// Where those words end that begin there, if they do.
fn end_of(text: &str, start: usize, words: &[&str]) -> Option<usize> {
    let mut at = start;
    for (n, word) in words.iter().enumerate() {
        let rest = text.get(at..)?;
        let trimmed = rest.trim_start();
        if n > 0 && trimmed.len() == rest.len() {
            return None;
        }
        trimmed.starts_with(word).then_some(())?;
        at += rest.len() - trimmed.len() + word.len();
    }
    Some(at)
}

fn note_of(given: &str) -> String {
    given.trim().chars().filter(|c| !c.is_control() || *c == '\n').take(NOTE_CHARS).collect()
}
