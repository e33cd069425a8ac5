//! What can be asked. One list; the window, the command line, the tests and the TypeScript are made from it.

pub use crate::preferences::{
    ForgetTableMapping, ListNewsletters, ListTableMappings, NewsletterList, ReadAgain, ReadTable, SetNewsletter,
    SetTableMapping, TableMappingList,
};
pub use crate::watching::{
    ForgetWatchedFolder, ListWatchedFolders, SetWatchedFolder, Unmoved, UnmovedFile, WatchedFolder, WatchedFolderList,
};
use articles::{ArticleId, FileId, HighlightId, ImportId, MuteId, SearchId};
pub use articles::{Colour, HighlightedArticle, Table};
use chrono::NaiveDate;
pub use digests::{Decision, Edit, Finding, ItemId, Rule, Title, Unit, Unready};
pub use export::{Coverage, Paper, Product, Style, Tally};
use serde::{Deserialize, Serialize};
pub use store::{
    ArticlePage, ArticleRow, ArticleView, Away, Backup, Collection, Count, Counts, Damage, DamageList, DamagedPart,
    DayStart, FileChoice, FileOutcome, FileOutcomes, FileReport, Filter, IdPage, ImportFilePage, ImportReport,
    ImportState, ImportSummary, ImportUndone, IssueSummary, IssueVersion, ListPlaces, Marked, Mute, NoteCode,
    QueryNote, Restored, SavedSearch, SearchPage, SearchRow, Sort, SourceText, StoredTitle, Subjects,
};
use ts_rs::TS;

use crate::ErrorView;
pub use crate::collections::{
    ArrangeCollection, CollectArticles, CollectionChanged, CollectionList, CollectionSaved, ListCollections,
    RemoveCollection, SaveCollection, TakeOutArticles,
};
pub use crate::corrections::views::*;
pub use crate::issues::views::*;
pub use crate::stories::views::*;

