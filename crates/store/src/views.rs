//! What the library is asked and what it answers. The window gets these as they are.

use std::path::PathBuf;

use articles::{
    Article, ArticleId, CollectionId, ContentHash, FileId, Highlight, ImportId, IssueId, Moment, MuteId, Newsletter,
    Outlet, OutletId, Problem, Published, ReadingChoice, RecordCount, SearchId, Source, Span, StoryId, TableColumn,
    TitleId, WatchedFolderId,
};
use chrono::NaiveDate;
use digests::{Finding, Title};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which articles. Everything that is not set lets all through.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields)]
pub struct Filter {
    /// The printed day.
    #[ts(as = "Option<String>")]
    pub date: Option<NaiveDate>,
    /// Only those of which no date is known.
    pub undated: bool,
    /// The source's name, exactly.
    pub source: Option<String>,
    pub tag: Option<String>,
    pub language: Option<String>,
    pub import: Option<ImportId>,
    pub unread: bool,
    pub bookmarked: bool,
    pub story: Option<StoryId>,
    /// Those that a saved search finds.
    pub search: Option<SearchId>,
    pub collection: Option<CollectionId>,
    /// A word or phrase of it, exactly.
    pub keyword: Option<String>,
    /// A person's name, or a part of it, in whole words.
    pub person: Option<String>,
    pub place: Option<String>,
    /// Those that were put there. Without it, muted ones and those in the trash are nowhere, and archived ones only where
    /// a word, tag, bookmark, story, import, collection or saved search is asked for.
    pub away: Option<Away>,
}

/// Where an article is that is not at hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Away {
    /// Done with, and kept to be found.
    Archive,
    /// A rule put it away.
    Mute,
    /// To be thrown out when the reader says so.
    Trash,
}

impl Away {
    pub(crate) const EVERY: [Away; 3] = [Away::Archive, Away::Mute, Away::Trash];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Away::Archive => "archive",
            Away::Mute => "mute",
            Away::Trash => "trash",
        }
    }

    /// Nothing finds it by its words.
    pub(crate) fn is_unfound(self) -> bool {
        self != Away::Archive
    }
}

/// A rule that keeps articles out of the lists, and what it keeps out now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Mute {
    pub id: MuteId,
    pub query: String,
    /// The last day that it holds on.
    #[ts(as = "Option<String>")]
    pub until: Option<NaiveDate>,
    pub hidden: u32,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    #[default]
    Newest,
    Oldest,
    Headline,
    Source,
    /// As they stand in the collection that is asked for; newest first where none is.
    ByHand,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct ArticlePage {
    pub rows: Vec<ArticleRow>,
    /// Where to go on; none at the end.
    pub next: Option<String>,
}

/// A list as it stands now, so that any place of it can be gone to: page `n` begins after `cursors[n]`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct ListPlaces {
    pub articles: u32,
    /// `ListArticles::after` of each page of 100 but the first.
    pub cursors: Vec<String>,
    /// Where each day begins. Empty where the order is not by date.
    pub days: Vec<DayStart>,
}

/// An undated article stands in the day that it came on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct DayStart {
    #[ts(type = "string")]
    pub day: NaiveDate,
    /// Place of its first article, counted from 0.
    pub first: u32,
}

/// Articles without what is shown of them: for doing one thing to many.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct IdPage {
    /// The newest first, at most 10,000.
    pub ids: Vec<ArticleId>,
    pub more: bool,
}

/// What a list shows of an article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ArticleRow {
    pub id: ArticleId,
    pub title: String,
    pub source: Option<Source>,
    pub byline: Vec<String>,
    pub published: Option<Published>,
    pub language: Option<String>,
    /// The standfirst or first words of the text, at most 240 characters.
    pub opening: String,
    pub words: u32,
    pub read: bool,
    pub bookmarked: bool,
    pub tags: Vec<String>,
    /// None while it is at hand.
    pub away: Option<Away>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct SearchPage {
    pub rows: Vec<SearchRow>,
    pub found: u32,
    /// There are more than `found`; counting stopped.
    pub more: bool,
    /// Where few hold all of three words or more, so many of `rows` hold some of them, among the others by how well they
    /// answer: 20 at most. Not in `found`.
    pub close: u32,
    /// What of the query was not understood, and was passed over.
    pub notes: Vec<QueryNote>,
}

