import type { ArticleView } from '../host';
import { m } from '../i18n/messages';
import { say } from '../kit/toasts.svelte';
import { cite, quote, toMarkdown, type Style } from './citing';

/** What is selected in the article, or the whole text, with whose words they are. */
export async function copyQuote(view: ArticleView): Promise<void> {
  await copy(quote(selectedWords() || view.article.text, view.article));
}

export async function copyCitation(view: ArticleView, style: Style): Promise<void> {
  await copy(cite(view.article, style));
}

export async function copyMarkdown(view: ArticleView): Promise<void> {
  await copy(toMarkdown(view.article));
}

/** Of the article, or of the page around it. */
export function selectedWords(): string {
  const inside = document.querySelector<HTMLIFrameElement>('.paper iframe')?.contentDocument;
  return inside?.getSelection()?.toString().trim() || document.getSelection()?.toString().trim() || '';
}

export async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Where the engine gives no clipboard to a page, it still copies what is selected.
    const field = document.createElement('textarea');
    field.value = text;
    document.body.append(field);
    field.select();
    document.execCommand('copy');
    field.remove();
  }
  say(m.copied());
}
