// Made from the Rust types by `UPDATE_BINDINGS=1 cargo test -p api --test bindings`. Never edited.

/**
 * Marks a stretch. What it lies over becomes one with it.
 */
export type AddHighlight = { article: ArticleId, 
/**
 * Bytes of the article's text.
 */
start: number, end: number, colour: Colour, note: string, };

export type AddMute = { query: string, 
/**
 * The last day that it holds on; without one it holds until it is taken away.
 */
until?: string, };

/**
 * One item for each of these stories, drafted in the words of its outlets.
 */
export type AddStories = { id: IssueId, stories: Array<StoryId>, section: SectionId, 
/**
 * As in an `Edit`: the place of the first, counted from 0; past the end means the end.
 */
at: number, };

export type Allows = { "allows": "headline_only" } | { "allows": "extract", words: number, } | { "allows": "full_text" };

/**
 * It is to hold these, in this order, and nothing else.
 */
export type ArrangeCollection = { id: CollectionId, articles: Array<ArticleId>, };

/**
 * What a pool takes in.
 */
export type Arriving = { article: ArticleId, 
/**
 * The number of the issue that carried it over.
 */
carried_from: number | null, };

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
 * On pages of the web they are the first paragraph of the text too: whoever prints both leaves out one.
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
 * The same body as sanitised HTML fragment: `<p>…</p><h2>…</h2>`; no scripts, styles, remote loads. Pictures stand
 * between paragraphs, with their captions in a `<figure>`: kept ones as `<img src="picture:HASH" alt width height>`,
 * remote ones as `<img data-src="https://…" alt>`, which shows and loads nothing.
 */
html: string, captions: Array<Caption>, 
/**
 * Those that came with the file, in the order of the HTML, each once.
 */
pictures: Array<KeptPicture>, 
/**
 * Copyright and licence lines as printed.
 */
copyright: Array<string>, 
/**
 * Tags that came with it: of a reading list, a table. The reader's own from then on.
 */
tags?: Array<string>, origin: Origin, };

export type ArticleField = "headline" | "byline" | "date" | "outlet" | "language";

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
opening: string, words: number, read: boolean, bookmarked: boolean, tags: Array<string>, 
/**
 * None while it is at hand.
 */
away: Away | null, };

export type ArticleView = { id: ArticleId, article: Article, read: boolean, bookmarked: boolean, tags: Array<string>, 
/**
 * The first import that brought it and was not undone.
 */
import: ImportId, words: number, 
/**
 * None until it is grouped, which is soon after its import.
 */
story: StoryId | null, 
/**
 * The first article with nearly this text.
 */
copy_of: ArticleId | null, 
/**
 * The same outlet's earlier version of it.
 */
newer_than: ArticleId | null, 
/**
 * The same outlet's latest version of it.
 */
newest: ArticleId | null, 
/**
 * What was read, where a reader set it right.
 */
as_read: AsRead | null, subjects: Subjects, highlights: Array<Highlight>, 
/**
 * None is at hand.
 */
away: Away | null, 
/**
 * What a reader wrote about it.
 */
note: string, collections: Array<CollectionId>, };

/**
 * What of an article can be set right, as it was read.
 */
export type AsRead = { title: string, byline: Array<string>, published: Published | null, source: Source | null, language: string | null, };

/**
 * Where an article is that is not at hand.
 */
export type Away = "archive" | "mute" | "trash";

export type BackUp = Record<symbol, never>;

/**
 * A whole copy of the library, beside it.
 */
export type Backup = { 
/**
 * Its file's name, by which it is asked for.
 */
name: string, 
/**
 * `2026-11-23T09:05:00` on the clock of the desk that made it.
 */
made_at: string, bytes: number, articles: number, };

/**
 * Newest first.
 */
export type BackupList = { backups: Array<Backup>, };

export type Budget = { unit: Unit, most: number, };

/**
 * The title's issue of a date: the one there is, or a new one from the day's articles.
 */
export type BuildIssue = { 
/**
 * The first title, where none is named.
 */
title?: TitleId | null, date: string, choice: Choice, };

export type CancelJob = { job: JobId, };

/**
 * An article that an issue could hold, and what was decided of it. Whether it is in is said by the items.
 */
export type Candidate = { article: ArticleId, decision: Decision, 
/**
 * Came with the last load, which was not the first.
 */
fresh: boolean, 
/**
 * The number of the issue that carried it over.
 */
carried_from: number | null, };

/**
 * What stands under a picture, and whose picture it is.
 */
export type Caption = { text: string, 
/**
 * The photographer or agency as printed, without its brackets.
 */
credit: string | null, 
/**
 * The picture: `picture:HASH` of one that is kept, else its address, never loaded unasked.
 */
image: string | null, };

export type Change = "same" | "removed" | "added";

/**
 * How many rows are different now.
 */
export type Changed = { count: number, };

export type CheckLibrary = Record<symbol, never>;

export type Choice = "bookmarked" | "all" | "stories" | "nothing";

/**
 * One behind the other. Those that are in it go there.
 */
export type CollectArticles = { id: CollectionId, articles: Array<ArticleId>, 
/**
 * None is the end.
 */
before?: ArticleId, 
/**
 * Those that are in it stay where they are.
 */
stay: boolean, };

/**
 * A list of articles that a reader put together.
 */
export type Collection = { id: CollectionId, name: string, articles: number, unread: number, };

export type CollectionChanged = { collections: Array<Collection>, 
/**
 * What it held before, in its order.
 */
before: Array<ArticleId>, };

/**
 * A list of articles that a reader put together.
 */
export type CollectionId = number;

/**
 * By name.
 */
export type CollectionList = { collections: Array<Collection>, };

export type CollectionSaved = { 
/**
 * None where the name has no letter.
 */
id: CollectionId | null, collections: Array<Collection>, };

export type Colour = "yellow" | "green" | "blue" | "pink";

export type CompareArticles = { older: ArticleId, newer: ArticleId, };

export type ComparedPart = { change: Change, text: string, };

/**
 * What changed between two versions, word by word. All parts but the added ones, put together, are the older text;
 * all but the removed ones the newer.
 */
export type Comparison = { title: Array<ComparedPart>, text: Array<ComparedPart>, };

/**
 * SHA-256 of some bytes, as 64 lower-case hexadecimal digits. Empty where nothing was hashed.
 */
export type ContentHash = string;

/**
 * Answered with the text of that number.
 */
export type CorrectFile = { file: FileId, text: number, step: CorrectionStep, };

