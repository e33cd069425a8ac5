import { ask, tryTo } from '../ask';
import {
  host,
  type FileId,
  type FileReport,
  type ImportId,
  type ImportReport,
  type ImportSummary,
  type JobId,
  type JobOutcome,
} from '../host';
import { m } from '../i18n/messages';
import { formatNumber } from '../i18n/locale.svelte';
import { errorWords } from '../i18n/words';
import { say, sayFailed } from '../kit/toasts.svelte';
import { library, loadCounts, loadRows, narrowOnly, settle } from '../library/library.svelte';
import { closeArticle, forgetAhead, openRow } from '../reader/reader.svelte';
import { goTo } from '../screen.svelte';

export type Job = {
  job: JobId;
  done: number;
  total: number | null;
  item: string;
  articles: number;
  /** Into a library that was empty. */
  first: boolean;
  /** When it began here, in milliseconds since 1970. */
  since: number;
};

type Imports = {
  /** Files are held over the window. */
  hovering: boolean;
  jobs: Job[];
  /** Of the import that ended last, until it is closed. */
  ended: ImportReport | null;
  list: ImportSummary[];
  listed: boolean;
  shown: ImportReport | null;
  /** Of the shown one, as far as they were asked for; and the last of them, where there are more. */
  files: FileReport[];
  next: FileId | null;
};

export const imports = $state<Imports>({
  hovering: false,
  jobs: [],
  ended: null,
  list: [],
  listed: false,
  shown: null,
  files: [],
  next: null,
});

/** Nobody goes away from what is done sooner: 5 s, in milliseconds. */
const LONG = 5_000;

/** Lines of a report at a time. */
const PAGE = 200;

/** Jobs that ended before their start was answered: a small file is faster than the answer. */
const over = new Set<JobId>();

export async function chooseFiles(): Promise<void> {
  noteStarted(await tryTo(host.choose_files()));
}

export async function chooseFolder(): Promise<void> {
  noteStarted(await tryTo(host.choose_folder()));
}

export async function importSample(): Promise<void> {
  noteStarted(await tryTo(host.import_sample()));
}

export async function importText(text: string, html: string | undefined): Promise<void> {
  if (text.trim() !== '' || html?.trim()) noteStarted(await ask('start_import_text', { text, html }));
}

/** The refused files once more, from where they were: they may be whole now. */
export async function importAgain(id: ImportId): Promise<void> {
  noteStarted(await ask('start_import_again', { id }));
}

/** In the system's file manager, where the file still is. */
export async function showInFolder(file: FileId): Promise<void> {
  if ((await tryTo(host.show_in_folder(file))) === false) say(m.not_in_folder());
}

/** From the library's own copy, as an import of its own. */
export async function readAgain(files: FileId[]): Promise<void> {
  noteStarted(await ask('start_read_again', { files }));
}

/** How mails of a sender are read from now on; these files at once. */
export async function readNewsletter(sender: string, as_stories: boolean, files: FileId[]): Promise<void> {
  if ((await ask('set_newsletter', { sender, as_stories })) && files.length > 0) await readAgain(files);
}

export function noteStarted(job: JobId | null | undefined): void {
  if (job === null || job === undefined || over.has(job) || imports.jobs.some((one) => one.job === job))
    return;
  imports.jobs.push({
    job,
    done: 0,
    total: null,
    item: '',
    articles: 0,
    first: library.counts.all === 0,
    since: Date.now(),
  });
  imports.ended = null;
}

export function noteProgress({ job, done, total, item, articles }: Omit<Job, 'first' | 'since'>): void {
  noteStarted(job);
  const known = imports.jobs.find((one) => one.job === job);
  if (known) Object.assign(known, { done, total, item, articles });
}

/** Into an empty library, the first article is opened at once: the first drop ends in something to read. */
export async function noteEnded(job: JobId, outcome: JobOutcome): Promise<void> {
  over.add(job);
  const known = imports.jobs.find((one) => one.job === job);
  const first = known?.first ?? library.counts.all === 0;
  const long = known !== undefined && Date.now() - known.since > LONG;
  const stopped = outcome.outcome === 'cancelled';
  if (outcome.outcome === 'failed') sayFailed(errorWords(outcome.error));
  if (stopped) say(m.import_stopped());
  const id = outcome.outcome === 'imported' || stopped ? outcome.import : null;
  const report = id === null ? undefined : await ask('read_import', { id });
  imports.jobs = imports.jobs.filter((one) => one.job !== job);
  if (report) {
    imports.ended = report;
    if (long) void notify(report);
    await settle();
    if (first && report.summary.articles > 0) await openRow(0);
  }
  if (imports.listed) void loadImports();
}

/** Whoever looks at the window sees it there. */
async function notify({ summary }: ImportReport): Promise<void> {
  const { articles, problems, name } = summary;
  const words = [
    m.notice_articles({ n: formatNumber(articles) }),
    ...(problems > 0 ? [m.notice_problems({ n: formatNumber(problems) })] : []),
  ];
  await host.notify_away(m.notice_imported({ name }), words.join('\n')).catch(() => false);
}

export async function cancel(job: JobId): Promise<void> {
  await ask('cancel_job', { job });
}

export async function loadImports(): Promise<void> {
  const answer = await ask('list_imports', {});
  if (!answer) return;
  imports.list = answer.imports;
  imports.listed = true;
  const newest = imports.list[0];
  if (!imports.shown && newest) await showReport(newest.id);
}

export async function showReport(id: ImportId): Promise<void> {
  const [report, page] = await Promise.all([
    ask('read_import', { id }),
    ask('list_import_files', { import: id, limit: PAGE }),
  ]);
  if (report && page) Object.assign(imports, { shown: report, files: page.files, next: page.next });
}

/** The next page of the shown report; none where another one is shown by then. */
export async function showMoreFiles(): Promise<void> {
  const { shown, next } = imports;
  if (!shown || next === null) return;
  const page = await ask('list_import_files', { import: shown.summary.id, after: next, limit: PAGE });
  if (!page || imports.shown !== shown || imports.next !== next) return;
  imports.files.push(...page.files);
  imports.next = page.next;
}

export async function undoImport(id: ImportId): Promise<void> {
  const undone = await ask('undo_import', { id });
  if (!undone) return;
  imports.ended = null;
  closeArticle();
  forgetAhead();
  if (library.narrowed.import === id) library.narrowed = {};
  await Promise.all([loadCounts(), loadRows(), loadImports()]);
  if (imports.shown?.summary.id === id) await showReport(id);
  const removed = m.import_undone({ count: undone.removed, n: formatNumber(undone.removed) });
  const kept = m.import_undone_kept({ count: undone.kept, n: formatNumber(undone.kept) });
  const outlets = m.import_undone_outlets({ count: undone.outlets, n: formatNumber(undone.outlets) });
  const said = [
    undone.removed > 0 || undone.outlets === 0 ? removed : null,
    undone.kept > 0 ? kept : null,
    undone.outlets > 0 ? outlets : null,
  ];
  say(said.filter(Boolean).join(' '));
}

/** The library, narrowed to what an import brought. */
export async function readArticlesOf(id: ImportId): Promise<void> {
  imports.ended = null;
  goTo('library');
  await narrowOnly({ import: id });
}
