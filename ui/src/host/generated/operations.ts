// Made from the Rust types by `UPDATE_BINDINGS=1 cargo test -p api --test bindings`. Never edited.

import type {
  AddHighlight,
  AddMute,
  AddStories,
  ArrangeCollection,
  ArticlePage,
  ArticleView,
  BackUp,
  Backup,
  BuildIssue,
  CancelJob,
  Changed,
  CheckLibrary,
  CollectArticles,
  CollectionChanged,
  CollectionList,
  CollectionSaved,
  CompareArticles,
  Comparison,
  CorrectFile,
  CorrectedFileList,
  CountArticles,
  Counts,
  CoverageView,
  DamageList,
  EditHighlight,
  EditIssue,
  EmptyTrash,
  EncoderState,
  FileText,
  ForgetTableMapping,
  ForgetWatchedFolder,
  HighlightList,
  HighlightText,
  IdPage,
  ImportFilePage,
  ImportList,
  ImportReport,
  ImportUndone,
  IssueList,
  IssueView,
  JobId,
  LibraryCheck,
  ListArticles,
  ListCandidates,
  ListCollections,
  ListCorrections,
  ListDamage,
  ListHighlights,
  ListIds,
  ListImportFiles,
  ListImports,
  ListIssues,
  ListMutes,
  ListNewsletters,
  ListOutletRules,
  ListOutlets,
  ListPlaces,
  ListPreviewLines,
  ListSearches,
  ListStories,
  ListTableMappings,
  ListTitles,
  ListWatchedFolders,
  MendDamage,
  MergeOutlets,
  MergeStories,
  MoveBoundary,
  MuteList,
  MuteTrial,
  NewsletterList,
  OutletList,
  OutletRule,
  OutletRuleList,
  PlaceArticles,
  Pool,
  Preview,
  PreviewIssue,
  PreviewLines,
  Proposals,
  PublishIssue,
  PutAway,
  ReadAgain,
  ReadArticle,
  ReadEncoder,
  ReadImport,
  ReadIssue,
  ReadPreview,
  ReadSettings,
  ReadStory,
  ReadTable,
  Readiness,
  RemoveCollection,
  RemoveEncoder,
  RemoveHighlight,
  RemoveMute,
  RemoveOutlet,
  RemoveOutletRule,
  RemoveSearch,
  RemoveTitle,
  RulePicks,
  RuleTrial,
  SaveCollection,
  SaveOutlet,
  SaveSearch,
  SaveTitle,
  SearchArticles,
  SearchList,
  SearchPage,
  SetBookmarked,
  SetLogo,
  SetNewsletter,
  SetNote,
  SetRead,
  SetTableMapping,
  SetTags,
  SetWatchedFolder,
  Settings,
  SourceText,
  SplitPreview,
  SplitStory,
  StartImportText,
  StoriesChanged,
  StoryPage,
  StoryView,
  Table,
  TableMappingList,
  TakeOutArticles,
  TitleList,
  TrashEmptied,
  TryMute,
  TryRules,
  WatchedFolderList,
} from './types';

