/** Lines are asked for in pages of so many. */
export const PAGE = 200;

export function pageOf(line: number): number {
  return Math.floor(line / PAGE);
}

/** The pages that hold lines `first` to before `end`. */
export function pagesIn(first: number, end: number): number[] {
  const [from, to] = [pageOf(Math.max(first, 0)), pageOf(Math.max(end - 1, first, 0))];
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
