import type { CollectionChanged, CollectionId } from '../generated/types';
import type { ErrorView } from '../generated/types';
import type { Kept } from './article';

/** Collections in memory. */
export class Collections {
  #all: { id: CollectionId; name: string; ids: number[] }[] = [];
  #next = 1;

  constructor(private articles: () => Kept[]) {}

  list() {
    const collections = this.#all.map(({ id, name, ids }) => {
      const held = this.articles().filter((kept) => ids.includes(kept.id));
      return { id, name, articles: held.length, unread: held.filter((kept) => !kept.read).length };
    });
    return { collections: collections.sort((a, b) => a.name.localeCompare(b.name)) };
  }

  save(id: CollectionId | undefined, given: string) {
    const name = given.trim();
    if (!name) return { id: null, ...this.list() };
    const known = id === undefined ? undefined : this.#find(id);
    if (known) known.name = name;
    else this.#all.push({ id: this.#next++, name, ids: [] });
    return { id: known?.id ?? this.#next - 1, ...this.list() };
  }

  remove(id: CollectionId): CollectionChanged {
    const before = this.#find(id).ids;
    this.#all = this.#all.filter((one) => one.id !== id);
    this.#note();
    return { ...this.list(), before };
  }

  collect(id: CollectionId, given: number[], before: number | undefined, stay: boolean): CollectionChanged {
    return this.#change(id, (held) => {
      const ids = given.filter((one) => !stay || !held.includes(one));
      const from = before === undefined ? -1 : held.indexOf(before);
      const next = from < 0 ? undefined : held.slice(from).find((one) => !ids.includes(one));
      const rest = held.filter((one) => !ids.includes(one));
      const at = next === undefined ? rest.length : rest.indexOf(next);
      return [...rest.slice(0, at), ...ids, ...rest.slice(at)];
    });
  }

  takeOut(id: CollectionId, ids: number[]): CollectionChanged {
    return this.#change(id, (held) => held.filter((one) => !ids.includes(one)));
  }

  arrange(id: CollectionId, ids: number[]): CollectionChanged {
    return this.#change(id, () => ids);
  }

  /** What it holds, in its order. */
  read(id: CollectionId): Kept[] {
    const all = this.articles();
    return this.#find(id).ids.flatMap((one) => all.find((kept) => kept.id === one) ?? []);
  }

  #find(id: CollectionId) {
    const found = this.#all.find((one) => one.id === id);
    if (!found)
      throw { code: 'not_found', params: { what: 'collection', id: String(id) } } satisfies ErrorView;
    return found;
  }

  #change(id: CollectionId, change: (held: number[]) => number[]): CollectionChanged {
    const collection = this.#find(id);
    const before = collection.ids;
    collection.ids = change(before);
    this.#note();
    return { ...this.list(), before };
  }

  #note(): void {
    for (const kept of this.articles()) {
      kept.collections = this.#all.filter(({ ids }) => ids.includes(kept.id)).map(({ id }) => id);
    }
  }
}
