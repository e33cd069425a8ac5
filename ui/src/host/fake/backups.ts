import type { Backup, DamageList } from '../generated/types';

/** Copies of the invented library: of the three days before. */
export class Backups {
  private kept: Backup[] = [15, 14, 13].map((day) => ({
    name: `tidings_2026-03-${day}_081500.db`,
    made_at: `2026-03-${day}T08:15:00`,
    bytes: 48_000_000 + day * 100_000,
    articles: 1_180 + day,
  }));

  list(): Backup[] {
    return this.kept;
  }

  /** One that a copy has, and one that none has. */
  damage(is_damaged: boolean): DamageList {
    const finished_at = '2026-03-14T11:20:00+02:00';
    if (!is_damaged || this.mended) return { finished_at, damage: this.mended ? this.lost : [] };
    const name = 'Council votes to extend harbour works';
    return {
      finished_at,
      damage: [{ part: 'article', id: 7, name, backup: this.kept[0]?.name }, ...this.lost],
    };
  }

  mend(): DamageList {
    this.mended = true;
    return this.damage(true);
  }

  private mended = false;
  private lost: DamageList['damage'] = [{ part: 'file', id: 3, name: 'tuesday.zip' }];

  make(articles: number): Backup {
    const made_at = '2026-03-16T09:41:00';
    const backup = { name: 'tidings_2026-03-16_094100.db', made_at, bytes: 50_000_000, articles };
    this.kept = [backup, ...this.kept.filter(({ name }) => name !== backup.name)];
    return backup;
  }
}
