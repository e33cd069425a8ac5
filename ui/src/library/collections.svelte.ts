/** Lists that a reader puts together by hand: sources like any other, each in its own order. */
import { ask } from '../ask';
import type { ArticleId, Collection, CollectionChanged, CollectionId } from '../host';
import { m } from '../i18n/messages';
import { formatNumber } from '../i18n/locale.svelte';
import { say } from '../kit/toasts.svelte';
import { current, forgetAhead, keepView, openRow, reader } from '../reader/reader.svelte';
import { isInPlace, putBack } from './handOrder';
import { library, narrowOnly, readListAgain, shownByHand } from './library.svelte';
import { findLoaded, loadedPlaces, readRow, rows } from './rows.svelte';
import { clearSelection, selected } from './selection.svelte';

type Collections = {
  all: Collection[];
  /** Its name is asked for; a new one has no id yet. */
  naming: { id: CollectionId | null; name: string } | null;
  /** Articles that a collection is chosen for. */
  choosing: ArticleId[] | null;
  /** Said to screen readers after a move. */
  told: string;
};

export const collections = $state<Collections>({ all: [], naming: null, choosing: null, told: '' });

export async function loadCollections(): Promise<void> {
  const answer = await ask('list_collections', {});
  if (answer) collections.all = answer.collections;
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

/** Whether another one than that is called so: of two with one name a search finds only one. */
export function isTaken(name: string, id: CollectionId | null): boolean {
  const plain = plainName(name);
  return collections.all.some((one) => one.id !== id && plainName(one.name) === plain);
}

/** What two names have in common that a search takes for one. */
export function plainName(name: string): string {
  return name.normalize().trim().replace(/\s+/g, ' ').toLocaleLowerCase();
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

/** Behind what it holds; what is in it stays where it is. */
export async function collect(id: CollectionId, ids: ArticleId[]): Promise<void> {
  const changed = await ask('collect_articles', { id, articles: ids, stay: true });
  if (!changed) return;
  const held = new Set(changed.before);
  const fresh = ids.filter((article) => !held.has(article));
  await showChange(id, changed, fresh, true);
  if (fresh.length === 0) return say(m.collected_already({ name: nameOf(id) }));
  say(
    m.collected({ name: nameOf(id) }),
    undoing(() => leave(id, fresh)),
  );
}

/** To another place of the collection's own order: before an article of it, or to its end. */
export async function place(id: CollectionId, ids: ArticleId[], before?: ArticleId): Promise<void> {
  const changed = await ask('collect_articles', { id, articles: ids, before, stay: false });
  if (!changed) return;
  await showChange(id, changed, ids, true);
  if (isInPlace(changed.before, ids, before)) return;
  say(
    m.collection_ordered({ name: nameOf(id) }),
    undoing(() => bring(id, ids, changed.before)),
  );
}

/** Whether it held any of them. */
export async function takeOut(id: CollectionId, ids: ArticleId[]): Promise<boolean> {
  const changed = await ask('take_out_articles', { id, articles: ids });
  if (!changed) return false;
  const out = new Set(ids);
  const gone = changed.before.filter((article) => out.has(article));
  if (gone.length === 0) return false;
  await showChange(id, changed, gone, false);
  say(
    m.taken_out({ name: nameOf(id) }),
    undoing(() => bring(id, gone, changed.before)),
  );
  return true;
}

/** What is at hand goes out of the collection that the list shows; the next row is opened, as what the keys are for is what is seen. */
export async function takeOutShown(): Promise<void> {
  const id = library.narrowed.collection;
  const ids = atHand();
  if (id === undefined || ids.length === 0) return;
  const single = selected.size === 0 && library.at >= 0;
  const next = single ? ((await readRow(library.at + 1)) ?? (await readRow(library.at - 1))) : undefined;
  if (!(await takeOut(id, ids))) return;
  clearSelection();
  const at = next ? findLoaded(next.id) : -1;
  if (at >= 0) await openRow(at);
}

let moving: Promise<void> = Promise.resolve();

/** What is at hand goes one place up or down in the collection that the list shows in its own order: one move after the other. */
export function moveInCollection(by: 1 | -1): Promise<void> {
  moving = moving.then(() => moveAtHand(by));
  return moving;
}

async function moveAtHand(by: 1 | -1): Promise<void> {
  const id = shownByHand();
  const ids = atHand();
  const known = loadedPlaces();
  const places = ids.flatMap((one) => known.get(one) ?? []);
  if (id === undefined || places.length === 0 || places.length < ids.length) return;
  const [first, last] = [Math.min(...places), Math.max(...places)];
  if (by < 0 ? first === 0 : last === rows.count - 1) return;
  const before = (await readRow(by < 0 ? first - 1 : last + 2))?.id;
  const changed = await ask('collect_articles', { id, articles: ids, before, stay: false });
  if (!changed) return;
  await showChange(id, changed, [], true);
  const spot = findLoaded(ids[0] ?? -1) + 1;
  if (spot > 0) collections.told = m.item_moved({ spot: formatNumber(spot) });
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

export function hasAtHand(): boolean {
  return selected.size > 0 || current() !== null;
}

/** The selected articles in the order of the list, or the one at hand. */
export function atHand(): ArticleId[] {
  const row = current();
  if (selected.size === 0) return row ? [row.id] : [];
  const places = loadedPlaces();
  const ids = [...selected];
  // By date an id says where it stands, also where no row was read.
  if (ids.some((id) => !places.has(id)) && library.sort === 'newest' && shownByHand() === undefined) {
    return ids.sort((a, b) => b - a);
  }
  // Else what was never read goes behind what was.
  const placeOf = (id: ArticleId): number => places.get(id) ?? Infinity;
  return ids.sort((a, b) => placeOf(a) - placeOf(b) || 0);
}

function undoing(back: () => Promise<void>): { label: string; press: () => void } {
  return { label: m.action_undo(), press: () => void back() };
}

/** Out again, without a word. */
async function leave(id: CollectionId, ids: ArticleId[]): Promise<void> {
  const changed = await ask('take_out_articles', { id, articles: ids });
  if (changed) await showChange(id, changed, ids, false);
}

/** To where they stood. What was done to the others since stays done. */
async function bring(id: CollectionId, ids: ArticleId[], held: ArticleId[]): Promise<void> {
  // Nothing put in: only what it holds now is answered.
  const now = await ask('collect_articles', { id, articles: [], stay: true });
  if (now) await arrange(id, putBack(now.before, ids, held), ids);
}

async function arrange(id: CollectionId, articles: ArticleId[], fresh: ArticleId[]): Promise<void> {
  const changed = await ask('arrange_collection', { id, articles });
  if (changed) await showChange(id, changed, fresh, true);
}

async function makeAgain(name: string, articles: ArticleId[]): Promise<void> {
  const id = await saveCollection(freeName(name));
  if (id !== undefined) await arrange(id, articles, articles);
}

/** The name, or with a number where another has taken it. */
function freeName(name: string): string {
  let free = name;
  for (let n = 2; isTaken(free, null); n++) free = `${name} (${n})`;
  return free;
}

/** `ids` are in it now, or are not any more. */
async function showChange(
  id: CollectionId,
  changed: CollectionChanged,
  ids: ArticleId[],
  are: boolean,
): Promise<void> {
  collections.all = changed.collections;
  for (const article of ids) noteMember(article, id, are);
  if (library.narrowed.collection === id) await readListAgain(are ? [] : ids);
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
