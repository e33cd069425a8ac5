/**
 * Which rows of a long list are drawn, and where. All rows have one height, and so have the headings between them.
 *
 * WebKitGTK caps an element at 33,554,428 px (932,000 rows of 36 px). Past `TALLEST` the scroll position is scaled: one pixel of
 * the scrollbar then stands for more than one pixel of rows.
 */
export const TALLEST = 32_000_000;

export type Layout = {
  count: number;
  rowHeight: number;
  /** The rows that a heading stands above, in rising order. */
  heads: readonly number[];
  headHeight: number;
  viewport: number;
};

/** Rows `first` to before `end`; the first, with its heading, stands `top` px below the start of the element. */
export type Window = { first: number; end: number; top: number; height: number };

/** How tall the rows would be, and how tall the element is that stands for them. */
export function heights(layout: Layout): { real: number; height: number; factor: number } {
  const real = layout.count * layout.rowHeight + layout.heads.length * layout.headHeight;
  const height = Math.min(real, TALLEST);
  const factor = height > layout.viewport ? (real - layout.viewport) / (height - layout.viewport) : 1;
  return { real, height, factor };
}

/** `above`: real pixels of rows above what is in sight; `scrollTop`: where the element is scrolled to for that. */
export function placeRows(layout: Layout, above: number, scrollTop: number, spare: number): Window {
  const { height } = heights(layout);
  const first = Math.max(rowAt(layout, above) - spare, 0);
  const end = Math.min(rowAt(layout, above + layout.viewport) + 1 + spare, layout.count);
  return { first, end, top: scrollTop - (above - topOf(layout, first)), height };
}

/** Real pixels above, so that the row is in sight with as little movement as can be. A heading keeps its place over the first row. */
export function showRow(row: number, layout: Layout, above: number): number {
  const head = layout.heads.length > 0 ? layout.headHeight : 0;
  const start = topOf(layout, row) + (startsGroup(layout, row) ? layout.headHeight : 0);
  if (start - head < above) return Math.max(start - head, 0);
  if (start + layout.rowHeight > above + layout.viewport) return start + layout.rowHeight - layout.viewport;
  return above;
}

/** Which heading covers what is at the start of sight, and how far the next one has pushed it out. -1 for none. */
export function headAt(layout: Layout, above: number): { head: number; pushed: number } {
  const head = headsUpTo(layout, rowAt(layout, above)) - 1;
  const next = layout.heads[head + 1];
  const room = next === undefined ? layout.headHeight : topOf(layout, next) - above;
  return { head, pushed: Math.min(room - layout.headHeight, 0) };
}

/** Where the row stands, its heading in front of it. */
function topOf(layout: Layout, row: number): number {
  const heads = headsUpTo(layout, row) - (startsGroup(layout, row) ? 1 : 0);
  return row * layout.rowHeight + heads * layout.headHeight;
}

function rowAt(layout: Layout, y: number): number {
  const { count, rowHeight, heads, headHeight } = layout;
  let low = 0;
  let high = heads.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((heads[middle] ?? 0) * rowHeight + middle * headHeight <= y) low = middle + 1;
    else high = middle;
  }
  const start = low > 0 ? (heads[low - 1] ?? 0) : 0;
  const row = Math.max(Math.floor((y - low * headHeight) / rowHeight), start);
  return Math.min(Math.max(row, 0), Math.max(count - 1, 0));
}

/** How many headings stand above the row, its own with them. */
function headsUpTo({ heads }: Layout, row: number): number {
  let low = 0;
  let high = heads.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((heads[middle] ?? 0) <= row) low = middle + 1;
    else high = middle;
  }
  return low;
}

function startsGroup(layout: Layout, row: number): boolean {
  return layout.heads[headsUpTo(layout, row) - 1] === row;
}
