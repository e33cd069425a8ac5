import { beforeEach, expect, test } from 'vitest';

import { useScreen } from './browser';

const screen = useScreen();

beforeEach(async () => {
  await screen.open();
  await screen.page.keyboard.press('d');
  await screen.page.getByRole('button', { name: 'Build digest' }).click();
  await screen.page.locator('.item').first().waitFor();
});

const titles = async (): Promise<string[]> => screen.page.locator('.item h3').allTextContents();
const section = (index: number) => screen.page.locator('.paper .section').nth(index);

async function addSection(): Promise<void> {
  await screen.page.getByRole('button', { name: 'Add a section' }).click();
  await section(1).waitFor();
}

test('it starts from what was bookmarked of the day', async () => {
  expect(await titles()).toHaveLength(9);
  expect(await screen.page.locator('.candidates li').count()).toBeGreaterThan(5);
});

/** Two keys from reading to the issue: `s` on what matters, `b` for the digest. */
test('b goes straight to the issue of today', async () => {
  const { page } = screen;
  await page.getByRole('button', { name: 'Remove the issue' }).click();
  await page.locator('dialog').getByRole('button', { name: 'Remove the issue' }).click();
  await page.locator('.new').waitFor();
  await page.keyboard.press('l');
  await page.locator('[role=option]', { hasText: 'Parliament to vote' }).click();
  await page.locator('.paper h1').waitFor();
  await page.keyboard.press('s');
  await page.locator('[role=option][aria-selected=true] .on').waitFor();
  await page.keyboard.press('b');
  await page.locator('.item').first().waitFor();
  expect(await titles()).toHaveLength(10);
});

test('Alt and arrows move an item, also into the next section; undo takes each step back', async () => {
  const { page } = screen;
  await addSection();
  const before = await titles();
  await page.locator('.item .grip').first().focus();
  await page.keyboard.press('Alt+ArrowDown');
  await expect.poll(titles).toEqual([before[1], before[0], ...before.slice(2)]);
  // The focus stays with what was moved: the next press moves it on.
  for (let press = 2; press <= before.length; press++) {
    await page.keyboard.press('Alt+ArrowDown');
    await expect
      .poll(async () => page.locator('[aria-live=assertive]').textContent())
      .toContain(`place ${press === before.length ? 1 : press + 1}`);
  }
  expect(await section(1).locator('h3').allTextContents()).toEqual([before[0]]);
  for (let press = 0; press < before.length; press++) await page.keyboard.press('Control+z');
  await expect.poll(titles).toEqual(before);
  await page.keyboard.press('Control+Shift+z');
  await expect.poll(async () => (await titles())[1]).toBe(before[0]);
});

