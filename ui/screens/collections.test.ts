import { beforeEach, expect, test } from 'vitest';

import { useScreen } from './browser';
import { articleIsThere, fillCollection } from './views';

const screen = useScreen();

beforeEach(async () => {
  await screen.open();
  await screen.page.locator('[role=option]').first().waitFor();
});

const titles = () => screen.page.locator('.rows [role=option] .title').allTextContents();
const source = () => screen.page.locator('[data-collection]').first();
const held = () => source().locator('.count').textContent();

/** The whole walk by keys: put in, look, move, take out, and back again. */
test('a collection is filled, ordered and emptied by keys', async () => {
  const { page } = screen;
  const all = await titles();
  await fillCollection(page);
  await expect.poll(held).toBe('2');
  await source().click();
  await expect.poll(titles).toEqual([all[0], all[1]]);
  await page.locator('[role=option]').nth(1).click();
  await articleIsThere(page);
  await page.keyboard.press('Alt+ArrowUp');
  await expect.poll(titles).toEqual([all[1], all[0]]);
  await page.keyboard.press('Alt+ArrowDown');
  await expect.poll(titles).toEqual([all[0], all[1]]);
  await page.keyboard.press('F');
  await expect.poll(titles).toEqual([all[0]]);
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await expect.poll(titles).toEqual([all[0], all[1]]);

  await page.getByRole('button', { name: 'More for this collection' }).click();
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  await page.locator('dialog input').fill('Ports');
  await page.keyboard.press('Enter');
  await expect.poll(() => source().locator('.label').textContent()).toBe('Ports');
  await page.getByRole('button', { name: 'More for this collection' }).click();
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await expect.poll(() => page.locator('[data-collection]').count()).toBe(0);
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await expect.poll(held).toBe('2');
  await source().click();
  await expect.poll(titles).toEqual([all[0], all[1]]);
});

test('rows are dragged into a collection, within it, and out of the window', async () => {
  const { page } = screen;
  const all = await titles();
  await fillCollection(page);
  const middle = async (place: number) => {
    const box = await page.locator('.rows [role=option]').nth(place).boundingBox();
    return { x: box!.x + 150, y: box!.y + box!.height / 2 };
  };
  type Spot = { x: number; y: number };
  const drag = async (from: Spot, to: Spot, look: () => Promise<void> = async () => {}) => {
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(from.x + 10, from.y + 10);
    await page.locator('.ghost').waitFor();
    await page.mouse.move(to.x, to.y);
    expect(await page.evaluate(() => document.getSelection()?.toString())).toBe('');
    await look();
    await page.mouse.up();
    await page.locator('.ghost').waitFor({ state: 'detached' });
  };
  const box = (await source().boundingBox())!;
  await drag(await middle(4), { x: box.x + 40, y: box.y + 10 });
  await expect.poll(held).toBe('3');
  await source().click();
  await expect.poll(titles).toEqual([all[0], all[1], all[4]]);
  const first = await middle(0);
  // Where it would come to is seen on every row, the one that is open too.
  const mark = (place: number) =>
    page
      .locator('.rows [role=option]')
      .nth(place)
      .evaluate((row) => getComputedStyle(row).boxShadow.replace(/^.*\) /, ''));
  await page.locator('.rows [role=option]').first().click();
  await articleIsThere(page);
  expect(await mark(0)).toBe('3px 0px 0px 0px inset');
  await drag(await middle(2), { x: first.x, y: first.y - 20 }, () =>
    expect.poll(() => mark(0)).toBe('0px 3px 0px 0px inset'),
  );
  await expect.poll(titles).toEqual([all[4], all[0], all[1]]);

  // The desktop takes it from the edge on.
  const { x, y } = await middle(1);
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 20, y);
  await page.mouse.move(0, y, { steps: 4 });
  type Fake = { fake: { dragged: { name: string; text: string }[] } };
  const dragged = () => page.evaluate(() => (window as unknown as Fake).fake.dragged);
  await expect.poll(async () => (await dragged()).map(({ name }) => name)).toEqual([all[0]?.trim()]);
  expect((await dragged())[0]?.text).toContain('# ');
  await page.mouse.up();
  expect(await page.locator('.ghost').count()).toBe(0);
});