/// Why a stretch of a query was passed over, or found nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct QueryNote {
    /// Bytes of the query.
    pub start: u32,
    pub end: u32,
    pub code: NoteCode,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum NoteCode {
    /// A quotation mark that is not closed: the phrase goes to the end.
    OpenQuote,
    /// A bracket that is not closed: it goes to the end.
    OpenBracket,
    /// A closing bracket without an opening one.
    ClosingBracket,
    /// `OR` with nothing on one side.
    LoneOr,
    /// An operator without a value: `outlet:`.
    NoValue,
    /// A value that the operator does not know: `is:green`.
    UnknownValue,
    /// Not a date: `before:christmas`.
    BadDate,
    /// The library has no outlet, tag, story or issue of that name: nothing is found.
    NothingOfThatName,
    /// Brackets too deep, or more words than are looked for: the rest is passed over.
    TooMuch,
}

/// A list of articles that a reader put together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Collection {
    pub id: CollectionId,
    pub name: String,
    pub articles: u32,
    pub unread: u32,
}

/// A search that is kept under a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SavedSearch {
    pub id: SearchId,
    pub name: String,
    pub query: String,
    pub found: u32,
    pub unread: u32,
    /// There are more than `found`; counting stopped.
    pub more: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct SearchRow {
    pub article: ArticleRow,
    pub title: Marked,
    pub snippet: Marked,
    /// The words of the query that it does not hold, as typed.
    pub lacks: Vec<String>,
}

/// Text and the ranges of it that were looked for, in UTF-16 units, as a page counts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Marked {
    pub text: String,
    pub marks: Vec<(u32, u32)>,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ArticleView {
    pub id: ArticleId,
    pub article: Article,
    pub read: bool,
    pub bookmarked: bool,
    pub tags: Vec<String>,
    /// The first import that brought it and was not undone.
    pub import: ImportId,
    pub words: u32,
    /// None until it is grouped, which is soon after its import.
    pub story: Option<StoryId>,
    /// The first article with nearly this text.
    pub copy_of: Option<ArticleId>,
    /// The same outlet's earlier version of it.
    pub newer_than: Option<ArticleId>,
    /// The same outlet's latest version of it.
    pub newest: Option<ArticleId>,
    /// What was read, where a reader set it right.
    pub as_read: Option<AsRead>,
    pub subjects: Subjects,
    pub highlights: Vec<Highlight>,
    /// None is at hand.
    pub away: Option<Away>,
    /// What a reader wrote about it.
    pub note: String,
    pub collections: Vec<CollectionId>,
}

/// What of an article can be set right, as it was read.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct AsRead {
    pub title: String,
    pub byline: Vec<String>,
    pub published: Option<Published>,
    pub source: Option<Source>,
    pub language: Option<String>,
}

impl From<Article> for AsRead {
    fn from(article: Article) -> AsRead {
        let Article { title, byline, published, source, language, .. } = article;
        AsRead { title, byline, published, source, language }
    }
}

/// What an article is about, as printed in it: best or most often first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Subjects {
    pub keywords: Vec<String>,
    pub people: Vec<String>,
    pub places: Vec<String>,
}

