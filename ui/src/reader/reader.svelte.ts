import { tick } from 'svelte';

import { ask, tryTo } from '../ask';
import {
  host,
  type ArticleId,
  type ArticleRow,
  type ArticleView,
  type Comparison,
  type SourceText,
} from '../host';
import { dayOf, today } from '../i18n/dates';
import { m } from '../i18n/messages';
import { sayFailed } from '../kit/toasts.svelte';
import { changeOwn, chosenRow, library } from '../library/library.svelte';
import { findRow, findUnread, patchRow, readRow, rowAt, rows } from '../library/rows.svelte';
import { focusPane } from '../screen.svelte';

type Reader = {
  view: ArticleView | null;
  mode: 'article' | 'source' | 'compare';
  comparison: Comparison | null;
  source: SourceText | null;
  tagging: boolean;
  /** Words of the article that are to be brought into sight. */
  shown: string;
};

export const reader = $state<Reader>({
  view: null,
  mode: 'article',
  comparison: null,
  source: null,
  tagging: false,
  shown: '',
});

/** Articles read ahead, so that the next one is there when its key is pressed. A correction makes them other ones: see `forgetAhead`. */
const ahead = new Map<number, Promise<ArticleView>>();
const MOST_AHEAD = 12;
let wanted = 0;

/** Chooses the row and shows its article, which marks it as read. */
export async function openRow(index: number): Promise<void> {
  const mine = ++wanted;
  const row = rowAt(index) ?? (await readRow(index));
  if (!row || mine !== wanted) return;
  library.at = index;
  const view = await tryTo(fetchArticle(row.id));
  if (!view || mine !== wanted) return;
  reader.view = { ...view, read: true, bookmarked: row.bookmarked, tags: [...row.tags], away: row.away };
  reader.source = null;
  reader.tagging = false;
  reader.shown = '';
  if (reader.mode === 'compare') reader.mode = 'article';
  if (reader.mode === 'source') void loadSource(mine);
  if (!row.read) void setRead(row.id, true);
  const next = rowAt(index + 1);
  if (next) fetchArticle(next.id).catch(() => ahead.delete(next.id));
}

/** An article by its id, and the words in it that are to be shown; in the list where it stands there. */
export async function openArticle(id: number, words = ''): Promise<void> {
  const index = await findRow(id);
  if (index >= 0) await openRow(index);
  else {
    const mine = ++wanted;
    const view = await tryTo(fetchArticle(id));
    if (!view || mine !== wanted) return;
    library.at = -1;
    reader.view = { ...view, read: true };
    reader.source = null;
    if (!view.read) void setRead(id, true);
  }
  reader.mode = 'article';
  reader.shown = words;
}

export function step(by: 1 | -1): void {
  const last = rows.count - 1;
  if (last < 0) return;
  const next = Math.min(Math.max(library.at < 0 ? 0 : library.at + by, 0), last);
  if (next !== library.at || !reader.view) void openRow(next);
}

/** The next unread one after the chosen, going round. */
export async function openNextUnread(): Promise<void> {
  const next = await findUnread(library.at + 1);
  const index = next >= 0 || library.at < 0 ? next : await findUnread(0);
  if (index >= 0) await openRow(index);
}

/** One screen on; at the end of the article, the next unread one. */
export function readOn(): void {
  const pane = document.querySelector('[data-pane=reader]');
  if (!reader.view || !pane) return void openNextUnread();
  const left = pane.scrollHeight - pane.clientHeight - pane.scrollTop;
  if (left < 4) return void openNextUnread();
  pane.scrollBy({ top: pane.clientHeight * 0.86, behavior: 'smooth' });
}

export async function enterReader(): Promise<void> {
  if (library.at < 0) await openRow(0);
  await tick();
  focusPane('reader');
}

export function closeArticle(): void {
  wanted += 1;
  library.at = -1;
  reader.view = null;
  reader.source = null;
}

export async function setRead(id: number, read: boolean): Promise<void> {
  if (await changeOwn('set_read', { ids: [id], read })) noteChanged(id, { read });
}

/** What the keys are for: the chosen row, or the article that stayed open when the list became another. */
export function current(): Pick<ArticleRow, 'id' | 'read' | 'bookmarked' | 'away'> | null {
  return chosenRow() ?? reader.view;
}

export async function toggleRead(): Promise<void> {
  const row = current();
  if (row) await setRead(row.id, !row.read);
}

export async function toggleBookmarked(row = current()): Promise<void> {
  if (!row) return;
  const bookmarked = !row.bookmarked;
  if (await changeOwn('set_bookmarked', { ids: [row.id], bookmarked })) noteChanged(row.id, { bookmarked });
}

export async function changeTags(change: { add?: string[]; remove?: string[] }): Promise<void> {
  const view = reader.view;
  if (!view) return;
  const { add = [], remove = [] } = change;
  if (await changeOwn('set_tags', { ids: [view.id], add, remove })) {
    const kept = view.tags.filter((tag) => !remove.includes(tag) && !add.includes(tag));
    noteChanged(view.id, { tags: [...kept, ...add] });
  }
}

/** Two versions of it, or a copy and the first, word by word. */
export async function compareWith(older: ArticleId, newer: ArticleId): Promise<void> {
  const mine = wanted;
  const comparison = await ask('compare_articles', { older, newer });
  if (!comparison || mine !== wanted) return;
  reader.comparison = comparison;
  reader.mode = 'compare';
}

export function toggleSource(): void {
  if (!reader.view) return;
  reader.mode = reader.mode === 'source' ? 'article' : 'source';
  if (reader.mode === 'source' && !reader.source) void loadSource(wanted);
}

/** Outside, in the reader's own browser; said when it is none that may be opened. */
export async function openLink(url: string): Promise<void> {
  if ((await tryTo(host.open_link(url))) === false) sayFailed(m.link_refused({ url }));
}

/** The frame alone, with the head that only paper shows. */
export function printArticle(): void {
  document.querySelector<HTMLIFrameElement>('.paper iframe')?.contentWindow?.print();
}

/** The day whose stories it is among. */
export function storyDay(view: ArticleView): string {
  return view.article.published ? dayOf(view.article.published.at) : today();
}

/** What was read ahead may be gone or different: after an import is undone, a correction, or the emptying of the trash. */
export function forgetAhead(): void {
  ahead.clear();
}

async function loadSource(mine: number): Promise<void> {
  const id = reader.view?.id;
  if (id === undefined) return;
  const source = await ask('read_source_text', { id });
  if (mine !== wanted) return;
  if (source) reader.source = source;
  else reader.mode = 'article';
}

function fetchArticle(id: number): Promise<ArticleView> {
  const known = ahead.get(id);
  if (known) return known;
  const asked = host.call('read_article', { id });
  ahead.set(id, asked);
  asked.catch(() => ahead.delete(id));
  const [oldest] = ahead.keys();
  if (ahead.size > MOST_AHEAD && oldest !== undefined) ahead.delete(oldest);
  return asked;
}

/** What was read ahead knows it too, so that it is there when the article is opened again. */
export function keepView(
  id: number,
  change: Partial<Pick<ArticleView, 'highlights' | 'note' | 'collections'>>,
): void {
  if (reader.view?.id === id) Object.assign(reader.view, change);
  const known = ahead.get(id);
  if (known) void known.then((view) => Object.assign(view, change));
}

/** The row and the open article show what was done to them. */
export function noteChanged(
  id: number,
  change: Partial<Pick<ArticleRow, 'read' | 'bookmarked' | 'tags' | 'away'>>,
): void {
  patchRow(id, change);
  if (reader.view?.id === id) Object.assign(reader.view, change);
}
