import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { handleKey } from '../actions/press';
import { host, openHost } from '../host';
import { hold, isHeld, release } from '../host/fake/late';
import { buildToday, desk, edit, undo } from './desk.svelte';
import { pickQuote } from './picking';
import { chosen } from './pool.svelte';
import { toasts } from '../kit/toasts.svelte';
import PoolPane from './PoolPane.svelte';
import { forgetAhead, openArticle, reader } from '../reader/reader.svelte';
import { goTo, screen } from '../screen.svelte';

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

async function press(key: string, more: KeyboardEventInit = {}): Promise<void> {
  handleKey(new KeyboardEvent('keydown', { key, ...more }));
  await Promise.resolve();
  flushSync();
}

const focused = () => Number((document.activeElement as HTMLInputElement).value);

/** A hundred candidates are decided in minutes only where a hand stays on the keys. */
test('a key decides the candidate that has the focus, and goes on to the next', async () => {
  await show();
  goTo('digests');
  const [first, second, third] = boxes().map((box) => Number(box.value));
  boxes()[0]!.focus();
  await press('j');
  expect(focused()).toBe(second);
  await press('k');
  await press('o');
  await expect.poll(focused).toBe(second);
  const held = desk.view!.issue.sections[0]!.items.length;
  await press('1');
  await expect.poll(() => desk.view!.issue.sections[0]!.items.length).toBe(held + 1);
  expect(desk.view!.issue.sections[0]!.items.at(-1)!.article).toBe(second);
  await expect.poll(focused).toBe(third);
  await press('9');
  expect([screen.name, focused()], 'there is no ninth section').toEqual(['digests', third]);
  expect(boxes().some((box) => Number(box.value) === first)).toBe(false);
});

/** Where nothing is chosen, Escape is the way back as everywhere. */
test('Escape chooses none, and only then goes back', async () => {
  await show();
  goTo('digests');
  boxes()[0]!.focus();
  await press('ArrowDown', { shiftKey: true });
  expect(chosen.size).toBe(2);
  await press('Escape');
  expect([chosen.size, document.activeElement === boxes()[1]]).toEqual([0, true]);
  await press('Escape');
  expect(document.activeElement).toBe(document.body);
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
