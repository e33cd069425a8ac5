use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{ArticleId, HighlightId, Published, Source};

/// A stretch of an article that a reader marked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Highlight {
    pub id: HighlightId,
    pub article: ArticleId,
    /// From and to, bytes of the article's text; none where that became another and the words are not in it.
    pub range: Option<(u32, u32)>,
    /// As it was marked.
    pub text: String,
    pub colour: Colour,
    pub note: String,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Colour {
    #[default]
    Yellow,
    Green,
    Blue,
    Pink,
}

impl Colour {
    pub fn name(self) -> &'static str {
        match self {
            Colour::Yellow => "yellow",
            Colour::Green => "green",
            Colour::Blue => "blue",
            Colour::Pink => "pink",
        }
    }

    pub fn named(name: &str) -> Option<Colour> {
        [Colour::Yellow, Colour::Green, Colour::Blue, Colour::Pink].into_iter().find(|colour| colour.name() == name)
    }
}

/// What a reader marked in an article and wrote about it, in the order of its text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct HighlightedArticle {
    pub id: ArticleId,
    pub title: String,
    pub source: Option<Source>,
    pub published: Option<Published>,
    pub note: String,
    pub highlights: Vec<Highlight>,
}
