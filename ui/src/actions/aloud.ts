import { m } from '../i18n/messages';
import { aloud, stepAloud, stopAloud, toggleAloud } from '../reader/aloud.svelte';
import { reader } from '../reader/reader.svelte';
import type { Action } from './action';

const isRead = (): boolean => aloud.article !== null;

/** Reading aloud: offered where the system has voices. */
export const aloudActions: Action[] = [
  {
    id: 'aloud',
    group: 'read',
    label: m.action_aloud,
    keys: ['r'],
    on: 'library',
    when: () => aloud.there && reader.view !== null && reader.mode === 'article',
    run: toggleAloud,
  },
  {
    id: 'aloud_next',
    group: 'read',
    label: m.aloud_on,
    keys: ['.'],
    on: 'library',
    when: isRead,
    run: () => stepAloud(1),
  },
  {
    id: 'aloud_previous',
    group: 'read',
    label: m.aloud_back,
    keys: [','],
    on: 'library',
    when: isRead,
    run: () => stepAloud(-1),
  },
  {
    id: 'aloud_stop',
    group: 'read',
    label: m.aloud_stop,
    keys: ['R'],
    on: 'library',
    when: isRead,
    run: stopAloud,
  },
];
