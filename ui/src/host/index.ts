import type { ErrorView } from './generated/types';
import type { Host } from './host';
import { isShellThere, shell } from './shell';

export type * from './generated/types';
export type { Host, Saved, Tidings } from './host';

/** Set once by `openHost`, before anything is drawn. */
export let host: Host = shell;

export async function openHost(): Promise<void> {
  if (FAKE_HOST && !isShellThere()) {
    host = (await import('./fake')).fakeHost(new URLSearchParams(location.search));
  }
}

export function isErrorView(thrown: unknown): thrown is ErrorView {
  return typeof thrown === 'object' && thrown !== null && 'code' in thrown && 'params' in thrown;
}
