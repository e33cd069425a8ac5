use std::collections::HashSet;

use ::articles::{ArticleId, CollectionId};

use crate::{Result, Store, tables::collections, views::Collection};

const NAME_CHARS: usize = 120;

impl Store {
    /// By name.
    pub fn list_collections(&self) -> Result<Vec<Collection>> {
        self.read(collections::list)
    }

    /// All that it holds, in its order.
    pub fn read_collection(&self, id: CollectionId) -> Result<Vec<ArticleId>> {
        self.read(|connection| {
            collections::name(connection, id)?;
            collections::read(connection, id)
        })
    }

    /// A new, empty one, or the one of that id under another name. None where the name has no letter.
    pub fn save_collection(&self, id: Option<CollectionId>, name: &str) -> Result<Option<CollectionId>> {
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        let name: String = name.chars().filter(|c| !c.is_control()).take(NAME_CHARS).collect();
        if name.is_empty() {
            return Ok(None);
        }
        self.write(|transaction| match id {
            Some(id) => {
                collections::name(transaction, id)?;
                collections::rename(transaction, id, &name).map(|()| Some(id))
            }
            None => collections::insert(transaction, &name).map(Some),
        })
    }

    /// Its articles stay in the library. What it held, so that it can be made again.
    pub fn remove_collection(&self, id: CollectionId) -> Result<Vec<ArticleId>> {
        self.write(|transaction| {
            collections::name(transaction, id)?;
            let held = collections::read(transaction, id)?;
            collections::delete(transaction, id)?;
            Ok(held)
        })
    }

    /// Puts articles into it, one behind the other: before an article of it or, without one, at its end. Those that are
    /// in it go there, unless they are to `stay` where they are. What it held before.
    pub fn collect_articles(
        &self,
        id: CollectionId,
        articles: &[ArticleId],
        before: Option<ArticleId>,
        stay: bool,
    ) -> Result<Vec<ArticleId>> {
        self.change_collection(id, |held| {
            let known: HashSet<ArticleId> = if stay { held.iter().copied().collect() } else { HashSet::new() };
            let articles: Vec<ArticleId> = articles.iter().copied().filter(|one| !known.contains(one)).collect();
            let moved: HashSet<ArticleId> = articles.iter().copied().collect();
            // Before one that goes along: before what follows it and stays.
            let from = before.and_then(|before| held.iter().position(|one| *one == before));
            let next = from.and_then(|from| held.get(from..)?.iter().find(|one| !moved.contains(one)));
            let stay: Vec<ArticleId> = held.iter().copied().filter(|one| !moved.contains(one)).collect();
            let at = next.and_then(|next| stay.iter().position(|one| one == next)).unwrap_or(stay.len());
            let (head, tail) = stay.split_at(at);
            [head, articles.as_slice(), tail].concat()
        })
    }

    /// What it held before.
    pub fn take_out_articles(&self, id: CollectionId, articles: &[ArticleId]) -> Result<Vec<ArticleId>> {
        let out: HashSet<ArticleId> = articles.iter().copied().collect();
        self.change_collection(id, |held| held.iter().copied().filter(|one| !out.contains(one)).collect())
    }

    /// It holds these, in this order, and nothing else. What it held before.
    pub fn arrange_collection(&self, id: CollectionId, articles: &[ArticleId]) -> Result<Vec<ArticleId>> {
        self.change_collection(id, |_| articles.to_vec())
    }

    /// Collections are read by people: some thousands at most are written anew in some milliseconds.
    fn change_collection(
        &self,
        id: CollectionId,
        change: impl FnOnce(&[ArticleId]) -> Vec<ArticleId>,
    ) -> Result<Vec<ArticleId>> {
        self.write(|transaction| {
            collections::name(transaction, id)?;
            let held = collections::read(transaction, id)?;
            let next = change(&held);
            if next != held {
                collections::write(transaction, id, &next)?;
            }
            Ok(held)
        })
    }
}
