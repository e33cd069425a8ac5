import { tick } from 'svelte';

import { buildToday, desk, exportAs, moveItem, printIssue, redo, undo } from '../digests/desk.svelte';
import { pickQuote } from '../digests/picking';
import { m } from '../i18n/messages';
import { chooseFiles, chooseFolder, imports } from '../imports/imports.svelte';
import { putAway } from '../library/away.svelte';
import { isNarrowed, library, searchFor, showAll, showView } from '../library/library.svelte';
import { rows } from '../library/rows.svelte';
import {
  bookmarkSelected,
  clearSelection,
  extendSelection,
  readSelected,
  selectAll,
  selected,
  toggleSelected,
} from '../library/selection.svelte';
import {
  closeArticle,
  current,
  enterReader,
  openLink,
  openNextUnread,
  printArticle,
  reader,
  storyDay,
  step,
  readOn,
  toggleBookmarked,
  toggleRead,
  toggleSource,
} from '../reader/reader.svelte';
import { closePreview, openPreview } from '../preview/preview.svelte';
import { aloud, stopAloud } from '../reader/aloud.svelte';
import { copyMarkdown, copyQuote } from '../reader/copying';
import { closeFind, find, openFind } from '../reader/find.svelte';
import { highlightSelection, marking, openHighlights } from '../reader/highlights.svelte';
import { focusNote } from '../reader/notes';
import { aloudActions } from './aloud';
import { collectionActions } from './collections';
import { previewActions } from './preview';
import { focusPane, goTo, screen, type ScreenName } from '../screen.svelte';
import { changeSettings, isDark, stepTextSize, stepZoom } from '../settings/settings.svelte';
import { openStoryOf, readAll, stepDay, stepStory, stories, takeStory } from '../stories/stories.svelte';

export type Group = 'read' | 'select' | 'find' | 'go' | 'bring' | 'preview' | 'story' | 'digest' | 'look';

export type Action = {
  id: string;
  group: Group;
  label: () => string;
  /** The first is the one that is shown. None of two actions of one place are the same. */
  keys: string[];
  /** The screen it belongs to; without one it is there on all. */
  on?: ScreenName;
  /** Its keys also work while text is typed. */
  inText?: boolean;
  /** Can it be done now? */
  when?: () => boolean;
  run: () => void;
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
  { id: 'look', label: m.group_look },
];

/** All that can be done. The palette, the menus and the list of shortcuts are made from it. */
export const actions: Action[] = [
  {
    id: 'next',
    group: 'read',
    label: m.action_next,
    keys: ['j', 'ArrowDown'],
    on: 'library',
    when: inList,
    run: () => step(1),
  },
  {
    id: 'previous',
    group: 'read',
    label: m.action_previous,
    keys: ['k', 'ArrowUp'],
    on: 'library',
    when: inList,
    run: () => step(-1),
  },
  {
    id: 'next_unread',
    group: 'read',
    label: m.action_next_unread,
    keys: ['n'],
    on: 'library',
    run: () => void openNextUnread(),
  },
  { id: 'read_on', group: 'read', label: m.action_read_on, keys: [' '], on: 'library', run: readOn },
  {
    id: 'enter_reader',
    group: 'read',
    label: m.action_enter_reader,
    keys: ['Enter'],
    on: 'library',
    when: onList,
    run: () => void enterReader(),
  },
  {
    id: 'bookmark',
    group: 'read',
    label: m.action_bookmark,
    keys: ['s'],
    on: 'library',
    when: hasChosen,
    run: () => void (selected.size > 0 ? bookmarkSelected() : toggleBookmarked()),
  },
  {
    id: 'mark_read',
    group: 'read',
    label: m.action_mark_read,
    keys: ['m'],
    on: 'library',
    when: hasChosen,
    run: () => void (selected.size > 0 ? readSelected() : toggleRead()),
  },
  {
    id: 'tag',
    group: 'read',
    label: m.action_tag,
    keys: ['t'],
    on: 'library',
    when: () => hasOpen() || selected.size > 0,
    run: () => (selected.size > 0 ? (library.tagging = true) : (reader.tagging = true)),
  },
  {
    id: 'source_text',
    group: 'read',
    label: m.action_source_text,
    keys: ['o'],
    on: 'library',
    when: hasOpen,
    run: toggleSource,
  },
  {
    id: 'correct_reading',
    group: 'read',
    label: m.action_correct_reading,
    keys: ['O'],
    on: 'library',
    when: hasOpen,
    run: () => void (reader.view && openPreview({ article: reader.view.id })),
  },
  {
    id: 'find',
    group: 'read',
    label: m.action_find,
    keys: ['Mod+f'],
    on: 'library',
    inText: true,
    when: () => hasOpen() && reader.mode === 'article',
    run: openFind,
  },
  {
    id: 'archive',
    group: 'read',
    label: m.action_archive,
    keys: ['z'],
    on: 'library',
    when: () => hasChosen() || selected.size > 0,
    run: () => void putAway('archive'),
  },
  {
    id: 'trash',
    group: 'read',
    label: m.action_trash,
    keys: ['Delete', '#'],
    on: 'library',
    when: () => hasChosen() || selected.size > 0,
    run: () => void putAway('trash'),
  },
  {
    id: 'highlight',
    group: 'read',
    label: m.action_highlight,
    keys: ['h'],
    on: 'library',
    when: () => hasOpen() && reader.mode === 'article',
    run: () => void highlightSelection(),
  },
  {
    id: 'write_note',
    group: 'read',
    label: m.note_write,
    keys: ['w'],
    on: 'library',
    when: () => hasOpen() && reader.mode === 'article',
    run: () => void focusNote(),
  },
  {
    id: 'highlights',
    group: 'find',
    label: m.action_highlights,
    keys: ['H'],
    run: () => void openHighlights(),
  },
  {
    id: 'copy_quote',
    group: 'read',
    label: m.action_copy_quote,
    keys: ['c'],
    on: 'library',
    when: hasOpen,
    run: () => void (reader.view && copyQuote(reader.view)),
  },
  {
    id: 'pick_quote',
    group: 'digest',
    label: m.quote_pick,
    keys: ['Q'],
    on: 'library',
    when: hasOpen,
    run: () => void (reader.view && pickQuote(reader.view)),
  },
  {
    id: 'copy_markdown',
    group: 'read',
    label: m.action_copy_markdown,
    keys: ['C'],
    on: 'library',
    when: hasOpen,
    run: () => void (reader.view && copyMarkdown(reader.view)),
  },
  {
    id: 'print',
    group: 'read',
    label: m.action_print,
    keys: ['Mod+p'],
    on: 'library',
    inText: true,
    when: () => hasOpen() && reader.mode === 'article',
    run: printArticle,
  },
  {
    id: 'whole_story',
    group: 'read',
    label: m.action_whole_story,
    keys: ['e'],
    on: 'library',
    when: () => typeof reader.view?.story === 'number',
    run: wholeStory,
  },
  {
    id: 'open_link',
    group: 'read',
    label: m.action_open_link,
    keys: ['v'],
    on: 'library',
    when: hasLink,
    run: openOriginal,
  },
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
  ...aloudActions,
  ...collectionActions,
  { id: 'close', group: 'read', label: m.action_close, keys: ['Escape'], inText: true, run: stepBack },

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

  ...previewActions,

  {
    id: 'story_next',
    group: 'story',
    label: m.action_story_next,
    keys: ['j', 'ArrowDown'],
    on: 'stories',
    run: () => stepStory(1),
  },
  {
    id: 'story_previous',
    group: 'story',
    label: m.action_story_previous,
    keys: ['k', 'ArrowUp'],
    on: 'stories',
    run: () => stepStory(-1),
  },
  {
    id: 'story_read',
    group: 'story',
    label: m.read_all,
    keys: ['Enter'],
    on: 'stories',
    when: hasStory,
    run: () => void readAll(),
  },
  {
    id: 'story_take',
    group: 'story',
    label: m.into_issue,
    keys: ['+'],
    on: 'stories',
    when: hasStory,
    run: () => void takeStory(),
  },
  {
    id: 'day_earlier',
    group: 'story',
    label: m.day_earlier,
    keys: ['ArrowLeft'],
    on: 'stories',
    run: () => stepDay(-1),
  },
  {
    id: 'day_later',
    group: 'story',
    label: m.day_later,
    keys: ['ArrowRight'],
    on: 'stories',
    run: () => stepDay(1),
  },

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
    keys: ['?', 'F1'],
    run: () => (screen.over = 'shortcuts'),
  },
];

