import { expect, test } from 'vitest';

import { findQuote } from './picking';

/** The library keeps byte places and refuses words that are not there: a selection over a line break must still be found. */
test.each([
  ['One “two” three.', 'two', { start: 7, end: 10, text: 'two' }],
  [
    'First line\n\nsecond (line)',
    'line  second (line)',
    { start: 6, end: 25, text: 'line\n\nsecond (line)' },
  ],
  ['مرحبا بالعالم', 'بالعالم', { start: 11, end: 25, text: 'بالعالم' }],
  ['One two', 'three', null],
  ['One two', '  ', null],
])('%j', (text, words, expected) => {
  expect(findQuote(text, words)).toEqual(expected);
});
