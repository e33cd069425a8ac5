use articles::ArticleId;
use serde::{Deserialize, Serialize};
use thiserror::Error;
use ts_rs::TS;

use crate::{Issue, ItemId, SectionId};

/// One thing an editor does to an issue. Positions count from 0; one past the end means the end.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "edit", rename_all = "snake_case")]
pub enum Edit {
    SetTitle { title: String },
    SetIntroduction { introduction: String },
    SetNumber { number: u32 },
    SetLanguage { language: String },
    AddSection { name: String, at: u32 },
    RenameSection { section: SectionId, name: String },
    MoveSection { section: SectionId, at: u32 },
    /// Its items join the section before it, or the one after where it is the first; the last one left cannot go.
    RemoveSection { section: SectionId },
    /// Articles that are in the issue already are passed over.
    AddItems { articles: Vec<ArticleId>, section: SectionId, at: u32 },
    MoveItem { item: ItemId, section: SectionId, at: u32 },
    RemoveItem { item: ItemId },
    SetHeadline { item: ItemId, headline: Option<String> },
    SetNote { item: ItemId, note: String },
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
