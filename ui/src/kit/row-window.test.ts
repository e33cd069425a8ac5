import { expect, test } from 'vitest';

import { placeRows, scrollToRow, TALLEST } from './row-window';

const VIEWPORT = 712;
const ROW = 64;

function ask(count: number, scrollTop: number) {
  return { count, rowHeight: ROW, viewport: VIEWPORT, scrollTop, spare: 6 };
}

/** A gap would be a blank stripe; many rows too many would be a slow list. */
test.each([1, 5, 12, 100, 10_000, 250_000, 1_000_000])(
  '%i rows: what is in sight is drawn, and little else',
  (count) => {
    const { height } = placeRows(ask(count, 0));
    for (let step = 0; step <= 20; step++) {
      const scrollTop = (Math.max(height - VIEWPORT, 0) * step) / 20;
      const { first, end, top } = placeRows(ask(count, scrollTop));
      expect(top).toBeLessThanOrEqual(scrollTop + 0.001);
      expect(top + (end - first) * ROW).toBeGreaterThanOrEqual(
        Math.min(scrollTop + VIEWPORT, height) - 0.001,
      );
      expect(end - first).toBeLessThan(VIEWPORT / ROW + 15);
    }
  },
);

/** WebKitGTK cuts an element at 33,554,428 px: the rows past it could never be reached. */
test('a million rows fit into what an engine can lay out, to the last', () => {
  const { height } = placeRows(ask(1_000_000, 0));
  expect(height).toBeLessThanOrEqual(TALLEST);
  const { end, first, top } = placeRows(ask(1_000_000, height - VIEWPORT));
  expect(end).toBe(1_000_000);
  expect(top + (end - first) * ROW).toBeCloseTo(height, 3);
});

test.each([10, 300, 1_000_000])('of %i rows each can be brought into sight', (count) => {
  for (const row of [0, 1, Math.floor(count / 2), count - 2, count - 1]) {
    const scrollTop = scrollToRow(row, ask(count, 0));
    const { first, top } = placeRows(ask(count, scrollTop));
    const at = top + (row - first) * ROW - scrollTop;
    expect(at).toBeGreaterThanOrEqual(-0.01);
    expect(at + ROW).toBeLessThanOrEqual(VIEWPORT + 0.01);
  }
});

/** A list that moves though the row is there already makes the eye lose its place. */
test('a row in sight moves nothing', () => {
  expect(scrollToRow(12, ask(100, 640))).toBe(640);
});
