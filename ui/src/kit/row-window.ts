/**
 * Which rows of a long list are drawn, and where. All rows have one height.
 *
 * WebKitGTK caps an element at 33,554,428 px (932,000 rows of 36 px). Past `TALLEST` the scroll position is scaled: one pixel of
 * the scrollbar then stands for more than one pixel of rows.
 */
export const TALLEST = 16_000_000;

export type Ask = { count: number; rowHeight: number; viewport: number; scrollTop: number; spare: number };

/** Rows `first` to before `end`; the first stands `top` px below the start of an element that is `height` px tall. */
export type Window = { first: number; end: number; top: number; height: number };

export function placeRows({ count, rowHeight, viewport, scrollTop, spare }: Ask): Window {
  const real = count * rowHeight;
  const height = Math.min(real, TALLEST);
  const at = Math.min(Math.max(scrollTop, 0), Math.max(height - viewport, 0));
  const above = at * scale(real, height, viewport);
  const first = Math.max(Math.floor(above / rowHeight) - spare, 0);
  const end = Math.min(Math.ceil((above + viewport) / rowHeight) + spare, count);
  return { first, end, top: at - (above - first * rowHeight), height };
}

/** The scroll position that shows the row with as little movement as can be. */
export function scrollToRow(row: number, { count, rowHeight, viewport, scrollTop }: Ask): number {
  const real = count * rowHeight;
  const height = Math.min(real, TALLEST);
  const factor = scale(real, height, viewport);
  const above = scrollTop * factor;
  const start = row * rowHeight;
  if (start < above) return start / factor;
  if (start + rowHeight > above + viewport) return (start + rowHeight - viewport) / factor;
  return scrollTop;
}

function scale(real: number, height: number, viewport: number): number {
  return height > viewport ? (real - viewport) / (height - viewport) : 1;
}
