/** Chromium on the built page with the invented library. Nothing is served: each request is answered from the disk, or noted. */
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, afterEach, expect } from 'vitest';

const UI = fileURLToPath(new URL('..', import.meta.url));
const ORIGIN = 'http://tidings.test';
/** The morning of the invented library. */
const NOW = new Date('2026-03-16T08:00:00Z');

const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
};

export type Look = {
  width?: number;
  height?: number;
  /** Of everything, as the window's zoom does it. */
  scale?: number;
  theme?: string;
  language?: string;
  library?: 'full' | 'empty';
  more?: Record<string, string>;
};

export type Screen = {
  page: Page;
  /** What the page asked for beside itself: nothing may. */
  outside: string[];
  /** What the browser complained about: the content security policy, uncaught errors. */
  complaints: string[];
  close(): Promise<void>;
};

let browser: Browser | undefined;

type Used = Pick<Screen, 'page' | 'complaints'> & { open(look?: Look): Promise<Page> };

/** The one screen that a test of the file looks at. Of every walk: nothing was asked of anyone, and the policy of the product was kept to. */
export function useScreen(): Used {
  let screen: Screen | undefined;
  const close = async (): Promise<void> => {
    if (!screen) return;
    const { complaints, outside } = screen;
    await screen.close();
    screen = undefined;
    expect({ complaints, outside }).toEqual({ complaints: [], outside: [] });
  };
  const opened = (): Screen => {
    if (!screen) throw new Error('no screen is open');
    return screen;
  };
  afterEach(close);
  afterAll(closeBrowser);
  return {
    get page() {
      return opened().page;
    },
    get complaints() {
      return opened().complaints;
    },
    async open(look) {
      await close();
      screen = await openScreen(look);
      return screen.page;
    },
  };
}

export async function openScreen(look: Look = {}): Promise<Screen> {
  browser ??= await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--font-render-hinting=none', '--disable-lcd-text'],
  });
  const {
    width = 1280,
    height = 800,
    scale = 1,
    theme = 'light',
    language = 'en',
    library = 'full',
    more = {},
  } = look;
  const context = await browser.newContext({
    viewport: { width, height },
    deviceScaleFactor: scale,
    reducedMotion: 'reduce',
    timezoneId: 'UTC',
  });
  const page = await context.newPage();
  const outside: string[] = [];
  const complaints: string[] = [];
  const policy = await contentPolicy();
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  await page.clock.setFixedTime(NOW);
  await context.route('**/*', async (route) => {
    const url = new URL(route.request().url());
    if (url.origin !== ORIGIN) {
      outside.push(url.href);
      return route.abort();
    }
    const path = url.pathname === '/' ? '/index.html' : url.pathname;
    try {
      const body = await readFile(join(UI, 'dist-fake', path));
      const headers = {
        'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
        'content-security-policy': policy,
      };
      return await route.fulfill({ body, headers });
    } catch {
      outside.push(url.href);
      return route.fulfill({ status: 404, body: '' });
    }
  });
  const query = new URLSearchParams({ theme, language, library, ...more });
  await page.goto(`${ORIGIN}/?${query}`);
  await page.locator('nav').waitFor();
  await page.evaluate(() => document.fonts.ready);
  return { page, outside, complaints, close: () => context.close() };
}

export async function closeBrowser(): Promise<void> {
  await browser?.close();
  browser = undefined;
}

/** The one that the window gives its page. */
async function contentPolicy(): Promise<string> {
  const config = JSON.parse(await readFile(join(UI, '..', 'tauri.conf.json'), 'utf8'));
  return config.app.security.csp;
}
