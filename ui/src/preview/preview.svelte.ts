import { tick } from 'svelte';

import { ask } from '../ask';
import type {
  ArticleField,
  Correction,
  FieldValue,
  FileId,
  Pattern,
  SplitPreview,
  PreviewArticle,
  PreviewLine,
  Role,
  Subject,
  TextPlace,
} from '../host';
import { settle } from '../library/library.svelte';
import { forgetAhead, openArticle, reader } from '../reader/reader.svelte';
import { goTo, screen, type ScreenName } from '../screen.svelte';
import { PAGE, pageOf, pagesIn } from './lines';

type State = {
  view: SplitPreview | null;
  /** Index of the chosen line. */
  at: number;
  /** Of the article whose fields are shown. */
  article: number;
  /** A correction is being done. */
  busy: boolean;
  /** A rule that is offered for an outlet. */
  offer: { outlet: string; pattern: Pattern } | null;
};

export const preview = $state<State>({ view: null, at: 0, article: 0, busy: false, offer: null });

let pages = $state.raw(new Map<number, PreviewLine[]>());
const reading = new Map<number, Promise<void>>();
let inSight = { first: 0, end: PAGE };
let from: ScreenName = 'imports';

/** Rises with each file or text that is asked for: only the last one is shown. */
let opened = 0;

/** A file of an import, or the file that an article was found in, there at its first line. */
export async function openPreview(what: { file: FileId } | { article: number }): Promise<void> {
  const [mine, came] = [++opened, screen.name];
  // What was pressed before is about the file that is shown until now.
  await line;
  const asked_for = 'file' in what ? { file: what.file, text: 0 } : { article: what.article, text: 0 };
  const view = await ask('read_preview', asked_for);
  if (!view || mine !== opened || screen.name !== came) return;
  show(view);
  preview.at = view.line;
  preview.article = articleOf(view.line, view);
  if (came !== 'preview') from = came;
  goTo('preview');
}

export async function openText(text: number): Promise<void> {
  const file = preview.view?.file;
  if (file === undefined) return;
  const mine = ++opened;
  await line;
  const view = await ask('read_preview', { file, text });
  if (!view || mine !== opened) return;
  show(view);
  preview.at = 0;
  preview.article = 0;
}

export function closePreview(): void {
  goTo(from);
}

export function lineAt(index: number): PreviewLine | undefined {
  return pages.get(pageOf(index))?.[index % PAGE];
}

export function chosenLine(): PreviewLine | undefined {
  return lineAt(preview.at);
}

export function chosenArticle(): PreviewArticle | undefined {
  return preview.view?.articles[preview.article];
}

/** The line that says when the article appeared, where it is among the lines that are there. */
export function printedDate({ line, lines }: PreviewArticle): string {
  const end = Math.min(lines, PAGE);
  for (let at = line; at < line + end; at++) if (lineAt(at)?.role === 'date') return lineAt(at)?.text ?? '';
  return '';
}

/** Lines that come into sight are asked for page by page. */
export function lookAtLines(first: number, end: number): void {
  inSight = { first, end };
  for (const page of pagesIn(first, end)) void loadPage(page);
}

export function chooseLine(index: number): void {
  const view = preview.view;
  if (!view || view.lines === 0) return;
  preview.at = Math.min(Math.max(index, 0), view.lines - 1);
  const article = articleOf(preview.at, view);
  if (article >= 0) preview.article = article;
}

export function stepLine(by: number): void {
  chooseLine(preview.at + by);
}

/** To the first line of the next article, or of the one before. */
export function stepArticle(by: 1 | -1): void {
  const view = preview.view;
  if (view) chooseArticle(Math.min(Math.max(preview.article + by, 0), view.articles.length - 1));
}

export function chooseArticle(place: number): void {
  const article = preview.view?.articles[place];
  if (!article) return;
  preview.article = place;
  if (article.lines > 0) preview.at = article.line;
}

export function markLine(role: Role): Promise<boolean> {
  return correctLine((line, at) => {
    if (line.role === role) return null;
    const was = line.role_as_read ?? line.role;
    return was === role ? { reset: [{ subject: 'role', at }] } : { set: [{ correction: 'role', at, role }] };
  });
}

