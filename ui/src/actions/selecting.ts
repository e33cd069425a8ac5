import { m } from '../i18n/messages';
import { library } from '../library/library.svelte';
import { rows } from '../library/rows.svelte';
import {
  clearSelection,
  extendSelection,
  selectAll,
  selected,
  toggleSelected,
} from '../library/selection.svelte';
import type { Action } from './action';

/** What is chosen of the list. */
export const selectActions: Action[] = [
  {
    id: 'select',
    group: 'select',
    label: m.action_select,
    keys: ['x'],
    on: 'library',
    when: () => library.at >= 0,
    run: () => toggleSelected(library.at),
  },
  {
    id: 'select_next',
    group: 'select',
    label: m.action_select_next,
    keys: ['J', 'Shift+ArrowDown'],
    on: 'library',
    when: inList,
    run: () => void extendSelection(1),
  },
  {
    id: 'select_previous',
    group: 'select',
    label: m.action_select_previous,
    keys: ['K', 'Shift+ArrowUp'],
    on: 'library',
    when: inList,
    run: () => void extendSelection(-1),
  },
  {
    id: 'select_all',
    group: 'select',
    label: m.action_select_all,
    keys: ['Mod+a'],
    on: 'library',
    when: inList,
    run: () => void selectAll(),
  },
  {
    id: 'select_none',
    group: 'select',
    label: m.action_select_none,
    keys: [],
    on: 'library',
    when: () => selected.size > 0,
    run: clearSelection,
  },
];

/** Arrows scroll the article where that has the focus; the letters move on from anywhere. */
function inList(): boolean {
  return rows.count > 0;
}
