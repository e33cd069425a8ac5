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