export type CorrectedFile = { 
/**
 * None: no import has it any more. When it comes again, it is corrected again.
 */
file: FileId | null, name: string, corrections: Array<Correction>, };

export type CorrectedFileList = { 
/**
 * Corrected last, first.
 */
files: Array<CorrectedFile>, };

/**
 * One thing set right.
 */
export type Correction = { "correction": "boundary", at: TextPlace, opens: boolean, } | { "correction": "role", at: TextPlace, role: Role, } | { "correction": "field", at: TextPlace, to: FieldValue, };

/**
 * What is done to a file's corrections at once, and taken back at once: first what is reset, then what is set.
 */
export type CorrectionStep = { reset: Array<Subject>, set: Array<Correction>, };

export type Count = { name: string, all: number, unread: number, };

export type CountArticles = Record<symbol, never>;

export type Counts = { all: number, unread: number, bookmarked: number, undated: number, archived: number, muted: number, trashed: number, 
/**
 * Most articles first.
 */
sources: Array<Count>, tags: Array<Count>, languages: Array<Count>, 
/**
 * Newest first, at most 366.
 */
days: Array<Count>, };

/**
 * How an issue's items spread.
 */
export type Coverage = { 
/**
 * Most items first.
 */
outlets: Array<Tally>, 
/**
 * In printed order, those without items too.
 */
sections: Array<Tally>, 
/**
 * ISO 3166 in lower case, as the register has them; empty where it does not say. Most items first.
 */
countries: Array<Tally>, 
/**
 * ISO 639-1; empty where it is not known. Most items first.
 */
languages: Array<Tally>, items: number, quota: number | null, 
/**
 * Of the items, in whole minutes.
 */
minutes: number, };

export type CoverageView = { coverage: Coverage, csv: string, };

/**
 * A part that is not what was stored.
 */
export type Damage = { part: DamagedPart, id: number, 
/**
 * A headline, a file's name; of a picture the headline that it came with. Empty where that is damaged too.
 */
name: string, 
/**
 * The newest copy that has it whole.
 */
backup?: string, };

/**
 * What the slow look at the library found.
 */
export type DamageList = { 
/**
 * RFC 3339: when all was last looked through.
 */
finished_at?: string, damage: Array<Damage>, };

/**
 * What can be held against a sum.
 */
export type DamagedPart = "article" | "file" | "picture";

/**
 * An undated article stands in the day that it came on.
 */
export type DayStart = { day: string, 
/**
 * Place of its first article, counted from 0.
 */
first: number, };

export type Decision = "undecided" | "shortlisted" | "out" | "carried_over";

export type Differs = "figure" | "name" | "quotation";

/**
 * What an item is to be made of.
 */
export type Draft = { article: ArticleId, story: StoryId, quoted: Array<Passage>, };

/**
 * An issue of the same title that held an article, or another of its story.
 */
export type Earlier = { number: number, 
/**
 * The story, by another article.
 */
by_story: boolean, };

/**
 * One thing an editor does to an issue.
 *
 * `at` is the place afterwards, counted from 0 without the thing that moves; past the end means the end.
 */
export type Edit = { "edit": "set_title", title: string, } | { "edit": "set_introduction", introduction: string, } | { "edit": "set_number", number: number, } | { "edit": "set_language", language: string, } | { "edit": "add_section", name: string, at: number, } | { "edit": "rename_section", section: SectionId, name: string, } | { "edit": "move_section", section: SectionId, at: number, } | { "edit": "remove_section", section: SectionId, } | { "edit": "add_items", articles: Array<ArticleId>, section: SectionId, at: number, } | { "edit": "add_stories", stories: Array<Draft>, section: SectionId, at: number, } | { "edit": "move_item", item: ItemId, section: SectionId, at: number, } | { "edit": "remove_item", item: ItemId, } | { "edit": "set_headline", item: ItemId, headline: string | null, } | { "edit": "set_note", item: ItemId, note: string, } | { "edit": "set_particulars", particulars: Particulars, } | { "edit": "set_section_search", section: SectionId, search: SearchId | null, } | { "edit": "set_summary", item: ItemId, summary: string | null, } | { "edit": "set_relevance", item: ItemId, relevance: Relevance, } | { "edit": "set_kind", item: ItemId, kind: Kind, } | { "edit": "add_quotes", item: ItemId, quotes: Array<KeyQuote>, } | { "edit": "remove_quote", item: ItemId, at: number, } | { "edit": "set_speaker", item: ItemId, at: number, speaker: string, } | { "edit": "join_items", item: ItemId, other: ItemId, } | { "edit": "split_item", item: ItemId, article: ArticleId, } | { "edit": "set_article", item: ItemId, article: ArticleId, } | { "edit": "load_candidates", articles: Array<Arriving>, at: Moment, } | { "edit": "decide", articles: Array<ArticleId>, decision: Decision, };

export type EditHighlight = { id: HighlightId, colour: Colour, note: string, };

export type EditIssue = { id: IssueId, edit: Edit, };

export type EmptyTrash = Record<symbol, never>;

/**
 * The optional pack that links stories across languages.
 */
export type EncoderState = { installed: boolean, 
/**
 * Articles that it has not looked at yet.
 */
waiting: number, };

export type ErrorCode = "bad_ask" | "not_found" | "outlet_taken" | "issue_changed" | "library_newer" | "not_a_library" | "library_read_only" | "library_full" | "library_busy" | "library_damaged" | "library_unreadable" | "file_not_written" | "export_foreign" | "export_damaged" | "export_failed" | "logo_not_read" | "pack_foreign" | "pack_damaged" | "pack_other_version" | "pack_unreadable" | "cancelled" | "internal";

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
export type Event = { "event": "job_progress", job: JobId, done: number, total: number | null, item: string, articles: number, } | { "event": "job_ended", job: JobId, outcome: JobOutcome, } | { "event": "backup_failed", error: ErrorView, } | { "event": "damage_found", count: number, } | { "event": "library_changed", } | { "event": "watch_changed", } | { "event": "encoder_changed", };

/**
 * How an issue leaves. What is not said is as its title has it.
 */
export type ExportAs = { format: ExportFormat, style?: Style | null, paper?: Paper | null, 
/**
 * `#b3392b`; none takes the title's, or the style's own.
 */
accent?: string | null, 
/**
 * The path of a PNG or JPEG for the masthead.
 */
logo?: string | null, product: Product, 
/**
 * As it was published, and nothing else of this then; none takes the issue as it stands.
 */
version?: number | null, };

/**
 * By the names of the exporter's list.
 */
