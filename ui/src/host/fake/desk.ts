import type {
  CoverageView,
  Finding,
  Issue,
  MetOutlet,
  Outlet,
  OutletList,
  Pool,
  StoredOutlet,
  StoredTitle,
  Tally,
  Title,
  TitleList,
} from '../generated/types';
import { NEW_TITLE } from '../../digests/empty';
import { makeRow, type Kept } from './article';
import { day } from './library';

/** Titles in memory. */
export class Titles {
  #all: StoredTitle[] = [
    { id: 1, title: { ...NEW_TITLE, name: 'Morning press review', language: 'en' }, has_logo: false },
  ];

  list(): TitleList {
    return { titles: this.#all };
  }

  find(id: number | null | undefined): Title {
    return (this.#all.find((one) => one.id === id) ?? this.#all[0])!.title;
  }

  save(id: number | null | undefined, title: Title): TitleList {
    const known = this.#all.find((one) => one.id === id);
    if (known) known.title = title;
    else this.#all.push({ id: this.#all.length + 1, title, has_logo: false });
    return this.list();
  }

  setLogo(id: number, has: boolean): TitleList {
    const known = this.#all.find((one) => one.id === id);
    if (known) known.has_logo = has;
    return this.list();
  }

  remove(id: number): TitleList {
    this.#all = this.#all.filter((one) => one.id !== id);
    return this.list();
  }
}

/** A register in memory: an outlet is known by its names alone. */
export class Register {
  #all: StoredOutlet[] = [];
  #next = 1;

  constructor(private articles: () => Kept[]) {}

  list(): OutletList {
    const counted = new Map<string, number>();
    for (const kept of this.articles()) {
      const name = makeRow(kept).source?.name;
      if (name) counted.set(name, (counted.get(name) ?? 0) + 1);
    }
    const met: MetOutlet[] = [];
    for (const one of this.#all) one.articles = 0;
    for (const [name, articles] of counted) {
      const known = this.find(name);
      if (known) known.articles += articles;
      else met.push({ name, host: null, articles });
    }
    return { outlets: this.#all, met: met.sort((a, b) => b.articles - a.articles) };
  }

  find(name: string): StoredOutlet | undefined {
    return this.#all.find(({ outlet }) => outlet.name === name || outlet.aliases?.includes(name));
  }

  save(id: number | null | undefined, outlet: Outlet): OutletList {
    const known = this.#all.find((one) => one.id === id);
    if (known) known.outlet = outlet;
    else this.#all.push({ id: this.#next++, outlet, articles: 0 });
    return this.list();
  }

  merge(id: number, other: number): OutletList {
    const [one, two] = [id, other].map((wanted) => this.#all.find((each) => each.id === wanted));
    if (one && two) one.outlet.aliases = [...(one.outlet.aliases ?? []), two.outlet.name];
    return this.remove(other);
  }

  remove(id: number): OutletList {
    this.#all = this.#all.filter((one) => one.id !== id);
    return this.list();
  }
}

/** Articles of the date that the issue does not know: the last few arrive late. */
export function waiting(issue: Issue, articles: Kept[]): Kept[] {
  const known = new Set(issue.pool.map((candidate) => candidate.article));
  return articles.filter((kept) => day(kept) === issue.date && !known.has(kept.id));
}

export function poolOf(issue: Issue, articles: Kept[]): Pool {
  const held = new Set(issue.sections.flatMap((section) => section.items.map((item) => item.article)));
  const kept = new Map(articles.map((one) => [one.id, one]));
  const groups = issue.pool.flatMap((candidate) => {
    const found = kept.get(candidate.article);
    if (!found) return [];
    const { decision, fresh, carried_from } = candidate;
    const one = {
      row: makeRow(found),
      decision,
      is_in: held.has(found.id),
      fresh,
      carried_from,
      earlier: null,
    };
    return [{ story: null, candidates: [one] }];
  });
  return { groups, not_loaded: waiting(issue, articles).length, loaded: issue.loaded };
}

export function findingsOf(issue: Issue, articles: Kept[], register: Register): Finding[] {
  const kept = new Map(articles.map((one) => [one.id, one]));
  const outlets = new Map<string, number[]>();
  for (const item of issue.sections.flatMap((section) => section.items)) {
    const found = kept.get(item.article);
    const name = found ? (makeRow(found).source?.name ?? '') : '';
    if (name && !register.find(name)?.outlet.licence)
      outlets.set(name, [...(outlets.get(name) ?? []), item.id]);
  }
  const findings: Finding[] = [...outlets].map(([outlet, items]) => ({
    finding: 'no_licence',
    outlet,
    items,
    fix: null,
  }));
  const held = new Set(issue.sections.flatMap((section) => section.items.map((item) => item.article)));
  const open = issue.pool.filter(({ article, decision }) => decision === 'undecided' && !held.has(article));
  if (open.length > 0) {
    const articles = open.map((candidate) => candidate.article);
    const fix = { edit: 'decide' as const, articles, decision: 'out' as const };
    findings.push({ finding: 'undecided', count: open.length, fix });
  }
  return findings;
}

export function coverageOf(issue: Issue, articles: Kept[]): CoverageView {
  const kept = new Map(articles.map((one) => [one.id, one]));
  const items = issue.sections.flatMap((section) => section.items);
  const rows = items.flatMap((item) => kept.get(item.article) ?? []).map(makeRow);
  const tally = (names: string[]): Tally[] =>
    [...new Set(names)]
      .map((name) => ({ name, items: names.filter((one) => one === name).length, quota: null }))
      .sort((a, b) => b.items - a.items);
  const coverage = {
    outlets: tally(rows.map((row) => row.source?.name ?? '')),
    sections: issue.sections.map(({ name, items, quota }) => ({ name, items: items.length, quota })),
    countries: tally(rows.map(() => '')),
    languages: tally(rows.map((row) => row.language ?? '')),
    items: items.length,
    quota: issue.particulars.quota ?? null,
    minutes: Math.ceil(items.length / 2),
  };
  return { coverage, csv: `kind,name,items,quota\r\nissue,"",${items.length},\r\n` };
}
