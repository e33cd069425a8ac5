use articles::{ArticleId, StoryId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The digest of a date, numbered, as it stands now. Holds no article text: an item names its article.
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
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Section {
    pub id: SectionId,
    /// May be empty in an issue of one section: then no heading is printed.
    pub name: String,
    pub items: Vec<Item>,
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
}

/// Words of an article: bytes `start` to `end` of its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Passage {
    pub article: ArticleId,
    pub start: u32,
    pub end: u32,
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
        };
        let id = SectionId(issue.take_id());
        issue.sections.push(Section { id, name: first_section.to_owned(), items: Vec::new() });
        issue
    }

    /// All items in printed order.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.sections.iter().flat_map(|section| &section.items)
    }

    /// All articles that it shows words of, some more than once.
    pub fn articles(&self) -> impl Iterator<Item = ArticleId> {
        self.items().flat_map(|item| std::iter::once(item.article).chain(item.quoted.iter().map(|words| words.article)))
    }

    pub(crate) fn take_id(&mut self) -> u32 {
        let id = self.next_id;
        self.next_id = id.saturating_add(1);
        id
    }
}
