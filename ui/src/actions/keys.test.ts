import { expect, test } from 'vitest';

import { keysOf, showKeys } from './keys';

function press(key: string, more: KeyboardEventInit = {}): string {
  return keysOf(new KeyboardEvent('keydown', { key, ...more }), false);
}

test('a press is written as its keys', () => {
  expect(press('j')).toBe('j');
  expect(press('?', { shiftKey: true })).toBe('?');
  expect(press('S', { shiftKey: true })).toBe('S');
  expect(press('K', { ctrlKey: true, shiftKey: true })).toBe('Mod+Shift+k');
  expect(press('ArrowUp', { altKey: true })).toBe('Alt+ArrowUp');
  expect(press('+', { ctrlKey: true, shiftKey: true })).toBe('Mod+=');
  expect(press('Enter', { shiftKey: true })).toBe('Shift+Enter');
});

/** An Arabic, Russian or Greek keyboard must not lose every shortcut: there the place of the key counts. */
test('on a keyboard of another script the place of the key counts', () => {
  expect(press('ت', { code: 'KeyJ' })).toBe('j');
  expect(press('о', { code: 'KeyJ' })).toBe('j');
  expect(press('Л', { code: 'KeyK', shiftKey: true, ctrlKey: true })).toBe('Mod+Shift+k');
  expect(press('ظ', { code: 'Slash' })).toBe('/');
  expect(press('؟', { code: 'Slash', shiftKey: true })).toBe('?');
  expect(press('ю', { code: 'Period' })).toBe('.');
  expect(press('و', { code: 'Comma' })).toBe(',');
  expect(press('١', { code: 'Digit1' })).toBe('1');
});

/** A French keyboard has its letters elsewhere, but prints them: there the letter counts. */
test('a Latin letter counts as printed', () => {
  expect(press('a', { code: 'KeyQ' })).toBe('a');
});

test('keys are shown as they stand on the board', () => {
  expect(showKeys('Mod+Shift+z', false)).toBe('Ctrl Shift Z');
  expect(showKeys('Alt+ArrowUp', false)).toBe('Alt ↑');
  expect(showKeys('S', false)).toBe('Shift S');
  expect(showKeys('j', false)).toBe('J');
  expect(showKeys('Mod+k', true)).toBe('⌘K');
});
