use std::fmt;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

macro_rules! row_ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
        #[serde(transparent)]
        #[ts(type = "number")]
        pub struct $name(pub i64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    )*};
}

row_ids! {
    /// Below 2^53, so that a page may hold it as a number. Larger is newer.
    ArticleId,
    ImportId,
    /// A file of an import: a line of its report.
    FileId,
    WatchedFolderId,
    /// An issue: the digest of a date.
    IssueId,
    /// A story, by the article that founded it; below zero where that article was parted from it.
    StoryId,
    /// A correction of all articles of an outlet.
    OutletRuleId,
    /// A search that was saved under a name.
    SearchId,
    /// A series of issues.
    TitleId,
    /// An outlet of the register.
    OutletId,
    /// A stretch of an article that a reader marked.
    HighlightId,
    /// A rule that keeps articles out of the lists.
    MuteId,
    /// A list of articles that a reader put together.
    CollectionId,
}

/// SHA-256 of some bytes, as 64 lower-case hexadecimal digits. Empty where nothing was hashed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(transparent)]
#[ts(type = "string")]
pub struct ContentHash(pub String);

impl fmt::Display for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
