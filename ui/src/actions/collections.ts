import { m } from '../i18n/messages';
import {
  chooseCollection,
  collections,
  hasAtHand,
  moveInCollection,
  takeOutShown,
} from '../library/collections.svelte';
import { library, shownByHand } from '../library/library.svelte';
import type { Action } from './action';

/** What can be done with lists that are put together by hand. */
export const collectionActions: Action[] = [
  {
    id: 'collect',
    group: 'read',
    label: m.action_collect,
    keys: ['f'],
    on: 'library',
    when: () => hasAtHand(),
    run: chooseCollection,
  },
  {
    id: 'take_out',
    group: 'read',
    label: m.action_take_out,
    keys: ['F'],
    on: 'library',
    when: () => library.narrowed.collection !== undefined && hasAtHand(),
    run: () => void takeOutShown(),
  },
  {
    id: 'collection_up',
    group: 'read',
    label: m.action_collection_up,
    keys: ['Alt+ArrowUp'],
    on: 'library',
    when: () => shownByHand() !== undefined && hasAtHand(),
    run: () => void moveInCollection(-1),
  },
  {
    id: 'collection_down',
    group: 'read',
    label: m.action_collection_down,
    keys: ['Alt+ArrowDown'],
    on: 'library',
    when: () => shownByHand() !== undefined && hasAtHand(),
    run: () => void moveInCollection(1),
  },
  {
    id: 'collection_new',
    group: 'find',
    label: m.collection_new,
    keys: [],
    run: () => (collections.naming = { id: null, name: '' }),
  },
];
