import { beforeEach, expect, test } from 'vitest';

import { useScreen } from './browser';
import { articleIsThere, markWords } from './views';

const screen = useScreen();

beforeEach(async () => {
  await screen.open();
  await screen.page.locator('[role=option]').first().waitFor();
});

const headline = () => screen.page.locator('.paper h1').textContent();
const chosen = () => screen.page.locator('[role=option][aria-selected=true] .title').textContent();
const count = (name: string) =>
  screen.page.locator('nav .views button', { hasText: name }).locator('.count').textContent();

test('j and k walk through the list, opening marks as read', async () => {
  const { page } = screen;
  expect(await count('Unread')).toBe('26');
  await page.keyboard.press('j');
  await articleIsThere(page);
  const first = await headline();
  await page.keyboard.press('j');
  await page.waitForFunction((before) => document.querySelector('.paper h1')?.textContent !== before, first);
  expect((await headline())?.trim()).toBe((await chosen())?.trim());
  await expect.poll(() => count('Unread')).toBe('24');
  await page.keyboard.press('k');
  await expect.poll(headline).toBe(first);
  await page.keyboard.press('m');
  await expect.poll(() => count('Unread')).toBe('25');
});

test('s bookmarks and takes the bookmark off', async () => {
  const { page } = screen;
  await page.locator('[role=option]', { hasText: 'Parliament to vote' }).click();
  await articleIsThere(page);
  await page.keyboard.press('s');
  await expect.poll(() => count('Bookmarked')).toBe('15');
  await page.keyboard.press('s');
  await expect.poll(() => count('Bookmarked')).toBe('14');
});

/** What is marked must be the words that were selected, be there when the article is opened again, and come back after it is taken away. */
test('h marks what is selected, and the mark stays with the article', async () => {
  const { page } = screen;
  await page.locator('[role=option]', { hasText: 'Parliament to vote' }).click();
  await articleIsThere(page);
  await markWords(page, 1);
  const words = await page.frameLocator('iframe').locator('p').nth(1).textContent();
  await page.keyboard.press('h');
  const marked = page.locator('.notes .mark blockquote');
  await marked.waitFor();
  expect((await marked.textContent())?.replace('Yellow: ', '').trim()).toBe(
    words?.slice(0, words.indexOf('.') + 1),
  );
  await page.keyboard.press('w');
  await page.keyboard.type('to be watched');
  await page.keyboard.press('Escape');
  await page.keyboard.press('k');
  await page.keyboard.press('j');
  await page.locator('.paper h1', { hasText: 'Parliament to vote' }).waitFor();
  await marked.waitFor();
  expect(await page.locator('[data-note=""]').inputValue()).toBe('to be watched');
  await page.keyboard.press('H');
  await page.locator('dialog .mark').click();
  await page.locator('.notes .mark button').click();
  await expect.poll(() => marked.count()).toBe(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await marked.waitFor();
});

test('h without a selection takes the first sentence in view', async () => {
  const { page } = screen;
  await page.locator('[role=option]', { hasText: 'Parliament to vote' }).click();
  await articleIsThere(page);
  await page.keyboard.press('h');
  await page.getByText('Shift and the arrows').waitFor();
  await page.keyboard.press('h');
  await page.locator('.notes .mark').waitFor();
});

test('z archives and Delete throws away, with a way back', async () => {
  const { page } = screen;
  await page.locator('[role=option]', { hasText: 'Parliament to vote' }).click();
  await articleIsThere(page);
  const all = Number(await count('All'));
  await page.keyboard.press('z');
  await expect.poll(() => count('All')).toBe(String(all - 1));
  expect(await count('Archive')).toBe('1');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => count('All')).toBe(String(all));
  await page.keyboard.press('Delete');
  await expect.poll(() => count('Trash')).toBe('1');
  await page.locator('nav button', { hasText: 'Trash' }).click();
  await page.getByRole('button', { name: 'Empty the trash' }).click();
  await page.locator('dialog').getByRole('button', { name: 'Empty the trash' }).click();
  await expect.poll(() => page.locator('[role=option]').count()).toBe(0);
});

test('t tags the article, and the tag narrows the list', async () => {
  const { page } = screen;
  await page.locator('[role=option]', { hasText: 'Parliament to vote' }).click();
  await articleIsThere(page);
  await page.keyboard.press('t');
  await page.keyboard.type('broadcasting\n');
  await page.locator('.tag', { hasText: 'broadcasting' }).waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('tags broadcasting\n');
  await expect.poll(() => page.locator('[role=option]').count()).toBe(1);
});

