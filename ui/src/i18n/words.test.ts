import { afterEach, expect, test } from 'vitest';

import { ERROR_CODES, PROBLEM_CODES } from '../host/generated/codes';
import { locales, useLocale } from './locale.svelte';
import { errorWords, problemWords, publishedWords } from './words';

afterEach(() => useLocale('en'));

/** A code without words would leave a reader with `library_full`. */
test.each(locales)('each code has words in %s', (language) => {
  useLocale(language);
  for (const code of ERROR_CODES) {
    const words = errorWords({
      code,
      params: { path: '/a', detail: 'b', what: 'issue', id: '7', version: '9', name: 'c' },
    });
    expect(words).not.toBe(code);
    expect(words).not.toContain('undefined');
  }
  for (const code of PROBLEM_CODES) {
    expect(problemWords({ where: 'a.txt', code, detail: '' })).not.toBe(code);
  }
});

/** What the system said stands beside our words: it is what a helper asks for. */
test('the detail of a problem is shown', () => {
  expect(problemWords({ where: 'a', code: 'no_permission', detail: 'os error 13' })).toBe(
    'It may not be read. (os error 13)',
  );
});

/** A guess is never shown as if it were known. */
test('a guessed date says what it rests on', () => {
  expect(publishedWords('inferred', 'the caption says “May 12”')).toBe('inferred: the caption says “May 12”');
  expect(publishedWords('inferred', null)).toBe('inferred');
  expect(publishedWords('file', null)).toBe('date of the file');
});
