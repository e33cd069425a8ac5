/** Tags in tags: `trade/grain` is in `trade`, and counted with it. */
import type { Count } from '../host';

/** The tag with most articles first, and behind each what is in it, in the same order. */
export function tagTree(counts: Count[]): Count[] {
  const inside = new Map<string, Count[]>();
  for (const count of counts) {
    const outer = count.name.slice(0, Math.max(count.name.lastIndexOf('/'), 0));
    inside.set(outer, [...(inside.get(outer) ?? []), count]);
  }
  const under = (outer: string): Count[] =>
    (inside.get(outer) ?? []).flatMap((count) => [count, ...under(count.name)]);
  return under('');
}

export function depthOf(name: string): number {
  return name.split('/').length - 1;
}

export function lastOf(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}
