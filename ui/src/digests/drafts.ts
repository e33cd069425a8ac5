/**
 * Text that was typed and is not written yet. A field writes by itself after a pause; whoever is about to leave, undo or export
 * has all of it written first.
 */
const pending = new Set<() => Promise<void> | void>();

export const PAUSE = 500;

export function holdDraft(flush: () => Promise<void> | void): () => void {
  pending.add(flush);
  return () => pending.delete(flush);
}

export async function flushDrafts(): Promise<void> {
  await Promise.all([...pending].map((flush) => flush()));
}

/**
 * Closing the window gives the page no time to write. So what was typed is written as soon as the pointer leaves the page (on its
 * way to the close button), the window loses the focus, or a key is held that closing begins with.
 */
export function flushBeforeLeaving(): () => void {
  const flush = (): void => void flushDrafts();
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Alt' || event.key === 'Control' || event.key === 'Meta') flush();
  };
  document.documentElement.addEventListener('pointerleave', flush);
  document.addEventListener('visibilitychange', flush);
  window.addEventListener('blur', flush);
  window.addEventListener('pagehide', flush);
  window.addEventListener('keydown', onKey, true);
  return () => {
    document.documentElement.removeEventListener('pointerleave', flush);
    document.removeEventListener('visibilitychange', flush);
    window.removeEventListener('blur', flush);
    window.removeEventListener('pagehide', flush);
    window.removeEventListener('keydown', onKey, true);
  };
}
