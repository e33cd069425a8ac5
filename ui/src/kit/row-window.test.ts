import { expect, test } from 'vitest';

import { headAt, heights, placeRows, showRow, TALLEST, type Layout } from './row-window';

const VIEWPORT = 712;
const ROW = 64;
const HEAD = 30;

function layout(count: number, heads: number[] = []): Layout {
  return { count, rowHeight: ROW, heads, headHeight: HEAD, viewport: VIEWPORT };
}

/** A heading above each 40th row, or none. */
function headed(count: number): Layout {
  return layout(
    count,
    Array.from({ length: Math.ceil(count / 40) }, (_, index) => index * 40),
  );
}

const SIZES = [1, 5, 12, 100, 10_000, 250_000, 1_000_000];

/** A gap would be a blank stripe; many rows too many would be a slow list. */
test.each(SIZES.flatMap((count) => [layout(count), headed(count)]))(
  '$count rows: what is in sight is drawn, and little else',
  (list) => {
    const { real, factor } = heights(list);
    for (let step = 0; step <= 20; step++) {
      const above = (Math.max(real - VIEWPORT, 0) * step) / 20;
      const scrollTop = above / factor;
      const { first, end, top } = placeRows(list, above, scrollTop, 6);
      const drawn = list.heads.filter((row) => row >= first && row < end).length;
      expect(top).toBeLessThanOrEqual(scrollTop + 0.001);
      expect(top + (end - first) * ROW + drawn * HEAD).toBeGreaterThanOrEqual(
        Math.min(scrollTop + VIEWPORT, real / factor) - 0.001,
      );
      expect(end - first).toBeLessThan(VIEWPORT / ROW + 15);
    }
  },
);

/** WebKitGTK cuts an element at 33,554,428 px: the rows past it could never be reached. */
test.each([layout(1_000_000), headed(1_000_000)])(
  'a million rows fit into what an engine can lay out, to the last',
  (list) => {
    const { real, height } = heights(list);
    expect(height).toBeLessThanOrEqual(TALLEST);
    const { end, first, top } = placeRows(list, real - VIEWPORT, height - VIEWPORT, 6);
    const drawn = list.heads.filter((row) => row >= first && row < end).length;
    expect(end).toBe(1_000_000);
    expect(top + (end - first) * ROW + drawn * HEAD).toBeCloseTo(height, 3);
  },
);

test.each([layout(10), headed(300), layout(1_000_000), headed(1_000_000)])(
  'of $count rows each can be brought into sight, and no heading covers it',
  (list) => {
    const last = heights(list).real - VIEWPORT;
    for (const row of [0, 1, 39, 40, 41, Math.floor(list.count / 2), list.count - 2, list.count - 1]) {
      if (row >= list.count) continue;
      for (const from of [0, Math.max(last, 0)]) {
        const above = showRow(row, list, from);
        const { first, top } = placeRows(list, above, above, 6);
        const heads = list.heads.filter((head) => head >= first && head <= row).length;
        const at = top + (row - first) * ROW + heads * HEAD - above;
        expect(at).toBeGreaterThanOrEqual((list.heads.length > 0 ? HEAD : 0) - 0.01);
        expect(at + ROW).toBeLessThanOrEqual(VIEWPORT + 0.01);
      }
    }
  },
);

/** A list that moves though the row is there already makes the eye lose its place. */
test('a row in sight moves nothing', () => {
  expect(showRow(12, layout(100), 640)).toBe(640);
});

test('a heading stays until the next one pushes it out', () => {
  const list = layout(100, [0, 3]);
  expect(headAt(list, 0)).toEqual({ head: 0, pushed: 0 });
  expect(headAt(list, 150)).toEqual({ head: 0, pushed: 0 });
  // The second heading stands at 30 + 3 · 64 = 222: it is 12 px below the start of sight, so 18 px of the first are gone.
  expect(headAt(list, 210)).toEqual({ head: 0, pushed: -18 });
  expect(headAt(list, 222).head).toBe(1);
  expect(headAt(layout(100), 300)).toEqual({ head: -1, pushed: 0 });
});