export type ExportFormat = "pdf" | "html" | "docx" | "epub" | "md" | "eml";

/**
 * None: the article has none.
 */
export type FieldValue = { "field": "headline", "value": string } | { "field": "byline", "value": Array<string> } | { "field": "date", "value": Moment | null } | { "field": "outlet", "value": string | null } | { "field": "language", "value": string | null };

/**
 * Something in a file that could be read in another way.
 */
export type FileChoice = { "choice": "table", shape: string, } | { "choice": "newsletter" } & Newsletter;

/**
 * A file of an import: a line of its report.
 */
export type FileId = number;

export type FileOutcome = "imported" | "already_there" | "nothing_found" | "refused";

/**
 * How many of an import's files came to what.
 */
export type FileOutcomes = { imported: number, already_there: number, nothing_found: number, refused: number, 
/**
 * Of the refused, those that can be imported again from where they were.
 */
refused_with_path: number, };

export type FileReport = { id: FileId, 
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
known: number, 
/**
 * Of an export that counts its records.
 */
records: RecordCount | null, 
/**
 * Outlets of it that came into the register, and those that were there already.
 */
outlets: number, known_outlets: number, problems: Array<Problem>, 
/**
 * What in it could be read in another way.
 */
choices: Array<FileChoice>, 
/**
 * It came from a place that can be shown, and imported from again.
 */
has_path: boolean, 
/**
 * The library has its bytes.
 */
is_kept: boolean, };

export type FileText = { file: FileId, text: number, };

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
source?: string, tag?: string, language?: string, import?: ImportId, unread: boolean, bookmarked: boolean, story?: StoryId, 
/**
 * Those that a saved search finds.
 */
search?: SearchId, collection?: CollectionId, 
/**
 * A word or phrase of it, exactly.
 */
keyword?: string, 
/**
 * A person's name, or a part of it, in whole words.
 */
person?: string, place?: string, 
/**
 * Those that were put there. Without it, muted ones and those in the trash are nowhere, and archived ones only where
 * a word, tag, bookmark, story, import, collection or saved search is asked for.
 */
away?: Away, };

/**
 * A reason why an issue should not go out yet, and the edit that takes the reason away, where one can.
 */
export type Finding = { fix?: Edit | null, } & ({ "finding": "no_date", items: Array<ItemId>, } | { "finding": "too_long", item: ItemId, length: number, budget: Budget, } | { "finding": "no_licence", outlet: string, items: Array<ItemId>, } | { "finding": "licence_keeps_out", outlet: string, items: Array<ItemId>, } | { "finding": "no_outlet", items: Array<ItemId>, } | { "finding": "undecided", count: number, } | { "finding": "not_loaded", count: number, } | { "finding": "was_in_earlier", item: ItemId, earlier: Earlier, } | { "finding": "article_gone", item: ItemId, } | { "finding": "nothing_quoted", items: Array<ItemId>, } | { "finding": "too_many_items", section: SectionId | null, items: number, quota: number, } | { "finding": "quote_moved", item: ItemId, at: number, });

/**
 * A section that each issue of a title has.
 */
export type FixedSection = { name: string, 
/**
 * What it is filled from.
 */
search?: SearchId | null, 
/**
 * How many items it is meant to hold.
 */
quota?: number | null, };

/**
 * From now on the columns of that shape are guessed again.
 */
export type ForgetTableMapping = { shape: string, };

export type ForgetWatchedFolder = { id: WatchedFolderId, };

/**
 * A stretch of an article that a reader marked.
 */
export type Highlight = { id: HighlightId, article: ArticleId, 
/**
 * From and to, bytes of the article's text; none where that became another and the words are not in it.
 */
range: [number, number] | null, 
/**
 * As it was marked.
 */
text: string, colour: Colour, note: string, };

/**
 * A stretch of an article that a reader marked.
 */
export type HighlightId = number;

/**
 * What was marked and written: the newest article first.
 */
export type HighlightList = { articles: Array<HighlightedArticle>, };

/**
 * The same, to be read without us.
 */
export type HighlightText = { markdown: string, };

/**
 * What a reader marked in an article and wrote about it, in the order of its text.
 */
export type HighlightedArticle = { id: ArticleId, title: string, source: Source | null, published: Published | null, note: string, highlights: Array<Highlight>, };

/**
 * Articles without what is shown of them: for doing one thing to many.
 */
export type IdPage = { 
/**
 * The newest first, at most 10,000.
 */
ids: Array<ArticleId>, more: boolean, };

/**
 * Lines of an import's report, in the order of the files.
 */
export type ImportFilePage = { files: Array<FileReport>, 
/**
 * The last of them, where there are more.
 */
next: FileId | null, };

export type ImportId = number;

export type ImportList = { 
/**
 * Newest first, at most 200.
 */
imports: Array<ImportSummary>, };

/**
 * What became of an import, however many files it has; a page of them at a time is an `ImportFilePage`.
 */
export type ImportReport = { summary: ImportSummary, outcomes: FileOutcomes, 
/**
 * At most 20 of its files: what went wrong first, then in their order.
 */
sample: Array<FileReport>, };

export type ImportState = "running" | "finished" | "cancelled" | "interrupted";

export type ImportSummary = { id: ImportId, 
/**
 * When, RFC 3339 in UTC.
 */
at: string, 
/**
 * For people: the one file's name, or the folder's.
 */
name: string, files: number, articles: number, 
/**
 * That came into the register.
 */
outlets: number, problems: number, undone: boolean, state: ImportState, };

export type ImportUndone = { removed: number, 
/**
 * Articles that stay because an issue quotes them.
 */
kept: number, 
/**
 * Articles that stay because another import has them too.
 */
shared: number, 
/**
 * Outlets that went out of the register; those that were changed since they came stay.
 */
outlets: number, };

/**
 * The digest of a date, numbered, as it stands now. Holds no article text: an item names its article.
 *
 * What came after the first release has a default, so that issues of before are read.
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
next_id: number, particulars: Particulars, 
/**
 * What it could hold, in the order in which it came. Each article once; those of its items stay in it.
 */
pool: Array<Candidate>, 
/**
 * When candidates were taken in last.
 */
loaded: Moment | null, };

export type IssueArticle = { row: ArticleRow, 
/**
 * The other outlets that told the story of the item that it leads, in the register's order.
 */
also_in: Array<string>, caption: Caption | null, };

/**
 * An issue: the digest of a date.
 */
export type IssueId = number;

export type IssueList = { 
/**
 * Newest date first.
 */
issues: Array<IssueSummary>, };

