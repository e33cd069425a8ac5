import type { Page } from 'playwright-core';

/** Each screen, and how to come to it from the start. */
export const views: Record<
  string,
  { library?: 'empty'; more?: Record<string, string>; open: (page: Page) => Promise<void> }
> = {
  library: {
    open: async (page) => {
      await page.locator('[role=option]').first().waitFor();
    },
  },
  many: {
    more: { rows: '3000' },
    open: async (page) => {
      await page.locator('[role=option]').first().waitFor();
      await page.locator('[role=listbox]').evaluate((list) => list.scrollTo(0, list.scrollHeight / 2));
      await page.locator('[role=option]:not([aria-busy])').first().waitFor();
    },
  },
  selected: {
    open: async (page) => {
      await page.locator('[role=option]').nth(1).click();
      await articleIsThere(page);
      await page
        .locator('[role=option]')
        .nth(5)
        .click({ modifiers: ['Shift'] });
      await page.locator('[role=toolbar]').waitFor();
    },
  },
  'rows-one': {
    more: { rows_in: 'one' },
    open: openFirst,
  },
  reader: { open: openFirst },
  'reader-inferred': {
    open: async (page) => {
      await page.locator('[role=option]', { hasText: 'Two killed' }).click();
      await articleIsThere(page);
    },
  },
  'reader-arabic': {
    open: async (page) => {
      await page.locator('[role=option]', { hasText: 'أول قافلة' }).click();
      await articleIsThere(page);
    },
  },
  tagging: {
    open: async (page) => {
      await openFirst(page);
      await page.keyboard.press('t');
    },
  },
  search: {
    open: async (page) => {
      await page.keyboard.press('/');
      await page.keyboard.type('convoy');
      await page.locator('mark').first().waitFor();
    },
  },
  'search-close': {
    open: async (page) => {
      await page.keyboard.press('/');
      await page.keyboard.type('strait convoy monday');
      await page.locator('.lacks').first().waitFor();
    },
  },
  collection: {
    open: async (page) => {
      await fillCollection(page);
      await page.locator('[data-collection]').first().click();
      await page.locator('.chips').waitFor();
      await page.locator('[role=option]').nth(1).click();
      await articleIsThere(page);
    },
  },
  collect: {
    open: async (page) => {
      await fillCollection(page);
      await page.keyboard.press('f');
      await page.locator('dialog [role=listbox]').waitFor();
    },
  },
  aloud: {
    open: async (page) => {
      await openFirst(page);
      await page.keyboard.press('r');
      await page.keyboard.press('.');
      await page.keyboard.press('.');
      await page.locator('.reader [role=toolbar] p').waitFor();
    },
  },
  source: {
    open: async (page) => {
      await openFirst(page);
      await page.keyboard.press('o');
      await page.locator('.source').waitFor();
    },
  },
  stories: {
    open: async (page) => {
      await page.keyboard.press('y');
      await page.locator('.card').first().waitFor();
      await page.keyboard.press('j');
      await page.locator('.summary').waitFor();
    },
  },
  parting: {
    open: async (page) => {
      await page.keyboard.press('y');
      await page.locator('.card').first().waitFor();
      await page.keyboard.press('j');
      await page.locator('.bar button').nth(1).click();
      await page.locator('.outlet input').first().check();
    },
  },
  compare: {
    open: async (page) => {
      await page.locator('[role=option]', { hasText: 'Insurers cut' }).click();
      await articleIsThere(page);
      await page.locator('.note button').first().click();
      await page.locator('.compared').waitFor();
    },
  },
  newer: {
    open: async (page) => {
      await page.locator('[role=option]', { hasText: 'Insurers cut' }).click();
      await articleIsThere(page);
    },
  },
  find: {
    open: async (page) => {
      await openFirst(page);
      await page.keyboard.press('Control+f');
      await page.keyboard.type('ships');
      await page.locator('.find .count', { hasText: 'of' }).waitFor();
    },
  },
  highlights: {
    open: async (page) => {
      await openFirst(page);
      await markWords(page, 0);
      await page.keyboard.press('h');
      await markWords(page, 1);
      await page.keyboard.press('h');
      await page.locator('.notes .mark').nth(1).waitFor();
      await markWords(page, 2);
      await page.locator('[role=toolbar]').waitFor();
    },
  },
  'highlights-all': {
    open: async (page) => {
      await openFirst(page);
      await markWords(page, 0);
      await page.keyboard.press('h');
      await page.locator('.notes .mark').waitFor();
      await page.keyboard.press('H');
      await page.locator('dialog .mark').waitFor();
    },
  },
  muting: {
    open: async (page) => {
      await page.keyboard.press('/');
      await page.keyboard.type('strait');
      await page.locator('.search button').nth(1).click();
      await page.locator('dialog li').first().waitFor();
    },
  },
  trash: {
    open: async (page) => {
      await openFirst(page);
      await page.keyboard.press('Delete');
      await articleIsThere(page);
      await page.keyboard.press('z');
      await page.locator('nav .views.desks button').last().click();
      await page.locator('.about button').first().waitFor();
    },
  },
  archived: {
    open: async (page) => {
      await openFirst(page);
      await page.keyboard.press('z');
      await page.locator('.gone').waitFor();
    },
  },
  'trash-empty': {
    open: async (page) => {
      await views.trash!.open(page);
      await page.locator('.about button').first().click();
      await page.locator('dialog').waitFor();
    },
  },
  'settings-rules': {
    open: async (page) => {
      await views['preview-rule']!.open(page);
      await page.locator('dialog footer button').last().click();
      await page.locator('dialog').waitFor({ state: 'detached' });
      await page.keyboard.press('l');
      await page.keyboard.press('/');
      await page.keyboard.type('strait');
      await page.locator('.search button').nth(1).click();
      await page.locator('dialog li').first().waitFor();
      await page.locator('dialog button').last().click();
      await page.locator('dialog').waitFor({ state: 'detached' });
      await page.keyboard.press('Control+,');
      await page.locator('.settings li bdi', { hasText: 'strait' }).waitFor();
      await page
        .locator('.settings li bdi', { hasText: 'strait' })
        .evaluate((row) => row.scrollIntoView({ block: 'center' }));
    },
  },
  completing: {
    open: async (page) => {
      await page.keyboard.press('/');
      await page.keyboard.type('strait outlet:m');
      await page.locator('.offer').first().waitFor();
      await page.keyboard.press('ArrowDown');
    },
  },
  notes: {
    open: async (page) => {
      await page.keyboard.press('/');
      await page.keyboard.type('strait before:christmas');
      await page.locator('.notes').waitFor();
    },
  },
  saved: {
    open: async (page) => {
      await page.keyboard.press('/');
      await page.keyboard.type('strait');
      await page.locator('.search button').first().click();
      await page.locator('dialog input').fill('The strait');
      await page.keyboard.press('Enter');
      await page.locator('.facet', { hasText: 'The strait' }).click();
      await page.locator('.chips').waitFor();
    },
  },
  columns: {
    open: async (page) => {
      await page.keyboard.press('i');
      await page.locator('.report h2').waitFor();
      await page.getByRole('button', { name: 'Columns' }).first().click();
      await page.locator('dialog table').waitFor();
    },
  },
  'settings-end': {
    open: async (page) => {
      await page.keyboard.press('Control+,');
      await page.locator('.settings li').first().waitFor();
      await page.locator('div.settings').evaluate((sheet) => sheet.scrollTo(0, sheet.scrollHeight));
    },
  },
  drop: {
    open: async (page) => {
      await openFirst(page);
      await tell(page, { event: 'drop_hover' });
      await page.locator('.target').waitFor();
    },
  },
  importing: {
    open: async (page) => {
      await page.locator('[role=option]').first().waitFor();
      await tell(page, {
        event: 'job_progress',
        job: 99,
        done: 212,
        total: 640,
        item: 'wires/meridian-0600.html',
        articles: 318,
      });
      await page.locator('[data-import=running]').waitFor();
    },
  },
  imported: {
    open: async (page) => {
      await page.keyboard.press('Control+o');
      await page.locator('[data-import=report]').waitFor();
    },
  },
  imports: {
    open: async (page) => {
      await page.keyboard.press('i');
      await page.locator('.report h2').waitFor();
    },
  },
  preview: {
    open: openPreview,
  },
  'preview-corrected': {
    open: async (page) => {
      await openPreview(page);
      for (const key of ['j', 'j', 'c', 'j', 'j', 'x', 'j', 's']) await page.keyboard.press(key);
      await page.locator('.was').first().waitFor();
      await page.locator('.articles li button').first().click();
      await page.locator('[data-fields] textarea').first().fill('Grain corridor reopens for thirty days');
      await page.locator('[data-fields] textarea').first().blur();
      await page.locator('.fields .was').waitFor();
      await page.locator('[data-fields] input').nth(1).fill('Meridian');
      await page.locator('[data-fields] input').nth(1).blur();
      await page.locator('.offer').waitFor();
    },
  },
  'preview-rule': {
    open: async (page) => {
      await openPreview(page);
      await page.locator('[data-fields] input').nth(1).fill('Meridian');
      await page.locator('[data-fields] input').nth(1).blur();
      await page.locator('.offer button').click();
      await page.locator('dialog li').first().waitFor();
    },
  },
  'digest-new': {
    open: async (page) => {
      await page.keyboard.press('d');
      await page.locator('.new').waitFor();
    },
  },
  digest: {
    open: async (page) => {
      await page.keyboard.press('d');
      await page.locator('.new button.primary').click();
      await page.locator('.item').first().waitFor();
      await page
        .locator('.introduction textarea')
        .fill(
          'The strait is open again, for thirty days. What it means for the mills, for insurers and for the price of bread leads this morning.',
        );
      await page.locator('.add button').click();
      await page.locator('.section').nth(1).waitFor();
      await page.locator('.name textarea').first().fill('The strait');
      await page.locator('.item .own textarea').first().fill('Eleven ships, and a door held open by hand');
      await page
        .locator('.item .note textarea')
        .first()
        .fill('Our embassy’s note of 9 March said the same: ask for the renewal clause.');
      await page.locator('.saved').click();
      await page.locator('.item .own textarea').nth(3).focus();
      for (let press = 0; press < 12; press++) await page.keyboard.press('Alt+ArrowDown');
      await page
        .locator('.scrolled')
        .last()
        .evaluate((element) => element.scrollTo(0, 0));
    },
  },
  'pool-bulk': {
    open: async (page) => {
      await page.keyboard.press('d');
      await page.locator('.new button.primary').click();
      await page.locator('.candidates input[type=checkbox]').first().check();
      await page.locator('.candidates input[type=checkbox]').nth(1).check();
      await page.locator('.bulk').waitFor();
    },
  },
  settings: {
    open: async (page) => {
      await page.keyboard.press('Control+,');
      await page.locator('.settings h1').waitFor();
    },
  },
  shortcuts: {
    open: async (page) => {
      await page.keyboard.press('?');
      await page.locator('dialog').waitFor();
    },
  },
  guide: {
    open: async (page) => {
      await page.keyboard.press('F1');
      await page.locator('dialog').waitFor();
    },
  },
  palette: {
    open: async (page) => {
      await page.keyboard.press('Control+k');
      await page.locator('dialog').waitFor();
    },
  },
  'ask-copy': {
    open: async (page) => {
      await views['settings-end']!.open(page);
      await page.locator('.settings [id*=open]').first().click();
      await page.locator('dialog h2').waitFor();
    },
  },
  'ask-export': {
    open: async (page) => {
      await views['settings-end']!.open(page);
      await page.locator('.two button').last().click();
      await page.locator('dialog h2').waitFor();
    },
  },
  'ask-restore': {
    more: { broken: 'library_unreadable' },
    open: async (page) => {
      await page.locator('.broken li button').first().click();
      await page.locator('dialog h2').waitFor();
    },
  },
  'collection-new': {
    open: async (page) => {
      await fillCollection(page);
      await page.locator('nav h2 button:last-child').first().click();
      await page.locator('dialog input').fill('Grain trade');
    },
  },
  broken: {
    more: { broken: 'library_unreadable' },
    open: async (page) => {
      await page.locator('.broken').waitFor();
    },
  },
  empty: {
    library: 'empty',
    open: async (page) => {
      await page.locator('.empty h1').waitFor();
    },
  },
};

