import type { AsRead, Pattern, PreviewArticle } from '../host';
import { m } from '../i18n/generated/messages.js';

/** What of an article's corrections is a pattern of its outlet: the words in front of a name, the outlet's other name, the order of a date. */
export function patternsOf(article: PreviewArticle): { outlet: string; pattern: Pattern }[] {
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
  const day_first = orderOf(as_read, article);
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

/** Day and month changed places: then the outlet prints them in the other order. */
function orderOf(before: AsRead, after: PreviewArticle): boolean | null {
  const [then, now] = [before.published?.at.slice(0, 10), after.published?.at.slice(0, 10)];
  if (!then || !now || then === now) return null;
  const [year, month, day] = then.split('-');
  if (now !== `${year}-${day}-${month}`) return null;
  return before.published?.from === 'text' ? Number(day) <= 12 : null;
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
