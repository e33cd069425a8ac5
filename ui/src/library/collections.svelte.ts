/** Lists that a reader puts together by hand: sources like any other, each in its own order. */
import { ask } from '../ask';
import type { ArticleId, Collection, CollectionChanged, CollectionId } from '../host';
import { m } from '../i18n/generated/messages.js';
import { say } from '../kit/toasts.svelte';
import { current, forgetAhead, keepView, reader } from '../reader/reader.svelte';
import { isSearching, library, loadRows, narrowOnly } from './library.svelte';
import { findLoaded, rowAt, rows } from './rows.svelte';
import { selected } from './selection.svelte';

type Collections = {
  all: Collection[];
  /** Its name is asked for; a new one has no id yet. */
  naming: { id: CollectionId | null; name: string } | null;
  /** Articles that a collection is chosen for. */
  choosing: ArticleId[] | null;
};

export const collections = $state<Collections>({ all: [], naming: null, choosing: null });

export async function loadCollections(): Promise<void> {
  const answer = await ask('list_collections', {});
  if (answer) collections.all = answer.collections;
}

/** The collection that the list shows, in its own order. */
export function shownByHand(): CollectionId | undefined {
  return library.byHand && !isSearching() ? library.narrowed.collection : undefined;
}

export function chooseCollection(): void {
  const ids = atHand();
  if (ids.length > 0) collections.choosing = ids;
}

/** A new one with that name, or another name for the one. Its id; none where it has no letters. */
export async function saveCollection(name: string, id?: CollectionId): Promise<CollectionId | undefined> {
  const saved = await ask('save_collection', { id, name });
  if (saved) collections.all = saved.collections;
  return saved?.id ?? undefined;
}

export async function removeCollection(id: CollectionId): Promise<void> {
  const gone = collections.all.find((one) => one.id === id);
  const removed = await ask('remove_collection', { id });
  if (!removed || !gone) return;
  collections.all = removed.collections;
  if (library.narrowed.collection === id) await narrowOnly({});
  for (const article of removed.before) noteMember(article, id, false);
  say(m.collection_removed({ name: gone.name }), {
    label: m.action_undo(),
    press: () => void makeAgain(gone.name, removed.before),
  });
}

/** One behind the other: before an article of it, or at its end. */
export async function collect(id: CollectionId, ids: ArticleId[], before?: ArticleId): Promise<void> {
  const changed = await ask('collect_articles', { id, articles: ids, before });
  if (!changed) return;
  for (const article of ids) noteMember(article, id, true);
  await showChange(id, changed);
  if (ids.some((article) => !changed.before.includes(article))) {
    say(m.collected({ name: nameOf(id) }), undoing(id, changed));
  }
}

export async function takeOut(id: CollectionId, ids: ArticleId[]): Promise<void> {
  const changed = await ask('take_out_articles', { id, articles: ids });
  if (!changed) return;
  for (const article of ids) noteMember(article, id, false);
  await showChange(id, changed);
  say(m.taken_out({ name: nameOf(id) }), undoing(id, changed));
}

/** What is at hand goes out of the collection that the list shows. */
export async function takeOutShown(): Promise<void> {
  const id = library.narrowed.collection;
  const ids = atHand();
  if (id === undefined || ids.length === 0) return;
  const next = rowAt(library.at + 1)?.id ?? rowAt(library.at - 1)?.id;
  await takeOut(id, ids);
  if (selected.size > 0) selected.clear();
  else if (next !== undefined) library.at = findLoaded(next);
}

/** What is at hand goes one place up or down in the collection that the list shows in its own order. */
export async function moveInCollection(by: 1 | -1): Promise<void> {
  const id = shownByHand();
  const places = atHand()
    .map(findLoaded)
    .filter((place) => place >= 0);
  if (id === undefined || places.length === 0) return;
  places.sort((a, b) => a - b);
  const first = places[0] ?? 0;
  const last = places.at(-1) ?? 0;
  if (by < 0 ? first === 0 : last === rows.count - 1) return;
  const before = rowAt(by < 0 ? first - 1 : last + 2)?.id;
  const ids = places.flatMap((place) => rowAt(place)?.id ?? []);
  const changed = await ask('collect_articles', { id, articles: ids, before });
  if (changed) await showChange(id, changed);
}

let noting: ReturnType<typeof setTimeout> | undefined;

/** Their counts follow the library, at their leisure. */
export function noteCollections(): void {
  if (collections.all.length === 0) return;
  noting ??= setTimeout(() => {
    noting = undefined;
    void loadCollections();
  }, 1500);
}

/** The selected articles in the order of the list, or the one at hand. */
export function atHand(): ArticleId[] {
  const row = current();
  if (selected.size === 0) return row ? [row.id] : [];
  return [...selected].sort((a, b) => findLoaded(a) - findLoaded(b));
}

function undoing(id: CollectionId, { before }: CollectionChanged): { label: string; press: () => void } {
  return { label: m.action_undo(), press: () => void arrange(id, before) };
}

async function arrange(id: CollectionId, articles: ArticleId[]): Promise<void> {
  const changed = await ask('arrange_collection', { id, articles });
  if (!changed) return;
  for (const article of changed.before) noteMember(article, id, articles.includes(article));
  for (const article of articles) noteMember(article, id, true);
  await showChange(id, changed);
}

async function makeAgain(name: string, articles: ArticleId[]): Promise<void> {
  const id = await saveCollection(name);
  if (id !== undefined) await arrange(id, articles);
}

async function showChange(id: CollectionId, changed: CollectionChanged): Promise<void> {
  collections.all = changed.collections;
  if (library.narrowed.collection === id) await loadRows();
}

function noteMember(article: ArticleId, id: CollectionId, is: boolean): void {
  const view = reader.view;
  if (view?.id !== article) return forgetAhead();
  const others = view.collections.filter((one) => one !== id);
  keepView(article, { collections: is ? [...others, id] : others });
}

function nameOf(id: CollectionId): string {
  return collections.all.find((one) => one.id === id)?.name ?? '';
}