/** The chosen line as it was read: its role, and whether an article begins there. */
export function resetLine(): Promise<boolean> {
  return correctLine((_, at) => ({
    reset: [
      { subject: 'role', at },
      { subject: 'boundary', at },
    ],
  }));
}

export function splitHere(): Promise<boolean> {
  return correctLine((line, at) => (line.opens ? null : boundary(at, true, line.opened_as_read === true)));
}

/** The article of the chosen line goes on from the one above. */
export function mergeUp(): Promise<boolean> {
  const article = articleAtHand();
  return inLine(async (view) => {
    const own = article(view);
    if (!view.can_split || !own || own === view.articles[0]) return undefined;
    const first = await readLine(own.line);
    return correct(view, boundary(placeIn(view, own.start), false, first?.opened_as_read === false));
  });
}

export function canMerge(): boolean {
  return Boolean(preview.view?.can_split) && preview.article > 0;
}

/** The article of the chosen line begins a line further up or down. */
export function moveBoundary(by: 1 | -1): Promise<boolean> {
  const [article, chosen] = [articleAtHand(), preview.at];
  return inLine(async (view) => {
    const own = article(view);
    const to = own && view.can_split ? await readLine(own.line + by) : undefined;
    if (!own || !to) return undefined;
    const { file, text } = view;
    const at = placeIn(view, own.start);
    const moved = await ask('move_boundary', { file, text, at, to: to.start });
    if (moved && preview.at === chosen) preview.at = Math.min(Math.max(chosen + by, 0), moved.lines - 1);
    return moved;
  });
}

/** Of the article that begins at `start`; of the chosen one where none is named. */
export function setField(to: FieldValue, start = chosenArticle()?.start): Promise<boolean> {
  return correctArticle(start, (at) => ({ set: [{ correction: 'field', at, to }] }));
}

export function resetField(field: ArticleField, start = chosenArticle()?.start): Promise<boolean> {
  return correctArticle(start, (at) => ({ reset: [{ subject: 'field', at, field }] }));
}

export function undoCorrection(): Promise<boolean> {
  return inLine(async ({ file, text, can_undo }) =>
    can_undo ? ask('undo_correction', { file, text }) : undefined,
  );
}

export function redoCorrection(): Promise<boolean> {
  return inLine(async ({ file, text, can_redo }) =>
    can_redo ? ask('redo_correction', { file, text }) : undefined,
  );
}

export function resetFile(): Promise<boolean> {
  return inLine(({ file, text }) => ask('reset_corrections', { file, text }));
}

export function canCorrect(): boolean {
  return preview.view !== null;
}

export function canMark(): boolean {
  return canCorrect() && Boolean(preview.view?.can_split) && chosenLine() !== undefined;
}

/** The article in the library, to be read. */
export async function readArticle(): Promise<void> {
  const id = chosenArticle()?.id;
  if (id === null || id === undefined) return;
  goTo('library');
  await openArticle(id);
}

export async function editFields(): Promise<void> {
  await tick();
  document.querySelector<HTMLElement>('[data-fields] textarea, [data-fields] input')?.focus();
}

/** After a rule was kept, articles are other ones. */
export function reloadPreview(): Promise<boolean> {
  return inLine(({ file, text }) => ask('read_preview', { file, text }));
}

/** Articles of the library are other ones now. */
export function noteCorrected(): void {
  forgetAhead();
  void settle();
}

type Step = { reset?: Subject[]; set?: Correction[] };

/** The line of corrections, each telling whether it was done: one after the other, as they were pressed, each about what the one before leaves. */
let line: Promise<unknown> = Promise.resolve();
let waiting = 0;

function inLine(call: (view: SplitPreview) => Promise<SplitPreview | undefined>): Promise<boolean> {
  const of = preview.view;
  if (!of) return Promise.resolve(false);
  waiting += 1;
  preview.busy = true;
  const done = line
    .then(async () => {
      const view = preview.view;
      const answer = view && isOf(view, of) ? await call(view) : undefined;
      if (answer) await take(answer);
      return answer !== undefined;
    })
    .finally(() => {
      waiting -= 1;
      preview.busy = waiting > 0;
    });
  line = done;
  return done;
}

