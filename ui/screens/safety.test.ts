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