/// The source an article came from, whole, with what each stretch of it was taken for.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct SourceText {
    pub file: String,
    /// Cut at 2 MB, at a character.
    pub text: String,
    pub spans: Vec<Span>,
    /// Which article of the file was asked for, counted from 0 as in `spans`.
    pub article: u32,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Counts {
    pub all: u32,
    pub unread: u32,
    pub bookmarked: u32,
    pub undated: u32,
    pub archived: u32,
    pub muted: u32,
    pub trashed: u32,
    /// Most articles first.
    pub sources: Vec<Count>,
    pub tags: Vec<Count>,
    pub languages: Vec<Count>,
    /// Newest first, at most 366.
    pub days: Vec<Count>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Count {
    pub name: String,
    pub all: u32,
    pub unread: u32,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ImportSummary {
    pub id: ImportId,
    /// When, RFC 3339 in UTC.
    pub at: String,
    /// For people: the one file's name, or the folder's.
    pub name: String,
    pub files: u32,
    pub articles: u32,
    /// That came into the register.
    pub outlets: u32,
    pub problems: u32,
    pub undone: bool,
    pub state: ImportState,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ImportState {
    #[default]
    Running,
    Finished,
    /// Stopped by the reader: what was stored until then is there, the rest is not.
    Cancelled,
    /// The program ended in the middle. The same files imported again add what is missing.
    Interrupted,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ImportUndone {
    pub removed: u32,
    /// Articles that stay because an issue quotes them.
    pub kept: u32,
    /// Articles that stay because another import has them too.
    pub shared: u32,
    /// Outlets that went out of the register; those that were changed since they came stay.
    pub outlets: u32,
}

/// What became of an import, however many files it has; a page of them at a time is an `ImportFilePage`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ImportReport {
    pub summary: ImportSummary,
    pub outcomes: FileOutcomes,
    /// At most 20 of its files: what went wrong first, then in their order.
    pub sample: Vec<FileReport>,
}

/// How many of an import's files came to what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FileOutcomes {
    pub imported: u32,
    pub already_there: u32,
    pub nothing_found: u32,
    pub refused: u32,
    /// Of the refused, those that can be imported again from where they were.
    pub refused_with_path: u32,
}

/// Lines of an import's report, in the order of the files.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct ImportFilePage {
    pub files: Vec<FileReport>,
    /// The last of them, where there are more.
    pub next: Option<FileId>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct FileReport {
    pub id: FileId,
    /// For people; a path inside the dropped folder.
    pub file: String,
    pub format: Option<String>,
    pub outcome: FileOutcome,
    /// New articles of it.
    pub articles: Vec<ArticleId>,
    /// Articles of it that were in the library already.
    pub known: u32,
    /// Of an export that counts its records.
    pub records: Option<RecordCount>,
    /// Outlets of it that came into the register, and those that were there already.
    pub outlets: u32,
    pub known_outlets: u32,
    pub problems: Vec<Problem>,
    /// What in it could be read in another way.
    pub choices: Vec<FileChoice>,
    /// It came from a place that can be shown, and imported from again.
    pub has_path: bool,
    /// The library has its bytes.
    pub is_kept: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FileOutcome {
    Imported,
    AlreadyThere,
    NothingFound,
    Refused,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct IssueSummary {
    pub id: IssueId,
    pub title: String,
    #[ts(type = "string")]
    pub date: NaiveDate,
    pub number: u32,
    pub items: u32,
    /// The series that it belongs to; its masthead may say otherwise.
    pub title_id: TitleId,
    /// How many versions were published.
    pub versions: u32,
}

/// A series of issues.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct StoredTitle {
    pub id: TitleId,
    pub title: Title,
    pub has_logo: bool,
}

/// What went out: the issue as it was at that moment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct IssueVersion {
    /// From 1.
    pub version: u32,
    pub at: Moment,
    /// The program that froze it, and that sets it to the same bytes again.
    pub program: String,
    /// What was corrected, and why; empty in the first version.
    pub note: String,
    /// What was not ready, and was published all the same.
    pub unready: Vec<Finding>,
}

/// An outlet that was confirmed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct StoredOutlet {
    pub id: OutletId,
    pub outlet: Outlet,
    pub articles: u32,
}

/// A name that articles came under, and that no outlet of the register has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MetOutlet {
    pub name: String,
    /// Of its newest article that has one.
    pub host: Option<String>,
    pub articles: u32,
}