/** Of the line that is chosen when the key is pressed; what there is to do is told by how it stands when its turn comes. */
function correctLine(step: (line: PreviewLine, at: TextPlace) => Step | null): Promise<boolean> {
  const at = preview.at;
  return inLine(async (view) => {
    const chosen = view.can_split ? await readLine(at) : undefined;
    const wanted = chosen && step(chosen, placeIn(view, chosen.start));
    return wanted ? correct(view, wanted) : undefined;
  });
}

function correctArticle(start: number | undefined, step: (at: TextPlace) => Step): Promise<boolean> {
  const article = articleAtHand(start);
  return inLine(async (view) => {
    const own = article(view);
    return own && correct(view, step(placeIn(view, own.start)));
  });
}

/** Finds an article again, also where a correction that was waited for moved its first line. */
function articleAtHand(start = chosenArticle()?.start): (view: SplitPreview) => PreviewArticle | undefined {
  const before = preview.view?.articles ?? [];
  const [place, count] = [before.findIndex((one) => one.start === start), before.length];
  return ({ articles }) =>
    articles.find((one) => one.start === start) ?? (articles.length === count ? articles[place] : undefined);
}

function boundary(at: TextPlace, opens: boolean, isAsRead: boolean): Step {
  return isAsRead
    ? { reset: [{ subject: 'boundary', at }] }
    : { set: [{ correction: 'boundary', at, opens }] };
}

function correct(
  { file, text }: SplitPreview,
  { reset = [], set = [] }: Step,
): Promise<SplitPreview | undefined> {
  return ask('correct_file', { file, text, step: { reset, set } });
}

/** Shown where its text still is: another one may have been opened meanwhile. */
async function take(view: SplitPreview): Promise<void> {
  const fresh = await readPages(view);
  if (preview.view && isOf(preview.view, view)) {
    show(view);
    pages = fresh;
    // An article that has no line of its own stays at hand.
    if (view.articles[preview.article]?.lines !== 0) chooseLine(Math.min(preview.at, view.lines - 1));
    preview.article = Math.min(preview.article, Math.max(view.articles.length - 1, 0));
    lookAtLines(inSight.first, inSight.end);
  }
  noteCorrected();
  follow(view);
}

function isOf(view: SplitPreview, { file, text }: SplitPreview): boolean {
  return view.file === file && view.text === text;
}

/** The article that is open in the library may have another id now. */
function follow({ renamed, articles }: SplitPreview): void {
  const open = reader.view?.id;
  if (open === undefined) return;
  const to = renamed.find(([old]) => old === open)?.[1] ?? open;
  if (!articles.some(({ id }) => id === to)) return;
  void openArticle(to);
}

function show(view: SplitPreview): void {
  preview.view = view;
  pages = new Map();
  reading.clear();
}

/** The lines in sight as they are now, so that nothing is blank between. */
async function readPages(view: SplitPreview): Promise<Map<number, PreviewLine[]>> {
  const fresh = new Map<number, PreviewLine[]>();
  const wanted = new Set([...pagesIn(inSight.first, inSight.end), pageOf(preview.at)]);
  for (const page of wanted) {
    const answer = await askPage(view, page);
    if (answer) fresh.set(page, answer);
  }
  return fresh;
}

function loadPage(page: number): Promise<void> {
  const view = preview.view;
  if (!view || pages.has(page)) return Promise.resolve();
  let read = reading.get(page);
  if (!read) reading.set(page, (read = readPage(view, page)));
  return read;
}

async function readPage(view: SplitPreview, page: number): Promise<void> {
  const lines = await askPage(view, page);
  if (lines && preview.view === view) pages = new Map(pages).set(page, lines);
}

async function askPage(view: SplitPreview, page: number): Promise<PreviewLine[] | undefined> {
  const { file, text } = view;
  const answer = await ask('list_preview_lines', { file, text, first: page * PAGE, count: PAGE });
  return answer?.lines;
}

async function readLine(index: number): Promise<PreviewLine | undefined> {
  if (index < 0) return undefined;
  await loadPage(pageOf(index));
  return lineAt(index);
}

function articleOf(line: number, view: SplitPreview): number {
  const known = lineAt(line)?.article;
  if (typeof known === 'number') return known;
  return view.articles.findLastIndex((article) => article.lines > 0 && article.line <= line);
}

function placeIn({ hash }: SplitPreview, start: number): TextPlace {
  return { text: hash, start };
}