export type IssueSummary = { id: IssueId, title: string, date: string, number: number, items: number, 
/**
 * The series that it belongs to; its masthead may say otherwise.
 */
title_id: TitleId, 
/**
 * How many versions were published.
 */
versions: number, };

/**
 * What went out: the issue as it was at that moment.
 */
export type IssueVersion = { 
/**
 * From 1.
 */
version: number, at: Moment, 
/**
 * The program that froze it, and that sets it to the same bytes again.
 */
program: string, 
/**
 * What was corrected, and why; empty in the first version.
 */
note: string, 
/**
 * What was not ready, and was published all the same.
 */
unready: Array<Finding>, };

export type IssueView = { id: IssueId, title: TitleId, issue: Issue, 
/**
 * A row for each article that an item leads with or was joined from.
 */
articles: Array<IssueArticle>, 
/**
 * In the order of the issue.
 */
items: Array<ItemView>, can_undo: boolean, can_redo: boolean, 
/**
 * What was published of it, the first first.
 */
versions: Array<IssueVersion>, };

/**
 * A story's place in an issue.
 */
export type Item = { id: ItemId, 
/**
 * The one that leads: its headline, outlet and date are the item's.
 */
article: ArticleId, 
/**
 * The story that it tells; none where it is an article for itself.
 */
story: StoryId | null, 
/**
 * What is quoted, in the order to be read. Empty: how the article opens.
 */
quoted: Array<Passage>, 
/**
 * The editor's own headline, printed above the article's.
 */
headline: string | null, 
/**
 * The desk's words, set apart from the article's.
 */
note: string, 
/**
 * In place of what is quoted of the article. Paragraphs parted by a blank line.
 */
summary: string | null, relevance: Relevance, kind: Kind, 
/**
 * In printed order.
 */
quotes: Array<KeyQuote>, 
/**
 * Articles of items that were joined to this one.
 */
joined: Array<ArticleId>, };

export type ItemId = number;

/**
 * What is printed of an item, and what an editor should know of it.
 */
export type ItemView = { item: ItemId, headline: string, 
/**
 * The summary: the editor's, or words of the articles. After the licences.
 */
quoted: Array<Quotation>, 
/**
 * The summary is none of the article's words.
 */
by_hand: boolean, 
/**
 * An outlet's licence keeps words out.
 */
keeps_out: boolean, earlier: Earlier | null, };

export type JobId = number;

export type JobOutcome = { "outcome": "imported", import: ImportId, } | { "outcome": "cancelled", import: ImportId | null, } | { "outcome": "failed", error: ErrorView, };

/**
 * A picture of an article that is kept with it, shown in its HTML as `<img src="picture:HASH">`.
 */
export type KeptPicture = { 
/**
 * Of its bytes.
 */
hash: ContentHash, 
/**
 * Told from the bytes, never from a name or declaration: `image/jpeg`, `png`, `gif`, `webp`, `avif` or `bmp`.
 */
media: string, 
/**
 * In pixels, as the bytes say; never 0.
 */
width: number, height: number, };

export type KeptRule = { id: OutletRuleId, rule: OutletRule, };

/**
 * Words picked in an article: bytes `start` to `end` of its text, and what stood there when they were picked.
 */
export type KeyQuote = { article: ArticleId, start: number, end: number, text: string, 
/**
 * Who says it; empty where that was not told.
 */
speaker: string, };

export type Kind = "news" | "comment" | "interview";

export type LibraryCheck = { articles: number, 
/**
 * What is wrong, in the words of the check; empty is well.
 */
faults: Array<string>, };

/**
 * All of the library as open files.
 */
export type LibraryExported = { folder: string, articles: number, 
/**
 * Files as they came, and pictures.
 */
attachments: number, 
/**
 * Things that were damaged in the library, and are in the files as they lay there.
 */
problems: number, };

/**
 * Of an export.
 */
export type LibraryImported = { 
/**
 * None: it stands in its place, and could not be opened. Whoever opens it next is told why.
 */
articles?: number, 
/**
 * Where the library is kept whose place it took.
 */
kept?: string, 
/**
 * Folders that were watched where it was made, and are not before they are chosen here.
 */
paused: number, };

/**
 * What may be printed of an outlet's articles.
 */
export type Licence = { allows: Allows, 
/**
 * The last day on which it holds; after it headlines only.
 */
until: string | null, 
/**
 * Printed beside what is taken; empty for none.
 */
notice: string, };

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
after?: string | null, 
/**
 * At most 200; 0 takes 100.
 */
limit: number, };

export type ListCollections = Record<symbol, never>;

export type ListCorrections = Record<symbol, never>;

export type ListDamage = Record<symbol, never>;

export type ListHighlights = { 
/**
 * None asks for all.
 */
article?: ArticleId, };

export type ListIds = { filter: Filter, 
/**
 * The last id of the page before.
 */
after?: ArticleId, };

export type ListImportFiles = { import: ImportId, 
/**
 * `ImportFilePage::next` of the page before.
 */
after?: FileId, 
/**
 * At most 200; 0 takes 100.
 */
limit: number, };

export type ListImports = Record<symbol, never>;

export type ListIssues = Record<symbol, never>;

export type ListMutes = Record<symbol, never>;

export type ListNewsletters = Record<symbol, never>;

export type ListOutletRules = Record<symbol, never>;

export type ListOutlets = Record<symbol, never>;

/**
 * A list as it stands now, so that any place of it can be gone to: page `n` begins after `cursors[n]`.
 */
export type ListPlaces = { articles: number, 
/**
 * `ListArticles::after` of each page of 100 but the first.
 */
cursors: Array<string>, 
/**
 * Where each day begins. Empty where the order is not by date.
 */
days: Array<DayStart>, };

export type ListPreviewLines = { file: FileId, text: number, first: number, 
/**
 * At most 500.
 */
count: number, };

export type ListSearches = Record<symbol, never>;

/**
 * The stories of a date: those with an article that was printed on it, and undated ones that came on it.
 */
export type ListStories = { date: string, 
/**
 * `StoryPage::next` of the page before.
 */
after?: string, 
/**
 * At most 200; 0 takes 50.
 */
limit: number, };

export type ListTableMappings = Record<symbol, never>;

export type ListTitles = Record<symbol, never>;

export type ListWatchedFolders = Record<symbol, never>;

/**
 * Text and the ranges of it that were looked for, in UTF-16 units, as a page counts.
 */
export type Marked = { text: string, marks: Array<[number, number]>, };

export type MendDamage = Record<symbol, never>;

/**
 * `other` becomes further names of `id`.
 */
