import type {
  ArticlePage,
  ArticleRow,
  Count,
  Counts,
  DayStart,
  Filter,
  IdPage,
  ListArticles,
  ListPlaces,
  Marked,
  PlaceArticles,
  QueryNote,
  SearchArticles,
  SearchPage,
  Sort,
} from '../generated/types';
import { makeArticle, makeRow, type Kept } from './article';
import * as ar from './stories/ar';
import * as en from './stories/en';
import * as fr from './stories/fr';
import * as ru from './stories/ru';
import * as zh from './stories/zh';

/** Newest first. `rows` repeats the stories until there are that many. */
export function makeLibrary(rows: number): Kept[] {
  const all: Kept[] = [];
  const told = Object.entries({ en, ar, ru, zh, fr }).flatMap(([language, { stories, paragraphs }]) =>
    stories.map((story, index) => ({ story, language, paragraphs, index })),
  );
  for (let number = 0; number < rows; number++) {
    const { story, language, paragraphs, index } = told[number % told.length]!;
    all.push(makeArticle(story, number + 1, language, paragraphs, (index % 3) + 1));
  }
  return all;
}

export const STORIES = [en, ar, ru, zh, fr].reduce((sum, { stories }) => sum + stories.length, 0);

export function listArticles(all: Kept[], ask: ListArticles): ArticlePage {
  const found = sortBy(
    all.filter((kept) => passes(kept, ask.filter)),
    ask.sort,
  );
  const start = ask.after ? Number(ask.after) : 0;
  const end = start + (ask.limit || 100);
  return { rows: found.slice(start, end).map(makeRow), next: end < found.length ? String(end) : null };
}

export function placeArticles(all: Kept[], ask: PlaceArticles): ListPlaces {
  const found = sortBy(
    all.filter((kept) => passes(kept, ask.filter)),
    ask.sort,
  );
  const byDate = ask.sort === 'newest' || ask.sort === 'oldest';
  const days: DayStart[] = [];
  if (byDate) {
    found.forEach((kept, first) => {
      const name = day(kept);
      if (name && name !== days.at(-1)?.day) days.push({ day: name, first });
    });
  }
  const cursors = Array.from({ length: Math.ceil(found.length / 100) - 1 }, (_, page) =>
    String((page + 1) * 100),
  );
  return { articles: found.length, cursors, days };
}

export function listIds(all: Kept[], filter: Filter, after: number | undefined): IdPage {
  const ids = sortBy(
    all.filter((kept) => passes(kept, filter)),
    'newest',
  ).map((kept) => kept.id);
  const start = after === undefined ? 0 : ids.indexOf(after) + 1;
  return { ids: ids.slice(start, start + 10_000), more: start + 10_000 < ids.length };
}

export function searchArticles(all: Kept[], ask: SearchArticles): SearchPage {
  const typed = ask.query.toLowerCase().split(/\s+/).filter(Boolean);
  const words = typed.filter((word) => !word.includes(':'));
  const bad = /\b(before|after|on):[a-z]\w*/.exec(ask.query);
  const notes: QueryNote[] = bad
    ? [{ start: bad.index, end: bad.index + bad[0].length, code: 'bad_date' }]
    : [];
  const lacks = ({ article }: Kept): string[] => {
    const text = `${article.title} ${article.text}`.toLowerCase();
    return words.filter((word) => !text.includes(word));
  };
  const within = all.filter((kept) => passes(kept, ask.filter, true));
  const matches = within.filter((kept) => lacks(kept).length === 0);
  const some = within.filter(({ id }) => !matches.some((match) => match.id === id));
  const close =
    ask.close && !ask.by_date && words.length > 2 && matches.length < 20
      ? some.filter((kept) => lacks(kept).length < words.length).slice(0, 20)
      : [];
  const found = ask.by_date ? sortBy(matches, ask.by_date) : [...matches, ...close];
  const rows = found.slice(0, ask.limit || 50).map((kept) => {
    const text = kept.article.text;
    const first = Math.max(0, text.toLowerCase().indexOf(words[0] ?? '') - 40);
    return {
      article: makeRow(kept),
      title: mark(kept.article.title, words),
      snippet: mark((first > 0 ? '…' : '') + text.slice(first, first + 200), words),
      lacks: lacks(kept),
    };
  });
  return { rows, found: matches.length, more: false, close: close.length, notes };
}

export function countArticles(every: Kept[]): Counts {
  const all = every.filter((kept) => !kept.away);
  const tally = (names: (kept: Kept) => (string | null | undefined)[]): Count[] => {
    const counts = new Map<string, Count>();
    for (const kept of all) {
      for (const name of names(kept)) {
        if (!name) continue;
        const count = counts.get(name) ?? { name, all: 0, unread: 0 };
        count.all += 1;
        if (!kept.read) count.unread += 1;
        counts.set(name, count);
      }
    }
    return [...counts.values()].sort((a, b) => b.all - a.all || a.name.localeCompare(b.name));
  };
  const away = (to: Kept['away']): number => every.filter((kept) => kept.away === to).length;
  return {
    all: all.length,
    archived: away('archive'),
    muted: away('mute'),
    trashed: away('trash'),
    unread: all.filter((kept) => !kept.read).length,
    bookmarked: all.filter((kept) => kept.bookmarked).length,
    undated: all.filter((kept) => !kept.article.published).length,
    sources: tally((kept) => [kept.article.source?.name]),
    tags: tally((kept) => kept.tags),
    languages: tally((kept) => [kept.article.language]),
    days: tally((kept) => [day(kept)]).sort((a, b) => b.name.localeCompare(a.name)),
  };
}

export function day(kept: Kept): string | undefined {
  return kept.article.published?.at.slice(0, 10);
}

/** `archived`: what is archived counts as being there, as a search has it. */
function passes(kept: Kept, filter: Filter, archived = false): boolean {
  const { subjects } = kept;
  const names = (all: string[], part?: string) => !part || all.some((name) => name.includes(part));
  return (
    ((kept.away ?? undefined) === (filter.away ?? undefined) ||
      (archived && !filter.away && kept.away === 'archive')) &&
    names(subjects.keywords, filter.keyword) &&
    names(subjects.people, filter.person) &&
    names(subjects.places, filter.place) &&
    (!filter.date || day(kept) === filter.date) &&
    (!filter.undated || !kept.article.published) &&
    (!filter.source || kept.article.source?.name === filter.source) &&
    (!filter.tag || kept.tags.includes(filter.tag)) &&
    (!filter.language || kept.article.language === filter.language) &&
    (!filter.import || kept.import === filter.import) &&
    (!filter.unread || !kept.read) &&
    (!filter.bookmarked || kept.bookmarked)
  );
}

function sortBy(all: Kept[], sort: Sort): Kept[] {
  if (sort === 'by_hand') return all;
  const key = (kept: Kept): string =>
    sort === 'headline'
      ? kept.article.title
      : sort === 'source'
        ? (kept.article.source?.name ?? '')
        : (kept.article.published?.at ?? '');
  const sorted = [...all].sort((a, b) => key(a).localeCompare(key(b)) || a.id - b.id);
  return sort === 'newest' ? sorted.reverse() : sorted;
}

function mark(text: string, words: string[]): Marked {
  const lower = text.toLowerCase();
  const marks: [number, number][] = [];
  for (const word of words) {
    for (let at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + word.length)) {
      marks.push([at, at + word.length]);
    }
  }
  return { text, marks: marks.sort((a, b) => a[0] - b[0]) };
}

export function rowOf(all: Kept[], id: number): ArticleRow | undefined {
  const kept = all.find((one) => one.id === id);
  return kept && makeRow(kept);
}
