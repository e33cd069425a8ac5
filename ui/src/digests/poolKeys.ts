import { keysOf } from '../actions/keys';
import type { Decision } from '../host';

/** What is done with candidates: decided, or taken into a section (-1 is the last). */
export type PoolAct = Decision | { into: number };

export type PoolKey = PoolAct | { step: 1 | -1; extend: boolean } | 'all' | 'none';

const LETTERS: Record<string, PoolKey> = {
  Enter: { into: -1 },
  s: 'shortlisted',
  c: 'carried_over',
  o: 'out',
  u: 'undecided',
  j: { step: 1, extend: false },
  k: { step: -1, extend: false },
  ArrowDown: { step: 1, extend: false },
  ArrowUp: { step: -1, extend: false },
  'Shift+ArrowDown': { step: 1, extend: true },
  'Shift+ArrowUp': { step: -1, extend: true },
  'Mod+a': 'all',
  Escape: 'none',
};

/** What a key means while a candidate has the focus; null for one that means nothing there. */
export function keyOfPool(event: KeyboardEvent, sections: number): PoolKey | null {
  const keys = keysOf(event);
  const digit = /^[1-9]$/u.test(keys) ? Number(keys) : 0;
  if (digit > 0) return digit <= sections ? { into: digit - 1 } : null;
  return LETTERS[keys] ?? null;
}
