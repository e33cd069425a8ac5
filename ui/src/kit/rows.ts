import { tick } from 'svelte';

/** Takes the row away that the pressed button stands in; the focus goes to the same button of the next one, so that keys go on. */
export async function removeRow(
  { currentTarget }: { currentTarget: EventTarget | null },
  remove: () => Promise<unknown>,
): Promise<void> {
  const row = (currentTarget as Element).closest('li');
  const list = row?.parentElement;
  if (!row || !list) return void remove();
  const at = [...list.children].indexOf(row);
  await remove();
  await tick();
  if (document.activeElement !== document.body) return;
  const next = list.children[Math.min(at, list.children.length - 1)];
  [...(next?.querySelectorAll<HTMLElement>('button') ?? [])].at(-1)?.focus();
}