/** The shell takes a hundred files: whoever drags more must not believe that all of them went. */
test('of many rows a hundred go out of the window, and that is said', async () => {
  const page = await screen.open({ more: { rows: '300' } });
  await page.locator('[role=option]').first().click();
  await articleIsThere(page);
  await page.keyboard.press('Control+a');
  await page.locator('[role=toolbar]').waitFor();
  const box = (await page.locator('.rows [role=option]').nth(2).boundingBox())!;
  await page.mouse.move(box.x + 100, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x + 80, box.y + 20);
  await page.locator('.ghost').waitFor();
  await page.mouse.move(0, box.y + 20, { steps: 4 });
  await page.getByText('100 of 300').waitFor();
  type Fake = { fake: { dragged: object[] } };
  await expect.poll(() => page.evaluate(() => (window as unknown as Fake).fake.dragged.length)).toBe(100);
  await page.mouse.up();
});

/** Whoever listens sees what is read, and is read nothing that was left. */
test('an article is read aloud sentence by sentence', async () => {
  const { page } = screen;
  type Fake = { fake: { endSentence: (read: string) => void } };
  const end = (read: string) =>
    page.evaluate((read) => (window as unknown as Fake).fake.endSentence(read), read);
  const marked = () =>
    page.evaluate(() => {
      const frame = document.querySelector<HTMLIFrameElement>('.paper iframe')?.contentWindow;
      const named = (view: unknown) =>
        [...((view as typeof globalThis).CSS.highlights.get('aloud') ?? [])].map(String).join();
      return [named(window), named(frame)];
    });
  await page.locator('[role=option]', { hasText: 'Parliament to vote' }).click();
  await articleIsThere(page);
  const at = page.locator('.reader [role=toolbar] p');
  await page.keyboard.press('r');
  await expect.poll(() => at.textContent()).toMatch(/^Sentence 1 of /);
  expect((await marked())[0]).toMatch(/^Parliament to vote/);
  await end('whole');
  await expect.poll(() => at.textContent()).toMatch(/^Sentence 2 of /);
  expect((await marked())[0]).toBe('');
  expect((await marked())[1]).toMatch(/\.$/);
  await page.keyboard.press('r');
  await page.getByRole('button', { name: 'Go on reading' }).waitFor();
  await page.keyboard.press('.');
  await page.keyboard.press('r');
  await page.getByRole('button', { name: 'Pause' }).waitFor();
  await expect.poll(() => at.textContent()).toMatch(/^Sentence 3 of /);
  await end('no_voice');
  await page.getByText('no voice for English').waitFor();
  expect(await at.count()).toBe(0);
  await page.keyboard.press('r');
  await at.waitFor();
  await page.keyboard.press('j');
  await at.waitFor({ state: 'detached' });
  expect(await marked()).toEqual(['', '']);
});

/** Nobody sees what is read there, nor how to stop it. */
test.each(['i', 'd', 'y', 'Control+,'])('reading aloud ends where %s goes to another screen', async (key) => {
  const { page } = screen;
  await page.locator('[role=option]').first().click();
  await articleIsThere(page);
  await page.keyboard.press('r');
  await page.locator('.reader [role=toolbar]').waitFor();
  type Fake = { fake: { isRead: () => boolean } };
  const isRead = () => page.evaluate(() => (window as unknown as Fake).fake.isRead());
  expect(await isRead()).toBe(true);
  await page.keyboard.press(key);
  await expect.poll(isRead).toBe(false);
  await page.keyboard.press('l');
  await articleIsThere(page);
  expect(await page.locator('.reader [role=toolbar]').count()).toBe(0);
});

test('without voices nothing is offered, and the settings say why', async () => {
  await screen.open({ more: { voices: 'none' } });
  const { page } = screen;
  await page.locator('[role=option]').first().click();
  await articleIsThere(page);
  expect(await page.getByRole('button', { name: 'Read aloud' }).count()).toBe(0);
  await page.keyboard.press('r');
  expect(await page.locator('.reader [role=toolbar]').count()).toBe(0);
  await page.keyboard.press('Control+,');
  await page.getByText('speech-dispatcher').waitFor();
});
