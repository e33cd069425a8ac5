/**
 * Text that was typed and is not written yet. A field writes by itself after a pause; whoever is about to leave, undo or export
 * has all of it written first.
 */
type Flush = () => Promise<boolean | void> | void;

const pending = new Set<Flush>();

export const PAUSE = 500;

export function holdDraft(flush: Flush): () => void {
  pending.add(flush);
  return () => pending.delete(flush);
}

/** Whether all of it is: what could not be written is left to be tried again, and nobody should go on without it. */
export async function flushDrafts(): Promise<boolean> {
  const written = await Promise.all([...pending].map((flush) => flush()));
  return !written.includes(false);
}