export type MergeOutlets = { id: OutletId, other: OutletId, };

/**
 * These stories are one. Remembered.
 */
export type MergeStories = { ids: Array<StoryId>, };

/**
 * A name that articles came under, and that no outlet of the register has.
 */
export type MetOutlet = { name: string, 
/**
 * Of its newest article that has one.
 */
host: string | null, articles: number, };

/**
 * A date as exactly as it is known: a day, a local time, or a time with its offset.
 *
 * Written as in ISO 8601: `2025-05-12`, `2025-05-12T08:30:00`, `2025-05-12T08:30:00+02:00`.
 */
export type Moment = string;

/**
 * The article that begins at one line begins at another.
 */
export type MoveBoundary = { file: FileId, text: number, at: TextPlace, to: number, };

/**
 * A rule that keeps articles out of the lists, and what it keeps out now.
 */
export type Mute = { id: MuteId, query: string, 
/**
 * The last day that it holds on.
 */
until: string | null, hidden: number, };

/**
 * A rule that keeps articles out of the lists.
 */
export type MuteId = number;

/**
 * In the order they were made.
 */
export type MuteList = { mutes: Array<Mute>, };

/**
 * What a rule would put away now.
 */
export type MuteTrial = { 
/**
 * At most 100,000.
 */
found: number, 
/**
 * The newest 50 of them.
 */
rows: Array<ArticleRow>, };

/**
 * A mail that holds several stories, each with a heading and a link.
 */
export type Newsletter = { 
/**
 * The sender's address, in lower case.
 */
sender: string, name: string | null, 
/**
 * How many articles it gives where it is read as its stories.
 */
stories: number, 
/**
 * It was read so; as one article otherwise.
 */
as_stories: boolean, };

export type NewsletterList = { 
/**
 * Senders of mails that hold several stories, by their names.
 */
senders: Array<NewsletterSender>, };

/**
 * A sender whose mails hold several stories.
 */
export type NewsletterSender = { 
/**
 * The address, in lower case.
 */
sender: string, name: string | null, 
/**
 * The stories of the mail that came last.
 */
stories: number, 
/**
 * Its mails are read as their stories; as one article each otherwise.
 */
as_stories: boolean, 
/**
 * Files with mails of that sender that were read in the other way, newest first: they can be read again.
 */
outdated: Array<FileId>, };

export type NoteCode = "open_quote" | "open_bracket" | "closing_bracket" | "lone_or" | "no_value" | "unknown_value" | "bad_date" | "nothing_of_that_name" | "too_much";

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
 * What a desk knows of an outlet: how it is called, how it is ordered, and what may be printed of it.
 */
export type Outlet = { 
/**
 * As printed in citations.
 */
name: string, 
/**
 * Other names that its articles come under, host names among them.
 */
aliases: Array<string>, 
/**
 * ISO 3166 in lower case; empty where it is not known.
 */
country: string, 
/**
 * ISO 639-1; empty where it is not known.
 */
language: string, kind?: OutletKind | null, 
/**
 * 1 is the best; 0 is none.
 */
rank: number, 
/**
 * Outlets of one owner speak with one voice.
 */
owner: string, note: string, licence?: Licence | null, };

export type OutletArticles = { outlet: Source | null, articles: Array<StoryArticle>, };

/**
 * An outlet of the register.
 */
export type OutletId = number;

export type OutletKind = "print" | "online" | "agency" | "broadcast";

/**
 * Confirmed ones by name; then names that articles came under, and none of them has.
 */
export type OutletList = { outlets: Array<StoredOutlet>, met: Array<MetOutlet>, };

/**
 * A correction that holds for all articles of an outlet, those that come later too.
 */
export type OutletRule = { 
/**
 * The outlet's name, exactly.
 */
outlet: string, pattern: Pattern, };

/**
 * A correction of all articles of an outlet.
 */
export type OutletRuleId = number;

export type OutletRuleList = { 
/**
 * In the order in which they were made.
 */
rules: Array<KeptRule>, 
/**
 * Articles that this made different.
 */
changed: number, };

export type Paper = "a4" | "letter";

/**
 * What is printed of an issue beside its name, and what its items are held to.
 */
export type Particulars = { 
/**
 * 0 for none.
 */
volume: number, 
/**
 * `Morning edition`
 */
edition: string, editors: string, 
/**
 * When work on it ended, as the desk writes it: `07:30`.
 */
closing: string, 
/**
 * Printed as for internal use, and may hold full texts that others must not get.
 */
internal: boolean, 
/**
 * Of each item: its headline and summary together.
 */
budget?: Budget | null, 
/**
 * How many items it is meant to hold.
 */
quota?: number | null, };

/**
 * Words of an article: bytes `start` to `end` of its text.
 */
export type Passage = { article: ArticleId, start: number, end: number, 
/**
 * The words, while a correction keeps them out of the text: then the range is empty, and nothing is quoted.
 */
lost?: string, };

export type Pattern = { "pattern": "byline_prefix", prefix: string, } | { "pattern": "alias", name: string, } | { "pattern": "residue", line: string, } | { "pattern": "day_first", day_first: boolean, };

export type PlaceArticles = { filter: Filter, sort: Sort, };

/**
 * The pool of an issue, by story: the story that matters most first.
 */
export type Pool = { groups: Array<PoolGroup>, 
/**
 * Articles that came since candidates were taken in last, and wait to be.
 */
not_loaded: number, loaded: Moment | null, };

export type PoolCandidate = { row: ArticleRow, decision: Decision, 
/**
 * An item holds it.
 */
is_in: boolean, fresh: boolean, carried_from: number | null, earlier: Earlier | null, };

export type PoolGroup = { story: StoryId | null, candidates: Array<PoolCandidate>, };

/**
 * A page for a frame: it holds no script and loads nothing. Items are `#item-N`.
 */
export type Preview = { html: string, };

export type PreviewArticle = { 
/**
 * None: another file brought it, and has it.
 */
id: ArticleId | null, 
/**
 * By which corrections name it.
 */
start: number, 
/**
 * Its first line, and how many it has.
 */
line: number, lines: number, title: string, byline: Array<string>, published: Published | null, source: Source | null, language: string | null, words: number, 
/**
 * What was read, where a reader set it right.
 */
as_read: AsRead | null, };

export type PreviewIssue = { id: IssueId, how: ExportAs, };

/**
 * A line of a text, or a block of a page, that is not blank.
 */