/// Calls `$with! { name(Ask) -> Answer, … }` with every operation.
#[macro_export]
macro_rules! operations {
    ($with:ident) => {
        $with! {
            list_articles(ListArticles) -> ArticlePage,
            place_articles(PlaceArticles) -> ListPlaces,
            list_ids(ListIds) -> IdPage,
            search_articles(SearchArticles) -> SearchPage,
            read_article(ReadArticle) -> ArticleView,
            read_source_text(ReadArticle) -> SourceText,
            count_articles(CountArticles) -> Counts,
            list_searches(ListSearches) -> SearchList,
            save_search(SaveSearch) -> SearchList,
            remove_search(RemoveSearch) -> SearchList,
            list_collections(ListCollections) -> CollectionList,
            save_collection(SaveCollection) -> CollectionSaved,
            remove_collection(RemoveCollection) -> CollectionChanged,
            collect_articles(CollectArticles) -> CollectionChanged,
            take_out_articles(TakeOutArticles) -> CollectionChanged,
            arrange_collection(ArrangeCollection) -> CollectionChanged,
            list_stories(ListStories) -> StoryPage,
            read_story(ReadStory) -> StoryView,
            split_story(SplitStory) -> StoriesChanged,
            merge_stories(MergeStories) -> StoriesChanged,
            compare_articles(CompareArticles) -> Comparison,
            set_read(SetRead) -> Changed,
            set_bookmarked(SetBookmarked) -> Changed,
            set_tags(SetTags) -> Changed,
            put_away(PutAway) -> Changed,
            empty_trash(EmptyTrash) -> TrashEmptied,
            list_mutes(ListMutes) -> MuteList,
            try_mute(TryMute) -> MuteTrial,
            add_mute(AddMute) -> MuteList,
            remove_mute(RemoveMute) -> MuteList,
            list_highlights(ListHighlights) -> HighlightList,
            add_highlight(AddHighlight) -> HighlightList,
            edit_highlight(EditHighlight) -> HighlightList,
            remove_highlight(RemoveHighlight) -> HighlightList,
            set_note(SetNote) -> HighlightList,
            write_highlights(ListHighlights) -> HighlightText,
            start_import_text(StartImportText) -> JobId,
            list_imports(ListImports) -> ImportList,
            read_import(ReadImport) -> ImportReport,
            list_import_files(ListImportFiles) -> ImportFilePage,
            undo_import(ReadImport) -> ImportUndone,
            start_import_again(ReadImport) -> JobId,
            read_preview(ReadPreview) -> SplitPreview,
            list_preview_lines(ListPreviewLines) -> PreviewLines,
            correct_file(CorrectFile) -> SplitPreview,
            move_boundary(MoveBoundary) -> SplitPreview,
            reset_corrections(FileText) -> SplitPreview,
            undo_correction(FileText) -> SplitPreview,
            redo_correction(FileText) -> SplitPreview,
            list_corrections(ListCorrections) -> CorrectedFileList,
            list_outlet_rules(ListOutletRules) -> OutletRuleList,
            try_outlet_rule(OutletRule) -> RuleTrial,
            add_outlet_rule(OutletRule) -> OutletRuleList,
            remove_outlet_rule(RemoveOutletRule) -> OutletRuleList,
            start_read_again(ReadAgain) -> JobId,
            cancel_job(CancelJob) -> Changed,
            read_table(ReadTable) -> Table,
            list_table_mappings(ListTableMappings) -> TableMappingList,
            set_table_mapping(SetTableMapping) -> Changed,
            forget_table_mapping(ForgetTableMapping) -> Changed,
            list_newsletters(ListNewsletters) -> NewsletterList,
            set_newsletter(SetNewsletter) -> Changed,
            list_watched_folders(ListWatchedFolders) -> WatchedFolderList,
            set_watched_folder(SetWatchedFolder) -> Changed,
            forget_watched_folder(ForgetWatchedFolder) -> Changed,
            list_titles(ListTitles) -> TitleList,
            save_title(SaveTitle) -> TitleList,
            set_logo(SetLogo) -> TitleList,
            remove_title(RemoveTitle) -> TitleList,
            try_rules(TryRules) -> RulePicks,
            retry_aside(ForgetWatchedFolder) -> WatchedFolderList,
            list_issues(ListIssues) -> IssueList,
            build_issue(BuildIssue) -> IssueView,
            read_issue(ReadIssue) -> IssueView,
            list_candidates(ListCandidates) -> ArticlePage,
            read_pool(ReadIssue) -> Pool,
            load_candidates(ReadIssue) -> IssueView,
            list_proposals(ReadIssue) -> Proposals,
            fill_issue(ReadIssue) -> IssueView,
            edit_issue(EditIssue) -> IssueView,
            add_stories(AddStories) -> IssueView,
            undo_edit(ReadIssue) -> IssueView,
            redo_edit(ReadIssue) -> IssueView,
            remove_issue(ReadIssue) -> Changed,
            check_issue(ReadIssue) -> Readiness,
            publish_issue(PublishIssue) -> IssueView,
            read_coverage(ReadIssue) -> CoverageView,
            preview_issue(PreviewIssue) -> Preview,
            list_outlets(ListOutlets) -> OutletList,
            save_outlet(SaveOutlet) -> OutletList,
            merge_outlets(MergeOutlets) -> OutletList,
            remove_outlet(RemoveOutlet) -> OutletList,
            read_settings(ReadSettings) -> Settings,
            write_settings(Settings) -> Settings,
            read_encoder(ReadEncoder) -> EncoderState,
            remove_encoder(RemoveEncoder) -> EncoderState,
            check_library(CheckLibrary) -> LibraryCheck,
            list_damage(ListDamage) -> DamageList,
            mend_damage(MendDamage) -> DamageList,
            back_up(BackUp) -> Backup,
        }
    };
}

#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields)]
pub struct ListArticles {
    pub filter: Filter,
    pub sort: Sort,
    /// `ArticlePage::next` of the page before.
    pub after: Option<String>,
    /// At most 200; 0 takes 100.
    pub limit: u32,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct PlaceArticles {
    pub filter: Filter,
    pub sort: Sort,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields)]
