/**
 * The rows of the list that is shown: any number of them, read a page at a time where they are looked at.
 *
 * A page is found by keyset, so the thousandth costs what the first does. Where each page begins is a snapshot: rows that come
 * later neither move nor double what is on the screen.
 */
import { ask } from '../ask';
import { host, type ArticleRow, type DayStart, type Filter, type Sort } from '../host';

export const PAGE = 100;
/** 8,000 rows in memory; those that were looked at longest ago are read again when they are wanted. */
const MOST_PAGES = 80;

type Rows = {
  /** How many there are, as far as is known yet. */
  count: number;
  pages: Record<number, ArticleRow[]>;
  days: DayStart[];
};

export const rows = $state<Rows>({ count: 0, pages: {}, days: [] });

export type Question = { filter: Filter; sort: Sort };

let question: Question | null = null;
/** What page `n` begins after. */
let cursors: (string | undefined)[] = [];
/** Pages in which something was changed here: read anew, they might hold other rows. */
let kept = new Set<number>();
let used: number[] = [];
let look = { first: 0, end: 0 };
let reading = false;
/** Rises with each list, so that a late answer to an earlier question is known. */
let edition = 0;

/** Shows the list that answers the question. `whole`: waits for the days and the number of rows, where that is soon. */
export async function readList(wanted: Question, whole: boolean): Promise<boolean> {
  const mine = ++edition;
  const places = ask('place_articles', wanted);
  const page = await ask('list_articles', { ...wanted, limit: PAGE });
  if (mine !== edition || !page) return false;
  const early = whole ? await places : undefined;
  if (mine !== edition) return false;
  question = wanted;
  cursors = [undefined, ...(page.next === null ? [] : [page.next])];
  begin(page.rows);
  const put = (known: Awaited<typeof places>): void => {
    if (mine !== edition || !known) return;
    // Between the two questions rows may have come: what is shown already counts.
    rows.count = Math.max(known.articles, page.rows.length);
    rows.days = known.days;
    cursors = [undefined, page.next ?? undefined, ...known.cursors.slice(1)].slice(
      0,
      known.cursors.length + 1,
    );
  };
  if (early) put(early);
  else void places.then(put);
  return true;
}

/** Reads the same list again where it is looked at, whatever became of the rows elsewhere: it stays where it stands. */
export async function readAgain(): Promise<boolean> {
  const mine = ++edition;
  const wanted = question;
  const places = wanted && (await ask('place_articles', wanted));
  if (!places || mine !== edition) return false;
  const starts = [undefined, ...places.cursors];
  const last = Math.min(Math.floor(Math.max(look.end - 1, 0) / PAGE), starts.length - 1);
  const pages: Record<number, ArticleRow[]> = {};
  for (let page = Math.min(Math.floor(look.first / PAGE), last); page <= last; page++) {
    const answer = await ask('list_articles', { ...wanted, after: starts[page], limit: PAGE });
    if (!answer || mine !== edition) return false;
    pages[page] = answer.rows;
  }
  cursors = starts;
  Object.assign(rows, { pages, days: places.days, count: places.articles });
  kept = new Set();
  used = Object.keys(pages).map(Number);
  return true;
}

/** Shows these, and no more than these: what a search found. */
export function showRows(found: ArticleRow[]): void {
  edition += 1;
  question = null;
  cursors = [];
  begin([]);
  for (let first = 0; first < found.length; first += PAGE) {
    rows.pages[first / PAGE] = found.slice(first, first + PAGE);
  }
  rows.count = found.length;
}

export function rowAt(index: number): ArticleRow | undefined {
  return rows.pages[Math.floor(index / PAGE)]?.[index % PAGE];
}

/** Says what is in sight; what of it is not there yet is read, the latest look first. */
export function lookAt(first: number, end: number): void {
  look = { first, end };
  if (!reading) void readWanted();
}

/** The row, read if it has to be. */
export async function readRow(index: number): Promise<ArticleRow | undefined> {
  if (index < 0 || index >= rows.count) return undefined;
  if (!rowAt(index)) await readPage(Math.floor(index / PAGE));
  return rowAt(index);
}

/** Where the article stands: among the rows that are there, or among all. -1 where it is not found. `near`: where it stood last. */
export async function findRow(id: number, near = 0): Promise<number> {
  const known = findLoaded(id);
  if (known >= 0 || !question) return known;
  if (question.sort === 'by_hand') return findOutward(id, Math.floor(Math.max(near, 0) / PAGE));
  if (question.sort !== 'newest' && question.sort !== 'oldest') return -1;
  const before = question.sort === 'newest' ? (at: number) => at > id : (at: number) => at < id;
  // By date a cursor is an id.
  let low = 0;
  let high = cursors.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const cursor = cursors[middle];
    if (cursor === undefined || before(Number(cursor))) low = middle + 1;
    else high = middle;
  }
  await readPage(low - 1);
  return findLoaded(id);
}

