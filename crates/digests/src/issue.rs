use articles::{ArticleId, Moment, SearchId, StoryId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Candidate, Particulars};

/// The digest of a date, numbered, as it stands now. Holds no article text: an item names its article.
///
/// What came after the first release has a default, so that issues of before are read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Issue {
    /// The masthead: `Morning press review`.
    pub title: String,
    #[ts(type = "string")]
    pub date: NaiveDate,
    pub number: u32,
    /// The language of its own words (masthead, contents, date): ISO 639-1.
    pub language: String,
    /// The editor's opening words. Paragraphs parted by a blank line.
    pub introduction: String,
    /// Never empty.
    pub sections: Vec<Section>,
    /// The id that the next section or item takes; ids are never used twice in an issue.
    pub next_id: u32,
    #[serde(default)]
    pub particulars: Particulars,
    /// What it could hold, in the order in which it came. Each article once; those of its items stay in it.
    #[serde(default)]
    pub pool: Vec<Candidate>,
    /// When candidates were taken in last.
    #[serde(default)]
    pub loaded: Option<Moment>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Section {
    pub id: SectionId,
    /// May be empty in an issue of one section: then no heading is printed.
    pub name: String,
    pub items: Vec<Item>,
    /// What it is filled from.
    #[serde(default)]
    pub search: Option<SearchId>,
    /// How many items it is meant to hold.
    #[serde(default)]
    pub quota: Option<u32>,
}

/// A story's place in an issue.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Item {
    pub id: ItemId,
    /// The one that leads: its headline, outlet and date are the item's.
    pub article: ArticleId,
    /// The story that it tells; none where it is an article for itself.
    #[serde(default)]
    pub story: Option<StoryId>,
    /// What is quoted, in the order to be read. Empty: how the article opens.
    #[serde(default)]
    pub quoted: Vec<Passage>,
    /// The editor's own headline, printed above the article's.
    pub headline: Option<String>,
    /// The desk's words, set apart from the article's.
    pub note: String,
    /// In place of what is quoted of the article. Paragraphs parted by a blank line.
    #[serde(default)]
    pub summary: Option<String>,
    #[serde(default)]
    pub relevance: Relevance,
    #[serde(default)]
    pub kind: Kind,
    /// In printed order.
    #[serde(default)]
    pub quotes: Vec<KeyQuote>,
    /// Articles of items that were joined to this one.
    #[serde(default)]
    pub joined: Vec<ArticleId>,
}

/// What an item is to the issue. Nothing is printed of the middle one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Relevance {
    Main,
    #[default]
    Secondary,
    Mention,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    #[default]
    News,
    Comment,
    Interview,
}

/// Words picked in an article: bytes `start` to `end` of its text, and what stood there when they were picked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct KeyQuote {
    pub article: ArticleId,
    pub start: u32,
    pub end: u32,
    pub text: String,
    /// Who says it; empty where that was not told.
    pub speaker: String,
}

/// Words of an article: bytes `start` to `end` of its text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Passage {
    pub article: ArticleId,
    pub start: u32,
    pub end: u32,
    /// The words, while a correction keeps them out of the text: then the range is empty, and nothing is quoted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub lost: Option<String>,
}

/// An article that was corrected: its id before and now, and its text before and now.
#[derive(Clone, Copy, Debug)]
pub struct Moved<'a> {
    pub from: ArticleId,
    pub to: ArticleId,
    pub before: &'a str,
    pub now: &'a str,
}