pub struct ListIds {
    pub filter: Filter,
    /// The last id of the page before.
    pub after: Option<ArticleId>,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields)]
pub struct SearchArticles {
    /// `storm "south pier" -ferry (oil OR gas) title:port outlet:bbc lang:en tag:x in-collection:y is:unread after:2026-03-01
    /// on:yesterday`; the last word also as a beginning, where `typing` is set. Never an error: see `SearchPage::notes`.
    pub query: String,
    pub typing: bool,
    /// With those that hold some of three words or more, where few hold all: see `SearchPage::close`. Takes three times as
    /// long, so not for each key.
    pub close: bool,
    pub filter: Filter,
    /// Best first; `Newest` and `Oldest` by date.
    pub by_date: Option<Sort>,
    /// At most 200; 0 takes 50.
    pub limit: u32,
}

#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct ListSearches {}

/// The saved searches with what they find now, by name.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
pub struct SearchList {
    pub searches: Vec<SavedSearch>,
}

/// A new one, or the one with that `id` changed. An empty name takes the query's.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields)]
pub struct SaveSearch {
    pub id: Option<SearchId>,
    pub name: String,
    pub query: String,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RemoveSearch {
    pub id: SearchId,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReadArticle {
    pub id: ArticleId,
}

#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct CountArticles {}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SetRead {
    pub ids: Vec<ArticleId>,
    pub read: bool,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SetBookmarked {
    pub ids: Vec<ArticleId>,
    pub bookmarked: bool,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SetTags {
    pub ids: Vec<ArticleId>,
    pub add: Vec<String>,
    pub remove: Vec<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PutAway {
    pub ids: Vec<ArticleId>,
    /// None is back at hand.
    pub to: Option<Away>,
}

#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct EmptyTrash {}

#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, TS)]
pub struct TrashEmptied {
    pub removed: u32,
    /// An issue quotes them.
    pub kept: u32,
}

#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct ListMutes {}

/// In the order they were made.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
pub struct MuteList {
    pub mutes: Vec<Mute>,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TryMute {
    pub query: String,
}

/// What a rule would put away now.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
pub struct MuteTrial {
    /// At most 100,000.
    pub found: u32,
    /// The newest 50 of them.
    pub rows: Vec<ArticleRow>,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct AddMute {
    pub query: String,
    /// The last day that it holds on; without one it holds until it is taken away.
    #[ts(as = "Option<String>")]
    #[serde(default)]
    pub until: Option<NaiveDate>,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RemoveMute {
    pub id: MuteId,
}

#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields)]
pub struct ListHighlights {
    /// None asks for all.
    pub article: Option<ArticleId>,
}

/// What was marked and written: the newest article first.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct HighlightList {
    pub articles: Vec<HighlightedArticle>,
}

/// The same, to be read without us.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
pub struct HighlightText {
    pub markdown: String,
}

/// Marks a stretch. What it lies over becomes one with it.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AddHighlight {
    pub article: ArticleId,
    /// Bytes of the article's text.
    pub start: u32,
    pub end: u32,
    #[serde(default)]
    pub colour: Colour,
    #[serde(default)]
    pub note: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct EditHighlight {
    pub id: HighlightId,
    pub colour: Colour,
    pub note: String,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RemoveHighlight {
    pub id: HighlightId,
}

/// Of the whole article; an empty one is none.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SetNote {
    pub article: ArticleId,
    pub note: String,
}

/// How many rows are different now.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, TS)]
pub struct Changed {
    pub count: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(transparent)]
pub struct JobId(pub u32);

/// Pasted text or HTML; the HTML wins where it has more than one block.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields)]
pub struct StartImportText {
    pub text: String,
    pub html: Option<String>,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CancelJob {
    pub job: JobId,
}

/// Told to the window while a job runs (at most ten times a second) and once when it ends.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Event {
    JobProgress {
        job: JobId,
        done: u64,
        total: Option<u64>,
        item: String,
        articles: u32,
    },
    JobEnded {
        job: JobId,
        outcome: JobOutcome,
    },
    /// The day's copy of the library could not be made.
    BackupFailed {
        error: ErrorView,
    },
    /// So many more parts of the library are not what was stored.
    DamageFound {
        count: u32,
    },
    /// Something is different in the library: counts and lists are to be asked again.
    LibraryChanged {},
    /// A watched folder is there again, or is not, or took files.
    WatchChanged {},
    /// The encoder was installed or removed, or is further on.
    EncoderChanged {},
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum JobOutcome {
    Imported {
        import: ImportId,
    },
    /// What was stored until then stays, as an import with its report.
    Cancelled {
        import: Option<ImportId>,
    },
    Failed {
        error: ErrorView,
    },
}

#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct ListImports {}

#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
pub struct ImportList {
    /// Newest first, at most 200.
    pub imports: Vec<ImportSummary>,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReadImport {
    pub id: ImportId,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct ListImportFiles {
    pub import: ImportId,
    /// `ImportFilePage::next` of the page before.
    #[serde(default)]
    pub after: Option<FileId>,
    /// At most 200; 0 takes 100.
    pub limit: u32,
}

#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct ReadSettings {}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// `system`, `light`, `dark`, `sepia`, `contrast`, `contrast_dark`.
    pub theme: String,
    /// Of the interface: `en`, `ar`, `de`, `es`, `fr`, `ru`, `zh`. Empty until the window has chosen the system's.
    pub language: String,
    /// Of everything in the window, in percent: 80 to 200.
    pub zoom: u32,
    /// The reader's: `serif`, `sans`.
    pub font: String,
    /// The reader's, in CSS pixels: 14 to 28.
    pub text_size: u32,
    /// The reader's line, in characters: 50 to 100.
    pub line_width: u32,
    /// The reader's, in hundredths of the text size: 130 to 200.
    pub line_height: u32,
    /// Rows of the list: `two` lines or `one`.
    pub row_lines: String,
    /// Whether days part the list where it is in their order.
    pub day_headings: bool,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            theme: "system".to_owned(),
            language: String::new(),
            zoom: 100,
            font: "serif".to_owned(),
            text_size: 18,
            line_width: 68,
            line_height: 160,
            row_lines: "two".to_owned(),
            day_headings: true,
        }
    }
}

impl Settings {
    /// Sizes that can be read, whatever was asked for.
    pub(crate) fn in_bounds(self) -> Settings {
        Settings {
            zoom: self.zoom.clamp(80, 200),
            text_size: self.text_size.clamp(14, 28),
            line_width: self.line_width.clamp(50, 100),
            line_height: self.line_height.clamp(130, 200),
            ..self
        }
    }

    /// The language of a new issue's own words.
    pub(crate) fn issue_language(&self) -> &str {
        if self.language.is_empty() { "en" } else { &self.language }
    }
}

#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct ReadEncoder {}

#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct RemoveEncoder {}

/// The optional pack that links stories across languages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EncoderState {
    pub installed: bool,
    /// Articles that it has not looked at yet.
    pub waiting: u32,
}

#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct CheckLibrary {}

#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
pub struct LibraryCheck {
    pub articles: u32,
    /// What is wrong, in the words of the check; empty is well.
    pub faults: Vec<String>,
}

#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct BackUp {}

#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct ListDamage {}

#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct MendDamage {}

/// All of the library as open files.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LibraryExported {
    pub folder: String,
    pub articles: u32,
    /// Files as they came, and pictures.
    pub attachments: u32,
    /// Things that were damaged in the library, and are in the files as they lay there.
    pub problems: u32,
}

/// Of an export.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(optional_fields)]
pub struct LibraryImported {
    /// None: it stands in its place, and could not be opened. Whoever opens it next is told why.
    pub articles: Option<u32>,
    /// Where the library is kept whose place it took.
    pub kept: Option<String>,
    /// Folders that were watched where it was made, and are not before they are chosen here.
    pub paused: u32,
}

/// Newest first.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
pub struct BackupList {
    pub backups: Vec<Backup>,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RestoreBackup {
    /// Of one that is listed.
    pub name: String,
}
