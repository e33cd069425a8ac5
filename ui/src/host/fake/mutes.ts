import type { Filter, Mute, MuteList, MuteTrial } from '../generated/types';
import { makeRow, type Kept } from './article';
import { searchArticles } from './library';

const EVERYTHING: Filter = { undated: false, unread: false, bookmarked: false };

/** Rules that keep articles of the invented library out of its lists. */
export class Mutes {
  private rules: (Mute & { ids: number[] })[] = [];

  constructor(private readonly articles: () => Kept[]) {}

  list(): MuteList {
    return { mutes: this.rules.map(({ id, query, until, hidden }) => ({ id, query, until, hidden })) };
  }

  try(query: string): MuteTrial {
    const found = this.found(query);
    return { found: found.length, rows: found.slice(0, 50).map(makeRow) };
  }

  add(query: string, until: string | null): MuteList {
    const found = this.found(query);
    for (const kept of found) kept.away = 'mute';
    const id = (this.rules.at(-1)?.id ?? 0) + 1;
    this.rules.push({ id, query, until, hidden: found.length, ids: found.map((kept) => kept.id) });
    return this.list();
  }

  remove(id: number): MuteList {
    const rule = this.rules.find((one) => one.id === id);
    for (const kept of this.articles()) if (rule?.ids.includes(kept.id)) kept.away = null;
    this.rules = this.rules.filter((one) => one !== rule);
    return this.list();
  }

  private found(query: string): Kept[] {
    const all = this.articles();
    const page = searchArticles(all, { query, typing: false, close: false, filter: EVERYTHING, limit: 200 });
    const ids = new Set(page.rows.map(({ article }) => article.id));
    return all.filter((kept) => ids.has(kept.id) && !kept.bookmarked);
  }
}
