import type { ArticleView, ItemId, KeyQuote } from '../host';
import { m } from '../i18n/generated/messages.js';
import { say } from '../kit/toasts.svelte';
import { selectedWords } from '../reader/copying';
import { desk, edit } from './desk.svelte';

/** What is selected in the article becomes a key quote of its item in the open issue, with its place in the text. */
export async function pickQuote(view: ArticleView): Promise<void> {
  const item = itemWith(view.id);
  const quote = findQuote(view.article.text, selectedWords());
  if (item === null || !quote) return say(m.quote_none());
  await edit({ edit: 'add_quote', item, quote: { article: view.id, speaker: '', ...quote } });
  say(m.quote_picked());
}

/** Where words stand in a text, in bytes. A page shows line breaks and runs of blanks as it likes: those are passed over. */
export function findQuote(text: string, words: string): Pick<KeyQuote, 'start' | 'end' | 'text'> | null {
  const parts = words.trim().split(/\s+/u).filter(Boolean);
  if (parts.length === 0) return null;
  const literal = parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&'));
  const found = new RegExp(literal.join('\\s+'), 'u').exec(text);
  if (!found) return null;
  const bytes = (part: string): number => new TextEncoder().encode(part).length;
  const start = bytes(text.slice(0, found.index));
  return { start, end: start + bytes(found[0]), text: found[0] };
}

function itemWith(article: number): ItemId | null {
  const items = desk.view?.issue.sections.flatMap((section) => section.items) ?? [];
  return items.find((item) => item.article === article || item.joined.includes(article))?.id ?? null;
}
