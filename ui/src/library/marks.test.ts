import { expect, test } from 'vitest';

import { cutMarks } from './marks';

function check(text: string, marks: [number, number][], expected: string): void {
  const shown = cutMarks({ text, marks })
    .map(({ text, hit }) => (hit ? `[${text}]` : text))
    .join('');
  expect(shown).toBe(expected);
}

test('hits are cut out of the text', () => {
  check('first convoy passes', [[6, 12]], 'first [convoy] passes');
  check('convoy', [[0, 6]], '[convoy]');
  check('no hit', [], 'no hit');
});

/** Ranges come over the wire: a wrong one may cost a mark, never a letter. */
test('no letter is lost or said twice by ranges that overlap or leave the text', () => {
  check(
    'abcdef',
    [
      [1, 3],
      [2, 5],
    ],
    'a[bc][de]f',
  );
  check('abc', [[1, 99]], 'a[bc]');
  check('abc', [[7, 9]], 'abc');
  check('abc', [[2, 1]], 'abc');
});
