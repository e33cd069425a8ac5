import { ask } from '../ask';
import type { ArticleId, Colour, Highlight, HighlightedArticle, HighlightId, HighlightList } from '../host';
import { m } from '../i18n/messages';
import { flushDrafts } from '../kit/drafts';
import { say } from '../kit/toasts.svelte';
import { copy } from './copying';
import { selectedPlace, selectSentence } from './marking';
import { keepView, reader } from './reader.svelte';

export const COLOURS: Colour[] = ['yellow', 'green', 'blue', 'pink'];

type Marking = {
  /** The one that was used last. */
  colour: Colour;
  /** What the bar beside the text is for: a mark of the article that was pressed, or what is selected in it. */
  at: { article: ArticleId; top: number; middle: number; mark: HighlightId | null } | null;
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
  if (!place && inside.getSelection()?.toString().trim()) return say(m.highlight_not_text());
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
  await change(() => ask('add_highlight', { article: view.id, start, end, colour, note: '' }));
}

/** Of the mark as it is when its turn comes: a note may be on its way while the colour is pressed. */
export function editHighlight(
  mark: Highlight,
  to: Partial<Pick<Highlight, 'colour' | 'note'>>,
): Promise<HighlightList | undefined> {
  if (to.colour) marking.colour = to.colour;
  return change(() => {
    const { id, colour, note } = latest(mark);
    return ask('edit_highlight', { id, colour, note, ...to });
  });
}

/** It can be had back for as long as the line about it stands, unless its words are lost: nobody could say where it was. */
export async function removeHighlight(mark: Highlight): Promise<void> {
  marking.at = null;
  if (!(await flushDrafts())) return;
  let last = mark;
  const left = await change(() => {
    last = latest(mark);
    return ask('remove_highlight', { id: mark.id });
  });
  if (!left || !last.range) return;
  const { article, colour, note } = last;
  const [start, end] = last.range;
  const press = (): void => void change(() => ask('add_highlight', { article, start, end, colour, note }));
  say(m.highlight_removed(), { label: m.action_undo(), press });
}

export function setNote(article: ArticleId, note: string): Promise<HighlightList | undefined> {
  return change(() => ask('set_note', { article, note }));
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

/** Marks and notes are written one after the other: an answer holds all of the article's. */
let line: Promise<unknown> = Promise.resolve();
/** Of those that wait: each mark as the last answer had it. */
const known = new Map<HighlightId, Highlight>();
let waiting = 0;

/** The mark as it is now: of those that wait, in the open article, or as it was shown. */
function latest(mark: Highlight): Highlight {
  return known.get(mark.id) ?? reader.view?.highlights.find(({ id }) => id === mark.id) ?? mark;
}

function change(call: () => Promise<HighlightList | undefined>): Promise<HighlightList | undefined> {
  waiting += 1;
  const done = line.then(async () => {
    const list = await call();
    for (const { id, highlights, note } of list?.articles ?? []) {
      for (const mark of highlights) known.set(mark.id, mark);
      keepView(id, { highlights, note });
    }
    waiting -= 1;
    if (waiting === 0) known.clear();
    return list;
  });
  line = done;
  return done;
}
