import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { handleKey } from '../actions/press';
import { openHost } from '../host';
import { screen } from '../screen.svelte';
import { chosenLine, lookAtLines, openPreview, preview } from './preview.svelte';
import PreviewScreen from './PreviewScreen.svelte';

// jsdom lays nothing out: the lines that are always drawn are enough.
vi.stubGlobal(
  'ResizeObserver',
  class {
    observe(): void {}
    unobserve(): void {}
    disconnect(): void {}
  },
);

let shown: Record<string, never>;

/** A file of the invented library with several articles. */
const FILE = 1;

beforeEach(async () => {
  await openHost();
  await openPreview({ file: FILE });
  lookAtLines(0, 200);
  await expect.poll(() => chosenLine()).toBeTruthy();
  shown = mount(PreviewScreen, { target: document.body });
  flushSync();
});

afterEach(async () => {
  await unmount(shown);
  preview.view = null;
});

async function press(key: string, more: KeyboardEventInit = {}): Promise<void> {
  handleKey(new KeyboardEvent('keydown', { key, ...more }));
  await expect.poll(() => preview.busy).toBe(false);
  flushSync();
}

/** All of it by keys: a desk has its hands on them. */
test('a line is marked, says what it was, and is as it was read again', async () => {
  expect(screen.name).toBe('preview');
  await press('j');
  const line = chosenLine()!;
  const [was, start] = [line.role, line.start];
  await press('c');
  await expect.poll(() => chosenLine()?.role).toBe('caption');
  expect(chosenLine()).toMatchObject({ start, role_as_read: was });
  expect(document.querySelector('[data-chosen]')?.textContent).toContain('was:');
  await press('u');
  await expect.poll(() => chosenLine()?.role).toBe(was);
  await press('z', { ctrlKey: true });
  await expect.poll(() => chosenLine()?.role).toBe('caption');
  await press('z', { ctrlKey: true });
  await expect.poll(() => preview.view?.can_undo).toBe(false);
});

test('articles are split and joined', async () => {
  const count = preview.view!.articles.length;
  for (let step = 0; step < 3; step++) await press('j');
  await press('s');
  await expect.poll(() => preview.view?.articles.length).toBe(count + 1);
  expect(chosenLine()).toMatchObject({ opens: true, opened_as_read: false });
  await press('m');
  await expect.poll(() => preview.view?.articles.length).toBe(count);
  await press('n');
  expect(preview.article).toBe(1);
  expect(chosenLine()?.opens).toBe(true);
});

test('a field is set right, with the original beside it', async () => {
  const field = document.querySelector<HTMLTextAreaElement>('[data-fields] textarea')!;
  const before = field.value;
  field.value = 'Another headline';
  field.dispatchEvent(new FocusEvent('blur'));
  await expect.poll(() => preview.view?.articles[0]?.title).toBe('Another headline');
  await expect.poll(() => document.querySelector('.fields .was')?.textContent).toContain(before);
  document.querySelector<HTMLButtonElement>('.fields .was button')!.click();
  await expect.poll(() => preview.view?.articles[0]?.title).toBe(before);
});
