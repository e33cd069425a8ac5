import { m } from '../i18n/messages';
import type { ScreenName } from '../screen.svelte';

export type Group =
  'read' | 'select' | 'find' | 'go' | 'bring' | 'preview' | 'story' | 'digest' | 'pool' | 'look';

export type Action = {
  id: string;
  group: Group;
  label: () => string;
  /** The first is the one that is shown. None of two actions of one place are the same. */
  keys: string[];
  /** The screen it belongs to; without one it is there on all. */
  on?: ScreenName;
  /** Only while the list of candidates has the focus: its keys mean this there, whatever they mean around it. */
  within?: 'pool';
  /** Its keys also work while text is typed. */
  inText?: boolean;
  /** Can it be done now? */
  when?: () => boolean;
  /** With the keys that were pressed, where it has several that mean different things. */
  run: (keys?: string) => void;
};

export const GROUPS: { id: Group; label: () => string }[] = [
  { id: 'read', label: m.group_read },
  { id: 'select', label: m.group_select },
  { id: 'find', label: m.group_find },
  { id: 'go', label: m.group_go },
  { id: 'bring', label: m.group_bring },
  { id: 'preview', label: m.preview },
  { id: 'story', label: m.stories },
  { id: 'digest', label: m.group_digest },
  { id: 'pool', label: m.pane_pool },
  { id: 'look', label: m.group_look },
];
