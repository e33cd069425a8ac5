//! What is asked and answered about stories.

use articles::{ArticleId, Moment, Source, StoryId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use store::ArticleRow;
use ts_rs::TS;

/// The stories of a date: those with an article that was printed on it, and undated ones that came on it.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct ListStories {
    #[ts(type = "string")]
    pub date: NaiveDate,
    /// `StoryPage::next` of the page before.
    #[serde(default)]
    pub after: Option<String>,
    /// At most 200; 0 takes 50.
    #[serde(default)]
    pub limit: u32,
}

/// The story that matters most first.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct StoryPage {
    pub stories: Vec<StoryCard>,
    /// Where to go on; none at the end.
    pub next: Option<String>,
    /// Stories of the date on all pages.
    pub total: u32,
}

/// What a list shows of a story.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct StoryCard {
    pub id: StoryId,
    /// The article whose headline tells the story best, with its row.
    pub headline: ArticleRow,
    /// All of its articles, also those of other days.
    pub articles: u32,
    pub unread: u32,
    /// Near copies of another article of the story.
    pub copies: u32,
    /// The outlets that told it, in the order in which they did.
    pub outlets: Vec<StoryOutlet>,
    pub reasons: StoryReasons,
    /// Who told it when, earliest first, undated ones last; at most 100.
    pub timeline: Vec<Told>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StoryOutlet {
    /// None for articles whose outlet is not known.
    pub name: Option<String>,
    pub articles: u32,
}

/// What the rank of a story rests on.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct StoryReasons {
    /// Each article whose outlet is not known counts as one.
    pub outlets: u32,
    /// Outlets that speak for themselves: copies of one text count once.
    pub voices: u32,
    /// ISO 3166 codes in lower case, of the outlets' own domains.
    pub countries: Vec<String>,
    /// Outlets that printed it within the last six hours.
    pub lately: u32,
    pub bookmarks: u32,
    /// As printed with the first and the latest article; none where no article has a date.
    pub first: Option<Moment>,
    pub latest: Option<Moment>,
}

/// That an outlet told the story.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Told {
    pub article: ArticleId,
    pub outlet: Option<String>,
    pub at: Option<Moment>,
    /// The first article with nearly this text.
    pub copy_of: Option<ArticleId>,
    /// The same outlet's earlier version of it.
    pub newer_than: Option<ArticleId>,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReadStory {
    pub id: StoryId,
}

/// A story with all that its outlets tell.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct StoryView {
    pub card: StoryCard,
    /// In the order in which they told it, each with its articles, the earliest first. At most 200 articles.
    pub outlets: Vec<OutletArticles>,
    /// Three to five sentences, in the order to be read.
    pub summary: Vec<Quoted>,
    pub differences: Vec<StoryDifference>,
    pub keywords: Vec<String>,
    pub people: Vec<String>,
    pub places: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct OutletArticles {
    pub outlet: Option<Source>,
    pub articles: Vec<StoryArticle>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct StoryArticle {
    pub row: ArticleRow,
    /// The first article with nearly this text.
    pub copy_of: Option<ArticleId>,
    /// The same outlet's earlier version of it.
    pub newer_than: Option<ArticleId>,
    /// What stands in this article only; at most six sentences.
    pub only: Vec<Quoted>,
}

/// Words of an article: bytes `start` to `end` of its text, exactly.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Quoted {
    pub article: ArticleId,
    pub start: u32,
    pub end: u32,
    pub text: String,
}

/// One thing that outlets tell differently, each in its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StoryDifference {
    pub what: Differs,
    pub told: Vec<Quoted>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Differs {
    Figure,
    Name,
    Quotation,
}

/// These articles of the story tell another. Remembered: later articles follow whom they are like.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SplitStory {
    pub id: StoryId,
    pub articles: Vec<ArticleId>,
}

/// These stories are one. Remembered.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MergeStories {
    pub ids: Vec<StoryId>,
}

/// The stories that the articles are in now: after a split what stays and what went, after a merge the one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StoriesChanged {
    pub stories: Vec<StoryId>,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CompareArticles {
    pub older: ArticleId,
    pub newer: ArticleId,
}

/// What changed between two versions, word by word. All parts but the added ones, put together, are the older text;
/// all but the removed ones the newer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Comparison {
    pub title: Vec<ComparedPart>,
    pub text: Vec<ComparedPart>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ComparedPart {
    pub change: Change,
    pub text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    Same,
    Removed,
    Added,
}
