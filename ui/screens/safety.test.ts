import { expect, test } from 'vitest';

import { useScreen } from './browser';

const screen = useScreen();

/** One slip must not take a day's work out of sight; and where it is kept must be read before it goes. */
test.each<Record<string, string>>([{}, { broken: 'library_unreadable' }])(
  'a copy is opened after a question (%o)',
  async (more) => {
    const page = await screen.open({ more });
    if (!('broken' in more)) await page.keyboard.press('Control+,');
    const open = page.getByRole('button', { name: /^Open this copy \d/ }).first();
    await open.click();
    await page.locator('dialog').getByRole('button', { name: 'Cancel' }).click();
    await page.locator('dialog').waitFor({ state: 'detached' });
    await page.evaluate(() => Object.assign(window, { before: true }));
    await open.click();
    await page.locator('dialog').getByRole('button', { name: 'Open this copy' }).click();
    await page.getByText('What was there is kept in').waitFor();
    expect(await page.evaluate(() => 'before' in window), 'nothing of the page before is left').toBe(false);
    await page.locator('[role=option]').first().waitFor();
  },
);

/** A million articles take minutes: how far it is must be seen, and it must be possible to want it no more. */
test('an export of everything says how far it is, and can be stopped', async () => {
  const page = await screen.open({ more: { large: 'yes' } });
  await page.keyboard.press('Control+,');
  const all = page.getByRole('button', { name: 'Export everything…' });
  await all.click();
  await page.getByRole('progressbar', { name: 'Working…' }).waitFor();
  await page.getByText(/^18 of \d/).waitFor();
  expect(await all.isDisabled()).toBe(true);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByText('Stopped.').waitFor();
  await page.getByRole('progressbar').waitFor({ state: 'detached' });
  expect(await all.isDisabled()).toBe(false);
});

/** The settings that stand in until the library is read must never be written over its own. */
test('a library that opens at the second try has its own settings', async () => {
  const page = await screen.open({ theme: 'dark', language: 'de', more: { broken: 'library_busy' } });
  const look = () =>
    page.evaluate(() => [document.documentElement.dataset.theme, document.documentElement.lang]);
  expect(await look()).toEqual(['light', 'en']);
  await page.evaluate(() => (window as unknown as { fake: { heal(): void } }).fake.heal());
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.locator('[role=option]').first().waitFor();
  expect(await look()).toEqual(['dark', 'de']);
});