export function can(action: Action): boolean {
  return (!action.on || action.on === screen.name) && (action.when?.() ?? true);
}

export function action(id: string): Action | undefined {
  return actions.find((one) => one.id === id);
}

/** Where nothing else has the focus, the list has it. */
function onList(): boolean {
  const active = document.activeElement;
  return !active || active === document.body || active.closest('[data-pane=list]') !== null;
}

/** Arrows scroll the article where that has the focus; the letters move on from anywhere. */
function inList(): boolean {
  return rows.count > 0;
}

function hasChosen(): boolean {
  return current() !== null;
}

function hasOpen(): boolean {
  return reader.view !== null;
}

function hasLink(): boolean {
  return Boolean(reader.view?.article.url);
}

function hasStory(): boolean {
  return stories.open !== null;
}

function hasIssue(): boolean {
  return desk.view !== null;
}

function hasItem(): boolean {
  return desk.view !== null && desk.item !== null;
}

function wholeStory(): void {
  const { view } = reader;
  if (view && view.story !== null) void openStoryOf(view.story, storyDay(view));
}

function openOriginal(): void {
  const url = reader.view?.article.url;
  if (url) void openLink(url);
}

async function focusSearch(): Promise<void> {
  goTo('library');
  await tick();
  document.querySelector<HTMLInputElement>('[data-search]')?.select();
}

/** Escape: out of what was entered last. */
function stepBack(): void {
  const active = document.activeElement;
  if (imports.ended) imports.ended = null;
  else if (reader.tagging) reader.tagging = false;
  else if (marking.at && marking.at.article === reader.view?.id && screen.name === 'library')
    marking.at = null;
  else if (aloud.article !== null && screen.name === 'library') stopAloud();
  else if (find.open && screen.name === 'library') closeFind();
  else if (selected.size > 0 && screen.name === 'library') clearSelection();
  else if (active instanceof HTMLInputElement && active.matches('[data-search]')) {
    if (library.query) searchFor('');
    else focusPane('list');
  } else if (screen.name !== 'library') {
    // The list of lines has the focus from the start: that is nothing to get out of.
    const entered =
      active instanceof HTMLElement && active !== document.body && !active.matches('[role=listbox]');
    if (entered) active.blur();
    else if (screen.name === 'preview') closePreview();
    else goTo('library');
  } else if (reader.mode === 'source' && reader.view) toggleSource();
  else if (active?.closest('[data-pane=reader]')) focusPane('list');
  else if (reader.view) closeArticle();
  else if (isNarrowed()) showAll();
}
