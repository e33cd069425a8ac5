import { buildToday, desk, exportAs, moveItem, printIssue, redo, undo } from '../digests/desk.svelte';
import { m } from '../i18n/messages';
import type { Action } from './action';

/** What can be done with the issue at hand. */
export const digestActions: Action[] = [
  { id: 'build_digest', group: 'digest', label: m.build_today, keys: ['b'], run: () => void buildToday() },
  {
    id: 'undo',
    group: 'digest',
    label: m.action_undo,
    keys: ['Mod+z'],
    on: 'digests',
    inText: true,
    when: hasIssue,
    run: () => void undo(),
  },
  {
    id: 'redo',
    group: 'digest',
    label: m.action_redo,
    keys: ['Mod+Shift+z', 'Mod+y'],
    on: 'digests',
    inText: true,
    when: hasIssue,
    run: () => void redo(),
  },
  {
    id: 'item_up',
    group: 'digest',
    label: m.action_item_up,
    keys: ['Alt+ArrowUp'],
    on: 'digests',
    inText: true,
    when: hasItem,
    run: () => void moveItem(-1),
  },
  {
    id: 'item_down',
    group: 'digest',
    label: m.action_item_down,
    keys: ['Alt+ArrowDown'],
    on: 'digests',
    inText: true,
    when: hasItem,
    run: () => void moveItem(1),
  },
  {
    id: 'export_pdf',
    group: 'digest',
    label: m.action_export_pdf,
    keys: ['Mod+e'],
    on: 'digests',
    inText: true,
    when: hasIssue,
    run: () => void exportAs('pdf'),
  },
  {
    id: 'export_html',
    group: 'digest',
    label: m.action_export_html,
    keys: ['Mod+Shift+e'],
    on: 'digests',
    inText: true,
    when: hasIssue,
    run: () => void exportAs('html'),
  },
  {
    id: 'print_issue',
    group: 'digest',
    label: m.action_print_issue,
    keys: ['Mod+p'],
    on: 'digests',
    inText: true,
    when: hasIssue,
    run: () => void printIssue(),
  },
];

function hasIssue(): boolean {
  return desk.view !== null;
}

function hasItem(): boolean {
  return desk.view !== null && desk.item !== null;
}
