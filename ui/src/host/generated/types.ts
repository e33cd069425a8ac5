// Made from the Rust types by `UPDATE_BINDINGS=1 cargo test -p api --test bindings`. Never edited.

/**
 * One news article, cleaned. Immutable once stored; what a reader does with it is kept beside it.
 */
export type Article = { 
/**
 * The headline as printed, on one line. Never empty: where none was found it is the first words of the text.
 */
title: string, 
/**
 * The lines under the headline that sum the article up, where they are set apart from the text.
 */
standfirst: string | null, 
/**
 * One name an entry, without "By".
 */
byline: Array<string>, 
/**
 * The place (and agency) that opens the text, as printed: `DAMASCUS (Reuters)`.
 */
dateline: string | null, published: Published | null, source: Source | null, 
/**
 * The part of the newspaper or site: `World`, `Économie`.
 */
section: string | null, 
/**
 * The printed page, as printed: `A1`, `12`.
 */
page: string | null, 
/**
 * ISO 639-1 code, or 639-3 where there is none of two letters.
 */
language: string | null, 
/**
 * Canonical address, trackers removed.
 */
url: string | null, 
/**
 * The body, paragraphs joined by one blank line. Holds no headline, caption or residue.
 */
text: string, 
/**
 * The same body as sanitised HTML fragment: `<p>…</p><h2>…</h2>`; no scripts, styles, remote loads.
 */
html: string, captions: Array<Caption>, 
/**
 * Copyright and licence lines as printed.
 */
copyright: Array<string>, origin: Origin, };

/**
 * Below 2^53, so that a page may hold it as a number. Larger is newer.
 */
export type ArticleId = number;

export type ArticlePage = { rows: Array<ArticleRow>, 
/**
 * Where to go on; none at the end.
 */
next: string | null, };

/**
 * What a list shows of an article.
 */
export type ArticleRow = { id: ArticleId, title: string, source: Source | null, byline: Array<string>, published: Published | null, language: string | null, 
/**
 * The standfirst or first words of the text, at most 240 characters.
 */
opening: string, words: number, read: boolean, bookmarked: boolean, tags: Array<string>, };

export type ArticleView = { id: ArticleId, article: Article, read: boolean, bookmarked: boolean, tags: Array<string>, 
/**
 * The first import that brought it and was not undone.
 */
import: ImportId, words: number, };

/**
 * The issue of a date: the one there is, or a new one from the day's articles.
 */
export type BuildIssue = { date: string, choice: Choice, };

export type CancelJob = { job: JobId, };

/**
 * What stands under a picture, and whose picture it is.
 */
export type Caption = { text: string, 
/**
 * The photographer or agency as printed, without its brackets.
 */
credit: string | null, 
/**
 * Address of the picture, never loaded unasked.
 */
image: string | null, };

/**
 * How many rows are different now.
 */
export type Changed = { count: number, };

export type CheckLibrary = Record<symbol, never>;

export type Choice = "bookmarked" | "all";

/**
 * SHA-256 of some bytes, as 64 lower-case hexadecimal digits. Empty where nothing was hashed.
 */
export type ContentHash = string;

export type Count = { name: string, all: number, unread: number, };

export type CountArticles = Record<symbol, never>;

export type Counts = { all: number, unread: number, bookmarked: number, undated: number, 
/**
 * Most articles first.
 */
sources: Array<Count>, tags: Array<Count>, languages: Array<Count>, 
/**
 * Newest first, at most 366.
 */
days: Array<Count>, };

/**
 * One thing an editor does to an issue.
 *
 * `at` is the place afterwards, counted from 0 without the thing that moves; past the end means the end.
 */
export type Edit = { "edit": "set_title", title: string, } | { "edit": "set_introduction", introduction: string, } | { "edit": "set_number", number: number, } | { "edit": "set_language", language: string, } | { "edit": "add_section", name: string, at: number, } | { "edit": "rename_section", section: SectionId, name: string, } | { "edit": "move_section", section: SectionId, at: number, } | { "edit": "remove_section", section: SectionId, } | { "edit": "add_items", articles: Array<ArticleId>, section: SectionId, at: number, } | { "edit": "move_item", item: ItemId, section: SectionId, at: number, } | { "edit": "remove_item", item: ItemId, } | { "edit": "set_headline", item: ItemId, headline: string | null, } | { "edit": "set_note", item: ItemId, note: string, };

export type EditIssue = { id: IssueId, edit: Edit, };

export type ErrorCode = "bad_ask" | "not_found" | "issue_changed" | "library_newer" | "not_a_library" | "library_read_only" | "library_full" | "library_busy" | "library_damaged" | "library_unreadable" | "file_not_written" | "export_failed" | "cancelled" | "internal";

