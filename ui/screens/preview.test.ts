import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';

import { useScreen } from './browser';
import { articleIsThere } from './views';

const screen = useScreen();

async function open(): Promise<Page> {
  await screen.open();
  const { page } = screen;
  await page.keyboard.press('i');
  await page.getByRole('button', { name: 'Split preview' }).first().click();
  await page.locator('.line[data-chosen]').waitFor();
  return page;
}

test('from the imports screen, all by keys, and back', async () => {
  const page = await open();
  const chosen = page.locator('.line[data-chosen]');
  await page.keyboard.press('j');
  await page.keyboard.press('c');
  await chosen.locator('.role', { hasText: 'Caption' }).waitFor();
  await chosen.locator('.was', { hasText: 'was:' }).waitFor();
  const count = await page.locator('.articles li').count();
  await page.keyboard.press('j');
  await page.keyboard.press('s');
  await expect.poll(() => page.locator('.articles li').count()).toBe(count + 1);
  await page.keyboard.press('Control+z');
  await expect.poll(() => page.locator('.articles li').count()).toBe(count);
  await page.keyboard.press('e');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('Set right');
  await page.keyboard.press('Enter');
  await page.locator('.fields .was').waitFor();
  await page.locator('.articles .title', { hasText: 'Set right' }).waitFor();
  await page.keyboard.press('Escape');
  await page.locator('.report h2').waitFor();
});

/** What changes many articles says so first. */
test('a correction is offered to the whole outlet, with what it would change', async () => {
  const page = await open();
  await page.locator('[data-fields] input').nth(1).fill('The Wire');
  await page.locator('[data-fields] input').nth(1).blur();
  await page.locator('.offer button').click();
  await page.locator('dialog', { hasText: 'Would change' }).waitFor();
  expect(await page.locator('dialog li').count()).toBeGreaterThan(0);
  await page.getByRole('button', { name: 'Apply to all' }).click();
  await page.locator('.toast', { hasText: 'changed' }).waitFor();
  await page.keyboard.press('Control+,');
  await page.getByRole('heading', { name: 'Corrections of outlets' }).waitFor();
  await page.getByRole('button', { name: /Take back/ }).click();
  await expect.poll(() => page.getByRole('heading', { name: 'Corrections of outlets' }).count()).toBe(0);
});

test('from the article that is read, to its first line', async () => {
  await screen.open();
  const { page } = screen;
  await page.locator('[role=option]').first().click();
  await articleIsThere(page);
  await page.keyboard.press('Shift+O');
  await page.locator('.line[data-chosen]').waitFor();
  await page.keyboard.press('o');
  await articleIsThere(page);
});

test('what could not be moved aside is told on the imports screen, and tried again', async () => {
  await screen.open();
  const { page } = screen;
  await page.keyboard.press('i');
  await page.locator('.trouble', { hasText: '0600.html' }).waitFor();
  await page.locator('.trouble button').click();
  await expect.poll(() => page.locator('.trouble', { hasText: '0600.html' }).count()).toBe(0);
});
