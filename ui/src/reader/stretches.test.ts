import { expect, test } from 'vitest';

import type { Role, Span } from '../host';
import { cutSource } from './stretches';

const bytes = (text: string): number => new TextEncoder().encode(text).length;

/** A source of lines with roles, its spans in bytes as the library counts them. */
function makeSource(lines: [string, Role | null, number | null][]): { text: string; spans: Span[] } {
  let text = '';
  const spans: Span[] = [];
  for (const [line, role, article] of lines) {
    const start = bytes(text);
    if (role) spans.push({ start, end: start + bytes(line), role, article });
    text += `${line}\n`;
  }
  return { text, spans };
}

/** Bytes are not characters: one Arabic letter before a span would shift every colour after it. */
test('spans in bytes cut at the right letters in any script', () => {
  const { text, spans } = makeSource([
    ['أول قافلة 🚢 تعبر', 'headline', 0],
    ['', null, null],
    ['粮食走廊', 'caption', 0],
    ['Ещё строка', 'body', 0],
  ]);
  expect(cutSource({ text, spans })).toEqual([
    { text: 'أول قافلة 🚢 تعبر', role: 'headline', article: 0 },
    { text: '粮食走廊', role: 'caption', article: 0 },
    { text: 'Ещё строка', role: 'body', article: 0 },
  ]);
});

test('lines of one role are one stretch, until the article is another', () => {
  const { text, spans } = makeSource([
    ['one', 'body', 0],
    ['', null, null],
    ['two', 'body', 0],
    ['three', 'body', 1],
  ]);
  expect(cutSource({ text, spans }).map((one) => [one.text, one.article])).toEqual([
    ['one\n\ntwo', 0],
    ['three', 1],
  ]);
});

/** Nothing of the source may be missing from the view of the source. */
test('what no span covers is shown, too', () => {
  const text = 'before\nbody\nafter';
  const stretches = cutSource({ text, spans: [{ start: 7, end: 11, role: 'body', article: 0 }] });
  expect(stretches.map((one) => [one.text, one.role])).toEqual([
    ['before', null],
    ['body', 'body'],
    ['after', null],
  ]);
});

/** The text is cut at 2 MB, its spans may go on. */
test('spans beyond the text do no harm', () => {
  expect(
    cutSource({ text: 'abc', spans: [{ start: 1, end: 90, role: 'body', article: 0 }] }).map(
      (one) => one.text,
    ),
  ).toEqual(['a', 'bc']);
});