/**
 * An error as the window and the command line get it: a code, whose words are theirs, and what goes into them.
 */
export type ErrorView = { code: ErrorCode, 
/**
 * By name: `path`, `detail`, `what`. Each code says which it has.
 */
params: { [key in string]: string }, };

/**
 * Told to the window while a job runs (at most ten times a second) and once when it ends.
 */
export type Event = { "event": "job_progress", job: JobId, done: number, total: number | null, item: string, articles: number, } | { "event": "job_ended", job: JobId, outcome: JobOutcome, } | { "event": "library_changed", };

export type ExportFormat = "pdf" | "html";

export type FileOutcome = "imported" | "already_there" | "nothing_found" | "refused";

export type FileReport = { 
/**
 * For people; a path inside the dropped folder.
 */
file: string, format: string | null, outcome: FileOutcome, 
/**
 * New articles of it.
 */
articles: Array<ArticleId>, 
/**
 * Articles of it that were in the library already.
 */
known: number, problems: Array<Problem>, };

/**
 * Which articles. Everything that is not set lets all through.
 */
export type Filter = { 
/**
 * The printed day.
 */
date?: string, 
/**
 * Only those of which no date is known.
 */
undated: boolean, 
/**
 * The source's name, exactly.
 */
source?: string, tag?: string, language?: string, import?: ImportId, unread: boolean, bookmarked: boolean, };

export type ImportId = number;

export type ImportList = { 
/**
 * Newest first, at most 200.
 */
imports: Array<ImportSummary>, };

export type ImportReport = { summary: ImportSummary, files: Array<FileReport>, };

export type ImportState = "running" | "finished" | "cancelled" | "interrupted";

export type ImportSummary = { id: ImportId, 
/**
 * When, RFC 3339 in UTC.
 */
at: string, 
/**
 * For people: the one file's name, or the folder's.
 */
name: string, files: number, articles: number, problems: number, undone: boolean, state: ImportState, };

export type ImportUndone = { removed: number, 
/**
 * Articles that stay because an issue quotes them.
 */
kept: number, 
/**
 * Articles that stay because another import has them too.
 */
shared: number, };

/**
 * The digest of a date, numbered, as it stands now. Holds no article text: an item names its article.
 */
export type Issue = { 
/**
 * The masthead: `Morning press review`.
 */
title: string, date: string, number: number, 
/**
 * The language of its own words (masthead, contents, date): ISO 639-1.
 */
language: string, 
/**
 * The editor's opening words. Paragraphs parted by a blank line.
 */
introduction: string, 
/**
 * Never empty.
 */
sections: Array<Section>, 
/**
 * The id that the next section or item takes; ids are never used twice in an issue.
 */
next_id: number, };

export type IssueArticle = { row: ArticleRow, 
/**
 * What the issue quotes of it: its summary, or its first paragraphs.
 */
quoted: Array<string>, caption: Caption | null, };

/**
 * An issue: the digest of a date.
 */
export type IssueId = number;

export type IssueList = { 
/**
 * Newest date first.
 */
issues: Array<IssueSummary>, };

export type IssueSummary = { id: IssueId, title: string, date: string, number: number, items: number, };

export type IssueView = { id: IssueId, issue: Issue, 
/**
 * A row for each item's article, in the order of the issue.
 */
articles: Array<IssueArticle>, can_undo: boolean, can_redo: boolean, };

/**
 * A story's place in an issue.
 */
export type Item = { id: ItemId, article: ArticleId, 
/**
 * The editor's own headline, printed above the article's.
 */
headline: string | null, 
/**
 * The desk's words, set apart from the article's.
 */
note: string, };

export type ItemId = number;

export type JobId = number;

export type JobOutcome = { "outcome": "imported", import: ImportId, } | { "outcome": "cancelled", import: ImportId | null, } | { "outcome": "failed", error: ErrorView, };

export type LibraryCheck = { articles: number, 
/**
 * What is wrong, in the words of the check; empty is well.
 */
faults: Array<string>, };

export type ListArticles = { filter: Filter, sort: Sort, 
/**
 * `ArticlePage::next` of the page before.
 */
after?: string, 
/**
 * At most 200; 0 takes 100.
 */
limit: number, };

/**
 * Articles that an issue could take, newest first: those of its date that it does not hold.
 */
export type ListCandidates = { id: IssueId, choice: Choice, 
/**
 * `ArticlePage::next` of the page before.
 */
after?: string, 
/**
 * At most 200; 0 takes 100.
 */
limit: number, };

export type ListImports = Record<symbol, never>;

export type ListIssues = Record<symbol, never>;

/**
 * Text and the ranges of it that were looked for, in UTF-16 units, as a page counts.
 */
