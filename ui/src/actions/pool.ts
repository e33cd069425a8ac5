import { desk, fillIssue, loadCandidates } from '../digests/desk.svelte';
import { act, chooseAll, chosen, poolAtHand, stepPool, type PoolAct } from '../digests/pool.svelte';
import { m } from '../i18n/messages';
import type { Action } from './action';

/** What can be done with candidates: a hundred are decided in minutes only where a hand stays on the keys. */
export const poolActions: Action[] = [
  inPool('candidate_next', m.action_candidate_next, ['j', 'ArrowDown'], () => stepPool(1)),
  inPool('candidate_previous', m.action_candidate_previous, ['k', 'ArrowUp'], () => stepPool(-1)),
  inPool('candidates_down', m.action_select_next, ['Shift+ArrowDown'], () => stepPool(1, true)),
  inPool('candidates_up', m.action_select_previous, ['Shift+ArrowUp'], () => stepPool(-1, true)),
  inPool('candidates_all', m.pool_choose_all, ['Mod+a'], chooseAll),
  {
    ...inPool('candidates_none', m.pool_choose_none, ['Escape'], () => chosen.clear()),
    when: () => poolAtHand().length > 0 && chosen.size > 0,
  },
  decide('candidate_take', m.pool_take, 'Enter', { into: -1 }),
  inPool(
    'candidate_into',
    m.action_candidate_section,
    ['1', '2', '3', '4', '5', '6', '7', '8', '9'],
    (keys = '1') => {
      const into = Number(keys) - 1;
      if (into < (desk.view?.issue.sections.length ?? 0)) act({ into }, poolAtHand());
    },
  ),
  decide('candidate_short', m.pool_short, 's', 'shortlisted'),
  decide('candidate_carry', m.pool_carry, 'c', 'carried_over'),
  decide('candidate_out', m.pool_out, 'o', 'out'),
  decide('candidate_undecide', m.pool_undecide, 'u', 'undecided'),
  {
    id: 'candidates_load',
    group: 'pool',
    label: m.pool_load,
    keys: [],
    on: 'digests',
    when: () => desk.view !== null,
    run: () => void loadCandidates(),
  },
  {
    id: 'issue_fill',
    group: 'pool',
    label: m.fill,
    keys: [],
    on: 'digests',
    when: () => desk.view !== null,
    run: () => void fillIssue(),
  },
];

function decide(id: string, label: () => string, key: string, what: PoolAct): Action {
  return inPool(id, label, [key], () => act(what, poolAtHand()));
}

function inPool(id: string, label: () => string, keys: string[], run: (keys?: string) => void): Action {
  const when = (): boolean => poolAtHand().length > 0;
  return { id, group: 'pool', label, keys, on: 'digests', within: 'pool', when, run };
}
