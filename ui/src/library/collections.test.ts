import { afterEach, beforeEach, expect, test } from 'vitest';

import { openHost, type CollectionId } from '../host';
import { toasts } from '../kit/toasts.svelte';
import { current, forgetAhead, openRow, reader } from '../reader/reader.svelte';
import { putAway } from './away.svelte';
import {
  atHand,
  collect,
  collections,
  isTaken,
  moveInCollection,
  place,
  removeCollection,
  saveCollection,
  takeOutShown,
} from './collections.svelte';
import { library, loadRows, narrowOnly } from './library.svelte';
import { lookAt, rowAt, rows } from './rows.svelte';
import { clearSelection, selectAll, selected } from './selection.svelte';

let grain: CollectionId;

beforeEach(async () => {
  history.replaceState(null, '', '?rows=300');
  await openHost();
  forgetAhead();
  clearSelection();
  library.view = 'all';
  library.narrowed = {};
  await loadRows();
  grain = (await saveCollection('Grain trade'))!;
});

afterEach(() => {
  history.replaceState(null, '', '?');
  toasts.length = 0;
});

const ids = (many: number): number[] => Array.from({ length: many }, (_, at) => at + 1);
const shown = (): (number | undefined)[] => Array.from({ length: rows.count }, (_, at) => rowAt(at)?.id);

/** Puts so many into the collection, in the order of their ids, and shows it. */
async function fill(many: number): Promise<void> {
  await collect(grain, ids(many));
  await narrowOnly({ collection: grain });
  await expect.poll(() => rows.count).toBe(many);
}

function undo(): void {
  toasts.at(-1)!.button!.press();
}

/** A key must never act on an article that nobody sees. */
test('taken out, and the next key is for what is then on the screen', async () => {
  await fill(3);
  await openRow(0);
  await takeOutShown();
  expect([reader.view?.id, current()?.id]).toEqual([2, 2]);
  await putAway('trash');
  await openRow(0);
  expect(reader.view?.id).toBe(2);
  expect(reader.view?.away).toBe('trash');
});

/** It was: the list began anew at each move, and what stood beyond its first page was lost. */
test('in a long collection a row is moved on and on, over the borders of pages', async () => {
  await fill(250);
  lookAt(95, 110);
  await expect.poll(() => rowAt(199)?.id).toBe(200);
  await openRow(98);
  for (let press = 0; press < 3; press++) void moveInCollection(1);
  await moveInCollection(1);
  expect([library.at, rowAt(102)?.id, rowAt(98)?.id]).toEqual([102, 99, 100]);
  expect(collections.told).toBe('Now at place 103');
  for (let press = 0; press < 4; press++) await moveInCollection(-1);
  expect([library.at, rowAt(98)?.id, rowAt(99)?.id]).toEqual([98, 99, 100]);
});

test('what is put in again stays where it stands, and that is said', async () => {
  await fill(3);
  await collect(grain, [1]);
  expect(shown()).toEqual([1, 2, 3]);
  expect(toasts.at(-1)?.text).toBe('Already in “Grain trade”');
});

test('a change of the order can be undone, and takes nothing with it that was done since', async () => {
  await fill(3);
  await place(grain, [3], 1);
  expect(shown()).toEqual([3, 1, 2]);
  const { press } = toasts.at(-1)!.button!;
  await collect(grain, [7]);
  press();
  await expect.poll(shown).toEqual([1, 2, 3, 7]);
  const many = toasts.length;
  await place(grain, [2], 3);
  expect(toasts.length, 'it stood there already').toBe(many);
});

test('an undo takes out only what was put in', async () => {
  await fill(2);
  await collect(grain, [5, 1]);
  const { press } = toasts.at(-1)!.button!;
  await collect(grain, [6]);
  press();
  await expect.poll(shown).toEqual([1, 2, 6]);
  await openRow(1);
  await takeOutShown();
  expect(shown()).toEqual([1, 6]);
  undo();
  await expect.poll(shown).toEqual([1, 2, 6]);
});

/** Of an article that is not in it nothing is taken out, and nothing is said. */
test('nothing is said to be taken out that was not in it', async () => {
  await fill(2);
  await openRow(0);
  await takeOutShown();
  library.at = -1;
  reader.view = { ...reader.view!, id: 9 };
  const many = toasts.length;
  await takeOutShown();
  expect([shown(), toasts.length]).toEqual([[2], many]);
});

test('a name is taken in whatever case, but not by its own collection', () => {
  expect([isTaken(' grain  TRADE', null), isTaken('Grain trade', grain), isTaken('Ports', null)]).toEqual([
    true,
    false,
    false,
  ]);
});

/** Another was given its name meanwhile: of two with one name a search finds only one, and what was in it must come back. */
test('a removed collection comes back under a name of its own', async () => {
  await fill(2);
  await removeCollection(grain);
  const { press } = toasts.at(-1)!.button!;
  await saveCollection('grain trade');
  press();
  await expect
    .poll(() => collections.all.map(({ name, articles }) => [name, articles]))
    .toEqual([
      ['grain trade', 0],
      ['Grain trade (2)', 2],
    ]);
});

test('all of a long collection is at hand in its own order', async () => {
  await fill(250);
  await selectAll();
  expect(atHand()).toEqual(ids(250));
  expect(selected.size).toBe(250);
});
