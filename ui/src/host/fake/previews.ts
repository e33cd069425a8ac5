import type {
  ArticleField,
  AsRead,
  Correction,
  ErrorView,
  FieldValue,
  FileId,
  OutletRule,
  OutletRuleList,
  SplitPreview,
  PreviewArticle,
  PreviewLine,
  PreviewLines,
  Role,
  RoleCount,
  RuleTrial,
  Subject,
} from '../generated/types';
import type { Kept } from './article';

type Line = { start: number; text: string; role: Role; article: number | null; gap: boolean };
type Held = { lines: Line[]; steps: Correction[][]; done: number };

/** Split previews in memory: the lines of a file's articles after each other, and steps that are folded over them. */
export class Previews {
  #files = new Map<FileId, Held>();
  #rules: { id: number; rule: OutletRule }[] = [];

  constructor(
    private articles: () => Kept[],
    private articlesOf: (file: FileId) => number[],
  ) {}

  read(file: FileId, article?: number): SplitPreview {
    const held = this.#open(file);
    const lines = this.#lines(held);
    const articles = this.#articles(file, lines, held);
    const asked = articles.find((one) => article !== undefined && one.id === article);
    const now = fold(held);
    return {
      file,
      name: this.#kept(file)[0]?.source_text.file ?? 'file.txt',
      format: 'text',
      texts: 1,
      text: 0,
      hash: 'a'.repeat(64),
      lines: lines.length,
      line: asked?.line ?? 0,
      can_split: true,
      records: null,
      articles,
      roles: countRoles(lines),
      corrections: now.size,
      can_undo: held.done > 0,
      can_redo: held.done < held.steps.length,
      renamed: [],
    };
  }

