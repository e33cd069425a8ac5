import { focusPane } from '../screen.svelte';

type Find = { open: boolean; words: string; at: number; count: number };

export const find = $state<Find>({ open: false, words: '', at: 0, count: 0 });

export function openFind(): void {
  if (find.open) document.querySelector<HTMLInputElement>('[data-find]')?.select();
  find.open = true;
}

export function closeFind(): void {
  find.open = false;
  focusPane('reader');
}

export function stepFind(by: 1 | -1): void {
  if (find.count > 0) find.at = (find.at + by + find.count) % find.count;
}
