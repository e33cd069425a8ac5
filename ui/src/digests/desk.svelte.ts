import { ask, tryTo } from '../ask';
import {
  host,
  isErrorView,
  type Choice,
  type Edit,
  type ExportAs,
  type ExportFormat,
  type IssueId,
  type IssueSummary,
  type IssueView,
  type ItemId,
  type Paper,
  type Product,
  type SectionId,
  type StoredTitle,
  type StoryId,
  type Style,
  type TitleId,
} from '../host';
import { formatDay, today } from '../i18n/dates';
import { m } from '../i18n/messages';
import { formatNumber } from '../i18n/locale.svelte';
import { errorWords } from '../i18n/words';
import { say, sayFailed } from '../kit/toasts.svelte';
import { library, loadCounts } from '../library/library.svelte';
import { loadSearches } from '../library/searches.svelte';
import { goTo } from '../screen.svelte';
import { flushDrafts } from '../kit/drafts';
import { printDocument } from './printing';

export type Pane = 'pool' | 'ready' | 'preview' | 'coverage';

type Desk = {
  titles: StoredTitle[];
  /** The title in hand; null until they are known. */
  title: TitleId | null;
  /** Beside the issue. */
  pane: Pane;
  /** Grows with each change that a pane has to follow. */
  turn: number;
  issues: IssueSummary[];
  listed: boolean;
  /** The day in hand. */
  date: string;
  choice: Choice;
  view: IssueView | null;
  /** Edits on their way to the disk. */
  saving: number;
  exporting: ExportFormat | null;
  /** In place of the title's own. */
  style: Style | null;
  paper: Paper | null;
  product: Product;
  /** What was published, in place of the issue as it stands. */
  version: number | null;
  /** The item that has the focus, for Alt and arrows. */
  item: ItemId | null;
  /** Said to screen readers after a move. */
  told: string;
};

export const desk = $state<Desk>({
  titles: [],
  title: null,
  pane: 'pool',
  turn: 0,
  issues: [],
  listed: false,
  date: today(),
  choice: 'bookmarked',
  view: null,
  saving: 0,
  exporting: null,
  style: null,
  paper: null,
  product: 'whole',
  version: null,
  item: null,
  told: '',
});

export async function openDesk(): Promise<void> {
  await Promise.all([loadIssues(), loadTitles(), loadSearches(), library.counted ? undefined : loadCounts()]);
  if (desk.view?.issue.date === desk.date) return void (desk.turn += 1);
  await chooseDay(desk.date);
}

export async function chooseTitle(title: TitleId): Promise<void> {
  if (!(await flushDrafts())) return;
  desk.title = title;
  desk.view = null;
  await chooseDay(desk.date);
}

export function takeTitles(titles: StoredTitle[]): void {
  desk.titles = titles;
  if (!titles.some((one) => one.id === desk.title)) desk.title = titles[0]?.id ?? null;
}

/** Shows the day's issue; where there is none, the choice to build it. */
export async function chooseDay(date: string): Promise<void> {
  if (!(await flushDrafts())) return;
  desk.date = date;
  // Built while the lists were still on their way: they know nothing of it yet.
  const { view, title } = desk;
  if (view?.issue.date === date && (title === null || view.title === title)) return;
  const known = find(date);
  if (known) return openIssue(known.id);
  desk.view = null;
  const before = presses;
  const choice = await sensibleChoice(date);
  if (desk.date === date && presses === before) desk.choice = choice;
}

let presses = 0;

/** By hand: what would be sensible is not asked any more. */
export function choose(choice: Choice): void {
  presses += 1;
  desk.choice = choice;
}

/** What was bookmarked of the day; its stories where nothing was, for an empty issue is seldom wanted. */
async function sensibleChoice(date: string): Promise<Choice> {
  const filter = { date, undated: false, unread: false, bookmarked: true };
  const page = await ask('list_articles', { filter, sort: 'newest', limit: 1 });
  return page?.rows.length === 0 ? 'stories' : 'bookmarked';
}

export async function build(): Promise<void> {
  const { date, choice, title } = desk;
  const view = await ask('build_issue', title === null ? { date, choice } : { date, choice, title });
  if (!view) return;
  show(view);
  await loadIssues();
}

/** Straight from what was bookmarked, or else the day's stories, to today's issue; the one there is, where there is one. */
export async function buildToday(): Promise<void> {
  goTo('digests');
  desk.date = today();
  await openDesk();
  if (desk.view?.issue.date !== today()) await build();
}

/** Into the issue of that day: the one there is, else a new one of what is bookmarked and this. */
export async function addToIssue(story: StoryId, date: string): Promise<void> {
  if (!(await flushDrafts())) return;
  if (!desk.listed) await Promise.all([loadIssues(), loadTitles()]);
  desk.date = date;
  const known = find(date);
  if (known) await openIssue(known.id);
  else {
    desk.choice = 'bookmarked';
    await build();
  }
  const section = desk.view?.issue.sections.at(-1);
  if (!section) return;
  const added = await inLine((id) =>
    host.call('add_stories', { id, stories: [story], section: section.id, at: section.items.length }),
  );
  if (!added) return;
  say(m.added_to_issue({ date: formatDay(date, 'brief') }), {
    label: m.show(),
    press: () => goTo('digests'),
  });
}

/** The line of edits: one after the other, in the order they were made. */
let line: Promise<unknown> = Promise.resolve();

/** Whether it was done; why not is said. */
export function edit(change: Edit): Promise<boolean> {
  return inLine((id) => host.call('edit_issue', { id, edit: change }));
}