export type PreviewLine = { 
/**
 * By which corrections name it.
 */
start: number, 
/**
 * Bytes of the text that was read, like `start`.
 */
end: number, 
/**
 * At most 2,000 characters; of a page, as it is shown.
 */
text: string, role: Role, 
/**
 * What it was taken for, where it is another thing now.
 */
role_as_read: Role | null, 
/**
 * Which article of the text it belongs to, from 0.
 */
article: number | null, 
/**
 * An article begins with it.
 */
opens: boolean, 
/**
 * Whether one began with it as it was read, where that is different.
 */
opened_as_read: boolean | null, 
/**
 * There are blank lines above.
 */
gap: boolean, };

export type PreviewLines = { first: number, lines: Array<PreviewLine>, };

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
export type ProblemCode = "file_missing" | "no_permission" | "not_a_file" | "folder_loop" | "empty_file" | "unknown_format" | "unsupported_format" | "damaged" | "encrypted" | "too_large" | "file_changed" | "nothing_found" | "unknown_columns" | "no_text_layer" | "parser_stopped" | "read_failed";

/**
 * What of an issue leaves: one selection, several products.
 */
export type Product = "whole" | "summaries" | "clippings";

export type Proposal = { section: SectionId, 
/**
 * The place of the rule among the title's; none of a section's search.
 */
rule: number | null, rows: Array<ArticleRow>, };

/**
 * What would be put into which section, by a rule or the section's own search.
 */
export type Proposals = { proposals: Array<Proposal>, };

/**
 * Freezes the next version. `note` says what was corrected, and why: wanted from the second version on.
 */
export type PublishIssue = { id: IssueId, note: string, };

/**
 * A date together with how it is known.
 */
export type Published = { at: Moment, from: PublishedFrom, 
/**
 * For a guess: what it rests on, as quoted words of the text: `the caption says "May 12, 2025"`.
 */
reason: string | null, };

export type PublishedFrom = "metadata" | "text" | "inferred" | "file" | "corrected";

export type PutAway = { ids: Array<ArticleId>, 
/**
 * None is back at hand.
 */
to: Away | null, };

/**
 * Why a stretch of a query was passed over, or found nothing.
 */
export type QueryNote = { 
/**
 * Bytes of the query.
 */
start: number, end: number, code: NoteCode, };

/**
 * Words of an article, as an item prints them.
 */
export type Quotation = { article: ArticleId, text: string, 
/**
 * Whose words they are: said where an item quotes more than the article that leads.
 */
outlet: string | null, };

/**
 * Words of an article: bytes `start` to `end` of its text, exactly.
 */
export type Quoted = { article: ArticleId, start: number, end: number, text: string, };

/**
 * Reads files of earlier imports again, those that were kept, from the library's own copy, as an import of their own. Articles that the new
 * reading does not give are taken out, but for those that a digest quotes or that were bookmarked or tagged.
 */
export type ReadAgain = { files: Array<FileId>, };

export type ReadArticle = { id: ArticleId, };

export type ReadEncoder = Record<symbol, never>;

export type ReadImport = { id: ImportId, };

export type ReadIssue = { id: IssueId, };

/**
 * A file of an import, or the file that an article was found in.
 */
export type ReadPreview = { file?: FileId, article?: ArticleId, 
/**
 * Which of the file's texts, from 0; an article's own where one is asked for.
 */
text: number, };

export type ReadSettings = Record<symbol, never>;

export type ReadStory = { id: StoryId, };

/**
 * The table of that shape in a file of an import.
 */
export type ReadTable = { file: FileId, 
/**
 * As `FileChoice` has it.
 */
shape: string, };

/**
 * The gravest first; empty is ready.
 */
export type Readiness = { findings: Array<Finding>, };

/**
 * An export's own count is a proof of how it was read: so many of the records that it says it holds.
 */
export type RecordCount = { found: number, announced: number, };

/**
 * What an item is to the issue. Nothing is printed of the middle one.
 */
export type Relevance = "main" | "secondary" | "mention";

export type RemoveCollection = { id: CollectionId, };

export type RemoveEncoder = Record<symbol, never>;

export type RemoveHighlight = { id: HighlightId, };

export type RemoveMute = { id: MuteId, };

export type RemoveOutlet = { id: OutletId, };

export type RemoveOutletRule = { id: OutletRuleId, };

export type RemoveSearch = { id: SearchId, };

/**
 * Its issues stay.
 */
export type RemoveTitle = { id: TitleId, };

/**
 * A library that was gone back to.
 */
export type Restored = { backup: Backup, 
/**
 * Where the library is kept whose place it took.
 */
kept: string | null, };

export type Role = "headline" | "standfirst" | "byline" | "dateline" | "date" | "caption" | "body" | "heading" | "copyright" | "field" | "repeat" | "residue";

export type RoleCount = { role: Role, lines: number, };

/**
 * What proposes items for a section. Each list that is not empty has to be met by one of its members; an article that
 * meets all of them is picked.
 */
export type Rule = { 
/**
 * By its name among the title's sections; the first section where none is called so.
 */
section: string, 
/**
 * By their names, or by their hosts.
 */
outlets: Array<string>, 
/**
 * ISO 639-1.
 */
languages: Array<string>, tags: Array<string>, 
/**
 * Words and phrases of the headline or text.
 */
keywords: Array<string>, 
/**
 * Outlets that tell the article's story, itself among them. 0 and 1 ask for nothing.
 */
least_outlets: number, 
/**
 * Whether it proposes, or is only being tried out.
 */
on: boolean, };

export type RuleExample = { id: ArticleId, title: string, before: string, after: string, };

/**
 * In the order of the rules; an article is picked by the first that would.
 */
export type RulePicks = { picks: Array<Array<ArticleRow>>, };

/**
 * What a rule would do. Nothing is changed.
 */
export type RuleTrial = { 
/**
 * Articles that it would change.
 */
articles: number, 
/**
 * The outlet has more articles than were looked at.
 */
more: boolean, 
/**
 * The newest, at most 12.
 */
examples: Array<RuleExample>, };

/**
 * A new one, or another name for the one with that `id`.
 */
export type SaveCollection = { id?: CollectionId, name: string, };

/**
 * A new one, or the one of that id changed.
 */
export type SaveOutlet = { id?: OutletId | null, outlet: Outlet, };

/**
 * A new one, or the one with that `id` changed. An empty name takes the query's.
 */
export type SaveSearch = { id?: SearchId, name: string, query: string, };

/**
 * A new one, or the one of that id changed. Issues that were begun stay as they are.
 */
export type SaveTitle = { id?: TitleId | null, title: Title, };

/**
 * A search that is kept under a name.
 */
