use ::articles::SearchId;
use chrono::NaiveDate;

use crate::{
    Result, Store,
    seek::{Bounds, seek},
    tables::{articles, saved_searches},
    views::{Filter, SavedSearch},
    wanted::{resolve, setting},
};

/// A list of searches shows "1,000+": nobody reads on to there, and each is counted whenever something changed.
const MOST_COUNTED: usize = 1_000;
const NAME_CHARS: usize = 120;

impl Store {
    /// By name, each with what it finds now.
    pub fn list_searches(&self, today: NaiveDate) -> Result<Vec<SavedSearch>> {
        self.read(|connection| {
            let setting = setting(connection, today)?;
            let mut searches = Vec::new();
            for (id, name, query) in saved_searches::list(connection)? {
                let mut saved = SavedSearch { id, name, query, found: 0, unread: 0, more: false };
                let filter = Filter { search: Some(id), ..Filter::default() };
                if let Some(mut sought) = resolve(connection, &filter, None, &setting)? {
                    let words = sought.wanted.words.take();
                    let found = seek(connection, words.as_ref(), &sought, true, Bounds::counted(MOST_COUNTED))?;
                    saved.found = u32::try_from(found.ids.len()).unwrap_or(u32::MAX);
                    saved.unread = articles::count_unread(connection, &found.ids)?;
                    saved.more = found.more;
                }
                searches.push(saved);
            }
            Ok(searches)
        })
    }

    /// A new one, or the one of that id changed. Without a name it takes the query's words.
    pub fn save_search(&self, id: Option<SearchId>, name: &str, query: &str) -> Result<SearchId> {
        let name = Some(name.trim()).filter(|name| !name.is_empty()).unwrap_or(query.trim());
        let name: String = name.chars().filter(|c| !c.is_control()).take(NAME_CHARS).collect();
        self.write(|transaction| match id {
            Some(id) => saved_searches::update(transaction, id, &name, query).map(|()| id),
            None => saved_searches::insert(transaction, &name, query),
        })
    }

    /// Whether there was one.
    pub fn remove_search(&self, id: SearchId) -> Result<bool> {
        self.write(|transaction| saved_searches::delete(transaction, id))
    }
}
