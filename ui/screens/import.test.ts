import { expect, test } from 'vitest';

import { useScreen } from './browser';
import { articleIsThere, tell } from './views';

const screen = useScreen();

/** The first minute with the program: a drop ends in an article that can be read. */
test('into an empty library: try the sample, and read', async () => {
  await screen.open({ library: 'empty' });
  const { page } = screen;
  await page.getByRole('button', { name: 'Try the sample' }).click();
  await page.locator('[data-import=running]').waitFor();
  await page.locator('[data-import=report]', { hasText: '2 articles from 1 file' }).waitFor();
  await articleIsThere(page);
  expect(await page.locator('[role=option]').count()).toBe(2);
});

test('a drop shows where to, then the report; undo takes it out again', async () => {
  await screen.open();
  const { page } = screen;
  await tell(page, { event: 'drop_hover' });
  await page.locator('.target', { hasText: 'Drop to import' }).waitFor();
  await tell(page, { event: 'drop_left' });
  await page.evaluate(() => (window as unknown as { fake: { drop(): void } }).fake.drop());
  const report = page.locator('[data-import=report]');
  await report.waitFor();
  expect(await page.locator('.target').count()).toBe(0);
  await report.getByRole('button', { name: 'Undo import' }).click();
  await page.locator('.toast', { hasText: '2 articles were taken out again' }).waitFor();
  await expect.poll(() => page.locator('nav .views .count').first().textContent()).toBe('56');
});

test('the same file again adds nothing, and says so', async () => {
  await screen.open();
  const { page } = screen;
  await page.keyboard.press('Control+o');
  await page.locator('[data-import=report]', { hasText: '2 articles' }).waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+o');
  await page.locator('[data-import=report]', { hasText: 'Already there' }).waitFor();
});

test('what is pasted anywhere but into a field is an import', async () => {
  await screen.open();
  const { page } = screen;
  const paste = (selector: string) =>
    page.evaluate((selector) => {
      const data = new DataTransfer();
      data.setData('text/plain', 'A headline from the clipboard\nAnd the text under it.');
      document
        .querySelector(selector)!
        .dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
    }, selector);
  await paste('[data-search]');
  expect(await page.locator('[data-import]').count()).toBe(0);
  await paste('[data-pane=list]');
  await page.locator('[data-import=report]', { hasText: 'Pasted text' }).waitFor();
});

test('an import can be stopped', async () => {
  await screen.open();
  const { page } = screen;
  await page.keyboard.press('Control+o');
  await page.locator('[data-import=running]').getByRole('button', { name: 'Cancel' }).click();
  await page.locator('.toast', { hasText: 'stopped' }).waitFor();
  expect(await page.locator('[data-import]').count()).toBe(0);
});

/** What someone is reading may not move away under them. */
test('while an article is open, what comes is offered and not pushed in', async () => {
  await screen.open();
  const { page } = screen;
  await page.locator('[role=option]').first().click();
  await articleIsThere(page);
  const first = await page.locator('[role=option] .title').first().textContent();
  await page.keyboard.press('Control+o');
  await page.locator('.fresh', { hasText: '2 new articles' }).waitFor();
  expect(await page.locator('[role=option] .title').first().textContent()).toBe(first);
  await page.locator('.fresh').click();
  await expect.poll(() => page.locator('[role=option]', { hasText: 'reservoir' }).count()).toBe(1);
});

test('a refusal of the library is said in words, and nothing is shown that was not done', async () => {
  await screen.open({ more: { fail: 'library_full' } });
  const { page } = screen;
  await page.locator('[role=option]', { hasText: 'Parliament to vote' }).click();
  await page.locator('.toast.failed', { hasText: 'The disk is full' }).waitFor();
  await page.keyboard.press('s');
  expect(await page.locator('nav .views .count').nth(2).textContent()).toBe('14');
});

test('twenty thousand articles scroll from end to end', async () => {
  await screen.open({ more: { rows: '20000' } });
  const { page } = screen;
  const list = page.locator('[role=listbox]');
  for (let round = 0; round < 5; round++) {
    await list.evaluate((element) => element.scrollTo(0, element.scrollHeight));
    const drawn = () =>
      list.evaluate((element) => {
        const box = element.getBoundingClientRect();
        return document.elementFromPoint(box.x + 60, box.bottom - 30)?.closest('[role=option]') !== null;
      });
    await expect.poll(drawn).toBe(true);
  }
  expect(await page.locator('[role=option]').count()).toBeLessThan(60);
});
