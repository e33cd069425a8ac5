//! What is asked and answered about titles, issues and outlets.

use articles::{ArticleId, Caption, IssueId, Moment, Outlet, OutletId, StoryId, TitleId};
use chrono::NaiveDate;
use digests::{Decision, Earlier, Edit, Finding, Issue, ItemId, Rule, SectionId, Title};
use export::{Coverage, Paper, Product, Style};
use serde::{Deserialize, Serialize};
use store::{ArticleRow, IssueSummary, IssueVersion, MetOutlet, StoredOutlet, StoredTitle};
use ts_rs::TS;

#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct ListTitles {}

/// In the order in which they were made; never empty but where all were removed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct TitleList {
    pub titles: Vec<StoredTitle>,
}

/// A new one, or the one of that id changed. Issues that were begun stay as they are.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct SaveTitle {
    #[serde(default)]
    pub id: Option<TitleId>,
    pub title: Title,
}

/// Its issues stay.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RemoveTitle {
    pub id: TitleId,
}

/// The picture of the masthead: the bytes of a PNG or JPEG, at most 4 MB; none takes it away.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct SetLogo {
    pub id: TitleId,
    #[serde(default)]
    pub bytes: Option<Vec<u8>>,
}

#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct ListIssues {}

#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
pub struct IssueList {
    /// Newest date first.
    pub issues: Vec<IssueSummary>,
}

/// The title's issue of a date: the one there is, or a new one from the day's articles.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct BuildIssue {
    /// The first title, where none is named.
    #[serde(default)]
    pub title: Option<TitleId>,
    #[ts(type = "string")]
    pub date: NaiveDate,
    pub choice: Choice,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// Bookmarked articles that were printed on the date, or bookmarked on it.
    #[default]
    Bookmarked,
    /// Articles that were printed on the date, and undated ones that came on it.
    All,
    /// One article for each story of these, the story that matters most first.
    Stories,
    /// None: the pool alone is filled.
    Nothing,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReadIssue {
    pub id: IssueId,
}

/// Articles that an issue could take, newest first: those of its date that it does not hold.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ListCandidates {
    pub id: IssueId,
    pub choice: Choice,
    /// `ArticlePage::next` of the page before.
    pub after: Option<String>,
    /// At most 200; 0 takes 100.
    pub limit: u32,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct IssueView {
    pub id: IssueId,
    pub title: TitleId,
    pub issue: Issue,
    /// A row for each article that an item leads with or was joined from.
    pub articles: Vec<IssueArticle>,
    /// In the order of the issue.
    pub items: Vec<ItemView>,
    pub can_undo: bool,
    pub can_redo: bool,
    /// What was published of it, the first first.
    pub versions: Vec<IssueVersion>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct IssueArticle {
    pub row: ArticleRow,
    /// The other outlets that told the story of the item that it leads, in the register's order.
    pub also_in: Vec<String>,
    pub caption: Option<Caption>,
}

/// Words of an article, as an item prints them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Quotation {
    pub article: ArticleId,
    pub text: String,
    /// Whose words they are: said where an item quotes more than the article that leads.
    pub outlet: Option<String>,
}

/// One item for each of these stories, drafted in the words of its outlets.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AddStories {
    pub id: IssueId,
    pub stories: Vec<StoryId>,
    pub section: SectionId,
    /// As in an `Edit`: the place of the first, counted from 0; past the end means the end.
    pub at: u32,
}

/// What is printed of an item, and what an editor should know of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ItemView {
    pub item: ItemId,
    pub headline: String,
    /// The summary: the editor's, or words of the articles. After the licences.
    pub quoted: Vec<Quotation>,
    /// The summary is none of the article's words.
    pub by_hand: bool,
    /// An outlet's licence keeps words out.
    pub keeps_out: bool,
    pub earlier: Option<Earlier>,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct EditIssue {
    pub id: IssueId,
    pub edit: Edit,
}

/// The pool of an issue, by story: the story that matters most first.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct Pool {
    pub groups: Vec<PoolGroup>,
    /// Articles that came since candidates were taken in last, and wait to be.
    pub not_loaded: u32,
    pub loaded: Option<Moment>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct PoolGroup {
    pub story: Option<StoryId>,
    pub candidates: Vec<PoolCandidate>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct PoolCandidate {
    pub row: ArticleRow,
    pub decision: Decision,
    /// An item holds it.
    pub is_in: bool,
    pub fresh: bool,
    pub carried_from: Option<u32>,
    pub earlier: Option<Earlier>,
}

/// What would be put into which section, by a rule or the section's own search.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct Proposals {
    pub proposals: Vec<Proposal>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Proposal {
    pub section: SectionId,
    /// The place of the rule among the title's; none of a section's search.
    pub rule: Option<u32>,
    pub rows: Vec<ArticleRow>,
}

/// What rules would pick from the articles of a date: of `rules`, switched on or not, or of the title's own.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct TryRules {
    pub title: TitleId,
    #[ts(type = "string")]
    pub date: NaiveDate,
    #[serde(default)]
    pub rules: Option<Vec<Rule>>,
}

/// In the order of the rules; an article is picked by the first that would.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct RulePicks {
    pub picks: Vec<Vec<ArticleRow>>,
}

/// The gravest first; empty is ready.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct Readiness {
    pub findings: Vec<Finding>,
}

/// Freezes the next version. `note` says what was corrected, and why: wanted from the second version on.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct PublishIssue {
    pub id: IssueId,
    pub note: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct CoverageView {
    pub coverage: Coverage,
    pub csv: String,
}

/// By the names of the exporter's list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum ExportFormat {
    Pdf,
    Html,
    Docx,
    Epub,
    Md,
    Eml,
}

/// How an issue leaves. What is not said is as its title has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ExportAs {
    pub format: ExportFormat,
    #[serde(default)]
    pub style: Option<Style>,
    #[serde(default)]
    pub paper: Option<Paper>,
    /// `#b3392b`; none takes the title's, or the style's own.
    #[serde(default)]
    pub accent: Option<String>,
    /// The path of a PNG or JPEG for the masthead.
    #[serde(default)]
    pub logo: Option<String>,
    #[serde(default)]
    pub product: Product,
    /// As it was published, and nothing else of this then; none takes the issue as it stands.
    #[serde(default)]
    pub version: Option<u32>,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PreviewIssue {
    pub id: IssueId,
    pub how: ExportAs,
}

/// A page for a frame: it holds no script and loads nothing. Items are `#item-N`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct Preview {
    pub html: String,
}

#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct ListOutlets {}

/// Confirmed ones by name; then names that articles came under, and none of them has.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct OutletList {
    pub outlets: Vec<StoredOutlet>,
    pub met: Vec<MetOutlet>,
}

/// A new one, or the one of that id changed.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct SaveOutlet {
    #[serde(default)]
    pub id: Option<OutletId>,
    pub outlet: Outlet,
}

/// `other` becomes further names of `id`.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MergeOutlets {
    pub id: OutletId,
    pub other: OutletId,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RemoveOutlet {
    pub id: OutletId,
}

/// Of an article that two items must not hold.
pub(crate) type Held = std::collections::HashSet<ArticleId>;
