// Pages as pictures: `FILE PICTURE WIDTH HEIGHT TOP` five at a time. From `ui`, whose Chromium driver it takes.
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const { chromium } = createRequire(`${process.cwd()}/`)('playwright-core');
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
const words = process.argv.slice(2);
for (let at = 0; at + 4 < words.length; at += 5) {
  const [file, path, width, height, top] = words.slice(at, at + 5);
  const page = await browser.newPage({ viewport: { width: Number(width), height: Number(height) } });
  await page.goto(pathToFileURL(file).href);
  await page.evaluate((top) => window.scrollTo(0, top), Number(top));
  await page.screenshot({ path });
  await page.close();
}
await browser.close();
