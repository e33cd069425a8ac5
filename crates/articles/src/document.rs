use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{ContentHash, Picture, PublishedFrom, Source};

/// What a format reader hands on: raw, with what the file itself said. Cleaning decides what is believed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Document {
    pub origin: Origin,
    pub body: Body,
    pub title: Option<String>,
    pub standfirst: Option<String>,
    /// As printed, one entry a field of the file; may hold "By" and several names.
    pub byline: Vec<String>,
    pub dates: Vec<RawDate>,
    pub source: Option<Source>,
    pub section: Option<String>,
    pub page: Option<String>,
    /// What the file declares: a hint only.
    pub language: Option<String>,
    pub url: Option<String>,
    pub copyright: Vec<String>,
    pub tags: Vec<String>,
    /// Pictures that came with it and that its body may name; only those that it shows are kept.
    #[serde(default)]
    pub pictures: Vec<Picture>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Body {
    /// Decoded text that may hold any number of articles: `split` decides.
    Text(String),
    /// A whole page or fragment whose main part is to be found.
    Page(String),
    /// HTML that is one article's body already (a feed entry, a database record): cleaned, not searched.
    Fragment(String),
    /// Plain paragraphs that are one article's body already.
    Plain(String),
}

impl Default for Body {
    fn default() -> Body {
        Body::Text(String::new())
    }
}

/// A date string with where it was found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RawDate {
    pub text: String,
    pub from: PublishedFrom,
}

/// An export's own count is a proof of how it was read: so many of the records that it says it holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RecordCount {
    pub found: u32,
    pub announced: u32,
}

/// Where in which file an article stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Origin {
    /// Name of the file as dropped, for people; never used as a path.
    pub file: String,
    /// Hash of the whole file's bytes.
    pub hash: ContentHash,
    /// Name of the format's folder in the registry: `text`, `html`.
    pub format: String,
    /// The way inside a container: `week.zip` → `["monday/1.html"]`.
    pub members: Vec<String>,
    /// Byte range. Of the decoded source text for text-like sources; of the file otherwise; 0..0 where it is the whole.
    pub start: u32,
    pub end: u32,
}
