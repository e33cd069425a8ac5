import { flushSync, mount, tick, unmount } from 'svelte';
import { afterEach, beforeEach, expect, test } from 'vitest';

import type { FixedSection } from '../host';
import FixedSections from './FixedSections.svelte';

let shown: Record<string, never>;
let sections = $state.raw<FixedSection[]>([]);

beforeEach(() => {
  sections = ['One', 'Two', 'Three'].map((name) => ({ name, search: null, quota: 4 }));
  const props = {
    get sections() {
      return sections;
    },
    onchange: (changed: FixedSection[]) => (sections = changed),
  };
  shown = mount(FixedSections, { target: document.body, props });
  flushSync();
});

afterEach(() => unmount(shown));

const names = (): string => sections.map(({ name }) => name).join(' ');
const buttons = (label: string) =>
  [...document.querySelectorAll<HTMLButtonElement>('button')].filter((one) => one.ariaLabel === label);

/** The same key pressed again moves the same section on, and does not swap it back. */
test('the focus goes with the section that moves', async () => {
  const press = async (): Promise<void> => {
    (document.activeElement as HTMLButtonElement).click();
    await tick();
    flushSync();
  };
  buttons('Move the section down')[0]!.focus();
  await press();
  expect(names()).toBe('Two One Three');
  await press();
  expect(names()).toBe('Two Three One');
  // At the end: no arrow has the focus, which would move it back.
  expect(document.activeElement).toBe(document.querySelectorAll('.section')[2]!.querySelector('input'));
});

function write(at: number, text: string): HTMLInputElement {
  const field = document.querySelectorAll<HTMLInputElement>('input')[at]!;
  field.value = text;
  field.dispatchEvent(new Event('change', { bubbles: true }));
  flushSync();
  return field;
}

/** What is not taken must not stand there as if it were; and nothing that is no number of items may reach the library. */
test('a quota is a whole number or none', () => {
  for (const bad of ['abc', '-3', '2.5', '0']) {
    expect([bad, write(1, bad).value, sections[0]!.quota]).toEqual([bad, '4', 4]);
  }
  expect([write(1, ' 12 ').value.trim(), sections[0]!.quota]).toEqual(['12', 12]);
  write(1, '');
  expect(sections[0]!.quota).toBe(null);
});

/** With its name its search and its quota would be gone. */
test('a section whose name is emptied keeps the one that it had', () => {
  expect(write(0, ' ').value).toBe('One');
  expect(names()).toBe('One Two Three');
});
