import { host, isErrorView } from './host';
import type { OperationName, Operations } from './host/generated/operations';
import { errorWords } from './i18n/words';
import { sayFailed } from './kit/toasts.svelte';

/** Asks the library. What goes wrong is said at the foot of the window, and nothing is returned. */
export function ask<Name extends OperationName>(
  operation: Name,
  payload: Operations[Name]['ask'],
): Promise<Operations[Name]['answer'] | undefined> {
  return tryTo(host.call(operation, payload));
}

/** The same for what only the window has. */
export async function tryTo<Answer>(answer: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await answer;
  } catch (thrown) {
    sayFailed(
      isErrorView(thrown)
        ? errorWords(thrown)
        : errorWords({ code: 'internal', params: { detail: String(thrown) } }),
    );
    return undefined;
  }
}
