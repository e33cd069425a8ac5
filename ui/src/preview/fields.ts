import { languageName, locale } from '../i18n/locale.svelte';

/** `2026-03-16`, `2026-03-16T08:30:00` or with an offset, of a day that there is. */
export function isDate(text: string): boolean {
  const form = /^(\d{4})-(\d{2})-(\d{2})(T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})?)?$/.exec(text);
  if (!form) return false;
  const [year, month, day] = form.slice(1, 4).map(Number) as [number, number, number];
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** One name a line. */
export function namesIn(text: string): string[] {
  return text
    .split('\n')
    .map((name) => name.trim())
    .filter(Boolean);
}

/** What an article can be written in, as far as the library tells languages apart. */
const LANGUAGES = (
  'en de fr es pt it nl sv da no fi pl cs sk sl hr hu ro tr ca id et lv lt sq vi af ' +
  'ar fa ur he ru uk be bg mk sr kk el hy ka zh ja ko th km bn hi mr ne ta te ml kn gu pa si am'
).split(' ');

/** By their names; with the one that is said now, whatever that is. */
export function languagesFor(now: string): { code: string; name: string }[] {
  const codes = new Set([...LANGUAGES, now].filter(Boolean));
  return [...codes]
    .map((code) => ({ code, name: languageName(code) }))
    .sort((a, b) => a.name.localeCompare(b.name, locale()));
}
