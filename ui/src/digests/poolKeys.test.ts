import { expect, test } from 'vitest';

import { keyOfPool } from './poolKeys';

/** A hundred candidates are decided in minutes only where a hand stays on the keys. */
test('a key decides a candidate', () => {
  const check = (init: KeyboardEventInit, expected: unknown): void => {
    expect(keyOfPool(new KeyboardEvent('keydown', init), 3)).toEqual(expected);
  };
  check({ key: 's' }, 'shortlisted');
  check({ key: 'o' }, 'out');
  check({ key: 'Enter' }, { into: -1 });
  check({ key: '2' }, { into: 1 });
  check({ key: '4' }, null);
  check({ key: 'ArrowDown', shiftKey: true }, { step: 1, extend: true });
  check({ key: 'a', ctrlKey: true }, 'all');
  check({ key: ' ' }, null);
  check({ key: 'Tab' }, null);
});
