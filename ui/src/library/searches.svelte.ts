/** Searches that are kept under a name: sources like any other, with their counts. */
import { ask } from '../ask';
import type { SavedSearch, SearchId } from '../host';
import { m } from '../i18n/messages';
import { say } from '../kit/toasts.svelte';
import { library, narrowOnly, searchFor } from './library.svelte';

type Searches = {
  all: SavedSearch[];
  /** The one that is being named; a new one has no id yet. */
  naming: { id: SearchId | null; name: string; query: string } | null;
};

export const searches = $state<Searches>({ all: [], naming: null });

export async function loadSearches(): Promise<void> {
  const answer = await ask('list_searches', {});
  if (answer) searches.all = answer.searches;
}

/** Whether it was kept. */
export async function keepSearch(id: SearchId | null, name: string, query: string): Promise<boolean> {
  const answer = await ask('save_search', { id: id ?? undefined, name: name.trim(), query });
  if (!answer) return false;
  searches.all = answer.searches;
  say(m.search_saved());
  return true;
}

export async function removeSearch(id: SearchId): Promise<void> {
  const gone = searches.all.find((one) => one.id === id);
  const answer = await ask('remove_search', { id });
  if (!answer || !gone) return;
  searches.all = answer.searches;
  if (library.narrowed.search === id) await narrowOnly({});
  say(m.search_removed({ name: gone.name }), {
    label: m.action_undo(),
    press: () => void keepSearch(null, gone.name, gone.query),
  });
}

/** Puts its words into the field, to go on from there. */
export async function searchAgain(id: SearchId): Promise<void> {
  const saved = searches.all.find((one) => one.id === id);
  if (!saved) return;
  library.narrowed = {};
  searchFor(saved.query);
}

let noting: ReturnType<typeof setTimeout> | undefined;

/** Their counts follow the library, at their leisure. */
export function noteSearches(): void {
  if (searches.all.length > 0) {
    noting ??= setTimeout(() => {
      noting = undefined;
      void loadSearches();
    }, 1500);
  }
}
