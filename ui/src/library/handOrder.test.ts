import { expect, test } from 'vitest';

import { isInPlace, putBack } from './handOrder';

/** An undo pressed late must take nothing with it that was done since. */
test('what is undone goes back to where it stood, and nothing else moves', () => {
  const check = (now: number[], ids: number[], held: number[], expected: number[]): void =>
    expect(putBack(now, ids, held)).toEqual(expected);
  check([1, 3], [2], [1, 2, 3], [1, 2, 3]);
  check([1], [2, 3], [1, 2, 3], [1, 2, 3]);
  check([2, 3, 1], [1], [1, 2, 3], [1, 2, 3]);
  check([9, 3, 8], [2], [1, 2, 3], [2, 9, 3, 8]);
  check([1, 8], [2], [1, 2, 3], [1, 2, 8]);
  check([4, 1], [2, 4], [1, 2, 3, 4], [1, 2, 4]);
});

test('what stands there already is not moved', () => {
  const check = (ids: number[], before: number | undefined, expected: boolean): void =>
    expect(isInPlace([1, 2, 3, 4], ids, before)).toBe(expected);
  check([2], 3, true);
  check([2], 2, true);
  check([2, 3], 4, true);
  check([4], undefined, true);
  check([2], 4, false);
  check([3, 2], 4, false);
  check([2], undefined, false);
  check([9], undefined, false);
});
