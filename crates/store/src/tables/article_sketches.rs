//! What articles are compared by when they are grouped. Derived from their texts, and kept for some days only.

use std::collections::HashMap;

use articles::ArticleId;
use rusqlite::{Connection, params};
use stories::{copies::Fingerprint, terms::Terms};

use crate::Result;

/// What an article is compared by.
#[derive(Clone, Debug)]
pub struct Sketch {
    pub print: Fingerprint,
    pub terms: Terms,
}

/// Those that an earlier version made in another way are passed over.
pub(crate) fn of_range(connection: &Connection, (from, to): (i64, i64)) -> Result<HashMap<ArticleId, Sketch>> {
    let mut statement = connection
        .prepare_cached("SELECT article, print, terms FROM article_sketches WHERE article BETWEEN ?1 AND ?2")?;
    let mut rows = statement.query([from, to])?;
    let mut sketches = HashMap::new();
    while let Some(row) = rows.next()? {
        let print = Fingerprint::from_bytes(&row.get::<_, Vec<u8>>(1)?);
        let terms = Terms::from_bytes(&row.get::<_, Vec<u8>>(2)?);
        if let (Some(print), Some(terms)) = (print, terms) {
            sketches.insert(ArticleId(row.get(0)?), Sketch { print, terms });
        }
    }
    Ok(sketches)
}

/// Of an article that is gone meanwhile nothing is kept.
pub(crate) fn put(connection: &Connection, id: ArticleId, sketch: &Sketch) -> Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO article_sketches (article, print, terms) SELECT id, ?2, ?3 FROM articles WHERE id = ?1
             ON CONFLICT (article) DO UPDATE SET print = excluded.print, terms = excluded.terms",
        )?
        .execute(params![id.0, sketch.print.to_bytes(), sketch.terms.to_bytes()])?;
    Ok(())
}

pub(crate) fn delete(connection: &Connection, id: ArticleId) -> Result<()> {
    connection.prepare_cached("DELETE FROM article_sketches WHERE article = ?1")?.execute([id.0])?;
    Ok(())
}

pub(crate) fn delete_before(connection: &Connection, id: i64) -> Result<()> {
    connection.prepare_cached("DELETE FROM article_sketches WHERE article < ?1")?.execute([id])?;
    Ok(())
}
