/** Where words stand in a text. A page shows line breaks and runs of blanks as it likes: those are passed over. */
import type { KeyQuote } from '../host';

export type Quoted = Pick<KeyQuote, 'start' | 'end' | 'text'>;

/** In bytes of UTF-8, as the library counts. `nth` of several, from 0. Case does not count, as in the page: see `findWords`. */
export function findQuote(text: string, words: string, nth = 0): Quoted | null {
  const wanted = patternOf(words);
  const found = wanted && [...text.matchAll(wanted)][nth];
  if (!found) return null;
  const start = bytesIn(text.slice(0, found.index));
  return { start, end: start + bytesIn(found[0]), text: found[0] };
}

export function countWords(text: string, words: string): number {
  const wanted = patternOf(words);
  return wanted ? [...text.matchAll(wanted)].length : 0;
}

/** The index of a byte into the string. */
export function indexOfByte(text: string, byte: number): number {
  const bytes = new TextEncoder().encode(text).subarray(0, byte);
  return new TextDecoder().decode(bytes).length;
}

function patternOf(words: string): RegExp | null {
  const parts = words.trim().split(/\s+/u).filter(Boolean);
  if (parts.length === 0) return null;
  return new RegExp(parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&')).join('\\s+'), 'giu');
}

function bytesIn(text: string): number {
  return new TextEncoder().encode(text).length;
}
