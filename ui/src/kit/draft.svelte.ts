/** What is typed in a field, until it is written. */
import { onMount, untrack } from 'svelte';

import { holdDraft } from './drafts';

type Draft = {
  /** As it stands in the field. */
  text: string;
  /** To be told at each key. */
  type(): void;
  /** Whether all of it is written. */
  flush(): Promise<boolean>;
};

type Way = {
  /** What is on the disk. */
  value: () => string;
  /** Whether nothing of it is left to be written. */
  save: (text: string) => Promise<boolean>;
  /** Emptied it stands again as it was. */
  required?: () => boolean | undefined;
  onwritten?: () => void;
};

/** Called by the component of the field: held until that is gone, and written before. */
export function keepDraft({ value, save, required, onwritten }: Way): Draft {
  let text = $state(untrack(value));
  let typed = false;
  let gone = false;
  let writing: { text: string; done: Promise<boolean> } | null = null;

  // What comes from the disk (an undo, say) is shown, unless something newer is being typed.
  $effect(() => {
    const written = value();
    if (!typed) text = written;
  });

  onMount(() => {
    const release = holdDraft(flush);
    return () => {
      void flush();
      release();
      gone = true;
    };
  });

  /** What could not be written counts as typed: it stays in the field, and is tried again on each way out. */
  async function flush(): Promise<boolean> {
    if (!typed) return true;
    const sent = text;
    if (writing?.text === sent) return writing.done;
    const before = value();
    const mine = { text: sent, done: save(sent) };
    writing = mine;
    const written = await mine.done;
    if (writing === mine) writing = null;
    if (!written) return false;
    if (gone || text !== sent) return true;
    typed = false;
    if (value() !== before || (required?.() && sent.trim() === '')) text = value();
    onwritten?.();
    return true;
  }

  return {
    get text() {
      return text;
    },
    set text(to) {
      text = to;
    },
    type: () => (typed = true),
    flush,
  };
}
