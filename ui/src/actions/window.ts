import { m } from '../i18n/messages';
import { chooseFiles, chooseFolder } from '../imports/imports.svelte';
import { focusPane, goTo, screen } from '../screen.svelte';
import { changeSettings, isDark, stepTextSize, stepZoom } from '../settings/settings.svelte';
import type { Action } from './action';

/** Where to go, what to bring in, and how it all looks. */
export const windowActions: Action[] = [
  { id: 'go_library', group: 'go', label: m.action_go_library, keys: ['l'], run: () => goTo('library') },
  { id: 'go_stories', group: 'go', label: m.stories, keys: ['y'], run: () => goTo('stories') },
  { id: 'go_digests', group: 'go', label: m.action_go_digests, keys: ['d'], run: () => goTo('digests') },
  { id: 'go_imports', group: 'go', label: m.action_go_imports, keys: ['i'], run: () => goTo('imports') },
  {
    id: 'go_settings',
    group: 'go',
    label: m.action_go_settings,
    keys: ['Mod+,'],
    inText: true,
    run: () => goTo('settings'),
  },
  {
    id: 'pane_filters',
    group: 'go',
    label: m.action_pane_filters,
    keys: ['1'],
    run: () => focusPane('filters'),
  },
  {
    id: 'pane_list',
    group: 'go',
    label: m.action_pane_list,
    keys: ['2'],
    on: 'library',
    run: () => focusPane('list'),
  },
  {
    id: 'pane_reader',
    group: 'go',
    label: m.action_pane_reader,
    keys: ['3'],
    on: 'library',
    run: () => focusPane('reader'),
  },
  {
    id: 'choose_files',
    group: 'bring',
    label: m.action_choose_files,
    keys: ['Mod+o'],
    inText: true,
    run: () => void chooseFiles(),
  },
  {
    id: 'choose_folder',
    group: 'bring',
    label: m.action_choose_folder,
    keys: ['Mod+Shift+o'],
    inText: true,
    run: () => void chooseFolder(),
  },
  { id: 'text_larger', group: 'look', label: m.action_text_larger, keys: [']'], run: () => stepTextSize(1) },
  {
    id: 'text_smaller',
    group: 'look',
    label: m.action_text_smaller,
    keys: ['['],
    run: () => stepTextSize(-1),
  },
  {
    id: 'zoom_in',
    group: 'look',
    label: m.action_zoom_in,
    keys: ['Mod+='],
    inText: true,
    run: () => stepZoom(1),
  },
  {
    id: 'zoom_out',
    group: 'look',
    label: m.action_zoom_out,
    keys: ['Mod+-'],
    inText: true,
    run: () => stepZoom(-1),
  },
  {
    id: 'zoom_back',
    group: 'look',
    label: m.action_zoom_back,
    keys: ['Mod+0'],
    inText: true,
    run: () => void changeSettings({ zoom: 100 }),
  },
  {
    id: 'theme',
    group: 'look',
    label: m.action_theme,
    keys: [],
    run: () => void changeSettings({ theme: isDark() ? 'light' : 'dark' }),
  },
  {
    id: 'shortcuts',
    group: 'look',
    label: m.action_shortcuts,
    keys: ['?'],
    run: () => (screen.over = 'shortcuts'),
  },
  {
    id: 'guide',
    group: 'look',
    label: m.guide,
    keys: ['F1'],
    inText: true,
    run: () => (screen.over = 'guide'),
  },
];