  lines(file: FileId, first: number, count: number): PreviewLines {
    return { first, lines: this.#lines(this.#open(file)).slice(first, first + count) };
  }

  correct(file: FileId, set: Correction[], reset: Subject[]): SplitPreview {
    const held = this.#open(file);
    const kept = [...fold(held).entries()].filter(([key]) => !reset.some((one) => keyOf(one) === key));
    const next = new Map(kept);
    for (const one of set) next.set(keyOf(subjectOf(one)), one);
    held.steps = [...held.steps.slice(0, held.done), [...next.values()]];
    held.done = held.steps.length;
    return this.read(file);
  }

  move(file: FileId, text: string, from: number, to: number): SplitPreview {
    const at = (start: number) => ({ text, start });
    const fields = [...fold(this.#open(file)).values()].flatMap((one) =>
      one.correction === 'field' && one.at.start === from ? [{ ...one, at: at(to) }] : [],
    );
    return this.correct(
      file,
      [
        { correction: 'boundary', at: at(from), opens: false },
        { correction: 'boundary', at: at(to), opens: true },
        ...fields,
      ],
      [],
    );
  }

  step(file: FileId, by: 1 | -1): SplitPreview {
    const held = this.#open(file);
    held.done = Math.min(Math.max(held.done + by, 0), held.steps.length);
    return this.read(file);
  }

  reset(file: FileId): SplitPreview {
    const held = this.#open(file);
    if (fold(held).size > 0) {
      held.steps = [...held.steps.slice(0, held.done), []];
      held.done = held.steps.length;
    }
    return this.read(file);
  }

  try(rule: OutletRule): RuleTrial {
    const of = this.articles().filter((kept) => kept.article.source?.name === rule.outlet);
    const examples = of.slice(0, 12).map((kept) => ({
      id: kept.id,
      title: kept.article.title,
      before: rule.pattern.pattern === 'alias' ? rule.outlet : kept.article.byline.join(', '),
      after: rule.pattern.pattern === 'alias' ? rule.pattern.name : '',
    }));
    return { articles: of.length, more: false, examples };
  }

  add(rule: OutletRule): OutletRuleList {
    this.#rules.push({ id: this.#rules.length + 1, rule });
    return this.rules(this.try(rule).articles);
  }

  remove(id: number): OutletRuleList {
    this.#rules = this.#rules.filter((one) => one.id !== id);
    return this.rules(1);
  }

  rules(changed = 0): OutletRuleList {
    return { rules: this.#rules, changed };
  }

  fileOf(article: number): FileId {
    for (let file = 1; file < 12_000; file++) if (this.articlesOf(file).includes(article)) return file;
    throw { code: 'not_found', params: { what: 'file', id: String(article) } } satisfies ErrorView;
  }

  #kept(file: FileId): Kept[] {
    const ids = this.articlesOf(file);
    return this.articles().filter((kept) => ids.includes(kept.id));
  }

  #open(file: FileId): Held {
    let held = this.#files.get(file);
    if (!held) {
      held = { lines: asRead(this.#kept(file)), steps: [], done: 0 };
      this.#files.set(file, held);
    }
    return held;
  }

  #lines(held: Held): PreviewLine[] {
    const now = fold(held);
    let article: number | null = null;
    let count = -1;
    return held.lines.map((line, index) => {
      const opened = line.article !== null && held.lines[index - 1]?.article !== line.article;
      const said = now.get(`boundary ${line.start}`);
      const opens = said?.correction === 'boundary' ? said.opens : opened;
      if (opens) article = ++count;
      const marked = now.get(`role ${line.start}`);
      const role = marked?.correction === 'role' ? marked.role : line.role;
      return {
        start: line.start,
        end: line.start + new TextEncoder().encode(line.text).length,
        text: line.text,
        role,
        role_as_read: role === line.role ? null : line.role,
        article,
        opens,
        opened_as_read: opens === opened ? null : opened,
        gap: line.gap,
      };
    });
  }

  #articles(file: FileId, lines: PreviewLine[], held: Held): PreviewArticle[] {
    const kept = this.#kept(file);
    const now = fold(held);
    const firsts = lines.flatMap((line, index) => (line.opens ? [{ line, index }] : []));
    return firsts.map(({ line, index }, place) => {
      const source = held.lines[index]?.article;
      const own =
        line.opened_as_read === null && source !== null && source !== undefined ? kept[source] : undefined;
      const own_lines = lines.filter((one) => one.article === place);
      const headline = own_lines.find((one) => one.role === 'headline') ?? line;
      const as_read: AsRead = {
        title: own?.article.title ?? headline.text.slice(0, 80),
        byline: own?.article.byline ?? [],
        published: own?.article.published ?? null,
        source: own?.article.source ?? kept[0]?.article.source ?? null,
        language: own?.article.language ?? 'en',
      };
      const fields = [...now.values()].flatMap((one) =>
        one.correction === 'field' && one.at.start === line.start ? [one.to] : [],
      );
      return {
        id: own?.id ?? 90_000 + line.start,
        start: line.start,
        line: index,
        lines: own_lines.length,
        words: own_lines.reduce((sum, one) => sum + one.text.split(/\s+/).length, 0),
        ...fields.reduce(withField, as_read),
        as_read: fields.length > 0 ? as_read : null,
      };
    });
  }
}

function asRead(kept: Kept[]): Line[] {
  const lines: Line[] = [];
  let start = 0;
  kept.forEach(({ source_text }, article) => {
    const bytes = new TextEncoder().encode(source_text.text);
    const decoder = new TextDecoder();
    source_text.spans.forEach((span, index) => {
      const text = decoder.decode(bytes.slice(span.start, span.end));
      lines.push({ start: start + span.start, text, role: span.role, article, gap: index > 0 });
    });
    start += bytes.length + 3;
  });
  return lines;
}

function fold(held: Held): Map<string, Correction> {
  const step = held.steps[held.done - 1] ?? [];
  return new Map(step.map((one) => [keyOf(subjectOf(one)), one]));
}

function subjectOf(one: Correction): Subject {
  if (one.correction === 'field') return { subject: 'field', at: one.at, field: one.to.field };
  return { subject: one.correction, at: one.at };
}

function keyOf(subject: Subject): string {
  const field = subject.subject === 'field' ? ` ${subject.field}` : '';
  return `${subject.subject} ${subject.at.start}${field}`;
}

function withField(before: AsRead, to: FieldValue): AsRead {
  const change: Record<ArticleField, () => Partial<AsRead>> = {
    headline: () => ({ title: to.field === 'headline' ? to.value : '' }),
    byline: () => ({ byline: to.field === 'byline' ? to.value : [] }),
    date: () => ({
      published: to.field === 'date' && to.value ? { at: to.value, from: 'corrected', reason: null } : null,
    }),
    outlet: () => ({ source: to.field === 'outlet' && to.value ? { name: to.value, host: null } : null }),
    language: () => ({ language: to.field === 'language' ? to.value : null }),
  };
  return { ...before, ...change[to.field]() };
}

function countRoles(lines: PreviewLine[]): RoleCount[] {
  const roles = [...new Set(lines.flatMap((line) => line.role ?? []))];
  return roles.map((role) => ({ role, lines: lines.filter((line) => line.role === role).length }));
}