export function findLoaded(id: number): number {
  for (const [page, read] of Object.entries(rows.pages)) {
    const index = read.findIndex((row) => row.id === id);
    if (index >= 0) return Number(page) * PAGE + index;
  }
  return -1;
}

/** Where each of the rows stands that are there. */
export function loadedPlaces(): Map<number, number> {
  return new Map(
    Object.entries(rows.pages).flatMap(([page, read]) =>
      read.map((row, index): [number, number] => [row.id, Number(page) * PAGE + index]),
    ),
  );
}

export function loadedRows(): ArticleRow[] {
  return Object.values(rows.pages).flat();
}

/** Changes a row where it is shown. */
export function patchRow(id: number, patch: Partial<ArticleRow>): void {
  const index = findLoaded(id);
  const row = rowAt(index);
  if (!row) return;
  Object.assign(row, patch);
  kept.add(Math.floor(index / PAGE));
}

/** The next unread row from `from` on. -1 where there is none. */
export async function findUnread(from: number): Promise<number> {
  for (let index = from; index < rows.count; index++) {
    const row = rowAt(index);
    if (row && !row.read) return index;
    if (row) continue;
    const place = cursors[Math.floor(index / PAGE)];
    if (!question || place === undefined) return -1;
    const filter = { ...question.filter, unread: true };
    const page = await ask('list_articles', { filter, sort: question.sort, after: place, limit: 1 });
    const next = page?.rows[0];
    return next ? findRow(next.id) : -1;
  }
  return -1;
}

/** How many rows of the first page are not shown: what came since. A look of our own, so it fails in silence. */
export async function countNew(): Promise<number> {
  const mine = edition;
  if (!question) return 0;
  const page = await host.call('list_articles', { ...question, limit: PAGE }).catch(() => null);
  if (!page || mine !== edition) return 0;
  return page.rows.filter((row) => findLoaded(row.id) < 0).length;
}

/** An order made by hand says nothing of where a row is: page by page, the nearest first. What is put together by hand is short. */
async function findOutward(id: number, from: number): Promise<number> {
  const mine = edition;
  for (let by = 0; by < cursors.length; by++) {
    for (const page of by === 0 ? [from] : [from + by, from - by]) {
      if (page < 0 || page >= cursors.length || rows.pages[page]) continue;
      await readPage(page);
      const found = findLoaded(id);
      if (found >= 0 || mine !== edition) return found;
    }
  }
  return -1;
}

function begin(first: ArticleRow[]): void {
  rows.pages = first.length > 0 ? { 0: first } : {};
  rows.days = [];
  rows.count = first.length;
  kept = new Set();
  used = [];
}

async function readWanted(): Promise<void> {
  reading = true;
  try {
    for (let page = nextWanted(); page !== undefined; page = nextWanted()) {
      if (!(await readPage(page))) break;
    }
  } finally {
    reading = false;
  }
}

/** A page in sight that is not there, else the one after them. */
function nextWanted(): number | undefined {
  const last = Math.floor(Math.max(look.end - 1, 0) / PAGE) + 1;
  for (let page = Math.floor(look.first / PAGE); page <= last; page++) {
    if (!rows.pages[page] && page < cursors.length && page >= 0) return page;
  }
  return undefined;
}

async function readPage(page: number): Promise<boolean> {
  const mine = edition;
  if (!question || page < 0 || page >= cursors.length) return false;
  const answer = await ask('list_articles', { ...question, after: cursors[page], limit: PAGE });
  if (mine !== edition || !answer) return mine !== edition;
  const next = rows.pages[page + 1]?.[0]?.id;
  const doubled = answer.rows.findIndex((row) => row.id === next);
  rows.pages[page] = doubled < 0 ? answer.rows : answer.rows.slice(0, doubled);
  if (answer.next !== null) cursors[page + 1] ??= answer.next;
  rows.count = Math.max(rows.count, page * PAGE + answer.rows.length);
  forgetOldest(page);
  return true;
}

function forgetOldest(page: number): void {
  used = [...used.filter((one) => one !== page), page];
  if (used.length <= MOST_PAGES) return;
  const oldest = used.find((one) => !kept.has(one));
  if (oldest === undefined) return;
  used = used.filter((one) => one !== oldest);
  delete rows.pages[oldest];
}