export type SavedSearch = { id: SearchId, name: string, query: string, found: number, unread: number, 
/**
 * There are more than `found`; counting stopped.
 */
more: boolean, };

export type SearchArticles = { 
/**
 * `storm "south pier" -ferry (oil OR gas) title:port outlet:bbc lang:en tag:x in-collection:y is:unread after:2026-03-01
 * on:yesterday`; the last word also as a beginning, where `typing` is set. Never an error: see `SearchPage::notes`.
 */
query: string, typing: boolean, 
/**
 * With those that hold some of three words or more, where few hold all: see `SearchPage::close`. Takes three times as
 * long, so not for each key.
 */
close: boolean, filter: Filter, 
/**
 * Best first; `Newest` and `Oldest` by date.
 */
by_date?: Sort, 
/**
 * At most 200; 0 takes 50.
 */
limit: number, };

/**
 * A search that was saved under a name.
 */
export type SearchId = number;

/**
 * The saved searches with what they find now, by name.
 */
export type SearchList = { searches: Array<SavedSearch>, };

export type SearchPage = { rows: Array<SearchRow>, found: number, 
/**
 * There are more than `found`; counting stopped.
 */
more: boolean, 
/**
 * Where few hold all of three words or more, so many of `rows` hold some of them, among the others by how well they
 * answer: 20 at most. Not in `found`.
 */
close: number, 
/**
 * What of the query was not understood, and was passed over.
 */
notes: Array<QueryNote>, };

export type SearchRow = { article: ArticleRow, title: Marked, snippet: Marked, 
/**
 * The words of the query that it does not hold, as typed.
 */
lacks: Array<string>, };

export type Section = { id: SectionId, 
/**
 * May be empty in an issue of one section: then no heading is printed.
 */
name: string, items: Array<Item>, 
/**
 * What it is filled from.
 */
search: SearchId | null, 
/**
 * How many items it is meant to hold.
 */
quota: number | null, };

export type SectionId = number;

export type SetBookmarked = { ids: Array<ArticleId>, bookmarked: boolean, };

/**
 * The picture of the masthead: the bytes of a PNG or JPEG, at most 4 MB; none takes it away.
 */
export type SetLogo = { id: TitleId, bytes?: Array<number> | null, };

/**
 * From now on mails of that sender are read as their stories, or as one article each.
 */
export type SetNewsletter = { sender: string, as_stories: boolean, };

/**
 * Of the whole article; an empty one is none.
 */
export type SetNote = { article: ArticleId, note: string, };

export type SetRead = { ids: Array<ArticleId>, read: boolean, };

/**
 * From now on all tables of that shape are read so. `columns` are all of the table's, in their order.
 */
export type SetTableMapping = { shape: string, columns: Array<TableColumn>, };

export type SetTags = { ids: Array<ArticleId>, add: Array<string>, remove: Array<string>, };

/**
 * What is done with imported files: moved into a folder of that name inside the watched one, or left.
 */
export type SetWatchedFolder = { id: WatchedFolderId, aside: string | null, };

export type Settings = { 
/**
 * `system`, `light`, `dark`, `sepia`, `contrast`, `contrast_dark`.
 */
theme: string, 
/**
 * Of the interface: `en`, `ar`, `de`, `es`, `fr`, `ru`, `zh`. Empty until the window has chosen the system's.
 */
language: string, 
/**
 * Of everything in the window, in percent: 80 to 200.
 */
zoom: number, 
/**
 * The reader's: `serif`, `sans`.
 */
font: string, 
/**
 * The reader's, in CSS pixels: 14 to 28.
 */
text_size: number, 
/**
 * The reader's line, in characters: 50 to 100.
 */
line_width: number, 
/**
 * The reader's, in hundredths of the text size: 130 to 200.
 */
line_height: number, 
/**
 * Rows of the list: `two` lines or `one`.
 */
row_lines: string, 
/**
 * Whether days part the list where it is in their order.
 */
day_headings: boolean, };

export type Sort = "newest" | "oldest" | "headline" | "source" | "by_hand";

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
 * How a text of a file was read.
 */
export type SplitPreview = { file: FileId, name: string, format: string | null, 
/**
 * How many texts the file holds in which articles were found.
 */
texts: number, 
/**
 * Which of them this is, from 0.
 */
text: number, 
/**
 * By which corrections name it.
 */
hash: ContentHash, lines: number, 
/**
 * The line to begin at: the first of the article that was asked for.
 */
line: number, 
/**
 * Articles can be split and merged at its lines; otherwise it was read as a whole.
 */
can_split: boolean, 
/**
 * Of an export that counts its records.
 */
records: RecordCount | null, articles: Array<PreviewArticle>, roles: Array<RoleCount>, 
/**
 * Of the whole file.
 */
corrections: number, can_undo: boolean, can_redo: boolean, 
/**
 * Articles that have another id since what was asked, or went into another: from, to.
 */
renamed: Array<[ArticleId, ArticleId]>, };

/**
 * These articles of the story tell another. Remembered: later articles follow whom they are like.
 */
export type SplitStory = { id: StoryId, articles: Array<ArticleId>, };

/**
 * Pasted text or HTML; the HTML wins where it has more than one block.
 */
export type StartImportText = { text: string, html?: string, };

/**
 * An outlet that was confirmed.
 */
export type StoredOutlet = { id: OutletId, outlet: Outlet, articles: number, };

/**
 * A series of issues.
 */
export type StoredTitle = { id: TitleId, title: Title, has_logo: boolean, };

/**
 * The stories that the articles are in now: after a split what stays and what went, after a merge the one.
 */
export type StoriesChanged = { stories: Array<StoryId>, };

export type StoryArticle = { row: ArticleRow, 
/**
 * The first article with nearly this text.
 */
copy_of: ArticleId | null, 
/**
 * The same outlet's earlier version of it.
 */
newer_than: ArticleId | null, 
/**
 * What stands in this article only; at most six sentences.
 */
only: Array<Quoted>, };

/**
 * What a list shows of a story.
 */
export type StoryCard = { id: StoryId, 
/**
 * The article whose headline tells the story best, with its row.
 */
headline: ArticleRow, 
/**
 * All of its articles, also those of other days.
 */
articles: number, unread: number, 
/**
 * Near copies of another article of the story.
 */
copies: number, 
/**
 * The outlets that told it, in the order in which they did.
 */
outlets: Array<StoryOutlet>, reasons: StoryReasons, 
/**
 * Who told it when, earliest first, undated ones last; at most 100.
 */
timeline: Array<Told>, };

