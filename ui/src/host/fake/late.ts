/** For tests of what a late answer does: the next answer to an operation waits until it is released. */
import type { OperationName } from '../generated/operations';

const next = new Set<OperationName>();
const late = new Map<OperationName, () => void>();

export function hold(operation: OperationName): void {
  next.add(operation);
}

export function release(operation: OperationName): void {
  late.get(operation)?.();
  late.delete(operation);
}

export function isHeld(operation: OperationName): boolean {
  return late.has(operation);
}

/** Passed by each answer on its way out. */
export async function waitForRelease(operation: OperationName): Promise<void> {
  if (next.delete(operation)) await new Promise<void>((go) => late.set(operation, go));
}
