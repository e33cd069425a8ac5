import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import DraftText from './DraftText.svelte';
import { flushDrafts, PAUSE } from './drafts';

const save = vi.fn<(text: string) => Promise<boolean>>(() => Promise.resolve(true));
let field: HTMLTextAreaElement;
let shown: Record<string, never>;

beforeEach(() => {
  vi.useFakeTimers();
  save.mockClear();
  shown = mount(DraftText, { target: document.body, props: { value: 'old', label: 'Note', save } });
  flushSync();
  field = document.querySelector('textarea')!;
});

afterEach(async () => {
  await unmount(shown);
  vi.useRealTimers();
});

function type(text: string): void {
  field.value = text;
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  flushSync();
}

/** One edit for a thought, not one for a letter: each is a step of undo. */
test('what is typed is written once, after a pause', () => {
  type('n');
  type('ne');
  type('new');
  expect(save).not.toHaveBeenCalled();
  vi.advanceTimersByTime(PAUSE);
  expect(save.mock.calls).toEqual([['new']]);
});

/** The pause must never cost a word. */
test('leaving the field, or the window, writes at once', async () => {
  type('left');
  field.dispatchEvent(new FocusEvent('blur'));
  expect(save.mock.calls).toEqual([['left']]);
  type('closed');
  await flushDrafts();
  expect(save.mock.calls).toEqual([['left'], ['closed']]);
});

test('what was not changed is not written', async () => {
  type('new');
  type('old');
  await flushDrafts();
  field.dispatchEvent(new FocusEvent('blur'));
  expect(save).not.toHaveBeenCalled();
});

/** A full disk, say: what was typed must neither be replaced by what is on the disk nor be forgotten. */
test('what could not be written is tried again', async () => {
  save.mockResolvedValueOnce(false);
  type('kept');
  field.dispatchEvent(new FocusEvent('blur'));
  expect(await flushDrafts(), 'the same try is waited for').toBe(false);
  expect(save.mock.calls).toEqual([['kept']]);
  expect(field.value).toBe('kept');
  expect(await flushDrafts()).toBe(true);
  expect(save.mock.calls).toEqual([['kept'], ['kept']]);
  save.mockResolvedValueOnce(false);
  type('more');
  expect(await flushDrafts()).toBe(false);
});

/** Two ways out at once, blur and a key, are one edit. */
test('what is being written is not written twice', async () => {
  let end = (_: boolean): void => {};
  save.mockImplementationOnce(() => new Promise((done) => (end = done)));
  type('once');
  field.dispatchEvent(new FocusEvent('blur'));
  const flushed = flushDrafts();
  end(true);
  expect(await flushed).toBe(true);
  expect(save.mock.calls).toEqual([['once']]);
});

/** The screen is left while a word hangs in the air. */
test('a field that goes away writes first', async () => {
  type('last words');
  await unmount(shown);
  expect(save.mock.calls).toEqual([['last words']]);
  shown = mount(DraftText, { target: document.body, props: { value: '', label: 'Note', save } });
});
