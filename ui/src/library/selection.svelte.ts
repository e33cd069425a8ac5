/** The rows that one thing is to be done to: chosen one by one, as a range, or all that the list holds. */
import { SvelteSet } from 'svelte/reactivity';

import { ask } from '../ask';
import type { Filter } from '../host';
import { m } from '../i18n/messages';
import { formatNumber } from '../i18n/locale.svelte';
import { say } from '../kit/toasts.svelte';
import { noteChanged } from '../reader/reader.svelte';
import { changeOwn, filter, isSearching, library, shownByHand } from './library.svelte';
import { loadedRows, readRow, rowAt, rows } from './rows.svelte';

export const selected = new SvelteSet<number>();
/** Where a range begins. */
let anchor = -1;
/** Where it ends. */
let end = -1;

export function clearSelection(): void {
  selected.clear();
  anchor = -1;
  library.tagging = false;
}

/** The row joins or leaves. The open article is the first of the selection: it was chosen already. */
export function toggleSelected(index: number): void {
  const row = rowAt(index);
  if (!row) return;
  const open = rowAt(library.at);
  if (selected.size === 0 && open && open.id !== row.id) selected.add(open.id);
  if (!selected.delete(row.id)) selected.add(row.id);
  anchor = end = index;
}

/** All rows from the last one chosen to this one. */
export async function selectTo(index: number): Promise<void> {
  if (anchor < 0) anchor = Math.max(library.at, 0);
  end = index;
  const [first, last] = [Math.min(anchor, index), Math.max(anchor, index)];
  selected.clear();
  for (let at = first; at <= last; at++) {
    const row = await readRow(at);
    if (row) selected.add(row.id);
  }
}

export async function selectAll(): Promise<void> {
  clearSelection();
  if (isSearching() || shownByHand() !== undefined) {
    // What was found is there; an order made by hand is kept by reading it.
    for (let at = 0; at < rows.count; at++) {
      const row = rowAt(at) ?? (await readRow(at));
      if (row) selected.add(row.id);
    }
  } else {
    for (const id of await readIds({})) selected.add(id);
  }
}

/** One row further, from where the range ends. */
export async function extendSelection(by: 1 | -1): Promise<void> {
  if (anchor < 0) end = anchor = Math.max(library.at, 0);
  end = Math.min(Math.max(end + by, 0), rows.count - 1);
  await selectTo(end);
}

/** Without a word for it: read, unless all of them are. */
export async function readSelected(
  read = loadedRows().some((row) => selected.has(row.id) && !row.read),
): Promise<void> {
  const ids = await differing('read', read);
  await put(ids, { read });
  say(m.marked({ count: ids.length, n: formatNumber(ids.length) }), undoing(ids, { read: !read }));
}

export async function bookmarkSelected(
  bookmarked = loadedRows().some((row) => selected.has(row.id) && !row.bookmarked),
): Promise<void> {
  const ids = await differing('bookmarked', bookmarked);
  await put(ids, { bookmarked });
  const count = { count: ids.length, n: formatNumber(ids.length) };
  const text = bookmarked ? m.bookmarks_set(count) : m.bookmarks_removed(count);
  say(text, undoing(ids, { bookmarked: !bookmarked }));
}

export async function tagSelected(tag: string): Promise<void> {
  const ids = [...selected];
  for (const some of inParts(ids)) {
    if (!(await changeOwn('set_tags', { ids: some, add: [tag], remove: [] }))) return;
  }
  for (const row of loadedRows()) {
    if (selected.has(row.id)) noteChanged(row.id, { tags: [...new Set([...row.tags, tag])] });
  }
  say(m.tagged({ count: ids.length, n: formatNumber(ids.length), tag }));
}

type Mark = { read: boolean } | { bookmarked: boolean };

function undoing(ids: number[], mark: Mark): { label: string; press: () => void } {
  return { label: m.action_undo(), press: () => void put(ids, mark) };
}

async function put(ids: number[], mark: Mark): Promise<void> {
  for (const some of inParts(ids)) {
    const done =
      'read' in mark
        ? await changeOwn('set_read', { ids: some, read: mark.read })
        : await changeOwn('set_bookmarked', { ids: some, bookmarked: mark.bookmarked });
    if (!done) return;
  }
  const changed = new Set(ids);
  for (const row of loadedRows()) if (changed.has(row.id)) noteChanged(row.id, mark);
}

/** Those of the selection that are not so yet: only these change, and only these are changed back. */
async function differing(key: 'read' | 'bookmarked', value: boolean): Promise<number[]> {
  const loaded = new Map(loadedRows().map((row) => [row.id, row[key]]));
  const ids = [...selected];
  const far = ids.some((id) => !loaded.has(id));
  const marked = new Set(far ? await readIds(key === 'read' ? { unread: true } : { bookmarked: true }) : []);
  return ids.filter((id) => (loaded.get(id) ?? marked.has(id) !== (key === 'read')) !== value);
}

async function readIds(more: Partial<Filter>): Promise<number[]> {
  const ids: number[] = [];
  for (;;) {
    const page = await ask('list_ids', { filter: { ...filter(), ...more }, after: ids.at(-1) });
    if (!page) return ids;
    for (const id of page.ids) ids.push(id);
    if (!page.more) return ids;
  }
}

/** So few at a time that nothing else waits long for the library. */
export function inParts<One>(ids: One[]): One[][] {
  const parts: One[][] = [];
  for (let at = 0; at < ids.length; at += 2000) parts.push(ids.slice(at, at + 2000));
  return parts;
}
