import { SvelteMap } from 'svelte/reactivity';

import { ask } from '../ask';
import type { Operations } from '../host/generated/operations';
import {
  host,
  isErrorView,
  type ArticleId,
  type ArticleRow,
  type Away,
  type CollectionId,
  type Counts,
  type ErrorView,
  type Filter,
  type Marked,
  type QueryNote,
  type SearchPage,
  type Sort,
} from '../host';
import {
  countNew,
  findLoaded,
  findRow,
  readAgain,
  readList,
  rowAt,
  rows,
  showRows,
  type Question,
} from './rows.svelte';

export type View = 'all' | 'unread' | 'bookmarked' | Away;
export type Facet =
  | 'date'
  | 'undated'
  | 'source'
  | 'tag'
  | 'language'
  | 'import'
  | 'story'
  | 'search'
  | 'collection'
  | 'keyword'
  | 'person'
  | 'place';
export type Narrowed = Partial<Pick<Filter, Facet>>;
/** `lacks`: the words of the query that it does not hold. */
export type Found = { title: Marked; snippet: Marked; lacks: string[] };

type Library = {
  counts: Counts;
  /** Until the first counts are there, nothing is said about an empty library. */
  counted: boolean;
  /** Why it cannot be opened; then nothing else can be done. */
  broken: ErrorView | null;
  view: View;
  narrowed: Narrowed;
  sort: Sort;
  /** A collection is shown in its own order. */
  byHand: boolean;
  query: string;
  /** Order of what was found: by date, or the best first. */
  findBy: 'newest' | 'oldest' | null;
  loading: boolean;
  loaded: boolean;
  /** Index of the chosen row, -1 for none. */
  at: number;
  /** Of a search: how many, and whether there are more than were counted. */
  found: number;
  /** So many more hold some of the words. */
  close: number;
  more: boolean;
  /** Of a search: what of it was not understood. */
  notes: QueryNote[];
  /** Whether a tag for the selected rows is typed. */
  tagging: boolean;
  /** Whether to empty the trash is asked. */
  emptying: boolean;
  /** Whether the list stands at its start. */
  atStart: boolean;
  /** Rows that came since and are not shown, so that nothing jumps. */
  fresh: number;
};

export const library = $state<Library>({
  counts: {
    all: 0,
    unread: 0,
    bookmarked: 0,
    undated: 0,
    archived: 0,
    muted: 0,
    trashed: 0,
    sources: [],
    tags: [],
    languages: [],
    days: [],
  },
  counted: false,
  broken: null,
  view: 'all',
  narrowed: {},
  sort: 'newest',
  byHand: true,
  query: '',
  findBy: null,
  loading: false,
  loaded: false,
  at: -1,
  found: 0,
  close: 0,
  more: false,
  notes: [],
  tagging: false,
  emptying: false,
  atStart: true,
  fresh: 0,
});

/** Rows that were put elsewhere since the list was read, with where they were then: they stay in their place, so that nothing jumps. */
export const moved = new SvelteMap<number, Away | null>();

/** Of the rows of a search, what was looked for in them. */
let found = $state.raw(new Map<number, Found>());

export function foundIn(id: number): Found | undefined {
  return found.get(id);
}

const MOST_FOUND = 200;
/** Who types on does so within this, in ms. */
const PAUSE = 300;
let pause: ReturnType<typeof setTimeout> | undefined;
/** Up to here the list waits for its days, which come as soon as its rows. */
const FEW = 20_000;
let asked = 0;
/** How many articles there were when the list was read. */
let counted = 0;

/** Reads the list anew from its start; the chosen article stays chosen where it is still in it. */
export async function loadRows(): Promise<void> {
  const mine = ++asked;
  const kept = rowAt(library.at)?.id;
  library.loading = true;
  counted = library.counts.all;
  const read = isSearching() ? await searchRows(mine) : await readList(question(), library.counts.all <= FEW);
  if (mine !== asked) return;
  library.loading = false;
  if (!read) return;
  moved.clear();
  if (!isSearching()) {
    found = new Map();
    library.notes = [];
  }
  library.at = kept === undefined ? -1 : findLoaded(kept);
  library.fresh = 0;
  library.loaded = true;
  if (kept !== undefined && library.at < 0) {
    const at = await findRow(kept);
    if (mine === asked && library.at < 0) library.at = at;
  }
}

/** The list that is shown was changed here, and holds some no more: it is read again where it stands, and nothing jumps. */
export async function readListAgain(gone: ArticleId[]): Promise<void> {
  if (isSearching()) return loadRows();
  const kept = rowAt(library.at)?.id;
  const mine = asked;
  if (!(await readAgain()) || mine !== asked || kept === undefined) return;
  const at = gone.includes(kept) ? -1 : await findRow(kept, library.at);
  if (mine === asked) library.at = at;
}

/** The first question to the library: where that fails, the page says why instead of showing nothing. */
export async function openLibrary(): Promise<boolean> {
  try {
    library.counts = await host.call('count_articles', {});
    library.counted = true;
    library.broken = null;
  } catch (thrown) {
    library.broken = isErrorView(thrown) ? thrown : { code: 'internal', params: { detail: String(thrown) } };
  }
  return library.broken === null;
}

