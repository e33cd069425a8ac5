import { tick } from 'svelte';

import { m } from '../i18n/messages';
import { askMute } from '../library/away.svelte';
import { isQueryAlone, library, showAll, showView } from '../library/library.svelte';
import { searches } from '../library/searches.svelte';
import { openHighlights } from '../reader/highlights.svelte';
import { goTo, screen } from '../screen.svelte';
import type { Action } from './action';

/** What looks for articles, and shows some of them. */
export const findActions: Action[] = [
  {
    id: 'highlights',
    group: 'find',
    label: m.action_highlights,
    keys: ['H'],
    run: () => void openHighlights(),
  },
  {
    id: 'search',
    group: 'find',
    label: m.action_search,
    keys: ['/', 'Mod+Shift+f'],
    inText: true,
    run: () => void focusSearch(),
  },
  {
    id: 'palette',
    group: 'find',
    label: m.action_palette,
    keys: ['Mod+k'],
    inText: true,
    run: () => (screen.over = 'palette'),
  },
  { id: 'show_all', group: 'find', label: m.action_show_all, keys: ['a'], on: 'library', run: showAll },
  {
    id: 'show_unread',
    group: 'find',
    label: m.action_show_unread,
    keys: ['u'],
    on: 'library',
    run: () => showView('unread'),
  },
  {
    id: 'show_bookmarked',
    group: 'find',
    label: m.action_show_bookmarked,
    keys: ['S'],
    on: 'library',
    run: () => showView('bookmarked'),
  },
  {
    id: 'show_archive',
    group: 'find',
    label: m.action_show_archive,
    keys: ['Z'],
    on: 'library',
    run: () => showView('archive'),
  },
  {
    id: 'show_muted',
    group: 'find',
    label: m.action_show_muted,
    keys: ['M'],
    on: 'library',
    run: () => showView('mute'),
  },
  {
    id: 'show_trash',
    group: 'find',
    label: m.action_show_trash,
    keys: ['T'],
    on: 'library',
    run: () => showView('trash'),
  },
  {
    id: 'empty_trash',
    group: 'find',
    label: m.trash_empty,
    keys: [],
    on: 'library',
    when: () => library.counts.trashed > 0,
    run: () => (library.emptying = true),
  },
  {
    id: 'mute',
    group: 'find',
    label: m.mute_this,
    keys: ['Mod+Shift+m'],
    on: 'library',
    inText: true,
    when: () => library.query.trim() !== '' && isQueryAlone(),
    run: () => void askMute(library.query),
  },
  {
    id: 'search_save',
    group: 'find',
    label: m.search_save,
    keys: ['Mod+s'],
    on: 'library',
    inText: true,
    when: () => library.query.trim() !== '',
    run: () => (searches.naming = { id: null, name: '', query: library.query }),
  },
];

async function focusSearch(): Promise<void> {
  goTo('library');
  await tick();
  document.querySelector<HTMLInputElement>('[data-search]')?.select();
}