/**
 * One thing that outlets tell differently, each in its words.
 */
export type StoryDifference = { what: Differs, told: Array<Quoted>, };

/**
 * A story, by the article that founded it; below zero where that article was parted from it.
 */
export type StoryId = number;

export type StoryOutlet = { 
/**
 * None for articles whose outlet is not known.
 */
name: string | null, articles: number, };

/**
 * The story that matters most first.
 */
export type StoryPage = { stories: Array<StoryCard>, 
/**
 * Where to go on; none at the end.
 */
next: string | null, 
/**
 * Stories of the date on all pages.
 */
total: number, };

/**
 * What the rank of a story rests on.
 */
export type StoryReasons = { 
/**
 * Each article whose outlet is not known counts as one.
 */
outlets: number, 
/**
 * Outlets that speak for themselves: copies of one text count once.
 */
voices: number, 
/**
 * ISO 3166 codes in lower case, of the outlets' own domains.
 */
countries: Array<string>, 
/**
 * Outlets that printed it within the last six hours.
 */
lately: number, bookmarks: number, 
/**
 * As printed with the first and the latest article; none where no article has a date.
 */
first: Moment | null, latest: Moment | null, };

/**
 * A story with all that its outlets tell.
 */
export type StoryView = { card: StoryCard, 
/**
 * In the order in which they told it, each with its articles, the earliest first. At most 200 articles.
 */
outlets: Array<OutletArticles>, 
/**
 * Three to five sentences, in the order to be read.
 */
summary: Array<Quoted>, differences: Array<StoryDifference>, keywords: Array<string>, people: Array<string>, places: Array<string>, };

/**
 * A house style: type, masthead, density and rules together.
 */
export type Style = "classic" | "modern" | "gazette";

/**
 * What a correction is about: of two about the same, the later one counts.
 */
export type Subject = { "subject": "boundary", at: TextPlace, } | { "subject": "role", at: TextPlace, } | { "subject": "field", at: TextPlace, field: ArticleField, };

/**
 * What an article is about, as printed in it: best or most often first.
 */
export type Subjects = { keywords: Array<string>, people: Array<string>, places: Array<string>, };

/**
 * A table or a list of JSON objects as it was read, with its first rows.
 */
export type Table = { 
/**
 * A hash over the columns' names in their order: files of one shape are read in one way.
 */
shape: string, columns: Array<TableColumn>, 
/**
 * What the names and cells say by themselves, column by column.
 */
guess: Array<TableField | null>, 
/**
 * At most five, a cell for each column, each at most 200 characters.
 */
rows: Array<Array<string>>, 
/**
 * How many rows there are.
 */
count: number, 
/**
 * The columns were told by the user; guessed otherwise.
 */
remembered: boolean, 
/**
 * The columns are enough for articles: they hold a text.
 */
readable: boolean, };

/**
 * A column under its name in the file; one without a field is passed over.
 */
export type TableColumn = { name: string, field: TableField | null, };

/**
 * What a column of a table, or a key of a list, holds.
 */
export type TableField = "title" | "text" | "standfirst" | "date" | "byline" | "source" | "url" | "language" | "section" | "page" | "tags" | "copyright";

/**
 * A table's columns as the user told them.
 */
export type TableMapping = { shape: string, columns: Array<TableColumn>, 
/**
 * Files of that shape that were read in another way, newest first: they can be read again.
 */
outdated: Array<FileId>, };

export type TableMappingList = { 
/**
 * Set last, first.
 */
mappings: Array<TableMapping>, };

export type TakeOutArticles = { id: CollectionId, articles: Array<ArticleId>, };

export type Tally = { name: string, items: number, quota: number | null, };

/**
 * Where in a file a line or an article begins. The text is named by its hash and not by its number, so that a file
 * that is read in another way later, with other texts, is not corrected at the wrong place.
 */
export type TextPlace = { 
/**
 * Of the decoded text; a file may hold several.
 */
text: ContentHash, 
/**
 * Byte of that text.
 */
start: number, };

/**
 * A series of issues: what each new one of it begins with.
 */
export type Title = { 
/**
 * The masthead, and what file names are made of.
 */
name: string, 
/**
 * Of its own words: ISO 639-1. Empty takes that of the window.
 */
language: string, style: Style, paper: Paper, 
/**
 * `#b3392b`; none takes the style's own.
 */
accent?: string | null, 
/**
 * In the desk's order. A title without any has issues of one section without a name.
 */
sections: Array<FixedSection>, 
/**
 * What its first issue is numbered, where none was made yet. 0 is taken for 1.
 */
first_number: number, particulars: Particulars, 
/**
 * What proposes items for its issues.
 */
rules: Array<Rule>, };

/**
 * A series of issues.
 */
export type TitleId = number;

/**
 * In the order in which they were made; never empty but where all were removed.
 */
export type TitleList = { titles: Array<StoredTitle>, };

/**
 * That an outlet told the story.
 */
export type Told = { article: ArticleId, outlet: string | null, at: Moment | null, 
/**
 * The first article with nearly this text.
 */
copy_of: ArticleId | null, 
/**
 * The same outlet's earlier version of it.
 */
newer_than: ArticleId | null, };

export type TrashEmptied = { removed: number, 
/**
 * An issue quotes them.
 */
kept: number, };

export type TryMute = { query: string, };

/**
 * What rules would pick from the articles of a date: of `rules`, switched on or not, or of the title's own.
 */
export type TryRules = { title: TitleId, date: string, rules?: Array<Rule> | null, };

export type Unit = "characters" | "words";

/**
 * Why a file could not be moved aside.
 */
export type Unmoved = "no_permission" | "no_room" | "in_the_way" | "other";

export type UnmovedFile = { 
/**
 * The way to it from the folder.
 */
name: string, reason: Unmoved, };

/**
 * A folder whose new files are imported by themselves.
 */
export type WatchedFolder = { id: WatchedFolderId, path: string, 
/**
 * The folder in it that imported files are moved to; none leaves them where they are.
 */
aside: string | null, 
/**
 * It cannot be looked into at the moment: not there, not plugged in, no right to.
 */
missing: boolean, 
/**
 * Files taken so far.
 */
taken: number, 
/**
 * Files that were imported and could not be moved aside: they lie where they were.
 */
unmoved: Array<UnmovedFile>, 
/**
 * It came with open files, and is not looked into until somebody chooses it here.
 */
paused: boolean, };

export type WatchedFolderId = number;

export type WatchedFolderList = { 
/**
 * By their paths.
 */
folders: Array<WatchedFolder>, };
