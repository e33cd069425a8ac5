import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { host, openHost } from '../host';
import { hold, isHeld, release } from '../host/fake/late';
import { buildToday, desk, edit, undo } from './desk.svelte';
import { pickQuote } from './picking';
import { toasts } from '../kit/toasts.svelte';
import PoolPane from './PoolPane.svelte';
import { forgetAhead, openArticle, reader } from '../reader/reader.svelte';

let shown: Record<string, never> | undefined;

beforeEach(async () => {
  // The morning of the invented library.
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-03-16T08:00:00Z') });
  await openHost();
  forgetAhead();
  await buildToday();
  await expect.poll(() => desk.view).not.toBe(null);
});

afterEach(async () => {
  if (shown) await unmount(shown);
  shown = undefined;
  desk.view = null;
  vi.useRealTimers();
});

async function show(): Promise<void> {
  const props = {
    get view() {
      return desk.view!;
    },
  };
  shown = mount(PoolPane, { target: document.body, props });
  flushSync();
  await expect.poll(() => boxes().length).toBeGreaterThan(1);
}

const boxes = () => [...document.querySelectorAll<HTMLInputElement>('.candidates input[type=checkbox]')];

/** Two decisions in a row, and the answer to the first comes last. */
test('an answer of before a decision does not take its place', async () => {
  await show();
  const article = Number(boxes()[0]!.value);
  const isThere = () => boxes().some((box) => Number(box.value) === article);
  hold('read_pool');
  await edit({ edit: 'decide', articles: [article], decision: 'out' });
  flushSync();
  await expect.poll(() => isHeld('read_pool')).toBe(true);
  await edit({ edit: 'decide', articles: [article], decision: 'undecided' });
  flushSync();
  await expect.poll(isThere).toBe(true);
  release('read_pool');
  // All that was waiting has its turn before this.
  await new Promise((done) => setTimeout(done));
  flushSync();
  expect(isThere()).toBe(true);
});

/** Where nothing is chosen, Escape is the way back as everywhere. */
test('Escape chooses none, and nothing else', async () => {
  await show();
  const press = (): boolean => {
    const event = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true });
    boxes()[0]!.dispatchEvent(event);
    flushSync();
    return event.defaultPrevented;
  };
  boxes()[0]!.click();
  flushSync();
  expect([press(), press()]).toEqual([true, false]);
});

/** One press is one undo; and what stands there is not quoted twice. */
test('all marks of an article are quoted at once, each one time', async () => {
  const item = desk.view!.issue.sections[0]!.items[0]!;
  await openArticle(item.article);
  reader.view!.highlights = [0, 20, 40].map((start, index) => ({
    id: index + 1,
    article: item.article,
    range: [start, start + 9] as [number, number],
    text: reader.view!.article.text.slice(start, start + 9),
    colour: 'yellow',
    note: '',
  }));
  const quotes = () => desk.view!.issue.sections[0]!.items[0]!.quotes.length;
  const before = quotes();
  await pickQuote(reader.view!);
  expect(quotes()).toBe(before + 3);
  await pickQuote(reader.view!);
  expect(quotes()).toBe(before + 3);
  await undo();
  expect(quotes()).toBe(before);
});

/** "Quoted" must not be said of what the disk refused. */
test('a quote that could not be put in is not said to be', async () => {
  const item = desk.view!.issue.sections[0]!.items[0]!;
  await openArticle(item.article);
  const text = reader.view!.article.text.slice(0, 9);
  reader.view!.highlights = [
    { id: 1, article: item.article, range: [0, 9], text, colour: 'yellow', note: '' },
  ];
  toasts.length = 0;
  const refused = vi.spyOn(host, 'call').mockRejectedValueOnce({ code: 'library_full', params: {} });
  await pickQuote(reader.view!);
  refused.mockRestore();
  expect(toasts.map(({ kind }) => kind)).toEqual(['failed']);
  await pickQuote(reader.view!);
  expect(toasts.map(({ kind }) => kind)).toEqual(['failed', 'said']);
});
