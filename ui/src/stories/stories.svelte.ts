import { SvelteSet } from 'svelte/reactivity';

import { ask } from '../ask';
import { addToIssue } from '../digests/desk.svelte';
import type { ArticleId, Quoted, StoryCard, StoryId, StoryView } from '../host';
import { today } from '../i18n/dates';
import { m } from '../i18n/messages';
import { say } from '../kit/toasts.svelte';
import { library, loadCounts, narrowOnly } from '../library/library.svelte';
import { openArticle } from '../reader/reader.svelte';
import { goTo } from '../screen.svelte';

type Stories = {
  date: string;
  cards: StoryCard[];
  total: number;
  next: string | null;
  loaded: boolean;
  open: StoryView | null;
  /** Articles of the open story that are to be parted from it; null while nothing is parted. */
  parting: SvelteSet<ArticleId> | null;
};

export const stories = $state<Stories>({
  date: '',
  cards: [],
  total: 0,
  next: null,
  loaded: false,
  open: null,
  parting: null,
});

/** Stories that are to be made one. */
export const joining = new SvelteSet<StoryId>();

let asked = 0;

/** The day that was in hand, else today where it has something, else the last that has. */
export async function openStories(): Promise<void> {
  if (!library.counted) await loadCounts();
  const days = library.counts.days.map(({ name }) => name);
  const known = stories.date || (days.includes(today()) ? today() : days[0]) || today();
  await showDay(known);
}

export async function showDay(date: string): Promise<void> {
  const mine = ++asked;
  if (date !== stories.date) {
    stories.open = null;
    stories.parting = null;
  }
  joining.clear();
  stories.date = date;
  const page = await ask('list_stories', { date, limit: 50 });
  if (mine !== asked || !page) return;
  stories.cards = page.stories;
  stories.total = page.total;
  stories.next = page.next;
  stories.loaded = true;
}

export async function showMore(): Promise<void> {
  const mine = asked;
  if (!stories.next) return;
  const page = await ask('list_stories', { date: stories.date, after: stories.next, limit: 50 });
  if (mine !== asked || !page) return;
  const known = new Set(stories.cards.map(({ id }) => id));
  stories.cards.push(...page.stories.filter(({ id }) => !known.has(id)));
  stories.next = page.next;
}

/** The next day that has articles, later or earlier. */
export function stepDay(by: 1 | -1): void {
  const days = library.counts.days.map(({ name }) => name);
  const next = by > 0 ? days.findLast((day) => day > stories.date) : days.find((day) => day < stories.date);
  if (next) void showDay(next);
}

export async function openStory(id: StoryId): Promise<void> {
  const view = await ask('read_story', { id });
  if (!view) return;
  stories.open = view;
  stories.parting = null;
}

/** The next card of the day, for keys. */
export function stepStory(by: 1 | -1): void {
  const at = stories.cards.findIndex(({ id }) => id === stories.open?.card.id);
  const next = stories.cards[Math.min(Math.max(at + by, 0), stories.cards.length - 1)];
  if (next) void openStory(next.id);
}

/** From an article to all that tell of the same. */
export async function openStoryOf(id: StoryId, date: string): Promise<void> {
  goTo('stories');
  if (date !== stories.date || !stories.loaded) await showDay(date);
  await openStory(id);
}

/** The place in the article that the words were taken from. */
export async function showQuoted(quoted: Quoted): Promise<void> {
  const story = stories.open?.card.id;
  if (story !== undefined) await narrowOnly({ story });
  goTo('library');
  await openArticle(quoted.article, quoted.text);
}

export async function readAll(): Promise<void> {
  const story = stories.open?.card;
  if (!story) return;
  await narrowOnly({ story: story.id });
  goTo('library');
  await openArticle(story.headline.id);
}

export async function takeStory(): Promise<void> {
  const card = stories.open?.card;
  if (card) await addToIssue(card.id, stories.date);
}

export function startParting(): void {
  stories.parting = new SvelteSet();
}

export async function part(): Promise<void> {
  const story = stories.open?.card.id;
  const out = [...(stories.parting ?? [])];
  if (story === undefined || out.length === 0) return;
  const changed = await ask('split_story', { id: story, articles: out });
  if (!changed) return;
  await showDay(stories.date);
  await openStory(changed.stories[0] ?? story);
  const [, other] = changed.stories;
  say(m.story_parted(), {
    label: m.action_undo(),
    press: () => void join(other === undefined ? [story] : [story, other]),
  });
}

export async function joinChosen(): Promise<void> {
  const ids = [...joining];
  if (stories.open && !ids.includes(stories.open.card.id)) ids.unshift(stories.open.card.id);
  await join(ids);
}

async function join(ids: StoryId[]): Promise<void> {
  if (ids.length < 2) return;
  const changed = await ask('merge_stories', { ids });
  if (!changed) return;
  await showDay(stories.date);
  const [one] = changed.stories;
  if (one !== undefined) await openStory(one);
  say(m.stories_joined());
}
