use std::collections::HashSet;

use articles::{ArticleId, Moment, SearchId, StoryId};
use serde::{Deserialize, Deserializer, Serialize};
use thiserror::Error;
use ts_rs::TS;

use crate::{
    Arriving, Decision, Draft, Issue, Item, ItemId, KeyQuote, Kind, Moved, Particulars, Relevance, Section, SectionId,
};

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
    SetParticulars {
        particulars: Particulars,
    },
    SetSectionSearch {
        section: SectionId,
        search: Option<SearchId>,
    },
    /// None, or a blank one, leaves what is quoted of the article.
    SetSummary {
        item: ItemId,
        summary: Option<String>,
    },
    SetRelevance {
        item: ItemId,
        relevance: Relevance,
    },
    SetKind {
        item: ItemId,
        kind: Kind,
    },
    /// At the end of the item's quotes, in one step.
    #[serde(alias = "add_quote")]
    AddQuotes {
        item: ItemId,
        #[serde(alias = "quote", deserialize_with = "one_or_more")]
        quotes: Vec<KeyQuote>,
    },
    /// `at`: counted from 0.
    RemoveQuote {
        item: ItemId,
        at: u32,
    },
    SetSpeaker {
        item: ItemId,
        at: u32,
        speaker: String,
    },
    /// `other` goes into `item`: its articles, its quotes, and its note as a paragraph more. Its own headline and
    /// summary are taken over where the item has none.
    JoinItems {
        item: ItemId,
        other: ItemId,
    },
    /// A joined article becomes an item of its own, behind the one that it was in, with the quotes of it.
    SplitItem {
        item: ItemId,
        article: ArticleId,
    },
    /// Another article leads: one that was joined changes places, one from outside takes the place.
    SetArticle {
        item: ItemId,
        article: ArticleId,
    },
    /// Candidates that are not in the pool yet.
    LoadCandidates {
        articles: Vec<Arriving>,
        at: Moment,
    },
    Decide {
        articles: Vec<ArticleId>,
        decision: Decision,
    },
}

