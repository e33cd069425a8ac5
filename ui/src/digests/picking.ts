import type { ArticleView, Item } from '../host';
import { m } from '../i18n/messages';
import { say } from '../kit/toasts.svelte';
import { articlePage } from '../reader/highlights.svelte';
import { selectedPlace } from '../reader/marking';
import type { Quoted } from '../reader/places';
import { desk, edit } from './desk.svelte';

/** What is selected in the article or, where nothing is, all that is marked in it becomes key quotes of its item in the open issue. */
export async function pickQuote(view: ArticleView): Promise<void> {
  const item = itemWith(view.id);
  const page = articlePage();
  const selected = page && selectedPlace(page, view.article.text);
  const quotes = selected ? [selected] : markedIn(view);
  if (!item || quotes.length === 0) return say(m.quote_none());
  const isThere = (quote: Quoted): boolean =>
    item.quotes.some(
      ({ article, start, end }) => article === view.id && start === quote.start && end === quote.end,
    );
  const fresh = quotes
    .filter((quote) => !isThere(quote))
    .map((quote) => ({ article: view.id, speaker: '', ...quote }));
  if (fresh.length === 0) return say(m.quote_there());
  // One edit, so that one undo takes all of it back.
  if (await edit({ edit: 'add_quotes', item: item.id, quotes: fresh })) say(m.quote_picked());
}

function markedIn({ highlights }: ArticleView): Quoted[] {
  return highlights.flatMap(({ range, text }) => (range ? [{ start: range[0], end: range[1], text }] : []));
}

function itemWith(article: number): Item | undefined {
  const items = desk.view?.issue.sections.flatMap((section) => section.items) ?? [];
  return items.find((item) => item.article === article || item.joined.includes(article));
}