export type Marked = { text: string, marks: Array<[number, number]>, };

/**
 * A date as exactly as it is known: a day, a local time, or a time with its offset.
 *
 * Written as in ISO 8601: `2025-05-12`, `2025-05-12T08:30:00`, `2025-05-12T08:30:00+02:00`.
 */
export type Moment = string;

/**
 * Where in which file an article stands.
 */
export type Origin = { 
/**
 * Name of the file as dropped, for people; never used as a path.
 */
file: string, 
/**
 * Hash of the whole file's bytes.
 */
hash: ContentHash, 
/**
 * Name of the format's folder in the registry: `text`, `html`.
 */
format: string, 
/**
 * The way inside a container: `week.zip` → `["monday/1.html"]`.
 */
members: Array<string>, 
/**
 * Byte range. Of the decoded source text for text-like sources; of the file otherwise; 0..0 where it is the whole.
 */
start: number, end: number, };

/**
 * Bad input, as a line of a report. Never stops the rest of an import.
 */
export type Problem = { 
/**
 * The file, and the way inside it, for people: `week.zip › monday/1.html`.
 */
where: string, code: ProblemCode, 
/**
 * A detail in the words of the parser or system; may be empty.
 */
detail: string, };

/**
 * Why something could not be read. The words are the window's and the command line's.
 */
export type ProblemCode = "file_missing" | "no_permission" | "not_a_file" | "folder_loop" | "empty_file" | "unknown_format" | "unsupported_format" | "damaged" | "encrypted" | "too_large" | "file_changed" | "nothing_found" | "no_text_layer" | "parser_stopped" | "read_failed";

/**
 * A date together with how it is known.
 */
export type Published = { at: Moment, from: PublishedFrom, 
/**
 * For a guess: what it rests on, as quoted words of the text: `the caption says "May 12, 2025"`.
 */
reason: string | null, };

export type PublishedFrom = "metadata" | "text" | "inferred" | "file";

export type ReadArticle = { id: ArticleId, };

export type ReadImport = { id: ImportId, };

export type ReadIssue = { id: IssueId, };

export type ReadSettings = Record<symbol, never>;

export type Role = "headline" | "standfirst" | "byline" | "dateline" | "date" | "caption" | "body" | "heading" | "copyright" | "field" | "repeat" | "residue";

export type SearchArticles = { 
/**
 * Words; `"a phrase"`; `-without`; the last word also as a beginning, where `typing` is set.
 */
query: string, typing: boolean, filter: Filter, 
/**
 * Best first; `Newest` and `Oldest` by date.
 */
by_date?: Sort, 
/**
 * At most 200; 0 takes 50.
 */
limit: number, };

export type SearchPage = { rows: Array<SearchRow>, found: number, 
/**
 * There are more than `found`; counting stopped.
 */
more: boolean, };

export type SearchRow = { article: ArticleRow, title: Marked, snippet: Marked, };

export type Section = { id: SectionId, 
/**
 * May be empty in an issue of one section: then no heading is printed.
 */
name: string, items: Array<Item>, };

export type SectionId = number;

export type SetBookmarked = { ids: Array<ArticleId>, bookmarked: boolean, };

export type SetRead = { ids: Array<ArticleId>, read: boolean, };

export type SetTags = { ids: Array<ArticleId>, add: Array<string>, remove: Array<string>, };

export type Settings = { 
/**
 * `system`, `light`, `dark`.
 */
theme: string, 
/**
 * Of the interface: `en`, `ar`.
 */
language: string, 
/**
 * The reader's, in CSS pixels: 14 to 28.
 */
text_size: number, 
/**
 * The reader's line, in characters: 50 to 100.
 */
line_width: number, 
/**
 * The masthead that a new issue takes.
 */
issue_title: string, };

export type Sort = "newest" | "oldest" | "headline" | "source";

/**
 * The outlet: newspaper, agency, site.
 */
export type Source = { name: string, 
/**
 * Host name without `www.`, where the article came with an address.
 */
host: string | null, };

/**
 * The source an article came from, whole, with what each stretch of it was taken for.
 */
export type SourceText = { file: string, 
/**
 * Cut at 2 MB, at a character.
 */
text: string, spans: Array<Span>, 
/**
 * Which article of the file was asked for, counted from 0 as in `spans`.
 */
article: number, };

/**
 * A stretch of the decoded source text and what it was taken for.
 */
export type Span = { 
/**
 * Byte offsets into the decoded (UTF-8) source text.
 */
start: number, end: number, role: Role, 
/**
 * Which article of the file it belongs to, counted from 0; none for what stands between articles.
 */
article: number | null, };

/**
 * Pasted text or HTML; the HTML wins where it has more than one block.
 */
export type StartImportText = { text: string, html?: string, };
