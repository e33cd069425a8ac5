import { expect, test } from 'vitest';

import { countWords, findQuote, indexOfByte } from './places';

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

/** A word that is marked where it stands the second time must not be marked where it stands first. */
test('the nth of the same words', () => {
  const text = 'Oil rose. Then oil fell; ölig it was, and oil\nrose.';
  expect(findQuote(text, 'oil', 1)?.start).toBe(15);
  expect(findQuote(text, 'oil rose', 1)).toEqual({ start: 43, end: 51, text: 'oil\nrose' });
  expect(findQuote(text, 'oil', 3)).toBeNull();
  expect(countWords(text, 'oil')).toBe(3);
});

test('a byte is an index into the string', () => {
  const text = 'ö😀 北京 end';
  const at = (byte: number): string => text.slice(indexOfByte(text, byte));
  expect([at(0), at(2), at(6), at(7), at(14)]).toEqual([text, '😀 北京 end', ' 北京 end', '北京 end', 'end']);
});
