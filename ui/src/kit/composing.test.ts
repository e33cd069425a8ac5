import { afterAll, beforeAll, expect, test } from 'vitest';

import { leaveToComposing } from './composing';

beforeAll(() => window.addEventListener('keydown', leaveToComposing, true));
afterAll(() => window.removeEventListener('keydown', leaveToComposing, true));

/** The Enter that ends a composed word would save half a headline, or choose what nobody meant. */
test('keys of an input method reach no field', () => {
  const heard: string[] = [];
  const field = document.body.appendChild(document.createElement('input'));
  field.addEventListener('keydown', (event) => heard.push(`${event.key} ${event.keyCode}`));
  const press = (init: KeyboardEventInit): void => {
    field.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, ...init }));
  };
  press({ key: 'Enter', keyCode: 13, isComposing: true });
  press({ key: 'Enter', keyCode: 229 });
  expect(heard).toEqual([]);
  press({ key: 'Enter', keyCode: 13 });
  expect(heard).toEqual(['Enter 13']);
});
