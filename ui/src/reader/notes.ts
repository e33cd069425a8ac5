import { tick } from 'svelte';

import type { Colour, HighlightId } from '../host';
import { m } from '../i18n/messages';

export const COLOUR_NAMES: Record<Colour, () => string> = {
  yellow: m.colour_yellow,
  green: m.colour_green,
  blue: m.colour_blue,
  pink: m.colour_pink,
};

/** The field for the note on a mark or, without one, on the article. */
export async function focusNote(mark?: HighlightId): Promise<void> {
  await tick();
  const field = document.querySelector<HTMLTextAreaElement>(`[data-note="${mark ?? ''}"]`);
  field?.scrollIntoView({ block: 'center' });
  field?.focus();
}
