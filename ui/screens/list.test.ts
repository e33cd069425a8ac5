import { expect, test } from 'vitest';

import { useScreen } from './browser';
import { articleIsThere, tell } from './views';

const screen = useScreen();

const titles = () => screen.page.locator('[role=option] .title').allTextContents();

/** A jump with the scrollbar must land in rows, whatever lies between. */
test('any place of a long list is gone to at once, and its rows are read', async () => {
  await screen.open({ more: { rows: '3000' } });
  const { page } = screen;
  const list = page.locator('[role=listbox]');
  await page.locator('[role=option]').first().waitFor();
  await expect.poll(() => list.evaluate((element) => element.scrollHeight)).toBeGreaterThan(3000 * 64);
  for (const share of [0.5, 1, 0.2]) {
    await list.evaluate((element, share) => element.scrollTo(0, element.scrollHeight * share), share);
    await expect.poll(() => page.locator('[role=option][aria-busy]').count()).toBe(0);
    expect(await page.locator('[role=option]').count()).toBeLessThan(40);
  }
  await page.keyboard.press('2');
  await page.keyboard.press('End');
  await page.locator('[aria-posinset="3000"]').waitFor();
  await page.keyboard.press('Home');
  await page.locator('[aria-posinset="1"]').waitFor();
});

test('days part the list, and are not there where it is in another order', async () => {
  await screen.open();
  const { page } = screen;
  await page.locator('.day', { hasText: 'Today' }).first().waitFor();
  await page.getByRole('button', { name: 'Newest first' }).click();
  await page.getByRole('menuitemradio', { name: 'Headline' }).click();
  await expect.poll(() => page.locator('.day').count()).toBe(0);
});

test('shift and ctrl select, one press does it to all, undo takes it back', async () => {
  await screen.open();
  const { page } = screen;
  const unread = () =>
    page.locator('nav .views button', { hasText: 'Unread' }).locator('.count').textContent();
  await page.locator('[role=option]').nth(1).click();
  await articleIsThere(page);
  await page
    .locator('[role=option]')
    .nth(4)
    .click({ modifiers: ['Shift'] });
  await page.locator('[role=toolbar]', { hasText: '4 selected' }).waitFor();
  await page
    .locator('[role=option]')
    .nth(6)
    .click({ modifiers: ['Control'] });
  await page.locator('[role=toolbar]', { hasText: '5 selected' }).waitFor();
  const before = Number(await unread());
  await page.keyboard.press('m');
  await expect.poll(unread).toBe(String(before - 4));
  await page
    .locator('.toast', { hasText: '4 articles marked' })
    .getByRole('button', { name: 'Undo' })
    .click();
  await expect.poll(unread).toBe(String(before));
  await page.keyboard.press('Escape');
  await expect.poll(() => page.locator('[role=toolbar]').count()).toBe(0);
});

test('all of the list can be selected, also what is far from sight', async () => {
  await screen.open({ more: { rows: '1200' } });
  const { page } = screen;
  await page.locator('[role=option]').first().waitFor();
  await page.keyboard.press('Control+a');
  await page.locator('[role=toolbar]', { hasText: '1,200 selected' }).waitFor();
  await page.keyboard.press('t');
  await page.keyboard.type('archive\n');
  await page.locator('.toast', { hasText: '1,200 articles tagged' }).waitFor();
});

/** While an import runs, a row that moves is a row that is pressed by mistake. */
test('what comes in is offered, and nothing jumps', async () => {
  await screen.open();
  const { page } = screen;
  await page.keyboard.press('j');
  await articleIsThere(page);
  const before = await titles();
  await page.evaluate(() => (window as unknown as { fake: { drop(): void } }).fake.drop());
  await page.locator('.fresh', { hasText: '2 new' }).waitFor();
  expect(await titles()).toEqual(before);
  await page.locator('.fresh').click();
  await expect.poll(titles).not.toEqual(before);
  await tell(page, { event: 'library_changed' });
});

test('one line a row shows nearly twice as many', async () => {
  await screen.open();
  const { page } = screen;
  await page.locator('[role=option]').first().waitFor();
  await page.getByRole('button', { name: 'Look of the list' }).click();
  await page.getByRole('menuitemradio', { name: 'One line' }).click();
  await expect
    .poll(() =>
      page
        .locator('[role=option]')
        .first()
        .evaluate((row) => row.clientHeight),
    )
    .toBeLessThan(36);
});

/** No restart, and nothing of the other language left over. */
test('the language of the window changes at once', async () => {
  await screen.open();
  const { page } = screen;
  await page.keyboard.press('Control+,');
  const shown = () => page.locator('.settings h1').textContent();
  for (const [code, title] of [
    ['fr', 'Réglages'],
    ['ru', 'Настройки'],
    ['zh', '设置'],
    ['ar', 'الإعدادات'],
    ['de', 'Einstellungen'],
  ] as const) {
    await page.locator('select').first().selectOption(code);
    await expect.poll(shown).toBe(title);
    expect(await page.evaluate(() => document.documentElement.dir)).toBe(code === 'ar' ? 'rtl' : 'ltr');
  }
});