impl Moved<'_> {
    pub(crate) fn rename(&self, article: &mut ArticleId) {
        if *article == self.from {
            *article = self.to;
        }
    }

    /// Words that are not in the text any more are quoted no longer, until they are there again.
    pub(crate) fn requote(&self, passage: &mut Passage) {
        if passage.article == self.from {
            passage.article = self.to;
            let there = self.before.get(passage.start as usize..passage.end as usize).filter(|words| !words.is_empty());
            let words = passage.lost.take().or_else(|| there.map(str::to_owned)).unwrap_or_default();
            match self.place(passage.start, &words) {
                Some((start, end)) => (passage.start, passage.end) = (start, end),
                None => {
                    // Of the same words in two places it is this one that comes back.
                    passage.end = passage.start;
                    passage.lost = Some(words).filter(|words| !words.is_empty());
                }
            }
        }
    }

    /// What was picked says itself whether it still stands there.
    pub(crate) fn requote_key(&self, quote: &mut KeyQuote) {
        if quote.article == self.from {
            quote.article = self.to;
            (quote.start, quote.end) = self.place(quote.start, &quote.text).unwrap_or((quote.start, quote.end));
        }
    }

    /// Where the words are now: of all places that have them, the nearest to where they were.
    fn place(&self, was: u32, words: &str) -> Option<(u32, u32)> {
        if words.is_empty() {
            return None;
        }
        let starts = self.now.match_indices(words).map(|(start, _)| start as u32);
        let start = starts.min_by_key(|start| start.abs_diff(was))?;
        Some((start, start + words.len() as u32))
    }
}

impl Passage {
    pub fn new(article: ArticleId, start: u32, end: u32) -> Passage {
        Passage { article, start, end, lost: None }
    }
}

/// What an item is to be made of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Draft {
    pub article: ArticleId,
    pub story: StoryId,
    pub quoted: Vec<Passage>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(transparent)]
pub struct SectionId(pub u32);

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(transparent)]
pub struct ItemId(pub u32);

impl Issue {
    /// An issue with one section and nothing in it. `first_section` may be empty.
    pub fn new(title: &str, date: NaiveDate, number: u32, language: &str, first_section: &str) -> Issue {
        let mut issue = Issue {
            title: title.to_owned(),
            date,
            number,
            language: language.to_owned(),
            introduction: String::new(),
            sections: Vec::new(),
            next_id: 1,
            particulars: Particulars::default(),
            pool: Vec::new(),
            loaded: None,
        };
        let id = SectionId(issue.take_id());
        issue.sections.push(Section { name: first_section.to_owned(), ..Section::new(id) });
        issue
    }

    /// All items in printed order.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.sections.iter().flat_map(|section| &section.items)
    }

    /// All articles that it shows words of, some more than once.
    pub fn articles(&self) -> impl Iterator<Item = ArticleId> + '_ {
        let quoted = |item: &'_ Item| {
            let words = item.quoted.iter().map(|words| words.article);
            words.chain(item.quotes.iter().map(|quote| quote.article)).collect::<Vec<_>>()
        };
        self.items().flat_map(move |item| item.articles().chain(quoted(item)))
    }

    /// The articles that items lead with or were joined from, each once.
    pub fn held(&self) -> impl Iterator<Item = ArticleId> + '_ {
        self.items().flat_map(Item::articles)
    }

    /// A corrected article stays where it was, and its words are quoted from where they are now.
    pub fn follow(mut self, moved: &Moved<'_>) -> Issue {
        for item in self.sections.iter_mut().flat_map(|section| &mut section.items) {
            moved.rename(&mut item.article);
            item.joined.iter_mut().for_each(|article| moved.rename(article));
            item.quoted.iter_mut().for_each(|passage| moved.requote(passage));
            item.quotes.iter_mut().for_each(|quote| moved.requote_key(quote));
        }
        self.pool.iter_mut().for_each(|candidate| moved.rename(&mut candidate.article));
        self
    }

    pub(crate) fn take_id(&mut self) -> u32 {
        let id = self.next_id;
        self.next_id = id.saturating_add(1);
        id
    }
}

impl Section {
    pub(crate) fn new(id: SectionId) -> Section {
        Section { id, name: String::new(), items: Vec::new(), search: None, quota: None }
    }
}

impl Item {
    pub(crate) fn new(id: ItemId, article: ArticleId) -> Item {
        Item {
            id,
            article,
            headline: None,
            note: String::new(),
            story: None,
            quoted: Vec::new(),
            summary: None,
            relevance: Relevance::default(),
            kind: Kind::default(),
            quotes: Vec::new(),
            joined: Vec::new(),
        }
    }

    /// The one that leads, then those that were joined to it.
    pub fn articles(&self) -> impl Iterator<Item = ArticleId> + '_ {
        std::iter::once(self.article).chain(self.joined.iter().copied())
    }
}
