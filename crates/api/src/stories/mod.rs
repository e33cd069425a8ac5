//! The stories of a day: grouped after each import, listed, read, and put right by hand.

mod cards;
mod country;
mod drafting;
mod grouping;
mod reading;
pub mod views;

use articles::ArticleId;
use stories::versions::{self, compare};
use task::Task;

use crate::{App, Error, operations::*};

impl App {
    pub fn split_story(&self, ask: SplitStory) -> Result<StoriesChanged, Error> {
        let members = self.store().read_members(ask.id)?;
        let (out, stay): (Vec<ArticleId>, Vec<ArticleId>) =
            members.iter().map(|member| member.placed.article).partition(|id| ask.articles.contains(id));
        if self.store().split_story(ask.id, &out)?.is_none() {
            let whole = members.first().map(|member| member.placed.story);
            return Ok(StoriesChanged { stories: whole.into_iter().collect() });
        }
        self.regrouped(&[stay, out])
    }

    pub fn merge_stories(&self, ask: MergeStories) -> Result<StoriesChanged, Error> {
        let id = self.store().merge_stories(&ask.ids)?;
        let members = self.store().read_members(id)?;
        self.regrouped(&[members.iter().map(|member| member.placed.article).collect()])
    }

    pub fn compare_articles(&self, ask: CompareArticles) -> Result<Comparison, Error> {
        let (older, newer) = (self.store().read_text(ask.older)?, self.store().read_text(ask.newer)?);
        Ok(Comparison { title: compared(&older.title, &newer.title), text: compared(&older.text, &newer.text) })
    }

    /// What is like the articles of these lists follows them. Gives the story of each list.
    fn regrouped(&self, lists: &[Vec<ArticleId>]) -> Result<StoriesChanged, Error> {
        let all = || lists.iter().flatten().copied();
        if let (Some(first), Some(last)) = (all().min(), all().max()) {
            self.group((first, last), &Task::quiet())?;
        }
        self.tell(Event::LibraryChanged {});
        let mut stories = Vec::new();
        for id in lists.iter().filter_map(|list| list.first()) {
            stories.extend(self.store().story_of(*id)?);
        }
        Ok(StoriesChanged { stories })
    }
}

fn compared(older: &str, newer: &str) -> Vec<ComparedPart> {
    let part = |part: versions::Part| ComparedPart {
        change: match part.change {
            versions::Change::Same => Change::Same,
            versions::Change::Removed => Change::Removed,
            versions::Change::Added => Change::Added,
        },
        text: part.text.to_owned(),
    };
    compare(older, newer).into_iter().map(part).collect()
}
