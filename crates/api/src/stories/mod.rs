//! The stories of a day: grouped after each import, listed, read, and put right by hand.

pub mod views;

use crate::{App, Error, operations::*};

impl App {
    pub fn list_stories(&self, _ask: ListStories) -> Result<StoryPage, Error> {
        Ok(StoryPage::default())
    }

    pub fn read_story(&self, ask: ReadStory) -> Result<StoryView, Error> {
        Err(Error::NotFound { what: "story", id: ask.id.0 })
    }

    pub fn split_story(&self, ask: SplitStory) -> Result<StoriesChanged, Error> {
        Err(Error::NotFound { what: "story", id: ask.id.0 })
    }

    pub fn merge_stories(&self, _ask: MergeStories) -> Result<StoriesChanged, Error> {
        Ok(StoriesChanged::default())
    }

    pub fn compare_articles(&self, _ask: CompareArticles) -> Result<Comparison, Error> {
        Ok(Comparison::default())
    }
}
