//! From stories to items of an issue: what each is made of before an editor touches it.

use std::collections::HashSet;

use articles::{Register, StoryId};
use chrono::NaiveDate;
use digests::{Draft, Edit, Issue, Passage};
use store::Member;
use stories::{Quote, summarise};

use super::{
    cards::tellings,
    reading::{MOST_TEXTS, SUMMARY, in_one_language},
};
use crate::{App, Error, operations::*};

impl App {
    /// Puts stories into an issue, each drafted in the words of its outlets. One that it holds already, whole or by an
    /// article, is passed over.
    pub fn add_stories(&self, ask: AddStories) -> Result<IssueView, Error> {
        let issue = self.store().read_issue(ask.id)?.issue;
        let mut held = self.held_stories(&issue)?;
        let register = self.store().read_register()?;
        let mut stories = Vec::new();
        for story in ask.stories {
            let members = self.store().read_members(story)?;
            let Some(first) = members.first() else { return Err(Error::NotFound { what: "story", id: story.0 }) };
            if held.insert(first.placed.story) {
                stories.extend(self.draft(&members, &register)?);
            }
        }
        let edit = Edit::AddStories { stories, section: ask.section, at: ask.at };
        self.edit_issue(EditIssue { id: ask.id, edit })
    }

    /// Of each story of a date that is not held, the story that matters most first.
    pub(crate) fn draft_day(&self, date: NaiveDate, held: &HashSet<StoryId>) -> Result<Vec<Draft>, Error> {
        let register = self.store().read_register()?;
        let mut drafts = Vec::new();
        for story in self.rank_day(date)?.iter().filter(|story| !held.contains(&story.id)) {
            drafts.extend(self.draft(&story.members, &register)?);
        }
        Ok(drafts)
    }

    /// The stories that an issue has something of.
    pub(crate) fn held_stories(&self, issue: &Issue) -> Result<HashSet<StoryId>, Error> {
        let mut held = HashSet::new();
        for item in issue.items() {
            held.extend(self.store().story_of(item.article)?);
            if let Some(story) = item.story {
                held.extend(self.store().find_story(story)?);
            }
        }
        Ok(held)
    }

    /// The article that the register puts first leads, or the one with the best headline; sentences of all that tell it in that article's language follow. None
    /// where all articles are gone.
    fn draft(&self, members: &[Member], register: &Register) -> Result<Option<Draft>, Error> {
        let Some(first) = members.first() else { return Ok(None) };
        let story = first.placed.story;
        // How an article opens is better read than sentences out of it: only several need a choice.
        if members.len() < 2 {
            return Ok(Some(Draft { article: first.placed.article, story, quoted: Vec::new() }));
        }
        let Some(article) = self.lead(members, register)? else { return Ok(None) };
        let texts = self.read_texts(members, MOST_TEXTS)?;
        let quotes =
            if texts.len() < 2 { Vec::new() } else { summarise(&in_one_language(&tellings(&texts), article), SUMMARY) };
        let passage = |quote: &Quote| {
            let (start, end) = (u32::try_from(quote.start).ok()?, u32::try_from(quote.end).ok()?);
            Some(Passage::new(quote.article, start, end))
        };
        Ok(Some(Draft { article, story, quoted: quotes.iter().filter_map(passage).collect() }))
    }
}
