import { ask, tryTo } from '../ask';
import { host, type Backup, type DamageList } from '../host';
import { formatMoment } from '../i18n/dates';
import { m } from '../i18n/generated/messages.js';
import { say, sayFailed } from '../kit/toasts.svelte';
import { loadRows, openLibrary } from '../library/library.svelte';

type Safety = { backups: Backup[]; damage: DamageList; working: boolean };

/** What keeps the library from being lost: its copies, the slow look at it, and all of it as open files. */
export const safety = $state<Safety>({ backups: [], damage: { damage: [] }, working: false });

export async function loadSafety(): Promise<void> {
  safety.backups = (await tryTo(host.list_backups()))?.backups ?? [];
  safety.damage = (await ask('list_damage', {})) ?? { damage: [] };
}

export function noteDamage(): void {
  sayFailed(m.damage_found());
  void loadSafety();
}

export async function backUp(): Promise<void> {
  if (await atWork(ask('back_up', {}))) say(m.backup_made());
  await loadSafety();
}

export async function restoreBackup(backup: Backup): Promise<void> {
  const restored = await atWork(tryTo(host.restore_backup(backup.name)));
  if (!restored) return;
  await openAgain();
  say(m.backup_restored({ when: formatMoment(backup.made_at), place: restored.kept ?? '' }));
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

export async function importLibrary(): Promise<void> {
  const imported = await atWork(tryTo(host.import_library_from()));
  if (!imported) return;
  await openAgain();
  say(m.library_imported({ place: imported.kept ?? '' }));
  if (imported.paused > 0) say(m.library_imported_paused());
}

/** Another library stands in its place: all that was shown is of the one before. */
async function openAgain(): Promise<void> {
  if (await openLibrary()) await loadRows();
  await loadSafety();
}

async function atWork<Answer>(answer: Promise<Answer>): Promise<Answer> {
  safety.working = true;
  try {
    return await answer;
  } finally {
    safety.working = false;
  }
}
