//! What the split preview asks and is answered.

pub use articles::OutletRule;
use articles::{
    ArticleId, ContentHash, Correction, CorrectionStep, FileId, OutletRuleId, Published, RecordCount, Role, Source,
    TextPlace,
};
use serde::{Deserialize, Serialize};
pub use store::AsRead;
use ts_rs::TS;

/// A file of an import, or the file that an article was found in.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields)]
pub struct ReadPreview {
    pub file: Option<FileId>,
    pub article: Option<ArticleId>,
    /// Which of the file's texts, from 0; an article's own where one is asked for.
    pub text: u32,
}

/// How a text of a file was read.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct SplitPreview {
    pub file: FileId,
    pub name: String,
    pub format: Option<String>,
    /// How many texts the file holds in which articles were found.
    pub texts: u32,
    /// Which of them this is, from 0.
    pub text: u32,
    /// By which corrections name it.
    pub hash: ContentHash,
    pub lines: u32,
    /// The line to begin at: the first of the article that was asked for.
    pub line: u32,
    /// Articles can be split and merged at its lines; otherwise it was read as a whole.
    pub can_split: bool,
    /// Of an export that counts its records.
    pub records: Option<RecordCount>,
    pub articles: Vec<PreviewArticle>,
    pub roles: Vec<RoleCount>,
    /// Of the whole file.
    pub corrections: u32,
    pub can_undo: bool,
    pub can_redo: bool,
    /// Articles that have another id since what was asked, or went into another: from, to.
    pub renamed: Vec<(ArticleId, ArticleId)>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct PreviewArticle {
    /// None: another file brought it, and has it.
    pub id: Option<ArticleId>,
    /// By which corrections name it.
    pub start: u32,
    /// Its first line, and how many it has.
    pub line: u32,
    pub lines: u32,
    pub title: String,
    pub byline: Vec<String>,
    pub published: Option<Published>,
    pub source: Option<Source>,
    pub language: Option<String>,
    pub words: u32,
    /// What was read, where a reader set it right.
    pub as_read: Option<AsRead>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RoleCount {
    pub role: Role,
    pub lines: u32,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ListPreviewLines {
    pub file: FileId,
    pub text: u32,
    pub first: u32,
    /// At most 500.
    pub count: u32,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct PreviewLines {
    pub first: u32,
    pub lines: Vec<PreviewLine>,
}

/// A line of a text, or a block of a page, that is not blank.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct PreviewLine {
    /// By which corrections name it.
    pub start: u32,
    /// Bytes of the text that was read, like `start`.
    pub end: u32,
    /// At most 2,000 characters; of a page, as it is shown.
    pub text: String,
    pub role: Role,
    /// What it was taken for, where it is another thing now.
    pub role_as_read: Option<Role>,
    /// Which article of the text it belongs to, from 0.
    pub article: Option<u32>,
    /// An article begins with it.
    pub opens: bool,
    /// Whether one began with it as it was read, where that is different.
    pub opened_as_read: Option<bool>,
    /// There are blank lines above.
    pub gap: bool,
}

/// Answered with the text of that number.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CorrectFile {
    pub file: FileId,
    pub text: u32,
    pub step: CorrectionStep,
}

/// The article that begins at one line begins at another.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MoveBoundary {
    pub file: FileId,
    pub text: u32,
    pub at: TextPlace,
    pub to: u32,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FileText {
    pub file: FileId,
    pub text: u32,
}

#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct ListCorrections {}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct CorrectedFileList {
    /// Corrected last, first.
    pub files: Vec<CorrectedFile>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct CorrectedFile {
    /// None: no import has it any more. When it comes again, it is corrected again.
    pub file: Option<FileId>,
    pub name: String,
    pub corrections: Vec<Correction>,
}

#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct ListOutletRules {}

#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RemoveOutletRule {
    pub id: OutletRuleId,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct OutletRuleList {
    /// In the order in which they were made.
    pub rules: Vec<KeptRule>,
    /// Articles that this made different.
    pub changed: u32,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct KeptRule {
    pub id: OutletRuleId,
    pub rule: OutletRule,
}

/// What a rule would do. Nothing is changed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct RuleTrial {
    /// Articles that it would change.
    pub articles: u32,
    /// The outlet has more articles than were looked at.
    pub more: bool,
    /// The newest, at most 12.
    pub examples: Vec<RuleExample>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct RuleExample {
    pub id: ArticleId,
    pub title: String,
    pub before: String,
    pub after: String,
}
