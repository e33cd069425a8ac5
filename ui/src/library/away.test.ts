import { beforeEach, expect, test } from 'vitest';

import { host, openHost, type Away } from '../host';
import { toasts } from '../kit/toasts.svelte';
import { closeArticle, forgetAhead, openArticle, openRow, reader } from '../reader/reader.svelte';
import { addMute, emptyTrash, putAway, removeMute } from './away.svelte';
import { library, loadRows, moved, searchFor, showView } from './library.svelte';
import { loadedRows, rowAt, rows } from './rows.svelte';
import { clearSelection, selectAll, selected } from './selection.svelte';

beforeEach(async () => {
  await openHost();
  forgetAhead();
  closeArticle();
  clearSelection();
  toasts.length = 0;
  library.view = 'all';
  library.query = '';
  await loadRows();
});

async function show(view: typeof library.view, query = ''): Promise<void> {
  library.view = view;
  library.query = query;
  await loadRows();
}

const away = async (id: number): Promise<Away | null> => (await host.call('read_article', { id })).away;
const undo = () => toasts.at(-1)?.button;

/** A search shows what is archived among what is at hand: one key must not do to the one what is right for the other. */
test('the article itself says whether it goes or comes back', async () => {
  const [first, second] = [rowAt(0)!.id, rowAt(1)!.id];
  await host.call('put_away', { ids: [second], to: 'archive' });
  const check = async (id: number, key: 'archive' | 'trash', to: Away | null): Promise<void> => {
    const from = await away(id);
    await openArticle(id);
    expect(reader.view?.id).toBe(id);
    await putAway(key);
    expect([key, await away(id)]).toEqual([key, to]);
    undo()!.press();
    await expect.poll(() => away(id)).toBe(from);
  };
  await show('all');
  await check(first, 'archive', 'archive');
  await check(first, 'trash', 'trash');
  await check(second, 'archive', null);
  await check(second, 'trash', 'trash');
  await show('archive');
  await check(second, 'archive', null);
});

/** Muted by nobody, no rule could ever let it out. */
test('what a rule muted comes back by z, is thrown away by Delete, and neither can be undone into a mute of no rule', async () => {
  await addMute('the', null);
  await show('mute');
  expect(rows.count).toBeGreaterThan(1);
  const [one, two] = [rowAt(0)!.id, rowAt(1)!.id];
  await openRow(0);
  await putAway('archive');
  expect([await away(one), undo()]).toEqual([null, undefined]);
  await openRow(1);
  await putAway('trash');
  expect([await away(two), undo()]).toEqual(['trash', undefined]);
});

test('a rule that is made is undone by the line about it', async () => {
  const before = rows.count;
  await addMute('strait', null);
  expect(rows.count).toBeLessThan(before);
  undo()!.press();
  await expect.poll(() => rows.count).toBe(before);
  expect((await host.call('list_mutes', {})).mutes).toEqual([]);
});

test('a rule is taken away in the settings', async () => {
  const before = rows.count;
  await addMute('strait', null);
  const [rule] = (await host.call('list_mutes', {})).mutes;
  await removeMute(rule!.id);
  expect(rows.count).toBe(before);
});

test('many go together, and only those that went come back', async () => {
  await show('all', 'the');
  const gone = rowAt(0)!.id;
  await host.call('put_away', { ids: [gone], to: 'archive' });
  await loadRows();
  await selectAll();
  const ids = [...selected];
  expect(loadedRows().filter((row) => row.away === 'archive')).toHaveLength(1);
  await putAway('archive');
  for (const id of ids) expect(await away(id)).toBe('archive');
  expect(toasts.at(-1)!.text).toContain(String(ids.length - 1));
  undo()!.press();
  await expect.poll(async () => (await Promise.all(ids.map(away))).filter(Boolean)).toEqual(['archive']);
  expect(moved.size).toBe(0);
});

test('what did not change is not said to have changed', async () => {
  const { id } = rowAt(0)!;
  await openRow(0);
  await host.call('put_away', { ids: [id], to: 'archive' });
  await putAway('archive');
  expect(toasts.length).toBe(0);
});

test('what is thrown out is closed, and chosen no more', async () => {
  const { id } = rowAt(0)!;
  await host.call('put_away', { ids: [id], to: 'trash' });
  showView('trash');
  await expect.poll(() => rows.count).toBe(1);
  await openRow(0);
  await selectAll();
  expect([reader.view?.id, selected.size]).toEqual([id, 1]);
  await emptyTrash();
  expect([reader.view, selected.size]).toEqual([null, 0]);
  searchFor('');
});
