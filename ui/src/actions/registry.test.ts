import { expect, test } from 'vitest';

import { GROUPS } from './action';
import { CHAPTERS } from './guide';
import { action, actions } from './registry';

/** Two actions on one key: the second would never be done. */
test('no two actions of one place have the same keys', () => {
  for (const one of actions) {
    for (const other of actions) {
      // What has the focus is asked first.
      const together = (!one.on || !other.on || one.on === other.on) && one.within === other.within;
      if (one === other || !together) continue;
      expect([one.id, other.id, one.keys.filter((keys) => other.keys.includes(keys))]).toEqual([
        one.id,
        other.id,
        [],
      ]);
    }
  }
});

test('each action has its own name, a label and a group that is shown', () => {
  expect(new Set(actions.map((action) => action.id)).size).toBe(actions.length);
  const groups = GROUPS.map((group) => group.id);
  for (const action of actions) {
    expect(action.label().trim(), action.id).not.toBe('');
    expect(groups).toContain(action.group);
  }
});

/** A letter that works while text is typed could never be typed. */
test('no plain character works in a field', () => {
  const plain = actions.filter((action) => action.inText).flatMap((action) => action.keys);
  expect(plain.filter((keys) => keys.length === 1 && keys !== '/')).toEqual([]);
});

/** A guide that names a key which does something else is worse than none. */
test('the guide tells of actions that there are, each with its key', () => {
  for (const id of CHAPTERS.flatMap(({ ids }) => ids)) expect(action(id)?.keys[0], id).toBeTruthy();
});
