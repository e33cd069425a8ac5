import { ask } from '../ask';
import type { Colour, Highlight, HighlightedArticle, HighlightId, HighlightList } from '../host';
import { m } from '../i18n/generated/messages.js';
import { say } from '../kit/toasts.svelte';
import { copy } from './copying';
import { selectedPlace, selectSentence } from './marking';
import { keepView, reader } from './reader.svelte';

export const COLOURS: Colour[] = ['yellow', 'green', 'blue', 'pink'];

type Marking = {
  /** The one that was used last. */
  colour: Colour;
  /** What the bar beside the text is for: a mark that was pressed, or what is selected. */
  at: { top: number; middle: number; mark: HighlightId | null } | null;
  /** All that was marked, where the list of it is open. */
  all: HighlightedArticle[] | null;
};

export const marking = $state<Marking>({ colour: 'yellow', at: null, all: null });

/** Marks what is selected. Where nothing is, the first sentence in view is selected, and the key pressed again marks it. */
export async function highlightSelection(colour = marking.colour): Promise<void> {
  const view = reader.view;
  const inside = articlePage();
  if (!view || !inside) return;
  const place = selectedPlace(inside, view.article.text);
  if (!place) {
    const frame = document.querySelector('.paper iframe')?.getBoundingClientRect();
    const pane = document.querySelector('[data-pane=reader]')?.getBoundingClientRect();
    if (selectSentence(inside, (pane?.top ?? 0) - (frame?.top ?? 0))) say(m.highlight_by_keys());
    return;
  }
  marking.colour = colour;
  marking.at = null;
  inside.getSelection()?.removeAllRanges();
  const { start, end } = place;
  take(await ask('add_highlight', { article: view.id, start, end, colour, note: '' }));
}

export async function editHighlight(
  { id, colour, note }: Highlight,
  to: Partial<Pick<Highlight, 'colour' | 'note'>>,
): Promise<void> {
  if (to.colour) marking.colour = to.colour;
  take(await ask('edit_highlight', { id, colour, note, ...to }));
}

/** It can be had back for as long as the line about it stands. */
export async function removeHighlight(mark: Highlight): Promise<void> {
  marking.at = null;
  const left = await ask('remove_highlight', { id: mark.id });
  if (!left) return;
  take(left);
  const { article, range, colour, note } = mark;
  if (!range) return;
  const [start, end] = range;
  const press = async (): Promise<void> =>
    take(await ask('add_highlight', { article, start, end, colour, note }));
  say(m.highlight_removed(), { label: m.action_undo(), press: () => void press() });
}

export async function setNote(article: number, note: string): Promise<void> {
  take(await ask('set_note', { article, note }));
}

export async function openHighlights(): Promise<void> {
  const list = await ask('list_highlights', {});
  if (list) marking.all = list.articles;
}

export async function copyHighlights(article?: number): Promise<void> {
  const text = await ask('write_highlights', { article });
  if (text) await copy(text.markdown);
}

/** The document of the open article. */
export function articlePage(): Document | null {
  return document.querySelector<HTMLIFrameElement>('.paper iframe')?.contentDocument ?? null;
}

/** What an article has now, wherever it is shown. */
function take(list: HighlightList | undefined): void {
  for (const { id, highlights, note } of list?.articles ?? []) keepView(id, { highlights, note });
}
