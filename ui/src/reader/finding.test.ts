import { expect, test } from 'vitest';

import { findWords } from './finding';

function page(html: string): HTMLElement {
  const body = document.createElement('div');
  body.innerHTML = html;
  return body;
}

const found = (html: string, words: string) => findWords(page(html), words).map(String);

test('words are found through elements, whatever their case and white space', () => {
  expect(found('<p>The <em>Har</em>bour\n  master said</p>', 'harbour MASTER')).toEqual([
    'Harbour\n  master',
  ]);
  expect(found('<p>one two one</p><ul><li>One</li></ul>', 'one')).toEqual(['one', 'one', 'One']);
  expect(found('<p>أول قافلة تعبر</p>', 'قافلة')).toEqual(['قافلة']);
});

/** “end. Start” of two paragraphs is no phrase of anyone. */
test('nothing is found across the end of a block', () => {
  expect(found('<p>the end.</p><p>Start</p>', 'end. start')).toEqual([]);
  expect(found('<p>text</p>', '  ')).toEqual([]);
});

/** İ grows by a letter in lower case: all places after it would be off by one. */
test('letters that change their length do not shift what follows', () => {
  expect(found('<p>İstanbul limanı</p>', 'limanı')).toEqual(['limanı']);
});