impl Edit {
    /// The same edit, after an article was corrected that it may name.
    pub fn follow(mut self, moved: &Moved<'_>) -> Edit {
        match &mut self {
            Edit::AddItems { articles, .. } => articles.iter_mut().for_each(|article| moved.rename(article)),
            Edit::AddStories { stories, .. } => {
                for draft in stories {
                    moved.rename(&mut draft.article);
                    draft.quoted.iter_mut().for_each(|passage| moved.requote(passage));
                }
            }
            Edit::AddQuotes { quotes, .. } => quotes.iter_mut().for_each(|quote| moved.requote_key(quote)),
            Edit::SplitItem { article, .. } | Edit::SetArticle { article, .. } => moved.rename(article),
            Edit::LoadCandidates { articles, .. } => {
                articles.iter_mut().for_each(|arriving| moved.rename(&mut arriving.article));
            }
            Edit::Decide { articles, .. } => articles.iter_mut().for_each(|article| moved.rename(article)),
            Edit::SetTitle { .. }
            | Edit::SetIntroduction { .. }
            | Edit::SetNumber { .. }
            | Edit::SetLanguage { .. }
            | Edit::AddSection { .. }
            | Edit::RenameSection { .. }
            | Edit::MoveSection { .. }
            | Edit::RemoveSection { .. }
            | Edit::MoveItem { .. }
            | Edit::RemoveItem { .. }
            | Edit::SetHeadline { .. }
            | Edit::SetNote { .. }
            | Edit::SetParticulars { .. }
            | Edit::SetSectionSearch { .. }
            | Edit::SetSummary { .. }
            | Edit::SetRelevance { .. }
            | Edit::SetKind { .. }
            | Edit::RemoveQuote { .. }
            | Edit::SetSpeaker { .. }
            | Edit::JoinItems { .. } => {}
        }
        self
    }
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
    #[error("there is no such quote")]
    NoSuchQuote,
    #[error("the article does not fit there")]
    NoSuchArticle,
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
                put(&mut self.sections, *at, [Section { name: name.clone(), ..Section::new(id) }]);
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
            Edit::SetHeadline { item, headline } => self.item_mut(*item)?.headline = filled(headline),
            Edit::SetNote { item, note } => self.item_mut(*item)?.note.clone_from(note),
            Edit::SetParticulars { particulars } => self.particulars = particulars.clone(),
            Edit::SetSectionSearch { section, search } => {
                let section = self.section_index(*section)?;
                self.sections[section].search = *search;
            }
            Edit::SetSummary { item, summary } => self.item_mut(*item)?.summary = filled(summary),
            Edit::SetRelevance { item, relevance } => self.item_mut(*item)?.relevance = *relevance,
            Edit::SetKind { item, kind } => self.item_mut(*item)?.kind = *kind,
            Edit::AddQuotes { item, quotes } => self.item_mut(*item)?.quotes.extend_from_slice(quotes),
            Edit::RemoveQuote { item, at } => {
                let quotes = &mut self.item_mut(*item)?.quotes;
                let at = usize::try_from(*at).unwrap_or(usize::MAX);
                if at >= quotes.len() {
                    return Err(EditError::NoSuchQuote);
                }
                quotes.remove(at);
            }
            Edit::SetSpeaker { item, at, speaker } => {
                let at = usize::try_from(*at).unwrap_or(usize::MAX);
                let quote = self.item_mut(*item)?.quotes.get_mut(at).ok_or(EditError::NoSuchQuote)?;
                quote.speaker = speaker.trim().to_owned();
            }
            Edit::JoinItems { item, other } => self.join_items(*item, *other)?,
            Edit::SplitItem { item, article } => self.split_item(*item, *article)?,
            Edit::SetArticle { item, article } => self.set_article(*item, *article)?,
            Edit::LoadCandidates { articles, at } => self.load_candidates(articles, *at),
            Edit::Decide { articles, decision } => self.decide(articles, *decision),
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
        let mut known: HashSet<ArticleId> = self.held().collect();
        let mut added = Vec::new();
        for &article in articles {
            if known.insert(article) {
                added.push(Item::new(ItemId(self.take_id()), article));
            }
        }
        put(&mut self.sections[section].items, at, added);
        Ok(())
    }

    fn add_stories(&mut self, stories: &[Draft], section: SectionId, at: u32) -> Result<(), EditError> {
        let section = self.section_index(section)?;
        let mut known: HashSet<StoryId> = self.items().filter_map(|item| item.story).collect();
        let mut led: HashSet<ArticleId> = self.held().collect();
        let mut added = Vec::new();
        for Draft { article, story, quoted } in stories {
            if !known.contains(story) && led.insert(*article) {
                known.insert(*story);
                let id = ItemId(self.take_id());
                added.push(Item { story: Some(*story), quoted: quoted.clone(), ..Item::new(id, *article) });
            }
        }
        put(&mut self.sections[section].items, at, added);
        Ok(())
    }

    fn join_items(&mut self, item: ItemId, other: ItemId) -> Result<(), EditError> {
        self.item_index(item)?;
        let (from, place) = self.item_index(other)?;
        if item == other {
            return Err(EditError::NoSuchItem);
        }
        let other = self.sections[from].items.remove(place);
        let item = self.item_mut(item)?;
        item.joined.push(other.article);
        item.joined.extend(other.joined);
        item.quotes.extend(other.quotes);
        item.headline = item.headline.take().or(other.headline);
        item.summary = item.summary.take().or(other.summary);
        if !other.note.trim().is_empty() {
            let gap = if item.note.trim().is_empty() { "" } else { "\n\n" };
            item.note = format!("{}{gap}{}", item.note.trim_end(), other.note);
        }
        Ok(())
    }

    fn split_item(&mut self, item: ItemId, article: ArticleId) -> Result<(), EditError> {
        let (section, place) = self.item_index(item)?;
        let joined = &self.sections[section].items[place].joined;
        let at = joined.iter().position(|one| *one == article).ok_or(EditError::NoSuchArticle)?;
        let mut own = Item::new(ItemId(self.take_id()), article);
        let item = &mut self.sections[section].items[place];
        item.joined.remove(at);
        let (quotes, kept) = item.quotes.drain(..).partition(|quote| quote.article == article);
        own.quotes = quotes;
        item.quotes = kept;
        self.sections[section].items.insert(place + 1, own);
        Ok(())
    }

    fn set_article(&mut self, item: ItemId, article: ArticleId) -> Result<(), EditError> {
        let held_elsewhere = self.items().any(|other| other.id != item && other.articles().any(|held| held == article));
        let item = self.item_mut(item)?;
        if held_elsewhere {
            return Err(EditError::NoSuchArticle);
        }
        let before = std::mem::replace(&mut item.article, article);
        if let Some(joined) = item.joined.iter_mut().find(|joined| **joined == article) {
            *joined = before;
        }
        Ok(())
    }

    fn item_mut(&mut self, id: ItemId) -> Result<&mut Item, EditError> {
        let (section, place) = self.item_index(id)?;
        Ok(&mut self.sections[section].items[place])
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

fn filled(text: &Option<String>) -> Option<String> {
    text.clone().filter(|own| !own.trim().is_empty())
}

/// Puts `things` at `at`, or at the end where that is past it.
fn put<T>(list: &mut Vec<T>, at: u32, things: impl IntoIterator<Item = T>) {
    let at = usize::try_from(at).unwrap_or(usize::MAX).min(list.len());
    list.splice(at..at, things);
}

/// A history that was written before several could be quoted at once holds one.
fn one_or_more<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<KeyQuote>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Said {
        One(KeyQuote),
        Several(Vec<KeyQuote>),
    }
    Ok(match Said::deserialize(deserializer)? {
        Said::One(quote) => vec![quote],
        Said::Several(quotes) => quotes,
    })
}

#[cfg(test)]
mod tests;
