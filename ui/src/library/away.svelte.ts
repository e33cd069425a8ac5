/** What is done with: archived, muted by a rule, or in the trash. */
import { ask } from '../ask';
import { host, type ArticleId, type Away, type Mute, type MuteId, type MuteTrial } from '../host';
import { m } from '../i18n/messages';
import { formatNumber } from '../i18n/locale.svelte';
import { say } from '../kit/toasts.svelte';
import { closeArticle, current, forgetAhead, noteChanged, reader, step } from '../reader/reader.svelte';
import { changeOwn, isAway, library, loadCounts, loadRows, moved } from './library.svelte';
import { loadedRows } from './rows.svelte';
import { clearSelection, inParts, selected } from './selection.svelte';

type Muting = {
  /** The rule that is being made. */
  asked: { query: string; trial: MuteTrial | undefined } | null;
  rules: Mute[];
};

export const muting = $state<Muting>({ asked: null, rules: [] });

/**
 * The selected rows, or the one at hand. Those that are all there already come back, and by the archive's key what a rule muted, too:
 * told by each article, since a search shows what is in several places.
 */
export async function putAway(to: Exclude<Away, 'mute'>): Promise<void> {
  const places = placesAtHand();
  const comesBack = (from: Away | null): boolean => from === to || (from === 'mute' && to === 'archive');
  if (places.length === 0) return;
  const goal = places.every(({ from }) => comesBack(from)) ? null : to;
  const wanted = places.filter(({ from }) => from !== goal);
  const { done, count } = await put(wanted, goal);
  if (selected.size > 0) clearSelection();
  else if (library.at >= 0) step(1);
  if (count === 0) return;
  const said = { count, n: formatNumber(count) };
  const words =
    goal === null ? m.put_back(said) : goal === 'archive' ? m.put_archive(said) : m.put_trash(said);
  // Muted again it would be by no rule, and no rule could ever lift it.
  const before = done.filter(({ from }) => from !== 'mute');
  const press = (): void => void takeBack(before, goal);
  say(words, before.length > 0 ? { label: m.action_undo(), press } : undefined);
}

/** What is thrown out is nowhere any more: not among the chosen, not read ahead, not open. */
export async function emptyTrash(): Promise<void> {
  const emptied = await ask('empty_trash', {});
  if (!emptied) return;
  forgetAhead();
  clearSelection();
  const open = reader.view;
  // Where an issue quotes it, it stays.
  if (open?.away === 'trash' && !(await isThere(open.id)) && reader.view?.id === open.id) closeArticle();
  await loadCounts();
  await loadRows();
  const { removed, kept } = emptied;
  say(m.trash_emptied({ count: removed, n: formatNumber(removed) }));
  if (kept > 0) say(m.trash_kept({ count: kept, n: formatNumber(kept) }));
}

/** What a rule for the query would hide, before it does. */
export async function askMute(query: string): Promise<void> {
  muting.asked = { query, trial: undefined };
  const trial = await ask('try_mute', { query });
  if (muting.asked?.query === query) muting.asked.trial = trial;
}

export async function addMute(query: string, until: string | null): Promise<void> {
  muting.asked = null;
  const list = await ask('add_mute', { query, until: until ?? undefined });
  if (!list) return;
  muting.rules = list.mutes;
  library.query = '';
  await loadCounts();
  await loadRows();
  const rule = list.mutes.at(-1);
  if (!rule) return;
  say(m.mute_done({ count: rule.hidden, n: formatNumber(rule.hidden) }), {
    label: m.action_undo(),
    press: () => void removeMute(rule.id),
  });
}

export async function loadMutes(): Promise<void> {
  const list = await ask('list_mutes', {});
  if (list) muting.rules = list.mutes;
}

export async function removeMute(id: MuteId): Promise<void> {
  const list = await ask('remove_mute', { id });
  if (!list) return;
  muting.rules = list.mutes;
  await loadCounts();
  await loadRows();
}

type Place = { id: ArticleId; from: Away | null };

function placesAtHand(): Place[] {
  const row = current();
  if (selected.size === 0) return row ? [{ id: row.id, from: row.away }] : [];
  const known = new Map(loadedRows().map(({ id, away }) => [id, away]));
  // Rows far down a list that were never read are where the list is.
  const here = isAway(library.view) ? library.view : null;
  return [...selected].map((id) => ({ id, from: known.has(id) ? (known.get(id) ?? null) : here }));
}

/** Says which of them were put there, and how many that changed: where the library refuses, the rest stays. */
async function put(places: Place[], to: Away | null): Promise<{ done: Place[]; count: number }> {
  const done: Place[] = [];
  let count = 0;
  for (const some of inParts(places)) {
    const answer = await changeOwn('put_away', { ids: some.map(({ id }) => id), to });
    if (!answer) break;
    count += answer.count;
    done.push(...some);
  }
  for (const { id, from } of done) {
    noteChanged(id, { away: to });
    const first = moved.has(id) ? moved.get(id) : from;
    if (first === to) moved.delete(id);
    else moved.set(id, first ?? null);
  }
  return { done, count };
}

async function takeBack(places: Place[], from: Away | null): Promise<void> {
  for (const to of new Set(places.map((place) => place.from))) {
    await put(
      places.filter((place) => place.from === to).map(({ id }) => ({ id, from })),
      to,
    );
  }
}

function isThere(id: ArticleId): Promise<boolean> {
  return host.call('read_article', { id }).then(
    () => true,
    () => false,
  );
}