test('an item is dragged into another section', async () => {
  const { page } = screen;
  await addSection();
  const [first] = await titles();
  // A short way, so that nothing has to scroll: all but two items are taken out.
  while ((await page.locator('.item').count()) > 2) {
    const count = await page.locator('.item').count();
    await page.locator('.item').last().getByRole('button', { name: 'Take out' }).click();
    await expect.poll(() => page.locator('.item').count()).toBe(count - 1);
  }
  await page.setViewportSize({ width: 1280, height: 1400 });
  const grip = await page.locator('.item .grip').first().boundingBox();
  const target = await section(1).locator('ol').boundingBox();
  await page.mouse.move(grip!.x + 8, grip!.y + 8);
  await page.mouse.down();
  const way = { x: grip!.x + 8, from: grip!.y + 8, to: target!.y + 28 };
  // A step a frame, until what is dragged has come in: it is looked for where the pointer is, a few times a second.
  for (let step = 1; step <= 12 || (await section(1).locator('.item').count()) === 0; step++) {
    const share = Math.min(step / 12, 1);
    await page.mouse.move(way.x + (step % 12), way.from + (way.to - way.from) * share);
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
  await page.mouse.up();
  await expect.poll(() => section(1).locator('.item:not(.shadow) h3').allTextContents()).toEqual([first]);
  await expect.poll(() => section(0).locator('.item').count()).toBe(1);
  await page.keyboard.press('Control+z');
  await expect.poll(() => section(0).locator('.item').count()).toBe(2);
});

test('words of one’s own are kept over going away and coming back', async () => {
  const { page } = screen;
  await page.getByLabel('Introduction').fill('Good morning.');
  await page.getByLabel('Headline of your own').first().fill('The strait is open');
  await page.getByLabel('Note', { exact: true }).first().fill('Ask the mills.');
  await page.keyboard.press('Escape');
  await page.keyboard.press('l');
  await page.locator('[role=option]').first().waitFor();
  await page.keyboard.press('d');
  await page.locator('.item').first().waitFor();
  expect(await page.getByLabel('Introduction').inputValue()).toBe('Good morning.');
  expect(await page.getByLabel('Headline of your own').first().inputValue()).toBe('The strait is open');
  expect(await page.getByLabel('Note', { exact: true }).first().inputValue()).toBe('Ask the mills.');
});

test('undo in the middle of typing takes the last words back, not the digest', async () => {
  const { page } = screen;
  const field = page.getByLabel('Introduction');
  await field.fill('One.');
  await field.blur();
  await expect.poll(() => page.locator('.saved').textContent()).toBe('Saved');
  await field.fill('One. Two.');
  await page.keyboard.press('Control+z');
  await expect.poll(() => field.inputValue()).toBe('One.');
});

test('a candidate is added, an item taken out', async () => {
  const { page } = screen;
  const title = (await page.locator('.candidates .title').first().textContent()) ?? '';
  await page.locator('.candidates li').first().getByRole('button').first().click();
  await expect.poll(async () => (await titles()).at(-1)).toBe(title);
  await page.locator('.item').last().getByRole('button', { name: 'Take out' }).click();
  await expect.poll(async () => (await titles()).includes(title)).toBe(false);
});

/** A morning brings hundreds: hands stay on the keys, and one undo takes back what one press did. */
test('candidates are chosen and taken in by keys, several at once', async () => {
  const { page } = screen;
  const boxes = page.locator('.candidates input[type=checkbox]');
  const wanted = (await page.locator('.candidates .title').allTextContents()).slice(0, 2);
  await boxes.first().focus();
  await page.keyboard.press('Shift+ArrowDown');
  await page.locator('.bulk', { hasText: 'Chosen: 2' }).waitFor();
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await titles()).slice(-2)).toEqual(wanted);
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.matches('.candidates input')))
    .toBe(true);
  const left = await boxes.count();
  await page.keyboard.press('o');
  await expect.poll(() => boxes.count()).toBe(left - 1);
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect.poll(async () => (await titles()).length).toBe(9);
});

test('sections are named, moved and removed; their items stay', async () => {
  const { page } = screen;
  await addSection();
  await section(1).getByLabel('Name of the section').fill('Economy');
  await section(1).getByLabel('Name of the section').blur();
  await section(1).getByRole('button', { name: 'Move the section up' }).click();
  await expect.poll(() => section(0).getByLabel('Name of the section').inputValue()).toBe('Economy');
  await section(1).getByRole('button', { name: 'Remove the section' }).click();
  await expect.poll(() => page.locator('.paper .section').count()).toBe(1);
  expect(await titles()).toHaveLength(9);
});

test('saving says where the file is', async () => {
  const { page } = screen;
  await page.getByRole('button', { name: 'Save PDF' }).click();
  await page.locator('.toast', { hasText: 'press-review-2026-03-16.pdf' }).waitFor();
});

test('an issue is removed only after a question', async () => {
  const { page } = screen;
  await page.getByRole('button', { name: 'Remove the issue' }).click();
  await page.getByRole('button', { name: 'Keep it' }).click();
  expect(await page.locator('.item').count()).toBe(9);
  await page.getByRole('button', { name: 'Remove the issue' }).click();
  await page.locator('dialog').getByRole('button', { name: 'Remove the issue' }).click();
  await page.locator('.new').waitFor();
});
