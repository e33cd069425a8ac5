import { expect, test } from 'vitest';

import { complete, stretchOf } from './completing';

const count = (name: string) => ({ name, all: 1, unread: 0 });
const counts = {
  all: 9,
  unread: 1,
  bookmarked: 0,
  undated: 0,
  archived: 0,
  muted: 0,
  trashed: 0,
  sources: [count('The Harbour Post'), count('Meridian Wire'), count('Le Courrier')],
  tags: [count('trade'), count('water rights')],
  languages: [count('en'), count('ar')],
  days: [count('2026-03-16')],
};

/** The query as it stands after the first thing offered is taken, the caret at `|`. */
function take(query: string): string | undefined {
  const caret = query.indexOf('|');
  const text = query.replace('|', '');
  const [first] = complete(text, caret, counts, ['Grain trade']);
  return first && text.slice(0, first.from) + first.put + text.slice(first.to);
}

test('operators and values are completed where the caret stands', () => {
  const check = (query: string, expected: string | undefined) =>
    expect([query, take(query)]).toEqual([query, expected]);
  check('out|', 'outlet:');
  check('grain (out|', 'grain (outlet:');
  check('outlet:mer|', 'outlet:"Meridian Wire" ');
  check('outlet:harb| corridor', 'outlet:"The Harbour Post"  corridor');
  check('outlet:"The H|', 'outlet:"The Harbour Post" ');
  check('-tag:tr|', '-tag:trade ');
  check('is:|', 'is:unread ');
  check('after:2026|', 'after:2026-03-16 ');
  check('lang:a|', 'lang:ar ');
  check('in-collection:gr|', 'in-collection:"Grain trade" ');
});

/** A list under each word that is typed would hide what is being found. */
test('plain words are left alone', () => {
  const check = (query: string) => expect([query, take(query)]).toEqual([query, undefined]);
  check('o|');
  check('grain|');
  check('"out|');
  check('colour:red|');
  check('outlet:nothing|');
});

/** Notes count bytes: an Arabic word before one would shift what is quoted. */
test('a note quotes its stretch of the query in any script', () => {
  expect(stretchOf('ممر before:christmas', 7, 23)).toBe('before:christmas');
});