test('/ searches as it is typed, Escape clears and leaves', async () => {
  const { page } = screen;
  await page.keyboard.press('/');
  await page.keyboard.type('aquifer');
  await expect.poll(() => page.locator('.about p').textContent()).toContain('2 articles found');
  expect(await page.locator('mark').first().textContent()).toBe('aquifer');
  await page.keyboard.press('Enter');
  await articleIsThere(page);
  await page.keyboard.press('/');
  await page.keyboard.press('Escape');
  await expect.poll(() => page.locator('[data-search]').inputValue()).toBe('');
  await page.keyboard.press('Escape');
  expect(await page.evaluate(() => document.activeElement?.getAttribute('data-pane'))).toBe('list');
});

/** A headline that is pasted finds what told of it in other words, and it is said what is not in there. */
test('what holds some of the words follows, with what it does not hold', async () => {
  const { page } = screen;
  await page.keyboard.press('/');
  await page.keyboard.type('strait convoy monday');
  await expect.poll(() => page.locator('.about p').textContent()).toContain('more with some of the words');
  const row = page.locator('[role=option]', { has: page.locator('.lacks') }).first();
  expect(await row.locator('.opening').textContent()).toMatch(/^\s*without \w/);
});

test('? shows every shortcut, Escape goes back', async () => {
  const { page } = screen;
  await page.keyboard.press('?');
  await page.locator('dialog', { hasText: 'Keyboard shortcuts' }).waitFor();
  expect(await page.locator('dialog kbd').count()).toBeGreaterThan(30);
  await page.keyboard.press('Escape');
  await expect.poll(() => page.locator('dialog').count()).toBe(0);
});

/** A frame takes the keys to itself: the letters would be dead after one press into the text. */
test('keys pressed inside the article still lead on', async () => {
  const { page } = screen;
  await page.locator('[role=option]', { hasText: 'Grain corridor' }).click();
  await articleIsThere(page);
  await page.frameLocator('iframe').locator('p').first().click();
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('IFRAME');
  const before = await headline();
  await page.keyboard.press('j');
  await expect.poll(headline).not.toBe(before);
  await page.keyboard.press('o');
  await page.locator('.source').waitFor();
});

/** A link in an article must never lead the window away. */
test('links open outside', async () => {
  const { page } = screen;
  await page.locator('[role=option]', { hasText: 'Grain corridor' }).click();
  await articleIsThere(page);
  await page.frameLocator('iframe').locator('a').click();
  const opened = () => page.evaluate(() => (window as unknown as { fake: { opened: string[] } }).fake.opened);
  await expect.poll(opened).toEqual(['https://harbourpost.example/log']);
  expect(await page.locator('.paper h1').count()).toBe(1);
});

/** The frame's policy is the last wall: were a sanitiser to fail, nothing may run or load in it. */
test('in the frame of an article nothing runs and nothing loads', async () => {
  const { page } = screen;
  await page.locator('[role=option]', { hasText: 'Grain corridor' }).click();
  await articleIsThere(page);
  await page.evaluate(async () => {
    const inside = document.querySelector('iframe')!.contentDocument!;
    inside.body.innerHTML =
      '<p onclick="parent.broken = 1">x</p><img src="https://tracker.example/p.gif" onerror="parent.broken = 2">' +
      '<script>parent.broken = 3</script><form action="https://tracker.example/f"></form>';
    (inside.querySelector('p') as HTMLElement).click();
    const script = inside.createElement('script');
    script.textContent = 'parent.broken = 4';
    inside.body.append(script);
    await new Promise(requestAnimationFrame);
  });
  expect(await page.evaluate(() => (window as unknown as { broken?: number }).broken)).toBeUndefined();
  // The browser says that it refused; that is what this test is about.
  expect(screen.complaints.length).toBeGreaterThan(0);
  screen.complaints.length = 0;
});

test('1, 2 and 3 go from pane to pane', async () => {
  const { page } = screen;
  await page.keyboard.press('j');
  await articleIsThere(page);
  for (const [key, pane] of [
    ['1', 'filters'],
    ['3', 'reader'],
    ['2', 'list'],
  ] as const) {
    await page.keyboard.press(key);
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-pane'))).toBe(pane);
  }
});

/** In a field a letter is a letter. */
test('shortcuts are asleep while text is typed', async () => {
  const { page } = screen;
  await page.keyboard.press('/');
  await page.keyboard.type('jsd?/1');
  expect(await page.locator('[data-search]').inputValue()).toBe('jsd?/1');
  expect(await page.locator('dialog').count()).toBe(0);
});

/** Chinese and Japanese are typed in steps, each ended with Enter: the first of them must choose nothing. */
test.each([
  ['Control+k', 'stories'],
  ['f', 'Grain'],
  ['t', 'grain'],
])('after %s an Enter that ends a composed word does nothing', async (key, words) => {
  const { page } = screen;
  await page.locator('[role=option]').first().click();
  await articleIsThere(page);
  await page.keyboard.press(key);
  const field = page.locator('input:focus');
  await field.fill(words);
  await field.evaluate((field) =>
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true })),
  );
  expect(await field.inputValue()).toBe(words);
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await field.count()) === 0 || (await field.inputValue()) === '').toBe(true);
});
