import type { Finding, IssueView, ItemId } from '../host';
import { m } from '../i18n/messages';
import { formatNumber } from '../i18n/locale.svelte';

/** Why an issue is not ready, in the window's words. */
export function findingWords(finding: Finding): string {
  const n = (count: number): string => formatNumber(count);
  switch (finding.finding) {
    case 'no_date':
      return m.un_no_date({ n: n(finding.items.length) });
    case 'too_long':
      return m.un_too_long({
        length: n(finding.length),
        most: n(finding.budget.most),
        unit: finding.budget.unit === 'words' ? m.unit_words() : m.unit_characters(),
      });
    case 'no_licence':
      return m.un_no_licence({ outlet: finding.outlet });
    case 'licence_keeps_out':
      return m.un_licence_keeps_out({ outlet: finding.outlet });
    case 'no_outlet':
      return m.un_no_outlet({ n: n(finding.items.length) });
    case 'undecided':
      return m.un_undecided({ n: n(finding.count) });
    case 'not_loaded':
      return m.un_not_loaded({ n: n(finding.count) });
    case 'was_in_earlier': {
      const number = n(finding.earlier.number);
      return finding.earlier.by_story ? m.pool_earlier_story({ number }) : m.pool_earlier({ number });
    }
    case 'article_gone':
      return m.un_article_gone();
    case 'nothing_quoted':
      return m.un_nothing_quoted({ n: n(finding.items.length) });
    case 'too_many_items':
      return m.un_too_many({ items: n(finding.items), quota: n(finding.quota) });
    case 'quote_moved':
      return m.un_quote_moved();
  }
}

/** What one press does about it. */
export function fixWords(finding: Finding): string {
  if (finding.finding === 'not_loaded') return m.ready_load();
  return finding.finding === 'too_long' ? m.ready_shorten() : m.ready_leave_out();
}

/** The item to look at first, where it is about items. */
export function itemOf(finding: Finding): ItemId | null {
  if ('item' in finding) return finding.item;
  if (finding.finding !== 'too_many_items' && 'items' in finding) return finding.items[0] ?? null;
  return null;
}

/** Its headline, for a line that names no item by itself. */
export function headlineOf(view: IssueView, item: ItemId | null): string {
  return view.items.find((one) => one.item === item)?.headline ?? '';
}
