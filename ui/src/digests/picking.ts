import type { ArticleView, ItemId } from '../host';
import { m } from '../i18n/generated/messages.js';
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
  if (item === null || quotes.length === 0) return say(m.quote_none());
  for (const quote of quotes) {
    await edit({ edit: 'add_quote', item, quote: { article: view.id, speaker: '', ...quote } });
  }
  say(m.quote_picked());
}

function markedIn({ highlights }: ArticleView): Quoted[] {
  return highlights.flatMap(({ range, text }) => (range ? [{ start: range[0], end: range[1], text }] : []));
}

function itemWith(article: number): ItemId | null {
  const items = desk.view?.issue.sections.flatMap((section) => section.items) ?? [];
  return items.find((item) => item.article === article || item.joined.includes(article))?.id ?? null;
}
