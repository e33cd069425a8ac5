export type Toast = {
  id: number;
  text: string;
  kind: 'said' | 'failed';
  /** One thing that can be done about it. */
  button?: { label: string; press: () => void };
};

/** Shown at the foot of the window. What went wrong stays until it is closed. */
export const toasts = $state<Toast[]>([]);

const LONG_ENOUGH_TO_READ = 6000;
let last = 0;

export function say(text: string, button?: Toast['button']): void {
  const id = add({ text, kind: 'said', button });
  setTimeout(() => closeToast(id), LONG_ENOUGH_TO_READ);
}

/** What nobody should miss. */
export function sayUntilClosed(text: string): void {
  add({ text, kind: 'said' });
}

export function sayFailed(text: string): void {
  if (!toasts.some((toast) => toast.text === text)) add({ text, kind: 'failed' });
}

export function closeToast(id: number): void {
  const at = toasts.findIndex((toast) => toast.id === id);
  if (at >= 0) toasts.splice(at, 1);
}

function add(toast: Omit<Toast, 'id'>): number {
  last += 1;
  toasts.push({ id: last, ...toast });
  if (toasts.length > 4) toasts.shift();
  return last;
}
