import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

const css = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8');
const blocks = [...css.matchAll(/^:root(.*?) \{(.*?)^\}/gms)].map(([, selector, block]) => ({
  selector,
  block,
}));
const NAMES = ['light', 'dark', 'sepia', 'contrast', 'contrast_dark'];
/** Each theme as the cascade gives it: the first block, then those that name it. */
const themes = Object.fromEntries(
  NAMES.map((name) => {
    const own = blocks.filter(({ selector }) => selector === '' || selector?.includes(`'${name}'`));
    return [
      name,
      Object.assign({}, ...own.map(({ block }) => colours(block ?? ''))) as Record<string, string>,
    ];
  }),
);

const papers = ['paper', 'paper-list', 'paper-side', 'paper-raised', 'accent-wash'];

/** Below 4.5:1 a tired reader, or a bright room, loses the second lines first. */
test.each(NAMES)('text holds 4.5:1 on every paper, of high contrast 7:1: %s', (theme) => {
  const all = themes[theme]!;
  const least = theme.startsWith('contrast') ? 7 : 4.5;
  const check = (ink: string, paper: string) =>
    expect([ink, paper, contrast(all[ink]!, all[paper]!) >= least]).toEqual([ink, paper, true]);
  for (const paper of papers) {
    check('ink', paper);
    check('ink-soft', paper);
    check('accent', paper);
  }
  for (const paper of ['paper', 'paper-list', 'paper-raised']) {
    check('good', paper);
    check('warn', paper);
  }
  check('warn', 'warn-wash');
  check('accent-ink', 'accent');
  check('accent-ink', 'accent-strong');
  check('mark-ink', 'mark');
  const washes = Object.keys(all).filter((name) => /^(role|mark)-/.test(name) && name !== 'mark-ink');
  expect(washes.filter((name) => name.startsWith('mark-'))).toHaveLength(4);
  for (const wash of washes) check('ink', wash);
});

/** The edge of what takes input must be seen, too. */
test.each(NAMES)('edges of fields hold 3:1, %s', (theme) => {
  for (const paper of ['paper', 'paper-list', 'paper-raised']) {
    expect(contrast(themes[theme]!['line-strong']!, themes[theme]![paper]!)).toBeGreaterThanOrEqual(3);
  }
});

function colours(block: string): Record<string, string> {
  return Object.fromEntries(
    [...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map(([, name, hex]) => [name!, hex!]),
  );
}

function contrast(a: string, b: string): number {
  const [bright, dim] = [luminance(a), luminance(b)].sort((one, other) => other - one) as [number, number];
  return (bright + 0.05) / (dim + 0.05);
}

function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const value = parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
