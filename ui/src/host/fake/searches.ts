import type { SaveSearch, SavedSearch, SearchId, SearchList } from '../generated/types';
import type { Kept } from './article';
import { searchArticles } from './library';

/** Saved searches in memory. */
export class Searches {
  #all: { id: SearchId; name: string; query: string }[] = [];
  #next = 1;

  constructor(private articles: () => Kept[]) {}

  list(): SearchList {
    const searches = this.#all.map(({ id, name, query }): SavedSearch => {
      const found = this.find(id);
      return {
        id,
        name,
        query,
        found: found.length,
        unread: found.filter((kept) => !kept.read).length,
        more: false,
      };
    });
    return { searches: searches.sort((a, b) => a.name.localeCompare(b.name)) };
  }

  save(ask: SaveSearch): SearchList {
    const saved = { name: ask.name || ask.query, query: ask.query };
    const known = this.#all.find(({ id }) => id === ask.id);
    if (known) Object.assign(known, saved);
    else this.#all.push({ id: this.#next++, ...saved });
    return this.list();
  }

  remove(id: SearchId): SearchList {
    this.#all = this.#all.filter((one) => one.id !== id);
    return this.list();
  }

  /** What a saved search finds. */
  find(id: SearchId): Kept[] {
    const query = this.#all.find((one) => one.id === id)?.query ?? '';
    const articles = this.articles();
    const filter = { undated: false, unread: false, bookmarked: false };
    const { rows } = searchArticles(articles, {
      query,
      typing: false,
      close: false,
      filter,
      limit: articles.length,
    });
    const ids = new Set(rows.map(({ article }) => article.id));
    return articles.filter((kept) => ids.has(kept.id));
  }
}
