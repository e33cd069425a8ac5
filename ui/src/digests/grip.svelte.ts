import { flushSync } from 'svelte';

/** Is an item held by its grip? Only then can it be dragged: in its text a drag selects words. */
export const grip = $state({ held: false });

/** On the way down to the grip, so that the list listens when the same press comes up to it. */
export function holdGrip(): void {
  grip.held = true;
  flushSync();
  window.addEventListener('mouseup', letGo, { once: true });
}

function letGo(): void {
  // After the drop was told: that is what ends a real drag.
  setTimeout(() => (grip.held = false));
}
