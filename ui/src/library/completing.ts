/** What can be put where the caret stands in a query: the operators of the query language, and their values. */
import type { Counts } from '../host';

export const OPERATORS = [
  'title',
  'outlet',
  'lang',
  'tag',
  'is',
  'before',
  'after',
  'on',
  'story',
  'in-issue',
  'in-collection',
] as const;
export type Operator = (typeof OPERATORS)[number];

/** `put` takes the place of the query from `from` to `to`. */
export type Completion = { put: string; operator: Operator; value: string | null; from: number; to: number };

const MOST = 8;
const STATES = ['unread', 'read', 'bookmarked', 'highlighted'];
const DATES = ['today', 'yesterday', '7d', '30d'];

/** `collected`: the names of the collections. */
export function complete(query: string, caret: number, counts: Counts, collected: string[]): Completion[] {
  const before = query.slice(0, caret);
  const found = /(^|[\s(])(-?)(?:([a-z-]+):)?("?)([^"\s()]*)$/u.exec(before);
  // A value of several words stands in quotation marks.
  const quoted = /(^|[\s(])(-?)([a-z-]+):"([^"]*)$/u.exec(before);
  const operator = OPERATORS.find((name) => name === (quoted?.[3] ?? found?.[3]));
  if (operator) {
    const typed = quoted?.[4] ?? found?.[5] ?? '';
    const start = caret - typed.length - (quoted || found?.[4] ? 1 : 0);
    return valuesOf(operator, counts, collected)
      .filter((value) => value !== typed && startsIn(value, typed))
      .slice(0, MOST)
      .map((value) => ({ put: `${inQuotes(value)} `, operator, value, from: start, to: caret }));
  }
  const word = found?.[5] ?? '';
  if (!found || found[3] !== undefined || found[4] || word.length < 2) return [];
  return OPERATORS.filter((name) => name.startsWith(word.toLowerCase()))
    .slice(0, MOST)
    .map((name) => ({ put: `${name}:`, operator: name, value: null, from: caret - word.length, to: caret }));
}

/** The stretch of a query that a note is about: it counts bytes of UTF-8. */
export function stretchOf(query: string, start: number, end: number): string {
  const bytes = new TextEncoder().encode(query);
  return new TextDecoder().decode(bytes.slice(start, end)).trim();
}

function valuesOf(operator: Operator, counts: Counts, collected: string[]): string[] {
  switch (operator) {
    case 'outlet':
      return counts.sources.map(({ name }) => name);
    case 'tag':
      return counts.tags.map(({ name }) => name);
    case 'lang':
      return counts.languages.map(({ name }) => name);
    case 'in-collection':
      return collected;
    case 'is':
      return STATES;
    case 'before':
    case 'after':
    case 'on':
      return [...DATES, ...counts.days.slice(0, 60).map(({ name }) => name)];
    default:
      return [];
  }
}

/** At the start of it, or of one of its words. */
function startsIn(value: string, typed: string): boolean {
  const name = value.toLocaleLowerCase();
  const part = typed.toLocaleLowerCase();
  return name.startsWith(part) || name.split(/\s+/).some((word) => word.startsWith(part));
}

function inQuotes(value: string): string {
  return /[\s()":]/.test(value) ? `"${value.replaceAll('"', '')}"` : value;
}
