import { ask } from '../ask';
import type { Operations } from '../host/generated/operations';
import {
  host,
  isErrorView,
  type ArticleRow,
  type Counts,
  type ErrorView,
  type Filter,
  type Marked,
  type Sort,
} from '../host';

export type View = 'all' | 'unread' | 'bookmarked';
export type Facet = 'date' | 'undated' | 'source' | 'tag' | 'language' | 'import';
export type Narrowed = Partial<Pick<Filter, Facet>>;
export type Found = { title: Marked; snippet: Marked };

type Library = {
  counts: Counts;
  /** Until the first counts are there, nothing is said about an empty library. */
  counted: boolean;
  /** Why it cannot be opened; then nothing else can be done. */
  broken: ErrorView | null;
  view: View;
  narrowed: Narrowed;
  sort: Sort;
  query: string;
  /** Order of what was found: by date, or the best first. */
  findBy: 'newest' | 'oldest' | null;
  rows: ArticleRow[];
  next: string | null;
  loading: boolean;
  loaded: boolean;
  /** Index of the chosen row, -1 for none. */
  at: number;
  /** Of a search: how many, and whether there are more than were counted. */
  found: number;
  more: boolean;
  /** Rows that came since and are not shown, so that nothing jumps. */
  fresh: number;
};

export const library = $state<Library>({
  counts: { all: 0, unread: 0, bookmarked: 0, undated: 0, sources: [], tags: [], languages: [], days: [] },
  counted: false,
  broken: null,
  view: 'all',
  narrowed: {},
  sort: 'newest',
  query: '',
  findBy: null,
  rows: [],
  next: null,
  loading: false,
  loaded: false,
  at: -1,
  found: 0,
  more: false,
  fresh: 0,
});

/** Of the rows of a search, what was looked for in them. */
let found = $state.raw(new Map<number, Found>());

export function foundIn(id: number): Found | undefined {
  return found.get(id);
}

const PAGE = 100;
const MOST_FOUND = 200;
let asked = 0;

/** Reads the list anew from its start; the chosen article stays chosen where it is still in it. */
export async function loadRows(): Promise<void> {
  const mine = ++asked;
  const kept = library.rows[library.at]?.id;
  library.loading = true;
  const searching = library.query.trim() !== '';
  const rows = searching ? await searchRows(mine) : await listRows();
  if (mine !== asked || !rows) {
    if (mine === asked) library.loading = false;
    return;
  }
  library.rows = rows.rows;
  library.next = rows.next;
  library.found = rows.found;
  library.more = rows.more;
  found = rows.marks;
  library.at = kept === undefined ? -1 : library.rows.findIndex((row) => row.id === kept);
  library.fresh = 0;
  library.loading = false;
  library.loaded = true;
}

export async function loadMore(): Promise<void> {
  if (library.loading || !library.next) return;
  const mine = asked;
  library.loading = true;
  const page = await ask('list_articles', {
    filter: filter(),
    sort: library.sort,
    after: library.next,
    limit: PAGE,
  });
  library.loading = false;
  if (mine !== asked || !page) return;
  library.rows.push(...page.rows);
  library.next = page.next;
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
export async function changeOwn<Name extends 'set_read' | 'set_bookmarked' | 'set_tags'>(
  operation: Name,
  payload: Operations[Name]['ask'],
): Promise<boolean> {
  mine += 1;
  const answer = await ask(operation, payload);
  // Where nothing changed, no news comes.
  if (!answer?.count) mine -= 1;
  void loadCounts();
  return answer !== undefined;
}

let noting: ReturnType<typeof setTimeout> | undefined;

/** Something changed in the library: said many times while an import runs, looked at twice a second. */
export function noteChange(): void {
  if (mine > 0) {
    mine -= 1;
    return;
  }
  noting ??= setTimeout(() => {
    noting = undefined;
    void loadCounts();
    void lookForNew();
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
  library.view = 'all';
  library.narrowed = {};
  library.query = '';
  library.at = -1;
  void loadRows();
}

export function showImport(id: number): void {
  library.view = 'all';
  library.query = '';
  library.narrowed = { import: id };
  library.at = -1;
  void loadRows();
}

export function sortBy(sort: Sort): void {
  library.sort = sort;
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

export function isNarrowed(): boolean {
  return (
    library.view !== 'all' ||
    library.query.trim() !== '' ||
    Object.values(library.narrowed).some((value) => value !== undefined)
  );
}

export function chosenRow(): ArticleRow | undefined {
  return library.rows[library.at];
}

/** Changes a row where it is shown. Returns it as it was. */
export function patchRow(id: number, patch: Partial<ArticleRow>): void {
  const row = library.rows.find((one) => one.id === id);
  if (row) Object.assign(row, patch);
}

function filter(): Filter {
  const { narrowed, view } = library;
  return {
    undated: false,
    ...$state.snapshot(narrowed),
    unread: view === 'unread',
    bookmarked: view === 'bookmarked',
  };
}

type Rows = {
  rows: ArticleRow[];
  next: string | null;
  found: number;
  more: boolean;
  marks: Map<number, Found>;
};

async function listRows(): Promise<Rows | undefined> {
  const page = await ask('list_articles', { filter: filter(), sort: library.sort, limit: PAGE });
  return page && { rows: page.rows, next: page.next, found: 0, more: false, marks: new Map() };
}

async function searchRows(mine: number): Promise<Rows | undefined> {
  const page = await ask('search_articles', {
    query: library.query,
    typing: true,
    filter: filter(),
    by_date: library.findBy ?? undefined,
    limit: MOST_FOUND,
  });
  if (!page || mine !== asked) return undefined;
  const marks = new Map(page.rows.map(({ article, title, snippet }) => [article.id, { title, snippet }]));
  return { rows: page.rows.map((row) => row.article), next: null, found: page.found, more: page.more, marks };
}

/** Nobody reading: the list is simply read anew. Else what came is counted and offered. */
async function lookForNew(): Promise<void> {
  if (library.rows.length === 0 || (library.at < 0 && library.query === '')) return loadRows();
  if (library.query !== '') return;
  const mine = asked;
  try {
    const page = await host.call('list_articles', { filter: filter(), sort: library.sort, limit: PAGE });
    if (mine !== asked) return;
    const known = new Set(library.rows.map((row) => row.id));
    library.fresh = page.rows.filter((row) => !known.has(row.id)).length;
  } catch {
    // The next change or the next thing that a reader does says what is wrong; a look of our own does not.
  }
}