export async function undo(): Promise<void> {
  if (!(await flushDrafts())) return;
  if (desk.view?.can_undo) await inLine((id) => host.call('undo_edit', { id }));
}

export async function redo(): Promise<void> {
  if (!(await flushDrafts())) return;
  if (desk.view?.can_redo) await inLine((id) => host.call('redo_edit', { id }));
}

export async function removeIssue(): Promise<void> {
  const id = desk.view?.id;
  if (id === undefined || !(await ask('remove_issue', { id }))) return;
  desk.view = null;
  await loadIssues();
}

/** One place up or down, and over the edge into the section beside. */
export async function moveItem(by: 1 | -1): Promise<void> {
  const issue = desk.view?.issue;
  const id = desk.item;
  if (!issue || id === null) return;
  const sections = issue.sections;
  const from = sections.findIndex((section) => section.items.some((item) => item.id === id));
  const place = sections[from]?.items.findIndex((item) => item.id === id) ?? -1;
  const within = sections[from]?.items[place + by] !== undefined;
  const to = within ? sections[from] : sections[from + by];
  if (!to) return;
  const at = within ? place + by : by > 0 ? 0 : to.items.length;
  const focus = document.activeElement;
  if (!(await edit({ edit: 'move_item', item: id, section: to.id, at }))) return;
  // A moved node loses the focus; without it the next press would move nothing.
  if (focus instanceof HTMLElement && focus.isConnected) focus.focus();
  const spot = formatNumber(at + 1);
  desk.told = to.name ? m.item_moved_section({ spot, section: to.name }) : m.item_moved({ spot });
}

export function moveSection(id: SectionId, by: 1 | -1): void {
  const at = desk.view?.issue.sections.findIndex((section) => section.id === id) ?? -1;
  const length = desk.view?.issue.sections.length ?? 0;
  if (at + by >= 0 && at + by < length) void edit({ edit: 'move_section', section: id, at: at + by });
}

/** As the menu has it: product, look, version. */
export function howShown(format: ExportFormat): ExportAs {
  const { style, paper, product, version } = desk;
  const own = version === null ? { style: style ?? undefined, paper: paper ?? undefined } : { version };
  return { format, product, ...own };
}

export async function printIssue(): Promise<void> {
  const id = desk.view?.id;
  if (id === undefined) return;
  if (!(await flushDrafts())) return;
  await line;
  await printDocument(id, howShown('html'));
}

export async function exportAs(format: ExportFormat): Promise<void> {
  const id = desk.view?.id;
  if (id === undefined || desk.exporting) return;
  if (!(await flushDrafts())) return;
  await line;
  desk.exporting = format;
  const saved = await tryTo(host.export_issue_as(id, howShown(format)));
  desk.exporting = null;
  if (!saved) return;
  const replaced = m.export_replaced({ count: saved.replaced, n: formatNumber(saved.replaced) });
  say(
    saved.replaced > 0 ? `${m.exported({ path: saved.path })} ${replaced}` : m.exported({ path: saved.path }),
  );
}

export async function loadCandidates(): Promise<void> {
  await inLine((id) => host.call('load_candidates', { id }));
}

export async function fillIssue(): Promise<void> {
  await inLine((id) => host.call('fill_issue', { id }));
}

/** Whether it was: a later version wants a note. */
export async function publish(note: string): Promise<boolean> {
  const id = desk.view?.id;
  if (id === undefined) return false;
  if (!(await flushDrafts())) return false;
  await line;
  const view = await ask('publish_issue', { id, note });
  if (!view) return false;
  show(view);
  desk.version = view.versions.length;
  say(m.published({ version: formatNumber(view.versions.length) }));
  await loadIssues();
  return true;
}

/** The title's issue of a date. */
function find(date: string): IssueSummary | undefined {
  return desk.issues.find(
    (issue) => issue.date === date && issue.title_id === (desk.title ?? issue.title_id),
  );
}

function show(view: IssueView): void {
  if (desk.view?.id !== view.id) desk.version = null;
  desk.view = view;
  desk.turn += 1;
}

async function openIssue(id: IssueId): Promise<void> {
  const view = await ask('read_issue', { id });
  if (view) show(view);
}

async function loadTitles(): Promise<void> {
  const answer = await ask('list_titles', {});
  if (answer) takeTitles(answer.titles);
}

async function loadIssues(): Promise<void> {
  const answer = await ask('list_issues', {});
  if (!answer) return;
  desk.issues = answer.issues;
  desk.listed = true;
}

/** Whether it was done. */
function inLine(call: (id: IssueId) => Promise<IssueView>): Promise<boolean> {
  const id = desk.view?.id;
  if (id === undefined) return Promise.resolve(false);
  desk.saving += 1;
  const done = line.then(async () => {
    try {
      const view = await call(id);
      if (desk.view?.id === id) take(view);
      return true;
    } catch (thrown) {
      const error = isErrorView(thrown)
        ? thrown
        : { code: 'internal' as const, params: { detail: String(thrown) } };
      sayFailed(errorWords(error));
      // What is on the screen is not what is on the disk: read it again.
      await openIssue(id);
      return false;
    } finally {
      desk.saving -= 1;
    }
  });
  line = done;
  return done;
}

function take(view: IssueView): void {
  show(view);
  const summary = desk.issues.find((issue) => issue.id === view.id);
  if (summary) {
    summary.title = view.issue.title;
    summary.number = view.issue.number;
    summary.items = view.issue.sections.reduce((sum, section) => sum + section.items.length, 0);
  }
}