/// A picture that came with an article.
pub struct StoredPicture {
    /// `image/jpeg`
    pub media: String,
    pub bytes: Vec<u8>,
}

/// A whole copy of the library, beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Backup {
    /// Its file's name, by which it is asked for.
    pub name: String,
    /// `2026-11-23T09:05:00` on the clock of the desk that made it.
    pub made_at: String,
    #[ts(type = "number")]
    pub bytes: u64,
    pub articles: u32,
}

/// What can be held against a sum.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DamagedPart {
    #[default]
    Article,
    File,
    Picture,
}

/// A part that is not what was stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(optional_fields)]
pub struct Damage {
    pub part: DamagedPart,
    #[ts(type = "number")]
    pub id: i64,
    /// A headline, a file's name; of a picture the headline that it came with. Empty where that is damaged too.
    pub name: String,
    /// The newest copy that has it whole.
    pub backup: Option<String>,
}

/// What the slow look at the library found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(optional_fields)]
pub struct DamageList {
    /// RFC 3339: when all was last looked through.
    pub finished_at: Option<String>,
    pub damage: Vec<Damage>,
}

/// A library that was gone back to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Restored {
    pub backup: Backup,
    /// Where the library is kept whose place it took.
    pub kept: Option<PathBuf>,
}

/// Something in a file that could be read in another way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "choice", rename_all = "snake_case")]
pub enum FileChoice {
    /// What its columns hold: `read_table` shows it.
    Table {
        shape: String,
    },
    Newsletter(Newsletter),
}

impl From<ReadingChoice> for FileChoice {
    fn from(choice: ReadingChoice) -> FileChoice {
        match choice {
            ReadingChoice::Table(table) => FileChoice::Table { shape: table.shape },
            ReadingChoice::Newsletter(newsletter) => FileChoice::Newsletter(newsletter),
        }
    }
}

/// A table's columns as the user told them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TableMapping {
    pub shape: String,
    pub columns: Vec<TableColumn>,
    /// Files of that shape that were read in another way, newest first: they can be read again.
    pub outdated: Vec<FileId>,
}

/// A sender whose mails hold several stories.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NewsletterSender {
    /// The address, in lower case.
    pub sender: String,
    pub name: Option<String>,
    /// The stories of the mail that came last.
    pub stories: u32,
    /// Its mails are read as their stories; as one article each otherwise.
    pub as_stories: bool,
    /// Files with mails of that sender that were read in the other way, newest first: they can be read again.
    pub outdated: Vec<FileId>,
}

/// A folder whose new files are imported by themselves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct WatchedFolder {
    pub id: WatchedFolderId,
    pub path: String,
    /// The folder in it that imported files are moved to; none leaves them where they are.
    pub aside: Option<String>,
    /// It cannot be looked into at the moment: not there, not plugged in, no right to.
    pub missing: bool,
    /// Files taken so far.
    pub taken: u32,
    /// Files that were imported and could not be moved aside: they lie where they were.
    pub unmoved: Vec<UnmovedFile>,
    /// It came with open files, and is not looked into until somebody chooses it here.
    pub paused: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct UnmovedFile {
    /// The way to it from the folder.
    pub name: String,
    pub reason: Unmoved,
}

/// Why a file could not be moved aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Unmoved {
    NoPermission,
    NoRoom,
    /// Something of that name lies where the folder or the file would.
    InTheWay,
    Other,
}

impl Unmoved {
    pub(crate) const EVERY: [Unmoved; 4] = [Unmoved::NoPermission, Unmoved::NoRoom, Unmoved::InTheWay, Unmoved::Other];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Unmoved::NoPermission => "no_permission",
            Unmoved::NoRoom => "no_room",
            Unmoved::InTheWay => "in_the_way",
            Unmoved::Other => "other",
        }
    }
}

/// A file that was taken from a watched folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenFile {
    pub hash: ContentHash,
    /// The way to it from the folder.
    pub name: String,
    pub size: i64,
    /// When it was last written to, in nanoseconds since 1970.
    pub changed: i64,
}
