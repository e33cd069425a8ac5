import { afterEach, expect, test } from 'vitest';

import { apart, directionOf, formatList, joinApart } from './direction';
import { useLocale } from './locale.svelte';
import { m } from './messages';

afterEach(() => useLocale('en'));

test('a text goes the way of its first letter', () => {
  expect(['Grain', 'الحبوب', '2026: الحبوب', '“Grain” الحبوب', '42'].map(directionOf)).toEqual([
    'ltr',
    'rtl',
    'rtl',
    'ltr',
    'ltr',
  ]);
});

/** Without it two Arabic names in an English line are one run, and the second stands before the first. */
test('names that run against the window are set apart in lists, lines and sentences', () => {
  expect(formatList(['الميناء', 'Harbour', 'السوق'])).toBe(
    '\u2068الميناء\u2069, Harbour, and \u2068السوق\u2069',
  );
  expect(joinApart(['الميناء', null, '', 'السوق'])).toBe('\u2068الميناء\u2069 · \u2068السوق\u2069');
  expect(m.copy_of({ outlet: 'السوق' })).toBe('copy of \u2068السوق\u2069');
  useLocale('ar');
  expect(apart('Harbour')).toBe('\u2068Harbour\u2069');
  expect(m.copy_of({ outlet: 'Harbour' })).toContain('\u2068Harbour\u2069');
});

/** What runs along needs no marks, and what is copied should hold none that nobody sees. */
test('what runs with the window, or stands alone, is left as it is', () => {
  expect(formatList(['Harbour', 'Market'])).toBe('Harbour and Market');
  expect(joinApart(['السوق'])).toBe('السوق');
  expect(m.copy_of({ outlet: 'Harbour (42)' })).toBe('copy of Harbour (42)');
});
