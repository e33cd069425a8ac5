import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';

import { closeBrowser, openScreen, type Look } from './browser';
import { views } from './views';

afterAll(closeBrowser);

/** Names, roles, contrast, order: what a machine can see of what everyone needs. In both themes of one opened screen. */
test.each(Object.entries(views))('%s: axe finds nothing', (_, view) => look(view, {}));

/** Mirrored, with other letters in it: the screens that hold most. */
test.each([
  'reader',
  'digest',
  'imports',
  'settings',
  'preview-corrected',
  'highlights',
  'settings-rules',
  'pool-bulk',
])('%s in Arabic: axe finds nothing', (name) => look(views[name]!, { language: 'ar' }));

/** Text that is cut off at the edge, or a bar that scrolls sideways. */
test.each([
  [1280, 800],
  [1920, 1080],
  [720, 480],
  [640, 400],
])('at %i×%i nothing runs out of the window', async (width, height) => {
  const screen = await openScreen({ width, height });
  for (const key of ['l', 'd', 'i', 'Control+,']) {
    await screen.page.keyboard.press(key);
    await screen.page.locator('main > *').first().waitFor();
    const over = await screen.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect([key, over]).toEqual([key, 0]);
  }
  await screen.close();
});

/** A window of 1280 at 200 %: what stands in a bar must not hang out of it, where nobody sees it. */
test.each(['reader', 'digest', 'stories', 'preview', 'source', 'pool-bulk'])(
  '%s: no button is cut off at double size',
  async (name) => {
    const view = views[name]!;
    const screen = await openScreen({ width: 640, height: 400, more: view.more ?? {} });
    await view.open(screen.page);
    const cut = await screen.page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('main :is(header, .bar, .shown) :is(button, label)')]
        .filter((button) => {
          const bar = button.closest('header, .bar, .shown')!.getBoundingClientRect();
          const { left, right, top, bottom } = button.getBoundingClientRect();
          return left < bar.left - 1 || right > bar.right + 1 || top < bar.top - 1 || bottom > bar.bottom + 1;
        })
        .map((button) => button.ariaLabel ?? button.textContent),
    );
    await screen.close();
    expect(cut).toEqual([]);
  },
);

async function look(view: (typeof views)[string], how: Look): Promise<void> {
  const screen = await openScreen({ ...how, library: view.library ?? 'full', more: view.more ?? {} });
  await view.open(screen.page);
  // Evaluated by the browser's driver and not loaded: the policy of the page lets no script in.
  await screen.page.evaluate(await axe);
  const light = await violations(screen.page);
  await screen.page.evaluate(async () => {
    document.documentElement.dataset.theme = 'dark';
    // Colours that change over time have arrived.
    await Promise.all(document.getAnimations().map((animation) => animation.finished));
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  });
  const dark = await violations(screen.page);
  const { complaints, outside } = screen;
  await screen.close();
  expect({ light, dark, complaints, outside }).toEqual({ light: [], dark: [], complaints: [], outside: [] });
}

const axe = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

type Found = { violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[] };

function violations(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(options: object): Promise<Found> } };
    const found = await axe.run({ iframes: false });
    return found.violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`),
    );
  });
}
