import { Channel, convertFileSrc, invoke } from '@tauri-apps/api/core';

import type { Host, Tidings } from './host';

/** The real machine, through the shell's commands. */
export const shell: Host = {
  call: (operation, ask) => invoke(operation, { ask }),
  watch(listener) {
    const channel = new Channel<Tidings>();
    channel.onmessage = listener;
    return invoke('watch_events', { channel });
  },
  choose_files: () => invoke('choose_files'),
  choose_folder: () => invoke('choose_folder'),
  choose_watched_folder: () => invoke('choose_watched_folder'),
  choose_encoder: () => invoke('choose_encoder'),
  import_sample: () => invoke('import_sample'),
  export_issue_as: (id, how) => invoke('export_issue_as', { ask: { id, how } }),
  list_backups: () => invoke('list_backups'),
  restore_backup: (name) => invoke('restore_backup', { ask: { name } }),
  export_library_to: () => invoke('export_library_to'),
  import_library_from: () => invoke('import_library_from'),
  stop_work: () => invoke('stop_work'),
  set_zoom: (percent) => invoke('set_zoom', { ask: { percent } }),
  picture_address: (hash) => convertFileSrc(hash, 'picture'),
  can_read_aloud: () => invoke('can_read_aloud'),
  read_sentence: (text, language) => invoke('read_sentence', { ask: { text, language } }),
  hush: () => invoke('hush'),
  notify_away: (title, text) => invoke('notify_away', { ask: { title, text } }),
  drag_out: (files) => invoke('drag_out', { ask: { files } }),
  close_window: () => invoke('close_window'),
  show_in_folder: (file) => invoke('show_in_folder', { ask: { file } }),
  open_link: (url) => invoke('open_link', { ask: { url } }),
};

export function isShellThere(): boolean {
  return '__TAURI_INTERNALS__' in window;
}
