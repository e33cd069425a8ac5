use std::collections::HashSet;

use articles::{ArticleId, StoryId};
use serde::{Deserialize, Serialize};
use thiserror::Error;
use ts_rs::TS;

use crate::{Draft, Issue, Item, ItemId, Passage, Section, SectionId};

/// One thing an editor does to an issue.
///
/// `at` is the place afterwards, counted from 0 without the thing that moves; past the end means the end.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "edit", rename_all = "snake_case")]
pub enum Edit {
    SetTitle {
        title: String,
    },
    SetIntroduction {
        introduction: String,
    },
    SetNumber {
        number: u32,
    },
    SetLanguage {
        language: String,
    },
    AddSection {
        name: String,
        at: u32,
    },
    RenameSection {
        section: SectionId,
        name: String,
    },
    MoveSection {
        section: SectionId,
        at: u32,
    },
    /// Its items join the end of the section before it, or the start of the one after where it is the first;
    /// the last section left cannot go.
    RemoveSection {
        section: SectionId,
    },
    /// Articles that are in the issue already are passed over.
    AddItems {
        articles: Vec<ArticleId>,
        section: SectionId,
        at: u32,
    },
    /// One item a story: those that the issue has an item of already are passed over.
    AddStories {
        stories: Vec<Draft>,
        section: SectionId,
        at: u32,
    },
    MoveItem {
        item: ItemId,
        section: SectionId,
        at: u32,
    },
    RemoveItem {
        item: ItemId,
    },
    /// None, or a blank one, leaves the article's own.
    SetHeadline {
        item: ItemId,
        headline: Option<String>,
    },
    SetNote {
        item: ItemId,
        note: String,
    },
}

/// Why an edit does not fit the issue: it was made against one that has changed since.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum EditError {
    #[error("there is no such section")]
    NoSuchSection,
    #[error("there is no such item")]
    NoSuchItem,
    #[error("an issue keeps at least one section")]
    LastSection,
}

impl Issue {
    /// The issue after `edit`. An edit that does not fit changes nothing.
    pub fn apply(&self, edit: &Edit) -> Result<Issue, EditError> {
        let mut issue = self.clone();
        issue.take(edit)?;
        Ok(issue)
    }

    /// Does `edit` in place: a history of thousands of edits is replayed without a copy for each.
    /// Each arm looks up all it needs before it changes anything, so an error leaves the issue as it was.
    pub(crate) fn take(&mut self, edit: &Edit) -> Result<(), EditError> {
        match edit {
            Edit::SetTitle { title } => self.title.clone_from(title),
            Edit::SetIntroduction { introduction } => self.introduction.clone_from(introduction),
            Edit::SetNumber { number } => self.number = *number,
            Edit::SetLanguage { language } => self.language.clone_from(language),
            Edit::AddSection { name, at } => {
                let id = SectionId(self.take_id());
                put(&mut self.sections, *at, [Section { id, name: name.clone(), items: Vec::new() }]);
            }
            Edit::RenameSection { section, name } => {
                let section = self.section_index(*section)?;
                self.sections[section].name.clone_from(name);
            }
            Edit::MoveSection { section, at } => {
                let from = self.section_index(*section)?;
                let section = self.sections.remove(from);
                put(&mut self.sections, *at, [section]);
            }
            Edit::RemoveSection { section } => self.remove_section(*section)?,
            Edit::AddItems { articles, section, at } => self.add_items(articles, *section, *at)?,
            Edit::AddStories { stories, section, at } => self.add_stories(stories, *section, *at)?,
            Edit::MoveItem { item, section, at } => {
                let (from, place) = self.item_index(*item)?;
                let to = self.section_index(*section)?;
                let item = self.sections[from].items.remove(place);
                put(&mut self.sections[to].items, *at, [item]);
            }
            Edit::RemoveItem { item } => {
                let (section, place) = self.item_index(*item)?;
                self.sections[section].items.remove(place);
            }
            Edit::SetHeadline { item, headline } => {
                let (section, place) = self.item_index(*item)?;
                self.sections[section].items[place].headline = headline.clone().filter(|own| !own.trim().is_empty());
            }
            Edit::SetNote { item, note } => {
                let (section, place) = self.item_index(*item)?;
                self.sections[section].items[place].note.clone_from(note);
            }
        }
        Ok(())
    }

    fn remove_section(&mut self, section: SectionId) -> Result<(), EditError> {
        let index = self.section_index(section)?;
        if self.sections.len() == 1 {
            return Err(EditError::LastSection);
        }
        let removed = self.sections.remove(index);
        match index.checked_sub(1) {
            Some(before) => self.sections[before].items.extend(removed.items),
            None => put(&mut self.sections[0].items, 0, removed.items),
        }
        Ok(())
    }

    fn add_items(&mut self, articles: &[ArticleId], section: SectionId, at: u32) -> Result<(), EditError> {
        let section = self.section_index(section)?;
        let mut known: HashSet<ArticleId> = self.items().map(|item| item.article).collect();
        let mut added = Vec::new();
        for &article in articles {
            if known.insert(article) {
                added.push(self.new_item(article, None, &[]));
            }
        }
        put(&mut self.sections[section].items, at, added);
        Ok(())
    }

    fn add_stories(&mut self, stories: &[Draft], section: SectionId, at: u32) -> Result<(), EditError> {
        let section = self.section_index(section)?;
        let mut known: HashSet<StoryId> = self.items().filter_map(|item| item.story).collect();
        let mut led: HashSet<ArticleId> = self.items().map(|item| item.article).collect();
        let mut added = Vec::new();
        for Draft { article, story, quoted } in stories {
            if !known.contains(story) && led.insert(*article) {
                known.insert(*story);
                added.push(self.new_item(*article, Some(*story), quoted));
            }
        }
        put(&mut self.sections[section].items, at, added);
        Ok(())
    }

    fn new_item(&mut self, article: ArticleId, story: Option<StoryId>, quoted: &[Passage]) -> Item {
        let id = ItemId(self.take_id());
        Item { id, article, story, quoted: quoted.to_vec(), headline: None, note: String::new() }
    }

    fn section_index(&self, id: SectionId) -> Result<usize, EditError> {
        self.sections.iter().position(|section| section.id == id).ok_or(EditError::NoSuchSection)
    }

    /// The section's place and the item's place in it.
    fn item_index(&self, id: ItemId) -> Result<(usize, usize), EditError> {
        let find = |(index, section): (usize, &Section)| {
            section.items.iter().position(|item| item.id == id).map(|place| (index, place))
        };
        self.sections.iter().enumerate().find_map(find).ok_or(EditError::NoSuchItem)
    }
}

/// Puts `things` at `at`, or at the end where that is past it.
fn put<T>(list: &mut Vec<T>, at: u32, things: impl IntoIterator<Item = T>) {
    let at = usize::try_from(at).unwrap_or(usize::MAX).min(list.len());
    list.splice(at..at, things);
}

#[cfg(test)]
mod tests;
