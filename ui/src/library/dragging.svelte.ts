/**
 * Rows dragged by the mouse: into a collection, to another place in the one that is shown, or out of the window as files.
 *
 * By the pointer, and not by the engine's own drags: those the shell takes for files that come in.
 */
import { tryTo } from '../ask';
import { host, type ArticleId, type CollectionId } from '../host';
import { m } from '../i18n/messages';
import { formatNumber } from '../i18n/locale.svelte';
import { say } from '../kit/toasts.svelte';
import { toMarkdown } from '../reader/citing';
import { atHand, collect, place } from './collections.svelte';
import { shownByHand } from './library.svelte';
import { rowAt } from './rows.svelte';
import { selected } from './selection.svelte';

type Over = {
  /** Of the sidebar. */
  collection?: CollectionId;
  /** The row that they would come before, in a collection in its own order; the number of rows for its end. */
  row?: number;
};

type Drag = {
  /** What is dragged; none until the pointer has gone far enough. */
  ids: ArticleId[];
  title: string;
  x: number;
  y: number;
  over: Over | null;
};

export const drag = $state<Drag>({ ids: [], title: '', x: 0, y: 0, over: null });

/** A hand that presses trembles so far. */
const FAR = 6;
/** As many as the shell takes at once. */
const MOST_OUT = 100;

type Held = { index: number; x: number; y: number };
let held: Held | null = null;
/** What they would be as files: read while the pointer is still inside. */
let files: Promise<{ name: string; text: string }[]> | null = null;

/** A button went down on the row. */
export function holdRow(index: number, event: PointerEvent): void {
  if (event.button !== 0 || event.pointerType !== 'mouse' || event.shiftKey || event.ctrlKey) return;
  held = { index, x: event.clientX, y: event.clientY };
  window.addEventListener('mousemove', move);
  window.addEventListener('mouseup', drop, { once: true });
  window.addEventListener('keydown', giveUp, true);
}

function move(event: MouseEvent): void {
  if (!held) return;
  const { clientX: x, clientY: y } = event;
  if (drag.ids.length === 0) {
    if (Math.hypot(x - held.x, y - held.y) < FAR) return;
    const row = rowAt(held.index);
    if (!row) return letGo();
    drag.ids = selected.has(row.id) ? atHand() : [row.id];
    drag.title = row.title;
    // Else the way over the article selects its text.
    document.documentElement.dataset.dragging = '';
    document.getSelection()?.removeAllRanges();
    files = readFiles(drag.ids.slice(0, MOST_OUT));
  }
  event.preventDefault();
  Object.assign(drag, { x, y, over: placeAt(x, y) });
  if (x <= 0 || y <= 0 || x >= window.innerWidth - 1 || y >= window.innerHeight - 1) void goOut();
}

async function drop(event: MouseEvent): Promise<void> {
  const { ids, over } = $state.snapshot(drag);
  if (ids.length > 0) {
    // The press ends here: it chooses nothing.
    window.addEventListener('click', swallow, { capture: true, once: true });
    setTimeout(() => window.removeEventListener('click', swallow, { capture: true }));
    event.preventDefault();
  }
  letGo();
  if (ids.length === 0 || !over) return;
  const shown = shownByHand();
  if (over.collection !== undefined) await collect(over.collection, ids);
  else if (over.row !== undefined && shown !== undefined) await place(shown, ids, rowAt(over.row)?.id);
}

function swallow(event: Event): void {
  event.stopPropagation();
  event.preventDefault();
}

function giveUp(event: KeyboardEvent): void {
  if (event.key !== 'Escape' || drag.ids.length === 0) return;
  swallow(event);
  letGo();
}

/** The desktop goes on with them. */
async function goOut(): Promise<void> {
  const out = files;
  const of = drag.ids.length;
  letGo();
  if (of > MOST_OUT) say(m.dragged_some({ n: formatNumber(MOST_OUT), of: formatNumber(of) }));
  if (out) await tryTo(out.then((files) => host.drag_out(files)));
}

function letGo(): void {
  held = null;
  files = null;
  Object.assign(drag, { ids: [], over: null });
  delete document.documentElement.dataset.dragging;
  window.removeEventListener('mousemove', move);
  window.removeEventListener('mouseup', drop);
  window.removeEventListener('keydown', giveUp, true);
}

async function readFiles(ids: ArticleId[]): Promise<{ name: string; text: string }[]> {
  const views = await Promise.all(ids.map((id) => host.call('read_article', { id })));
  return views.map(({ article }) => ({ name: article.title, text: toMarkdown(article) }));
}

function placeAt(x: number, y: number): Over | null {
  const under = document.elementFromPoint(x, y);
  const collection = under?.closest<HTMLElement>('[data-collection]');
  if (collection) return { collection: Number(collection.dataset.collection) };
  const row = shownByHand() === undefined ? null : under?.closest('[data-pane=list] [role=option]');
  if (!row) return null;
  const { top, height } = row.getBoundingClientRect();
  const index = Number(row.getAttribute('aria-posinset')) - 1;
  return { row: y < top + height / 2 ? index : index + 1 };
}
