import type { AsRead, Pattern, PreviewArticle } from '../host';
import { m } from '../i18n/messages';

/**
 * What of an article's corrections is a pattern of its outlet: the words in front of a name, the outlet's other name, the order of a
 * date. `printed`: the line that the date was read from.
 */
export function patternsOf(article: PreviewArticle, printed = ''): { outlet: string; pattern: Pattern }[] {
  const { as_read } = article;
  if (!as_read) return [];
  const outlet = article.source?.name ?? as_read.source?.name;
  const found: { outlet: string; pattern: Pattern }[] = [];
  const before = as_read.source?.name;
  if (before && article.source && article.source.name !== before)
    found.push({ outlet: before, pattern: { pattern: 'alias', name: article.source.name } });
  if (!outlet) return found;
  const prefix = prefixOf(as_read.byline, article.byline);
  if (prefix) found.push({ outlet, pattern: { pattern: 'byline_prefix', prefix } });
  const day_first = orderOf(as_read, article, printed);
  if (day_first !== null) found.push({ outlet, pattern: { pattern: 'day_first', day_first } });
  return found;
}

/** `From our desk Ana Reis` set right to `Ana Reis`: what stood in front, in whole words. */
export function prefixOf(before: string[], after: string[]): string | null {
  for (const [index, name] of before.entries()) {
    const now = after[index] ?? '';
    const cut = name.length - now.length;
    if (cut <= 0 || !name.endsWith(now)) continue;
    const prefix = name.slice(0, cut);
    if (now === '' || /[^\p{L}\p{N}]$/u.test(prefix))
      return prefix.replace(/[^\p{L}\p{N}.)]+$/u, '').trim() || null;
  }
  return null;
}

/** Day and month changed places: then the outlet prints them in the other order than the one that was taken for it. */
function orderOf(before: AsRead, after: PreviewArticle, printed: string): boolean | null {
  const [then, now] = [before.published?.at.slice(0, 10), after.published?.at.slice(0, 10)];
  if (!then || !now || then === now || before.published?.from !== 'text') return null;
  const [year, month, day] = then.split('-');
  if (now !== `${year}-${day}-${month}`) return null;
  const [, first, sign, second] = /(\d{1,2})\s?([./-])\s?(\d{1,2})\s?\2/.exec(printed) ?? [];
  // As printed it is `day` that the month is now, and the other way about.
  if (Number(first) === Number(month) && Number(second) === Number(day)) return true;
  if (Number(first) === Number(day) && Number(second) === Number(month)) return false;
  // Not seen: the other order than the one that is taken where nothing says more, as `clean` does it.
  const dayFirst = sign === '.' || !(before.language === null || before.language === 'en');
  return !dayFirst;
}

export function patternWords(pattern: Pattern): string {
  switch (pattern.pattern) {
    case 'byline_prefix':
      return m.outlet_rule_byline_prefix({ words: pattern.prefix });
    case 'alias':
      return m.outlet_rule_alias({ name: pattern.name });
    case 'residue':
      return m.outlet_rule_residue({ line: pattern.line });
    case 'day_first':
      return pattern.day_first ? m.outlet_rule_day_first() : m.outlet_rule_month_first();
  }
}
