/** What is done with: archived, muted by a rule, or in the trash. */
import { ask } from '../ask';
import type { Away, Mute, MuteId, MuteTrial } from '../host';
import { m } from '../i18n/generated/messages.js';
import { formatNumber } from '../i18n/locale.svelte';
import { say } from '../kit/toasts.svelte';
import { current, step } from '../reader/reader.svelte';
import { changeOwn, isAway, library, loadCounts, loadRows, moved } from './library.svelte';
import { clearSelection, selected } from './selection.svelte';

type Muting = {
  /** The rule that is being made. */
  asked: { query: string; trial: MuteTrial | undefined } | null;
  rules: Mute[];
};

export const muting = $state<Muting>({ asked: null, rules: [] });

/** The selected rows, or the one at hand. In a list of what was put away, they come back. */
export async function putAway(to: Exclude<Away, 'mute'>): Promise<void> {
  const away = library.view;
  const row = current();
  const ids = selected.size > 0 ? [...selected] : row ? [row.id] : [];
  if (ids.length === 0) return;
  const from = isAway(away) ? away : null;
  const goal = from === to || from === 'mute' ? null : to;
  if (!(await changeOwn('put_away', { ids, to: goal }))) return;
  for (const id of ids) moved.add(id);
  if (selected.size > 0) clearSelection();
  else step(1);
  const count = { count: ids.length, n: formatNumber(ids.length) };
  const words =
    goal === null ? m.put_back(count) : goal === 'archive' ? m.put_archive(count) : m.put_trash(count);
  say(words, { label: m.action_undo(), press: () => void takeBack(ids, from) });
}

export async function emptyTrash(): Promise<void> {
  const emptied = await ask('empty_trash', {});
  if (!emptied) return;
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

async function takeBack(ids: number[], to: Away | null): Promise<void> {
  if (!(await changeOwn('put_away', { ids, to }))) return;
  for (const id of ids) moved.delete(id);
}
