// Made from the Rust types by `UPDATE_BINDINGS=1 cargo test -p api --test bindings`. Never edited.

import type {
  ArticlePage,
  ArticleView,
  BuildIssue,
  CancelJob,
  Changed,
  CheckLibrary,
  CompareArticles,
  Comparison,
  CountArticles,
  Counts,
  EditIssue,
  ImportList,
  ImportReport,
  ImportUndone,
  IssueList,
  IssueView,
  JobId,
  LibraryCheck,
  ListArticles,
  ListCandidates,
  ListImports,
  ListIssues,
  ListSearches,
  ListStories,
  MergeStories,
  ReadArticle,
  ReadImport,
  ReadIssue,
  ReadSettings,
  ReadStory,
  RemoveSearch,
  SaveSearch,
  SearchArticles,
  SearchList,
  SearchPage,
  SetBookmarked,
  SetRead,
  SetTags,
  Settings,
  SourceText,
  SplitStory,
  StartImportText,
  StoriesChanged,
  StoryPage,
  StoryView,
} from './types';

/** What each operation is asked and answers. */
export type Operations = {
  list_articles: { ask: ListArticles; answer: ArticlePage };
  search_articles: { ask: SearchArticles; answer: SearchPage };
  read_article: { ask: ReadArticle; answer: ArticleView };
  read_source_text: { ask: ReadArticle; answer: SourceText };
  count_articles: { ask: CountArticles; answer: Counts };
  list_searches: { ask: ListSearches; answer: SearchList };
  save_search: { ask: SaveSearch; answer: SearchList };
  remove_search: { ask: RemoveSearch; answer: SearchList };
  list_stories: { ask: ListStories; answer: StoryPage };
  read_story: { ask: ReadStory; answer: StoryView };
  split_story: { ask: SplitStory; answer: StoriesChanged };
  merge_stories: { ask: MergeStories; answer: StoriesChanged };
  compare_articles: { ask: CompareArticles; answer: Comparison };
  set_read: { ask: SetRead; answer: Changed };
  set_bookmarked: { ask: SetBookmarked; answer: Changed };
  set_tags: { ask: SetTags; answer: Changed };
  start_import_text: { ask: StartImportText; answer: JobId };
  list_imports: { ask: ListImports; answer: ImportList };
  read_import: { ask: ReadImport; answer: ImportReport };
  undo_import: { ask: ReadImport; answer: ImportUndone };
  cancel_job: { ask: CancelJob; answer: Changed };
  list_issues: { ask: ListIssues; answer: IssueList };
  build_issue: { ask: BuildIssue; answer: IssueView };
  read_issue: { ask: ReadIssue; answer: IssueView };
  list_candidates: { ask: ListCandidates; answer: ArticlePage };
  edit_issue: { ask: EditIssue; answer: IssueView };
  undo_edit: { ask: ReadIssue; answer: IssueView };
  redo_edit: { ask: ReadIssue; answer: IssueView };
  remove_issue: { ask: ReadIssue; answer: Changed };
  read_settings: { ask: ReadSettings; answer: Settings };
  write_settings: { ask: Settings; answer: Settings };
  check_library: { ask: CheckLibrary; answer: LibraryCheck };
};

export type OperationName = keyof Operations;

export const OPERATIONS: readonly OperationName[] = [
  'list_articles',
  'search_articles',
  'read_article',
  'read_source_text',
  'count_articles',
  'list_searches',
  'save_search',
  'remove_search',
  'list_stories',
  'read_story',
  'split_story',
  'merge_stories',
  'compare_articles',
  'set_read',
  'set_bookmarked',
  'set_tags',
  'start_import_text',
  'list_imports',
  'read_import',
  'undo_import',
  'cancel_job',
  'list_issues',
  'build_issue',
  'read_issue',
  'list_candidates',
  'edit_issue',
  'undo_edit',
  'redo_edit',
  'remove_issue',
  'read_settings',
  'write_settings',
  'check_library',
];