export async function articleIsThere(page: Page): Promise<void> {
  await page.frameLocator('iframe').locator('p').first().waitFor();
  await page.waitForFunction(() => (document.querySelector('iframe')?.clientHeight ?? 0) > 40);
}

/** The first sentence of a paragraph, as a pointer selects it. */
export async function markWords(page: Page, paragraph: number): Promise<void> {
  await page
    .frameLocator('iframe')
    .locator('p')
    .nth(paragraph)
    .evaluate((block) => {
      const text = block.firstChild as Text;
      const selection = block.ownerDocument.getSelection();
      selection?.setBaseAndExtent(text, 0, text, Math.min(text.data.indexOf('.') + 1 || 40, text.length));
      block.dispatchEvent(new MouseEvent('mouseup', { bubbles: true }));
    });
}

/** As the shell would tell it. */
export async function tell(page: Page, told: object): Promise<void> {
  await page.evaluate(
    (event) => (window as unknown as { fake: { tell(event: object): void } }).fake.tell(event),
    told,
  );
}

/** Two articles in a collection, and the second of them open. */
export async function fillCollection(page: Page): Promise<void> {
  for (const place of [0, 1]) {
    await page.locator('[role=option]').nth(place).click();
    await articleIsThere(page);
    await page.keyboard.press('f');
    await page.keyboard.type('Grain trade');
    await page.keyboard.press('Enter');
    await page.locator('[data-collection]').first().waitFor();
    await page.locator('dialog[open]').waitFor({ state: 'detached' });
  }
}

async function openFirst(page: Page): Promise<void> {
  await page.locator('[role=option]').first().waitFor();
  await page.locator('[role=option]', { hasText: 'Grain corridor' }).click();
  await articleIsThere(page);
}

async function openPreview(page: Page): Promise<void> {
  await page.keyboard.press('i');
  await page.getByRole('button', { name: PREVIEW }).first().click();
  await page.locator('.line[data-chosen]').waitFor();
}

/** In the languages that pictures are taken in. */
const PREVIEW =
  /Split preview|معاينة التقسيم|Aperçu du découpage|Просмотр разбиения|Vista de la división|Aufteilung|拆分预览/;