export async function loadCounts(): Promise<void> {
  const counts = await ask('count_articles', {});
  if (!counts) return;
  library.counts = counts;
  library.counted = true;
}

let mine = 0;

/** Changes that this window makes come back as news of a change: those are no reason to look. */
export async function changeOwn<Name extends 'set_read' | 'set_bookmarked' | 'set_tags' | 'put_away'>(
  operation: Name,
  payload: Operations[Name]['ask'],
): Promise<Operations[Name]['answer'] | undefined> {
  mine += 1;
  const answer = await ask(operation, payload);
  // Where nothing changed, no news comes.
  if (!answer?.count) mine -= 1;
  void loadCounts();
  return answer;
}

let noting: ReturnType<typeof setTimeout> | undefined;

/** An import is over. Nobody reading at the start of the list: it is read anew. */
export async function settle(): Promise<void> {
  await loadCounts();
  if (library.at < 0 && !isSearching() && library.atStart) await loadRows();
  else await lookForNew();
}

/** Something changed in the library: said many times while an import runs, looked at twice a second. */
export function noteChange(): void {
  if (mine > 0) {
    mine -= 1;
    return;
  }
  noting ??= setTimeout(() => {
    noting = undefined;
    void loadCounts().then(lookForNew);
  }, 400);
}

export function showView(view: View): void {
  library.view = view;
  library.at = -1;
  void loadRows();
}

/** Narrows by one more thing, or no more by it where it is the same. */
export function narrow<Of extends Facet>(facet: Of, value: Narrowed[Of]): void {
  const { [facet]: before, ...rest } = library.narrowed;
  library.narrowed = before === value ? rest : { ...rest, [facet]: value };
  library.at = -1;
  void loadRows();
}

export function showAll(): void {
  void narrowOnly({});
}

/** The whole library, narrowed to this and nothing else. */
export async function narrowOnly(narrowed: Narrowed): Promise<void> {
  library.view = 'all';
  library.query = '';
  library.narrowed = narrowed;
  library.byHand = true;
  library.at = -1;
  await loadRows();
}

export function sortBy(sort: Sort): void {
  library.byHand = sort === 'by_hand';
  if (sort !== 'by_hand') library.sort = sort;
  void loadRows();
}

export function orderFound(by: Library['findBy']): void {
  library.findBy = by;
  void loadRows();
}

export function searchFor(query: string): void {
  library.query = query;
  void loadRows();
}

/** The collection that the list shows, in its own order. */
export function shownByHand(): CollectionId | undefined {
  return library.byHand && !isSearching() ? library.narrowed.collection : undefined;
}

export function isNarrowed(): boolean {
  return (
    library.view !== 'all' ||
    library.query.trim() !== '' ||
    Object.values(library.narrowed).some((value) => value !== undefined)
  );
}

/** Only its words narrow the list. */
export function isQueryAlone(): boolean {
  return library.view === 'all' && Object.values(library.narrowed).every((value) => value === undefined);
}

export function chosenRow(): ArticleRow | undefined {
  return rowAt(library.at);
}

/** Not even in the archive or the trash. */
export function isEmpty({ all, archived, muted, trashed }: Counts): boolean {
  return all + archived + muted + trashed === 0;
}

/** A list of what was put away. */
export function isAway(view: View): view is Away {
  return view === 'archive' || view === 'mute' || view === 'trash';
}

export function isSearching(): boolean {
  return library.query.trim() !== '';
}

export function filter(): Filter {
  const { narrowed, view } = library;
  return {
    undated: false,
    ...$state.snapshot(narrowed),
    unread: view === 'unread',
    bookmarked: view === 'bookmarked',
    away: isAway(view) ? view : undefined,
  };
}

function question(): Question {
  return { filter: filter(), sort: shownByHand() === undefined ? library.sort : 'by_hand' };
}

async function searchRows(mine: number): Promise<boolean> {
  const page = await search(false);
  if (!page || mine !== asked) return false;
  showFound(page);
  clearTimeout(pause);
  // What holds some of the words takes thrice as long to find: not for each key.
  pause = setTimeout(() => void searchClose(mine), PAUSE);
  return true;
}

async function searchClose(mine: number): Promise<void> {
  if (mine !== asked) return;
  const page = await search(true);
  if (!page || mine !== asked || page.close === 0) return;
  const kept = rowAt(library.at)?.id;
  showFound(page);
  library.at = kept === undefined ? -1 : findLoaded(kept);
}

function search(close: boolean): Promise<SearchPage | undefined> {
  return ask('search_articles', {
    query: library.query,
    typing: true,
    close,
    filter: filter(),
    by_date: library.findBy ?? undefined,
    limit: MOST_FOUND,
  });
}

function showFound(page: SearchPage): void {
  found = new Map(page.rows.map(({ article, ...found }) => [article.id, found]));
  library.found = page.found;
  library.more = page.more;
  library.close = page.close;
  library.notes = page.notes;
  showRows(page.rows.map((row) => row.article));
}

/** An empty list is read anew. Else what came is counted and offered: nothing moves under the eye. */
async function lookForNew(): Promise<void> {
  if (rows.count === 0) return loadRows();
  if (isSearching()) return;
  library.fresh = isNarrowed() ? await countNew() : Math.max(library.counts.all - counted, 0);
}
