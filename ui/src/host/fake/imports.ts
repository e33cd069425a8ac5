import type {
  ErrorView,
  FileId,
  FileOutcome,
  FileOutcomes,
  FileReport,
  ImportFilePage,
  ImportId,
  ImportReport,
  ImportSummary,
  JobId,
  JobOutcome,
} from '../generated/types';
import type { Tidings } from '../host';
import { makeArticle, type Kept } from './article';
import * as en from './stories/en';
import type { Story } from './story';

const dropped: Story[] = [
  {
    source: 'Meridian Wire',
    at: '2026-03-16',
    from: 'inferred',
    reason: 'the caption says “March 16, 2026”',
    title: 'Lighthouse keepers’ union rejects automation of the last nine towers',
    dateline: 'CAPE VERRAN',
    opening:
      'The union of lighthouse keepers on Monday rejected a plan to automate the last nine staffed towers on the western coast.',
    captions: [{ text: 'The tower at Cape Verran, March 16, 2026.', credit: 'Meridian Wire' }],
  },
  {
    source: 'Levant Courier',
    at: '2026-03-16',
    from: 'text',
    title: 'Second reservoir reaches its spring mark two weeks early',
    opening:
      'The upper reservoir reached its spring mark on Monday, two weeks earlier than in any year since it was filled.',
  },
];

type Whole = { summary: ImportSummary; files: FileReport[] };

/** Imports in memory; one that is started takes a second and brings two articles. */
export class Imports {
  #reports: Whole[];
  #timers = new Map<JobId, ReturnType<typeof setInterval>>();
  #jobs = 0;

  constructor(
    private articles: Kept[],
    private tell: (told: Tidings) => void,
  ) {
    this.#reports = articles.length > 0 ? past(articles) : [];
  }

  list(): ImportSummary[] {
    return this.#reports.map((report) => report.summary);
  }

  read(id: ImportId): ImportReport {
    const { summary, files } = this.#find(id);
    const count = (outcome: FileOutcome): number => files.filter((file) => file.outcome === outcome).length;
    const outcomes: FileOutcomes = {
      imported: count('imported'),
      already_there: count('already_there'),
      nothing_found: count('nothing_found'),
      refused: count('refused'),
      refused_with_path: count('refused'),
    };
    const sample = [...files]
      .sort((a, b) => +(b.problems.length > 0) - +(a.problems.length > 0))
      .slice(0, 20);
    return { summary, outcomes, sample };
  }

  page(id: ImportId, after: FileId = 0, limit: number): ImportFilePage {
    const rest = this.#find(id).files.filter((file) => file.id > after);
    const files = rest.slice(0, limit);
    return { files, next: rest.length > limit ? (files.at(-1)?.id ?? null) : null };
  }

  #find(id: ImportId): Whole {
    const report = this.#reports.find((one) => one.summary.id === id);
    if (!report) throw { code: 'not_found', params: { what: 'import', id: String(id) } } satisfies ErrorView;
    return report;
  }

  articlesOf(file: FileId): number[] {
    return this.#reports.flatMap((report) => report.files).find((one) => one.id === file)?.articles ?? [];
  }

  undo(id: ImportId): number {
    const report = this.#find(id);
    report.summary.undone = true;
    const before = this.articles.length;
    const stay = this.articles.filter((kept) => kept.import !== id);
    this.articles.splice(0, before, ...stay);
    this.tell({ event: 'library_changed' });
    return before - stay.length;
  }

  start(name: string, stories: Story[] = dropped): JobId {
    const job = ++this.#jobs;
    let done = 0;
    const timer = setInterval(() => {
      done += 1;
      if (done < 8) {
        this.tell({
          event: 'job_progress',
          job,
          done,
          total: 8,
          item: `${name}`,
          articles: Math.floor(done / 4),
        });
      } else {
        this.#end(job, { outcome: 'imported', import: this.#add(name, stories) });
      }
    }, 60);
    this.#timers.set(job, timer);
    return job;
  }

  cancel(job: JobId): number {
    if (!this.#timers.has(job)) return 0;
    this.#end(job, { outcome: 'cancelled', import: null });
    return 1;
  }

  #end(job: JobId, outcome: JobOutcome): void {
    clearInterval(this.#timers.get(job));
    this.#timers.delete(job);
    this.tell({ event: 'library_changed' });
    this.tell({ event: 'job_ended', job, outcome });
  }

  #add(name: string, stories: Story[]): ImportId {
    const id = Math.max(0, ...this.#reports.map((report) => report.summary.id)) + 1;
    const known = stories.filter((story) => this.articles.some((kept) => kept.article.title === story.title));
    const first = Math.max(0, ...this.articles.map((kept) => kept.id)) + 1;
    const fresh = stories
      .filter((story) => !known.includes(story))
      .map((story, index) => makeArticle(story, first + index, 'en', en.paragraphs, id));
    this.articles.push(...fresh);
    const files: FileReport[] = [
      {
        id: 1000 * id,
        file: name,
        format: 'text',
        outcome: fresh.length > 0 ? 'imported' : 'already_there',
        articles: fresh.map((kept) => kept.id),
        known: known.length,
        records: null,
        outlets: 0,
        known_outlets: 0,
        problems: [],
        choices: [],
        has_path: true,
        is_kept: true,
      },
    ];
    this.#reports.unshift({
      summary: {
        id,
        at: '2026-03-16T07:31:00Z',
        name,
        files: 1,
        articles: fresh.length,
        outlets: 0,
        problems: 0,
        undone: false,
        state: 'finished',
      },
      files,
    });
    return id;
  }
}

