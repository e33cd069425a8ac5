use ::articles::ArticleId;
use rusqlite::Connection;
use serde_json::{Map, Value};

use crate::{
    Result, Store,
    ids::Clock,
    tables::{
        article_states, articles,
        counters::{Changes, Facets},
        settings, tags,
    },
};

/// A tag is a word or two.
const TAG_CHARS: usize = 80;

impl Store {
    /// How many are different now. Articles that are not there any more are passed over.
    pub fn set_read(&self, ids: &[ArticleId], read: bool) -> Result<u32> {
        self.change(ids, |connection, id| article_states::set_read(connection, id, read))
    }

    /// How many are different now.
    pub fn set_bookmarked(&self, ids: &[ArticleId], bookmarked: bool, now: Clock) -> Result<u32> {
        let at = bookmarked.then_some(now.shown_seconds());
        self.change(ids, |connection, id| article_states::set_bookmarked(connection, id, at))
    }

    /// How many are different now. Space around and inside a tag's words is made one; an empty tag is none. `a/b` is a tag
    /// in `a`.
    pub fn set_tags(&self, ids: &[ArticleId], add: &[String], remove: &[String]) -> Result<u32> {
        let names = |given: &[String]| given.iter().map(|tag| tag_name(tag)).filter(|tag| !tag.is_empty()).collect();
        // Also as it is given: older libraries have tags with blanks around their strokes.
        let (add, remove): (Vec<String>, Vec<String>) = (names(add), [names(remove), remove.to_vec()].concat());
        self.change(ids, |connection, id| {
            let mut changed = false;
            for name in &remove {
                changed |= tags::remove(connection, id, name)?;
            }
            for name in &add {
                changed |= tags::add(connection, id, name)?;
            }
            Ok(changed)
        })
    }

    pub fn read_settings(&self) -> Result<Map<String, Value>> {
        self.read(settings::read)
    }

    pub fn write_settings(&self, values: &Map<String, Value>) -> Result<()> {
        self.write(|transaction| settings::write(transaction, values))
    }

    fn change(&self, ids: &[ArticleId], change: impl Fn(&Connection, ArticleId) -> Result<bool>) -> Result<u32> {
        self.write(|transaction| {
            let mut changes = Changes::default();
            let mut changed = 0;
            for id in ids {
                let Some(before) = all_facets(transaction, *id)? else { continue };
                if change(transaction, *id)?
                    && let Some(after) = all_facets(transaction, *id)?
                {
                    changes.remove(&before);
                    changes.add(&after);
                    changed += 1;
                }
            }
            changes.write(transaction)?;
            Ok(changed)
        })
    }
}

pub(crate) fn all_facets(connection: &Connection, id: ArticleId) -> Result<Option<Facets>> {
    let Some(facets) = articles::facets(connection, id)? else { return Ok(None) };
    Ok(Some(Facets { tags: tags::counted(connection, id)?, ..facets }))
}

pub(crate) fn tag_name(given: &str) -> String {
    let words = |part: &str| part.split_whitespace().collect::<Vec<_>>().join(" ");
    let parts: Vec<String> = given.split('/').map(words).filter(|part| !part.is_empty()).collect();
    let name: String = parts.join("/").chars().filter(|c| !c.is_control()).take(TAG_CHARS).collect();
    name.trim_end_matches('/').to_owned()
}
