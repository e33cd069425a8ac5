/** Is an item held by its grip? Only then can it be dragged: in its text a drag selects words. */
export const grip = $state({ held: false });

export function holdGrip(): void {
  grip.held = true;
  window.addEventListener('mouseup', letGo, { once: true });
}

function letGo(): void {
  // After the drop was told: that is what ends a real drag.
  setTimeout(() => (grip.held = false));
}