/** What each operation is asked and answers. */
export type Operations = {
  list_articles: { ask: ListArticles; answer: ArticlePage };
  place_articles: { ask: PlaceArticles; answer: ListPlaces };
  list_ids: { ask: ListIds; answer: IdPage };
  search_articles: { ask: SearchArticles; answer: SearchPage };
  read_article: { ask: ReadArticle; answer: ArticleView };
  read_source_text: { ask: ReadArticle; answer: SourceText };
  count_articles: { ask: CountArticles; answer: Counts };
  list_searches: { ask: ListSearches; answer: SearchList };
  save_search: { ask: SaveSearch; answer: SearchList };
  remove_search: { ask: RemoveSearch; answer: SearchList };
  list_collections: { ask: ListCollections; answer: CollectionList };
  save_collection: { ask: SaveCollection; answer: CollectionSaved };
  remove_collection: { ask: RemoveCollection; answer: CollectionChanged };
  collect_articles: { ask: CollectArticles; answer: CollectionChanged };
  take_out_articles: { ask: TakeOutArticles; answer: CollectionChanged };
  arrange_collection: { ask: ArrangeCollection; answer: CollectionChanged };
  list_stories: { ask: ListStories; answer: StoryPage };
  read_story: { ask: ReadStory; answer: StoryView };
  split_story: { ask: SplitStory; answer: StoriesChanged };
  merge_stories: { ask: MergeStories; answer: StoriesChanged };
  compare_articles: { ask: CompareArticles; answer: Comparison };
  set_read: { ask: SetRead; answer: Changed };
  set_bookmarked: { ask: SetBookmarked; answer: Changed };
  set_tags: { ask: SetTags; answer: Changed };
  put_away: { ask: PutAway; answer: Changed };
  empty_trash: { ask: EmptyTrash; answer: TrashEmptied };
  list_mutes: { ask: ListMutes; answer: MuteList };
  try_mute: { ask: TryMute; answer: MuteTrial };
  add_mute: { ask: AddMute; answer: MuteList };
  remove_mute: { ask: RemoveMute; answer: MuteList };
  list_highlights: { ask: ListHighlights; answer: HighlightList };
  add_highlight: { ask: AddHighlight; answer: HighlightList };
  edit_highlight: { ask: EditHighlight; answer: HighlightList };
  remove_highlight: { ask: RemoveHighlight; answer: HighlightList };
  set_note: { ask: SetNote; answer: HighlightList };
  write_highlights: { ask: ListHighlights; answer: HighlightText };
  start_import_text: { ask: StartImportText; answer: JobId };
  list_imports: { ask: ListImports; answer: ImportList };
  read_import: { ask: ReadImport; answer: ImportReport };
  list_import_files: { ask: ListImportFiles; answer: ImportFilePage };
  undo_import: { ask: ReadImport; answer: ImportUndone };
  start_import_again: { ask: ReadImport; answer: JobId };
  read_preview: { ask: ReadPreview; answer: SplitPreview };
  list_preview_lines: { ask: ListPreviewLines; answer: PreviewLines };
  correct_file: { ask: CorrectFile; answer: SplitPreview };
  move_boundary: { ask: MoveBoundary; answer: SplitPreview };
  reset_corrections: { ask: FileText; answer: SplitPreview };
  undo_correction: { ask: FileText; answer: SplitPreview };
  redo_correction: { ask: FileText; answer: SplitPreview };
  list_corrections: { ask: ListCorrections; answer: CorrectedFileList };
  list_outlet_rules: { ask: ListOutletRules; answer: OutletRuleList };
  try_outlet_rule: { ask: OutletRule; answer: RuleTrial };
  add_outlet_rule: { ask: OutletRule; answer: OutletRuleList };
  remove_outlet_rule: { ask: RemoveOutletRule; answer: OutletRuleList };
  start_read_again: { ask: ReadAgain; answer: JobId };
  cancel_job: { ask: CancelJob; answer: Changed };
  read_table: { ask: ReadTable; answer: Table };
  list_table_mappings: { ask: ListTableMappings; answer: TableMappingList };
  set_table_mapping: { ask: SetTableMapping; answer: Changed };
  forget_table_mapping: { ask: ForgetTableMapping; answer: Changed };
  list_newsletters: { ask: ListNewsletters; answer: NewsletterList };
  set_newsletter: { ask: SetNewsletter; answer: Changed };
  list_watched_folders: { ask: ListWatchedFolders; answer: WatchedFolderList };
  set_watched_folder: { ask: SetWatchedFolder; answer: Changed };
  forget_watched_folder: { ask: ForgetWatchedFolder; answer: Changed };
  list_titles: { ask: ListTitles; answer: TitleList };
  save_title: { ask: SaveTitle; answer: TitleList };
  set_logo: { ask: SetLogo; answer: TitleList };
  remove_title: { ask: RemoveTitle; answer: TitleList };
  try_rules: { ask: TryRules; answer: RulePicks };
  retry_aside: { ask: ForgetWatchedFolder; answer: WatchedFolderList };
  list_issues: { ask: ListIssues; answer: IssueList };
  build_issue: { ask: BuildIssue; answer: IssueView };
  read_issue: { ask: ReadIssue; answer: IssueView };
  list_candidates: { ask: ListCandidates; answer: ArticlePage };
  read_pool: { ask: ReadIssue; answer: Pool };
  load_candidates: { ask: ReadIssue; answer: IssueView };
  list_proposals: { ask: ReadIssue; answer: Proposals };
  fill_issue: { ask: ReadIssue; answer: IssueView };
  edit_issue: { ask: EditIssue; answer: IssueView };
  add_stories: { ask: AddStories; answer: IssueView };
  undo_edit: { ask: ReadIssue; answer: IssueView };
  redo_edit: { ask: ReadIssue; answer: IssueView };
  remove_issue: { ask: ReadIssue; answer: Changed };
  check_issue: { ask: ReadIssue; answer: Readiness };
  publish_issue: { ask: PublishIssue; answer: IssueView };
  read_coverage: { ask: ReadIssue; answer: CoverageView };
  preview_issue: { ask: PreviewIssue; answer: Preview };
  list_outlets: { ask: ListOutlets; answer: OutletList };
  save_outlet: { ask: SaveOutlet; answer: OutletList };
  merge_outlets: { ask: MergeOutlets; answer: OutletList };
  remove_outlet: { ask: RemoveOutlet; answer: OutletList };
  read_settings: { ask: ReadSettings; answer: Settings };
  write_settings: { ask: Settings; answer: Settings };
  read_encoder: { ask: ReadEncoder; answer: EncoderState };
  remove_encoder: { ask: RemoveEncoder; answer: EncoderState };
  check_library: { ask: CheckLibrary; answer: LibraryCheck };
  list_damage: { ask: ListDamage; answer: DamageList };
  mend_damage: { ask: MendDamage; answer: DamageList };
  back_up: { ask: BackUp; answer: Backup };
};

