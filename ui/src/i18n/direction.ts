import { direction, locale } from './locale.svelte';

const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const LEFT_TO_RIGHT =
  /(?![\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}])\p{L}/u;

/** The direction of a text by its first letter, as `dir=auto` takes it: for boxes that hold more than the text. */
export function directionOf(text: string): 'ltr' | 'rtl' {
  const letter = /\p{L}/u.exec(text);
  return letter && RIGHT_TO_LEFT.test(letter[0]) ? 'rtl' : 'ltr';
}

/** A text that runs against the window, set apart from what stands beside it as `bdi` does it (Unicode's isolates). */
export function apart(text: string): string {
  const foreign = direction() === 'rtl' ? LEFT_TO_RIGHT : RIGHT_TO_LEFT;
  return foreign.test(text) ? `\u2068${text}\u2069` : text;
}

/** In one line, each set apart; what is not there is left out. */
export function joinApart(parts: (string | null | undefined | false)[], between = ' · '): string {
  const there = parts.filter((part) => typeof part === 'string').filter(Boolean);
  return there.map((part) => (there.length > 1 ? apart(part) : part)).join(between);
}

/** `a, b and c`, as the language joins them, each set apart. */
export function formatList(names: string[]): string {
  return new Intl.ListFormat(locale(), { type: 'conjunction' }).format(names.map(apart));
}
