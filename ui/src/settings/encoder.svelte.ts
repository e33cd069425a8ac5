import { ask, tryTo } from '../ask';
import { host, type EncoderState } from '../host';

/** The optional pack that links stories across languages. */
export const encoder = $state<EncoderState>({ installed: false, waiting: 0 });

export async function loadEncoder(): Promise<void> {
  const state = await ask('read_encoder', {});
  if (state) Object.assign(encoder, state);
}

export async function installEncoder(): Promise<void> {
  const state = await tryTo(host.choose_encoder());
  if (state) Object.assign(encoder, state);
}

export async function removeEncoder(): Promise<void> {
  const state = await ask('remove_encoder', {});
  if (state) Object.assign(encoder, state);
}
