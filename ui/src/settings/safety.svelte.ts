import { ask, tryTo } from '../ask';
import { host, type Backup, type DamageList } from '../host';
import { formatMoment } from '../i18n/dates';
import { m } from '../i18n/messages';
import { flushDrafts } from '../kit/drafts';
import { say, sayFailed, sayUntilClosed } from '../kit/toasts.svelte';

type Safety = {
  backups: Backup[];
  damage: DamageList;
  working: boolean;
  /** How far an export or import of all of it is. */
  work: { done: number; total: number | null } | null;
};

/** What keeps the library from being lost: its copies, the slow look at it, and all of it as open files. */
export const safety = $state<Safety>({ backups: [], damage: { damage: [] }, working: false, work: null });

/** Also of a library that cannot be opened. */
export async function loadBackups(): Promise<void> {
  safety.backups = (await tryTo(host.list_backups()))?.backups ?? [];
}

export async function loadDamage(): Promise<void> {
  safety.damage = (await ask('list_damage', {})) ?? { damage: [] };
}

export function noteDamage(): void {
  sayFailed(m.damage_found());
  void loadDamage();
}

export async function backUp(): Promise<void> {
  if (await atWork(ask('back_up', {}))) say(m.backup_made());
  await loadBackups();
}

export async function restoreBackup(backup: Backup): Promise<void> {
  await flushDrafts();
  const restored = await atWork(tryTo(host.restore_backup(backup.name)));
  if (!restored) return;
  openAgain(m.backup_restored({ when: formatMoment(backup.made_at), place: restored.kept ?? '' }));
}

export async function mendDamage(): Promise<void> {
  const still = await atWork(ask('mend_damage', {}));
  if (!still) return;
  safety.damage = still;
  if (still.damage.length === 0) say(m.damage_mended());
}

export async function exportLibrary(): Promise<void> {
  const exported = await atWork(tryTo(host.export_library_to()));
  if (!exported) return;
  say(m.library_exported({ place: exported.folder }));
  if (exported.problems > 0) sayFailed(m.library_exported_damaged());
}

export function noteWork({ done, total }: { done: number; total: number | null }): void {
  if (safety.working) safety.work = { done, total };
}

export async function stopWork(): Promise<void> {
  await tryTo(host.stop_work());
}

export async function importLibrary(): Promise<void> {
  await flushDrafts();
  const imported = await atWork(tryTo(host.import_library_from()));
  if (!imported) return;
  const words = m.library_imported({ place: imported.kept ?? '' });
  openAgain(imported.paused > 0 ? `${words}. ${m.library_imported_paused()}` : words);
}

const OPENED = 'opened';

/** What was opened in the place of the library before, and where that is kept: read before it goes. */
export function sayOpened(): void {
  const words = sessionStorage.getItem(OPENED);
  sessionStorage.removeItem(OPENED);
  if (words) sayUntilClosed(words);
}

/** Another library stands in its place: whatever the page holds is of the one before, and would go into this one by its numbers. */
function openAgain(words: string): void {
  sessionStorage.setItem(OPENED, words);
  location.reload();
}

async function atWork<Answer>(answer: Promise<Answer>): Promise<Answer> {
  safety.working = true;
  try {
    return await answer;
  } finally {
    safety.working = false;
    safety.work = null;
  }
}
