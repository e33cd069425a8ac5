import { pickQuote } from '../digests/picking';
import { m } from '../i18n/messages';
import { putAway } from '../library/away.svelte';
import { library } from '../library/library.svelte';
import { rows } from '../library/rows.svelte';
import { bookmarkSelected, readSelected, selected } from '../library/selection.svelte';
import { openPreview } from '../preview/preview.svelte';
import { copyMarkdown, copyQuote } from '../reader/copying';
import { openFind } from '../reader/find.svelte';
import { highlightSelection } from '../reader/highlights.svelte';
import { focusNote } from '../reader/notes';
import {
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
import { openStoryOf } from '../stories/stories.svelte';
import type { Action } from './action';

/** What can be done with the article at hand. */
export const articleActions: Action[] = [
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
];

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

function wholeStory(): void {
  const { view } = reader;
  if (view && view.story !== null) void openStoryOf(view.story, storyDay(view));
}

function openOriginal(): void {
  const url = reader.view?.article.url;
  if (url) void openLink(url);
}
