import { beforeEach, expect, test } from 'vitest';

import { useScreen } from './browser';
import { articleIsThere } from './views';

const screen = useScreen();

beforeEach(async () => {
  await screen.open();
  await screen.page.locator('[role=option]').first().waitFor();
});

/** A summary that cannot be checked against its articles is worth nothing. */
test('a sentence of the summary leads to its place in the article', async () => {
  const { page } = screen;
  await page.keyboard.press('y');
  await page.locator('.card').first().waitFor();
  await page.keyboard.press('j');
  const sentence = page.locator('.summary .quoted').nth(1);
  const words = await sentence.locator('.words').textContent();
  await sentence.click();
  await articleIsThere(page);
  const marked = () =>
    page.evaluate(() => {
      const inside = document.querySelector('iframe')!.contentWindow as Window & typeof globalThis;
      return [...(inside.CSS.highlights.get('at') ?? [])].map(String).join('');
    });
  await expect.poll(marked).toBe(words);
  await page.locator('.chips', { hasText: 'One story' }).waitFor();
});

test('a story goes into the issue of its day, once', async () => {
  const { page } = screen;
  await page.keyboard.press('y');
  await page.locator('.card').first().waitFor();
  await page.keyboard.press('j');
  await page.locator('.summary').waitFor();
  await page.keyboard.press('+');
  await page.locator('.toast', { hasText: 'Added to the issue' }).waitFor();
  const count = async () => {
    await page.keyboard.press('d');
    await page.locator('.item').first().waitFor();
    return page.locator('.item').count();
  };
  const first = await count();
  await page.keyboard.press('y');
  await page.keyboard.press('+');
  await page.locator('.toast', { hasText: 'Added to the issue' }).last().waitFor();
  expect(await count()).toBe(first);
});

test('articles are parted from a story, and undo makes it one again', async () => {
  const { page } = screen;
  const total = () => page.locator('.stories .about p').first().textContent();
  await page.keyboard.press('y');
  await page.locator('.card').first().waitFor();
  const before = await total();
  await page.keyboard.press('j');
  await page.getByRole('button', { name: 'Part…' }).click();
  await page.locator('.outlet input').first().check();
  await page.getByRole('button', { name: 'Part 1' }).click();
  await expect.poll(total).not.toBe(before);
  await page.locator('.toast').getByRole('button', { name: 'Undo' }).click();
  await expect.poll(total).toBe(before);
});

test('a search is kept under a name, and is a source like any other', async () => {
  const { page } = screen;
  await page.keyboard.press('/');
  await page.keyboard.type('strait');
  await page.getByRole('button', { name: 'Save the search' }).click();
  await page.keyboard.type('The strait\n');
  await page.locator('nav .facet', { hasText: 'The strait' }).click();
  await page.locator('.chips', { hasText: 'The strait' }).waitFor();
  await page.getByRole('button', { name: 'The saved search' }).click();
  await page.getByRole('menuitem', { name: 'Remove it' }).click();
  await expect.poll(() => page.locator('nav .facet', { hasText: 'The strait' }).count()).toBe(0);
});

test('an operator and its value are completed by keys', async () => {
  const { page } = screen;
  await page.keyboard.press('/');
  await page.keyboard.type('strait outl');
  for (const key of ['ArrowDown', 'Enter']) await page.keyboard.press(key);
  await page.keyboard.type('mer');
  for (const key of ['ArrowDown', 'Tab']) await page.keyboard.press(key);
  expect(await page.locator('[data-search]').inputValue()).toBe('strait outlet:"Meridian Wire" ');
});

test('find in the article goes from place to place', async () => {
  const { page } = screen;
  await page.locator('[role=option]', { hasText: 'Grain corridor' }).click();
  await articleIsThere(page);
  await page.keyboard.press('Control+f');
  await page.keyboard.type('the');
  const count = page.locator('.find .count');
  await expect.poll(() => count.textContent()).toMatch(/1 of \d+/);
  await page.keyboard.press('Enter');
  await expect.poll(() => count.textContent()).toMatch(/2 of \d+/);
  await page.keyboard.press('Escape');
  await expect.poll(() => page.locator('.find').count()).toBe(0);
});

test('a table is told what its columns hold, and is read', async () => {
  const { page } = screen;
  await page.keyboard.press('i');
  await page.getByRole('button', { name: 'Columns' }).click();
  const read = page.getByRole('button', { name: 'Read it so' });
  expect(await read.isDisabled()).toBe(true);
  await page.locator('dialog select').last().selectOption('text');
  await read.click();
  await expect.poll(() => page.locator('dialog').count()).toBe(0);
});
