import { expect, test } from 'vitest';

import type { PreviewArticle, PublishedFrom } from '../host';
import { isDate, namesIn } from './fields';
import { pagesIn } from './lines';
import { patternsOf, prefixOf } from './rules';

/** What is offered for a whole outlet changes many articles: only what is a pattern for certain may be. */
test('words in front of a name are a pattern in whole words only', () => {
  const check = (before: string[], after: string[], expected: string | null): void =>
    expect(prefixOf(before, after)).toBe(expected);
  check(['From our desk Ana Reis'], ['Ana Reis'], 'From our desk');
  check(['Staff: Ana Reis', 'Jo Lin'], ['Ana Reis', 'Jo Lin'], 'Staff');
  check(['Anna Reis'], ['na Reis'], null);
  check(['Ana Reis'], ['Jo Lin'], null);
  check(['Ana Reis'], ['Ana Reis'], null);
  check(['Newsroom'], [], 'Newsroom');
});

const published = (at: string, from: PublishedFrom) => ({ at, from, reason: null });

function article(more: Partial<PreviewArticle>): PreviewArticle {
  const as_read = {
    title: 'A',
    byline: [],
    published: published('2026-04-05', 'text'),
    source: { name: 'Daily Online', host: null },
    language: 'en',
  };
  return { id: 1, start: 0, line: 0, lines: 3, words: 9, ...as_read, as_read, ...more };
}

test('an outlet’s other name and the order of its dates are patterns', () => {
  const kinds = (more: Partial<PreviewArticle>): string[] =>
    patternsOf(article(more)).map(({ outlet, pattern }) => `${outlet}: ${pattern.pattern}`);
  expect(kinds({})).toEqual([]);
  expect(kinds({ as_read: null })).toEqual([]);
  expect(kinds({ source: { name: 'Daily', host: null } })).toEqual(['Daily Online: alias']);
  expect(kinds({ published: published('2026-05-04', 'corrected') })).toEqual(['Daily Online: day_first']);
  expect(kinds({ published: published('2026-05-06', 'corrected') })).toEqual([]);
});

/** The rule is for every article of the outlet: the wrong way round it would spoil all of their dates. */
test('the order of dates is the one that the correction shows', () => {
  const check = (language: string | null, printed: string, expected: boolean): void => {
    const as_read = { ...article({}).as_read!, language };
    const corrected = article({ as_read, language, published: published('2026-05-04', 'corrected') });
    expect([language, printed, patternsOf(corrected, printed)]).toEqual([
      language,
      printed,
      [{ outlet: 'Daily Online', pattern: { pattern: 'day_first', day_first: expected } }],
    ]);
  };
  // Read as 5 April and set right to 4 May: unseen, the other order than the one that is taken for the language.
  check('en', '', true);
  check(null, '', true);
  check('fr', '', false);
  check('en', '4/5/2026', true);
  check('en', '5/4/2026', false);
  check('fr', '04/05/2026', true);
  check('en', 'Published 05.04.2026', false);
});

test('a date is one that there is', () => {
  for (const text of [
    '2026-03-16',
    '2026-03-16T08:30:00',
    '2026-03-16T08:30:00+02:00',
    '2026-03-16T08:30:00Z',
  ])
    expect([text, isDate(text)]).toEqual([text, true]);
  for (const text of ['16.3.2026', '2026-02-30', '2026-13-01', 'today', ''])
    expect([text, isDate(text)]).toEqual([text, false]);
});

test('a name a line, and pages of lines', () => {
  expect(namesIn(' Ana Reis \n\nJo Lin')).toEqual(['Ana Reis', 'Jo Lin']);
  expect(pagesIn(0, 0)).toEqual([0]);
  expect(pagesIn(190, 210)).toEqual([0, 1]);
  expect(pagesIn(200, 400)).toEqual([1]);
});
