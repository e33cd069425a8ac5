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
const asked = new Set<number>();
let inSight = { first: 0, end: PAGE };
let from: ScreenName = 'imports';

/** A file of an import, or the file that an article was found in, there at its first line. */
export async function openPreview(what: { file: FileId } | { article: number }): Promise<void> {
  const ask_for = 'file' in what ? { file: what.file, text: 0 } : { article: what.article, text: 0 };
  const view = await ask('read_preview', ask_for);
  if (!view) return;
  show(view);
  preview.at = view.line;
  preview.article = articleOf(view.line, view);
  if (screen.name !== 'preview') from = screen.name;
  goTo('preview');
}

export async function openText(text: number): Promise<void> {
  const file = preview.view?.file;
  const view = file === undefined ? undefined : await ask('read_preview', { file, text });
  if (!view) return;
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

export async function markLine(role: Role): Promise<void> {
  const [place, line] = [placeOfLine(), chosenLine()];
  if (!place || !line || line.role === role) return;
  const was = line.role_as_read ?? line.role;
  if (was === role) await correct({ reset: [{ subject: 'role', at: place }] });
  else await correct({ set: [{ correction: 'role', at: place, role }] });
}

/** The chosen line as it was read: its role, and whether an article begins there. */
export async function resetLine(): Promise<void> {
  const place = placeOfLine();
  if (place)
    await correct({
      reset: [
        { subject: 'role', at: place },
        { subject: 'boundary', at: place },
      ],
    });
}

export async function splitHere(): Promise<void> {
  const [place, line] = [placeOfLine(), chosenLine()];
  if (!place || !line || line.opens) return;
  await setBoundary(place, true, line.opened_as_read === true);
}

/** The article of the chosen line goes on from the one above. */
export async function mergeUp(): Promise<void> {
  const article = chosenArticle();
  if (!canMerge() || !article) return;
  const place = placeAt(article.start);
  if (place) await setBoundary(place, false, lineAt(article.line)?.opened_as_read === false);
}

export function canMerge(): boolean {
  return Boolean(preview.view?.can_split) && preview.article > 0;
}

/** The article of the chosen line begins a line further up or down. */
export async function moveBoundary(by: 1 | -1): Promise<void> {
  const [view, article] = [preview.view, chosenArticle()];
  if (!view?.can_split || !article) return;
  const to = await readLine(article.line + by);
  const at = placeAt(article.start);
  if (!to || !at) return;
  await change(ask('move_boundary', { file: view.file, text: view.text, at, to: to.start }));
  preview.at = Math.min(Math.max(preview.at + by, 0), view.lines - 1);
}

export async function setField(to: FieldValue): Promise<void> {
  const at = placeOfArticle();
  if (at) await correct({ set: [{ correction: 'field', at, to }] });
}

export async function resetField(field: ArticleField): Promise<void> {
  const at = placeOfArticle();
  if (at) await correct({ reset: [{ subject: 'field', at, field }] });
}

export async function undoCorrection(): Promise<void> {
  await changeWhole('undo_correction');
}

export async function redoCorrection(): Promise<void> {
  await changeWhole('redo_correction');
}

export async function resetFile(): Promise<void> {
  await changeWhole('reset_corrections');
}

export function canCorrect(): boolean {
  return preview.view !== null && !preview.busy;
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

/** After a rule was kept or taken away, articles are other ones. */
export async function reloadPreview(): Promise<void> {
  const view = preview.view;
  if (view) await change(ask('read_preview', { file: view.file, text: view.text }));
}

async function setBoundary(at: TextPlace, opens: boolean, isAsRead: boolean): Promise<void> {
  if (isAsRead) await correct({ reset: [{ subject: 'boundary', at }] });
  else await correct({ set: [{ correction: 'boundary', at, opens }] });
}

function correct({ reset = [], set = [] }: { reset?: Subject[]; set?: Correction[] }): Promise<void> {
  const view = preview.view;
  if (!view) return Promise.resolve();
  return change(ask('correct_file', { file: view.file, text: view.text, step: { reset, set } }));
}

function changeWhole(operation: 'undo_correction' | 'redo_correction' | 'reset_corrections'): Promise<void> {
  const view = preview.view;
  return view ? change(ask(operation, { file: view.file, text: view.text })) : Promise.resolve();
}

/** One at a time: the next is about what this one leaves. */
async function change(answer: Promise<SplitPreview | undefined>): Promise<void> {
  preview.busy = true;
  const line = preview.at;
  const view = await answer;
  preview.busy = false;
  if (!view) return;
  const fresh = await readPages(view);
  show(view);
  pages = fresh;
  chooseLine(Math.min(line, view.lines - 1));
  preview.article = Math.min(preview.article, Math.max(view.articles.length - 1, 0));
  forgetAhead();
  follow(view);
  void settle();
}

/** The article that is open in the library may have another id now. */
function follow({ renamed, articles }: SplitPreview): void {
  const open = reader.view?.id;
  if (open === undefined) return;
  const to = renamed.find(([old]) => old === open)?.[1] ?? open;
  if (!articles.some(({ id }) => id === to)) return;
  const at = screen.name;
  void openArticle(to).then(() => {
    screen.name = at;
  });
}

function show(view: SplitPreview): void {
  preview.view = view;
  pages = new Map();
  asked.clear();
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

async function loadPage(page: number): Promise<void> {
  const view = preview.view;
  if (!view || asked.has(page) || pages.has(page)) return;
  asked.add(page);
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

function placeAt(start: number): TextPlace | undefined {
  const text = preview.view?.hash;
  return text === undefined ? undefined : { text, start };
}

function placeOfLine(): TextPlace | undefined {
  const line = chosenLine();
  return line && preview.view?.can_split ? placeAt(line.start) : undefined;
}

function placeOfArticle(): TextPlace | undefined {
  const article = chosenArticle();
  return article ? placeAt(article.start) : undefined;
}
