import { expect, test } from 'vitest';

import { lengthOf } from './lengths';

/** The same cases as in `crates/digests/src/length.rs`: two counters that differ would quarrel before the editor's eyes. */
test.each([
  [[], 0, 0],
  [['Port closed ', 'It’s over – at last.'], 31, 6],
  [['港口关闭'], 4, 4],
  [['قال الوزير'], 10, 2],
])('%j', (texts, characters, words) => {
  expect(lengthOf('characters', texts)).toBe(characters);
  expect(lengthOf('words', texts)).toBe(words);
});