function past(articles: Kept[]): Whole[] {
  const of = (id: ImportId): number[] => articles.filter((kept) => kept.import === id).map((kept) => kept.id);
  let last = 0;
  const file = (name: string, more: Partial<FileReport>): FileReport => ({
    id: ++last,
    file: name,
    format: 'text',
    outcome: 'imported',
    articles: [],
    known: 0,
    records: null,
    outlets: 0,
    known_outlets: 0,
    problems: [],
    choices: [],
    has_path: true,
    is_kept: true,
    ...more,
  });
  const problem = (where: string, code: FileReport['problems'][number]['code'], detail = '') => ({
    where,
    code,
    detail,
  });
  const monday = of(3);
  return [
    {
      summary: {
        id: 3,
        at: '2026-03-16T05:48:00Z',
        name: 'monday-drop',
        files: 13,
        articles: monday.length,
        outlets: 41,
        problems: 5,
        undone: false,
        state: 'finished',
      },
      files: [
        file('harbour-post-front.txt', { articles: monday.slice(0, 6) }),
        file('wires/meridian-0600.html', { format: 'html', articles: monday.slice(6, 7) }),
        file('wires/meridian-0700.html', { format: 'html', articles: monday.slice(7, 8), known: 1 }),
        file('صحيفة المرفأ.txt', { articles: monday.slice(8) }),
        file('wires/meridian-0500.html', { format: 'html', outcome: 'already_there', known: 3 }),
        file('wires/meridian-morning.eml', {
          format: 'mail',
          outcome: 'already_there',
          known: 1,
          choices: [
            {
              choice: 'newsletter',
              sender: 'morning@meridian.test',
              name: 'Meridian Morning',
              stories: 12,
              as_stories: false,
            },
          ],
        }),
        file('factiva-march.html', {
          format: 'factiva',
          outcome: 'already_there',
          known: 49,
          records: { found: 49, announced: 50 },
        }),
        file('feeds.opml', { format: 'opml', outlets: 41, known_outlets: 2 }),
        file('clippings.csv', {
          format: 'csv',
          outcome: 'refused',
          problems: [problem('clippings.csv', 'unknown_columns', 'Rubrum, Blatt, Erschienen, Volltext')],
          choices: [{ choice: 'table', shape: 'shape-1' }],
        }),
        file('notes.txt', { outcome: 'nothing_found', problems: [problem('notes.txt', 'nothing_found')] }),
        file('photo.txt', {
          format: null,
          outcome: 'refused',
          problems: [problem('photo.txt', 'unknown_format', 'JPEG image')],
        }),
        file('empty.html', {
          format: null,
          outcome: 'refused',
          problems: [problem('empty.html', 'empty_file')],
        }),
        file('archive/locked.html', {
          format: null,
          outcome: 'refused',
          problems: [problem('archive/locked.html', 'no_permission', 'Permission denied (os error 13)')],
        }),
      ],
    },
    {
      summary: {
        id: 2,
        at: '2026-03-15T06:12:00Z',
        name: 'sunday-papers.txt',
        files: 1,
        articles: of(2).length,
        outlets: 0,
        problems: 0,
        undone: false,
        state: 'finished',
      },
      files: [file('sunday-papers.txt', { articles: of(2) })],
    },
    {
      summary: {
        id: 1,
        at: '2026-03-14T07:02:00Z',
        name: 'week-11',
        files: 2,
        articles: of(1).length,
        outlets: 0,
        problems: 0,
        undone: false,
        state: 'interrupted',
      },
      files: [
        file('week-11/a.txt', { articles: of(1).slice(0, 12) }),
        file('week-11/b.txt', { articles: of(1).slice(12) }),
      ],
    },
  ];
}
