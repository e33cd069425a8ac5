import type {
  ArticleId,
  ErrorView,
  Quoted,
  StoriesChanged,
  StoryCard,
  StoryId,
  StoryPage,
  StoryView,
} from '../generated/types';
import { makeRow, type Kept } from './article';
import { day } from './library';

/** So many articles of a day and language in a row tell one story, until a hand says otherwise. */
const EACH = 3;

/** Which articles tell one story: as the core groups them, only simpler. */
export class Told {
  #of = new Map<ArticleId, StoryId>();

  constructor(private all: () => Kept[]) {
    const open = new Map<string, { id: StoryId; left: number }>();
    for (const kept of all()) {
      const key = `${day(kept)} ${kept.article.language}`;
      const story = open.get(key) ?? { id: kept.id, left: EACH };
      this.#of.set(kept.id, story.id);
      open.set(key, { id: story.id, left: story.left - 1 });
      if (story.left === 1) open.delete(key);
    }
  }

  of(article: ArticleId): StoryId | null {
    return this.#of.get(article) ?? null;
  }

  list(date: string, after: string | null | undefined, limit: number): StoryPage {
    const ids = new Set(this.all().flatMap((kept) => (day(kept) === date ? [this.of(kept.id) ?? 0] : [])));
    const cards = [...ids].filter((id) => id !== 0).map((id) => this.#card(id));
    cards.sort((a, b) => b.articles - a.articles || a.id - b.id);
    const start = Number(after ?? 0);
    const end = start + (limit || 50);
    return {
      stories: cards.slice(start, end),
      next: end < cards.length ? String(end) : null,
      total: cards.length,
    };
  }

  read(id: StoryId): StoryView {
    const members = this.#members(id);
    const sources = [...new Set(members.map((kept) => kept.article.source?.name ?? null))];
    const [first, second] = members;
    return {
      card: this.#card(id),
      outlets: sources.map((name) => ({
        outlet: name === null ? null : { name, host: null },
        articles: members
          .filter((kept) => (kept.article.source?.name ?? null) === name)
          .map((kept) => ({
            row: makeRow(kept),
            copy_of: null,
            newer_than: null,
            only: members.length > 1 ? [paragraph(kept, -1)] : [],
          })),
      })),
      summary: members.slice(0, 4).map((kept) => paragraph(kept, 0)),
      differences:
        first && second ? [{ what: 'figure', told: [paragraph(first, 1), paragraph(second, 1)] }] : [],
      keywords: ['harbour', 'storm gates'],
      people: ['Ada Finch'],
      places: ['Marrow Bay'],
    };
  }

  split(id: StoryId, articles: ArticleId[]): StoriesChanged {
    this.#members(id);
    const out = -1 - Math.min(...articles);
    for (const article of articles) this.#of.set(article, out);
    return { stories: [id, out] };
  }

  merge(ids: StoryId[]): StoriesChanged {
    const one = Math.min(...ids);
    for (const [article, story] of this.#of) if (ids.includes(story)) this.#of.set(article, one);
    return { stories: [one] };
  }

  #members(id: StoryId): Kept[] {
    const members = this.all().filter((kept) => this.of(kept.id) === id);
    if (members.length === 0) {
      throw { code: 'not_found', params: { what: 'story', id: String(id) } } satisfies ErrorView;
    }
    return members.sort((a, b) => at(a).localeCompare(at(b)) || a.id - b.id);
  }

  #card(id: StoryId): StoryCard {
    const members = this.#members(id);
    const outlets = new Map<string | null, number>();
    for (const kept of members) {
      const name = kept.article.source?.name ?? null;
      outlets.set(name, (outlets.get(name) ?? 0) + 1);
    }
    return {
      id,
      headline: makeRow(members[0]!),
      articles: members.length,
      unread: members.filter((kept) => !kept.read).length,
      copies: 0,
      outlets: [...outlets].map(([name, articles]) => ({ name, articles })),
      reasons: {
        outlets: outlets.size,
        voices: outlets.size,
        countries: ['fr', 'gb'].slice(0, outlets.size),
        lately: 1,
        bookmarks: members.filter((kept) => kept.bookmarked).length,
        first: members[0]?.article.published?.at ?? null,
        latest: members.at(-1)?.article.published?.at ?? null,
      },
      timeline: members.map((kept) => ({
        article: kept.id,
        outlet: kept.article.source?.name ?? null,
        at: kept.article.published?.at ?? null,
        copy_of: null,
        newer_than: null,
      })),
    };
  }
}

function at(kept: Kept): string {
  return kept.article.published?.at ?? '';
}

/** A whole paragraph, by its place in UTF-8 bytes. */
function paragraph(kept: Kept, index: number): Quoted {
  const paragraphs = kept.article.text.split('\n\n');
  const place = index < 0 ? paragraphs.length - 1 : Math.min(index, paragraphs.length - 1);
  const text = paragraphs[place] ?? '';
  const bytes = (part: string) => new TextEncoder().encode(part).length;
  const start = bytes(
    paragraphs
      .slice(0, place)
      .map((one) => `${one}\n\n`)
      .join(''),
  );
  return { article: kept.id, start, end: start + bytes(text), text };
}
