/** Pictures of each screen into `shots/`: `npm run shots`, or `SHOTS=digest,reader-dark npm run shots` for some. */
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { closeBrowser, openScreen, type Look } from './browser';
import { views } from './views';

const folder = fileURLToPath(new URL('../shots/', import.meta.url));
const looks: Record<string, Look> = {
  light: {},
  dark: { theme: 'dark' },
  arabic: { language: 'ar' },
  large: { width: 1920, height: 1080 },
  sepia: { theme: 'sepia' },
  contrast: { theme: 'contrast_dark' },
  german: { language: 'de' },
  russian: { language: 'ru' },
  chinese: { language: 'zh' },
  zoomed: { width: 640, height: 400, scale: 2 },
};
const wanted = (process.env.SHOTS ?? '').split(',').filter(Boolean);

beforeAll(() => mkdir(folder, { recursive: true }));
afterAll(closeBrowser);

for (const [name, view] of Object.entries(views)) {
  for (const [kind, look] of Object.entries(looks)) {
    const file = `${name}-${kind}`;
    if (wanted.length > 0 && !wanted.some((part) => file.includes(part))) continue;
    test(file, async () => {
      const screen = await openScreen({
        ...look,
        library: view.library ?? 'full',
        more: { ...look.more, ...view.more },
      });
      await view.open(screen.page);
      await screen.page.screenshot({ path: `${folder}${file}.png` });
      await screen.close();
      expect([...screen.complaints, ...screen.outside]).toEqual([]);
    });
  }
}
