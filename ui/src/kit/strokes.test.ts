import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

const src = join(import.meta.dirname, '..');

/** No browser here shows it: in WebKit a drawing without a rule for its stroke is a blot in an enlarged window. */
test('each stroke that a drawing may have is set on its parts', () => {
  const code = readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.svelte'))
    .map((path) => readFileSync(join(src, path), 'utf8'))
    .join('\n');
  // 2 is what they have where nothing is said.
  const used = new Set(['2', ...[...code.matchAll(/strokeWidth=\{([\d.]+)\}/g)].map((match) => match[1]!)]);
  const css = readFileSync(join(import.meta.dirname, 'base.css'), 'utf8');
  const rules = [...css.matchAll(/svg\[stroke-width='([\d.]+)'\] > \* \{\s*stroke-width: \1;/g)];
  expect(rules.map((match) => match[1]).sort()).toEqual([...used].sort());
});
