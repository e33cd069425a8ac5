import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { handleKey } from '../actions/press';
import { host, openHost } from '../host';
import { hold, isHeld, release } from '../host/fake/late';
import { flushDrafts } from '../kit/drafts';
import { toasts } from '../kit/toasts.svelte';
import { goTo } from '../screen.svelte';
import HighlightBar from './HighlightBar.svelte';
import HighlightNotes from './HighlightNotes.svelte';
import { editHighlight, marking, setNote } from './highlights.svelte';
import { forgetAhead, openArticle, reader } from './reader.svelte';

/** Two articles of the invented library; the first has two marks. */
const [FIRST, OTHER] = [1, 2];
// jsdom lays nothing out, and has no dialogs.
Element.prototype.scrollIntoView ??= () => {};
HTMLDialogElement.prototype.showModal ??= () => {};

let shown: Record<string, never>[] = [];

beforeEach(async () => {
  await openHost();
  forgetAhead();
  for (const start of [0, 20])
    await host.call('add_highlight', { article: FIRST, start, end: start + 9, colour: 'yellow', note: '' });
  await openArticle(FIRST);
  show(HighlightNotes);
});

afterEach(async () => {
  for (const one of shown) await unmount(one);
  shown = [];
  reader.view = null;
  marking.at = null;
  goTo('library');
});

function show(component: typeof HighlightNotes | typeof HighlightBar): void {
  const props = {
    get view() {
      return reader.view!;
    },
    at: { article: FIRST, top: 0, middle: 0, mark: reader.view!.highlights[0]!.id },
  };
  shown.push(mount(component, { target: document.body, props }));
  flushSync();
}

const notes = () => [...document.querySelectorAll<HTMLTextAreaElement>('[data-note]')];
const kept = async (article: number) => {
  const { articles } = await host.call('list_highlights', { article });
  return articles[0]!;
};

function type(field: HTMLTextAreaElement, text: string): void {
  field.focus();
  field.value = text;
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  flushSync();
}

/** The press of a colour takes no focus from the note, so nothing says that it is over. */
test('a note that is typed stays while its mark gets another colour', async () => {
  show(HighlightBar);
  type(notes()[0]!, 'half a thou');
  document.querySelectorAll<HTMLButtonElement>('.colour')[2]!.click();
  await expect.poll(() => reader.view!.highlights[0]!.colour).toBe('blue');
  flushSync();
  expect(notes()[0]!.value).toBe('half a thou');
  await flushDrafts();
  expect((await kept(FIRST)).highlights[0]).toMatchObject({ colour: 'blue', note: 'half a thou' });
});

test('a note that is typed stays while the one before is written', async () => {
  hold('edit_highlight');
  type(notes()[0]!, 'the first');
  notes()[1]!.focus();
  await expect.poll(() => isHeld('edit_highlight')).toBe(true);
  type(notes()[1]!, 'the sec');
  release('edit_highlight');
  await expect.poll(() => reader.view!.highlights[0]!.note).toBe('the first');
  flushSync();
  expect(notes()[1]!.value).toBe('the sec');
});

/** The paper stays when the article in it is another: the words must not. */
test('a note is kept with the article that it was typed under', async () => {
  type(notes().at(-1)!, 'of the first');
  await openArticle(OTHER);
  flushSync();
  expect(notes().at(-1)!.value).toBe('');
  await setNote(OTHER, '');
  expect([(await kept(FIRST)).note, (await kept(OTHER)).note]).toEqual(['of the first', '']);
});

test('changes of one mark follow each other, each with what the one before left', async () => {
  const mark = reader.view!.highlights[0]!;
  await Promise.all([editHighlight(mark, { colour: 'pink' }), editHighlight(mark, { note: 'both' })]);
  expect((await kept(FIRST)).highlights[0]).toMatchObject({ colour: 'pink', note: 'both' });
});

test('a mark that is taken away comes back with the note that was typed last', async () => {
  type(notes()[0]!, 'last words');
  document.querySelector<HTMLButtonElement>('.mark .said button')!.click();
  await expect.poll(() => reader.view!.highlights.length).toBe(1);
  toasts.at(-1)!.button!.press();
  await expect.poll(() => reader.view!.highlights.length).toBe(2);
  expect((await kept(FIRST)).highlights[0]!.note).toBe('last words');
});

/** Nobody could put it back: nobody knows where it was. */
test('a mark whose words are lost is taken away only after a question', async () => {
  reader.view!.highlights[0]!.range = null;
  flushSync();
  document.querySelector<HTMLButtonElement>('.mark .said button')!.click();
  flushSync();
  expect((await kept(FIRST)).highlights.length).toBe(2);
  document.querySelector<HTMLButtonElement>('dialog .primary')!.click();
  await expect.poll(() => reader.view!.highlights.length).toBe(1);
});

/** The bar is of one article on one screen; anywhere else Escape has another thing to do. */
test('Escape on another screen is not for the bar of a mark', () => {
  marking.at = { article: FIRST, top: 0, middle: 0, mark: null };
  goTo('imports');
  handleKey(new KeyboardEvent('keydown', { key: 'Escape' }));
  expect(marking.at).not.toBe(null);
  handleKey(new KeyboardEvent('keydown', { key: 'Escape' }));
  expect(marking.at).toBe(null);
});