export type OperationName = keyof Operations;

export const OPERATIONS: readonly OperationName[] = [
  'list_articles',
  'place_articles',
  'list_ids',
  'search_articles',
  'read_article',
  'read_source_text',
  'count_articles',
  'list_searches',
  'save_search',
  'remove_search',
  'list_collections',
  'save_collection',
  'remove_collection',
  'collect_articles',
  'take_out_articles',
  'arrange_collection',
  'list_stories',
  'read_story',
  'split_story',
  'merge_stories',
  'compare_articles',
  'set_read',
  'set_bookmarked',
  'set_tags',
  'put_away',
  'empty_trash',
  'list_mutes',
  'try_mute',
  'add_mute',
  'remove_mute',
  'list_highlights',
  'add_highlight',
  'edit_highlight',
  'remove_highlight',
  'set_note',
  'write_highlights',
  'start_import_text',
  'list_imports',
  'read_import',
  'list_import_files',
  'undo_import',
  'start_import_again',
  'read_preview',
  'list_preview_lines',
  'correct_file',
  'move_boundary',
  'reset_corrections',
  'undo_correction',
  'redo_correction',
  'list_corrections',
  'list_outlet_rules',
  'try_outlet_rule',
  'add_outlet_rule',
  'remove_outlet_rule',
  'start_read_again',
  'cancel_job',
  'read_table',
  'list_table_mappings',
  'set_table_mapping',
  'forget_table_mapping',
  'list_newsletters',
  'set_newsletter',
  'list_watched_folders',
  'set_watched_folder',
  'forget_watched_folder',
  'list_titles',
  'save_title',
  'set_logo',
  'remove_title',
  'try_rules',
  'retry_aside',
  'list_issues',
  'build_issue',
  'read_issue',
  'list_candidates',
  'read_pool',
  'load_candidates',
  'list_proposals',
  'fill_issue',
  'edit_issue',
  'add_stories',
  'undo_edit',
  'redo_edit',
  'remove_issue',
  'check_issue',
  'publish_issue',
  'read_coverage',
  'preview_issue',
  'list_outlets',
  'save_outlet',
  'merge_outlets',
  'remove_outlet',
  'read_settings',
  'write_settings',
  'read_encoder',
  'remove_encoder',
  'check_library',
  'list_damage',
  'mend_damage',
  'back_up',
];
