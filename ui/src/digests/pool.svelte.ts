/** The candidates of the open issue: which are shown, which are chosen, and what is done with them. */
import { tick } from 'svelte';
import { SvelteSet } from 'svelte/reactivity';

import { ask } from '../ask';
import type { ArticleId, Decision, IssueId, Pool, PoolCandidate, PoolGroup } from '../host';
import { desk, edit } from './desk.svelte';

/** What is done with candidates: decided, or taken into a section (-1 is the last). */
export type PoolAct = Decision | { into: number };

export type Shown = 'undecided' | 'short' | 'rest' | 'all';

let read = $state.raw<Pool>({ groups: [], not_loaded: 0, loaded: null });
export const candidates = $state<{ shown: Shown }>({ shown: 'undecided' });
export const chosen = new SvelteSet<ArticleId>();

/** Where the focus goes when what had it has left the list. */
let next = -1;

export function pool(): Pool {
  return read;
}

export function shownGroups(): PoolGroup[] {
  return read.groups
    .map((group) => ({ ...group, candidates: group.candidates.filter(isShown) }))
    .filter((group) => group.candidates.length > 0);
}

export async function readPool(turn: number, id: IssueId): Promise<void> {
  const answer = await ask('read_pool', { id });
  // A later question is on its way, and may have been answered already.
  if (!answer || desk.turn !== turn || desk.view?.id !== id) return;
  read = answer;
  const there = new Set(shownRows().map((one) => one.row.id));
  for (const article of chosen) if (!there.has(article)) chosen.delete(article);
  await tick();
  const active = document.activeElement;
  // Taken from nobody who has gone on elsewhere.
  if (next >= 0 && (active === document.body || active?.closest(LIST))) focus(next);
  next = -1;
}

/** The chosen ones, or the one that has the focus. */
export function poolAtHand(): ArticleId[] {
  if (!focused()) return [];
  return chosen.size > 0 ? [...chosen] : [Number(focused()?.value)];
}

/** One edit for all of them, so that one undo takes it back. */
export function act(what: PoolAct, articles: ArticleId[]): void {
  if (articles.length === 0 || !desk.view) return;
  next = boxes().findIndex((box) => articles.includes(Number(box.value)));
  chosen.clear();
  if (typeof what === 'object') {
    const section = desk.view.issue.sections.at(what.into);
    if (section) void edit({ edit: 'add_items', articles, section: section.id, at: section.items.length });
  } else {
    void edit({ edit: 'decide', articles, decision: what });
  }
}

export function choose(articles: ArticleId[], on: boolean): void {
  for (const article of articles) {
    if (on) chosen.add(article);
    else chosen.delete(article);
  }
}

/** All that are shown, or none of them where all are. */
export function chooseAll(): void {
  const free = freeRows();
  choose(free, chosen.size < free.length);
}

/** To the next candidate or the one before, chosen too where the choice is extended. */
export function stepPool(by: 1 | -1, extend = false): void {
  const all = boxes();
  const at = all.findIndex((box) => box === focused());
  if (at < 0) return;
  const both = [all[at], all[at + by]].flatMap((box) => (box ? [Number(box.value)] : []));
  if (extend) choose(both, true);
  focus(at + by);
}

export function shownRows(): PoolCandidate[] {
  return shownGroups().flatMap((group) => group.candidates);
}

export function freeRows(): ArticleId[] {
  return shownRows()
    .filter((one) => !one.is_in)
    .map((one) => one.row.id);
}

function isShown({ decision, is_in }: PoolCandidate): boolean {
  const left = decision === 'out' || decision === 'carried_over';
  const { shown } = candidates;
  if (shown === 'all') return true;
  if (shown === 'short') return decision === 'shortlisted' && !is_in;
  return shown === 'rest' ? left && !is_in : !left && !is_in;
}

const LIST = '[data-pool]';

function boxes(): HTMLInputElement[] {
  return [...document.querySelectorAll<HTMLInputElement>(`${LIST} input[type=checkbox]`)];
}

function focused(): HTMLInputElement | undefined {
  return boxes().find((box) => box === document.activeElement);
}

function focus(at: number): void {
  const all = boxes();
  all[Math.max(0, Math.min(at, all.length - 1))]?.focus();
}
