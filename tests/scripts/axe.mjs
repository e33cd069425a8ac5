// The pages that are named, in Chromium, by day and by night: axe finds nothing, and none of them asks for anything.
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const load = createRequire(`${process.cwd()}/`);
const { chromium } = load('playwright-core');
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
let faults = 0;

for (const colorScheme of ['light', 'dark']) {
  // The page's own policy lets no script in; axe is one.
  const context = await browser.newContext({ colorScheme, bypassCSP: true });
  for (const file of process.argv.slice(2)) {
    const page = await context.newPage();
    const own = pathToFileURL(file).href;
    page.on('request', (request) => {
      const address = request.url();
      if (address === own || address.startsWith('data:')) return;
      faults += 1;
      console.log(`${file} asks for ${address}`);
    });
    await page.goto(own);
    await page.addScriptTag({ path: load.resolve('axe-core') });
    const { violations } = await page.evaluate('axe.run()');
    for (const { id, nodes } of violations) {
      faults += 1;
      console.log(`${colorScheme} ${file}: ${id}: ${nodes[0].html.slice(0, 200)}`);
    }
    await page.close();
  }
}
await browser.close();
process.exitCode = faults > 0 ? 1 : 0;
