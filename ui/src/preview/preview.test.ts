import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { handleKey } from '../actions/press';
import { host, openHost } from '../host';
import { hold, isHeld, release } from '../host/fake/late';
import { flushDrafts } from '../kit/drafts';
import { goTo, screen } from '../screen.svelte';
import { chosenLine, lineAt, lookAtLines, openPreview, preview } from './preview.svelte';
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
  const field = fields()[0]!;
  const before = field.value;
  type(field, 'Another headline');
  field.blur();
  await expect.poll(() => preview.view?.articles[0]?.title).toBe('Another headline');
  await expect.poll(() => document.querySelector('.fields .was')?.textContent).toContain(before);
  document.querySelector<HTMLButtonElement>('.fields .was button')!.click();
  await expect.poll(() => preview.view?.articles[0]?.title).toBe(before);
});

const fields = () => [
  ...document.querySelectorAll<HTMLInputElement>('[data-fields] :is(textarea, input, select)'),
];

function type(field: HTMLInputElement, text: string): void {
  field.focus();
  field.value = text;
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  flushSync();
}

async function late(operation: 'correct_file' | 'read_preview', act: () => void): Promise<void> {
  hold(operation);
  act();
  await expect.poll(() => isHeld(operation)).toBe(true);
  flushSync();
}

/** A desk tabs from field to field faster than a large file is read again. */
test('what is typed while a correction runs stays, and is kept', async () => {
  const [headline, byline] = fields() as [HTMLInputElement, HTMLInputElement];
  await late('correct_file', () => {
    type(headline, 'Another headline');
    byline.focus();
  });
  type(byline, 'Ana Reis');
  release('correct_file');
  await expect.poll(() => preview.view?.articles[0]?.title).toBe('Another headline');
  flushSync();
  expect(document.activeElement).toBe(byline);
  expect(byline.value).toBe('Ana Reis');
  await flushDrafts();
  expect(preview.view?.articles[0]).toMatchObject({ title: 'Another headline', byline: ['Ana Reis'] });
});

/** The next article is shown at once; what was typed is of the one before. */
test('a field that is left for another article is kept for its own', async () => {
  const other = preview.view!.articles[1]!.title;
  type(fields()[0]!, 'Of the first');
  preview.article = 1;
  flushSync();
  await expect.poll(() => preview.view?.articles[0]?.title).toBe('Of the first');
  expect(preview.view?.articles[1]?.title).toBe(other);
});

test('keys that are pressed while a correction runs are done after it, where they were pressed', async () => {
  const [first, role] = [preview.at, lineAt(preview.at + 1)!.role];
  await late('correct_file', () => handleKey(new KeyboardEvent('keydown', { key: 'x' })));
  handleKey(new KeyboardEvent('keydown', { key: 'j' }));
  handleKey(new KeyboardEvent('keydown', { key: 'c' }));
  handleKey(new KeyboardEvent('keydown', { key: 'j' }));
  release('correct_file');
  await expect.poll(() => preview.busy).toBe(false);
  expect([lineAt(first)?.role, lineAt(first + 1)?.role]).toEqual(['residue', 'caption']);
  expect(lineAt(first + 1)?.role_as_read).toBe(role);
  expect(preview.at).toBe(first + 2);
});

/** A late answer must not pull people back to where they have gone from. */
test('the last file that was asked for is shown, and none to who has left', async () => {
  await late('read_preview', () => void openPreview({ file: 2 }));
  await openPreview({ file: 3 });
  release('read_preview');
  await late('read_preview', () => void openPreview({ file: 2 }));
  goTo('library');
  release('read_preview');
  await expect.poll(() => isHeld('read_preview')).toBe(false);
  await Promise.resolve();
  expect([preview.view?.file, screen.name]).toEqual([3, 'library']);
});

test('a bad date is said until it is set right, also as it was', async () => {
  const date = fields()[2]!;
  const before = date.value;
  const leave = (text: string): void => {
    type(date, text);
    date.blur();
    flushSync();
  };
  leave('yesterday');
  expect(date.getAttribute('aria-invalid')).toBe('true');
  leave(before);
  expect(date.getAttribute('aria-invalid')).toBe('false');
});

test('a headline that is emptied is the one that was read', async () => {
  const headline = fields()[0]!;
  const before = headline.value;
  const leave = async (text: string): Promise<void> => {
    type(headline, text);
    headline.blur();
    await expect.poll(() => preview.busy).toBe(false);
    flushSync();
  };
  await leave('');
  expect([headline.value, preview.view?.corrections]).toEqual([before, 0]);
  await leave('Another');
  expect(preview.view?.corrections).toBe(1);
  await leave('');
  expect([headline.value, preview.view?.corrections]).toEqual([before, 0]);
});

test('Enter leaves a field', () => {
  const headline = fields()[0]!;
  headline.focus();
  headline.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
  expect(document.activeElement).not.toBe(headline);
});

/** A full disk, say. The next answer must not replace what was typed by what is on the disk. */
test('what could not be written stays in its field, and is tried again', async () => {
  const [headline, byline] = fields() as [HTMLInputElement, HTMLInputElement];
  type(headline, 'Kept');
  vi.spyOn(host, 'call').mockRejectedValueOnce({ code: 'library_full', params: {} });
  headline.blur();
  await expect.poll(() => preview.busy).toBe(false);
  type(byline, 'Ana Reis');
  byline.blur();
  await expect.poll(() => preview.view?.articles[0]?.byline).toEqual(['Ana Reis']);
  flushSync();
  expect([headline.value, preview.view?.articles[0]?.title === 'Kept']).toEqual(['Kept', false]);
  expect(await flushDrafts()).toBe(true);
  expect(preview.view?.articles[0]?.title).toBe('Kept');
});
