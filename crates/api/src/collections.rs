//! Lists that a reader puts together by hand. Each change answers with what the list held before, so that it can be undone.

use articles::{ArticleId, CollectionId};
use serde::{Deserialize, Serialize};
use store::Collection;
use ts_rs::TS;

use crate::{App, Error, operations::Event};

#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct ListCollections {}

/// By name.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
pub struct CollectionList {
    pub collections: Vec<Collection>,
}

/// A new one, or another name for the one with that `id`.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields)]
pub struct SaveCollection {
    pub id: Option<CollectionId>,
    pub name: String,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
pub struct CollectionSaved {
    /// None where the name has no letter.
    pub id: Option<CollectionId>,
    pub collections: Vec<Collection>,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RemoveCollection {
    pub id: CollectionId,
}

/// One behind the other. Those that are in it go there.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct CollectArticles {
    pub id: CollectionId,
    pub articles: Vec<ArticleId>,
    /// None is the end.
    #[serde(default)]
    pub before: Option<ArticleId>,
    /// Those that are in it stay where they are.
    #[serde(default)]
    pub stay: bool,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TakeOutArticles {
    pub id: CollectionId,
    pub articles: Vec<ArticleId>,
}

/// It is to hold these, in this order, and nothing else.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ArrangeCollection {
    pub id: CollectionId,
    pub articles: Vec<ArticleId>,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
pub struct CollectionChanged {
    pub collections: Vec<Collection>,
    /// What it held before, in its order.
    pub before: Vec<ArticleId>,
}

impl App {
    pub fn list_collections(&self, _ask: ListCollections) -> Result<CollectionList, Error> {
        Ok(CollectionList { collections: self.store().list_collections()? })
    }

    pub fn save_collection(&self, ask: SaveCollection) -> Result<CollectionSaved, Error> {
        let id = self.store().save_collection(ask.id, &ask.name)?;
        self.tell(Event::LibraryChanged {});
        Ok(CollectionSaved { id, collections: self.store().list_collections()? })
    }

    pub fn remove_collection(&self, ask: RemoveCollection) -> Result<CollectionChanged, Error> {
        self.collection_changed(self.store().remove_collection(ask.id)?)
    }

    pub fn collect_articles(&self, ask: CollectArticles) -> Result<CollectionChanged, Error> {
        self.collection_changed(self.store().collect_articles(ask.id, &ask.articles, ask.before, ask.stay)?)
    }

    pub fn take_out_articles(&self, ask: TakeOutArticles) -> Result<CollectionChanged, Error> {
        self.collection_changed(self.store().take_out_articles(ask.id, &ask.articles)?)
    }

    pub fn arrange_collection(&self, ask: ArrangeCollection) -> Result<CollectionChanged, Error> {
        self.collection_changed(self.store().arrange_collection(ask.id, &ask.articles)?)
    }

    fn collection_changed(&self, before: Vec<ArticleId>) -> Result<CollectionChanged, Error> {
        self.tell(Event::LibraryChanged {});
        Ok(CollectionChanged { collections: self.store().list_collections()?, before })
    }
}
