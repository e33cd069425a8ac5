import { m } from '../i18n/messages';
import { imports } from '../imports/imports.svelte';
import { isNarrowed, library, searchFor, showAll } from '../library/library.svelte';
import { clearSelection, selected } from '../library/selection.svelte';
import { closePreview } from '../preview/preview.svelte';
import { aloud, stopAloud } from '../reader/aloud.svelte';
import { closeFind, find } from '../reader/find.svelte';
import { marking } from '../reader/highlights.svelte';
import { closeArticle, reader, toggleSource } from '../reader/reader.svelte';
import { focusPane, goTo, screen } from '../screen.svelte';
import type { Action } from './action';

/** The way back. */
export const backActions: Action[] = [
  { id: 'close', group: 'read', label: m.action_close, keys: ['Escape'], inText: true, run: stepBack },
];

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
