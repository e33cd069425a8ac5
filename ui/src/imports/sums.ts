import type { ImportReport } from '../host';
import { m } from '../i18n/messages';
import { formatNumber } from '../i18n/locale.svelte';

/** `31 articles from 9 files · 1 already there · 3 refused`: what came, and only what there was of the rest. */
export function sumUp({ summary, outcomes }: ImportReport): string {
  const part = (say: typeof m.sum_already_there, of: number): string[] =>
    of > 0 ? [say({ count: of, n: formatNumber(of) })] : [];
  const articles = m.articles_count({ count: summary.articles, n: formatNumber(summary.articles) });
  return [
    `${articles} ${m.files_count({ count: summary.files, n: formatNumber(summary.files) })}`,
    ...part(m.outlets_added, summary.outlets),
    ...part(m.sum_already_there, outcomes.already_there),
    ...part(m.sum_nothing_found, outcomes.nothing_found),
    ...part(m.sum_refused, outcomes.refused),
  ].join(' · ');
}
