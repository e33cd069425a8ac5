import type {
  ArticleRow,
  BuildIssue,
  Candidate,
  Edit,
  ErrorView,
  Issue,
  IssueId,
  IssueList,
  IssueVersion,
  IssueView,
  Item,
  ListCandidates,
  Rule,
  Section,
  Title,
} from '../generated/types';
import { makeRow, type Kept } from './article';
import { day } from './library';

type History = { id: IssueId; title: number; states: Issue[]; at: number; versions: IssueVersion[] };

/** Issues in memory, each with its states: as `digests` keeps them, only simpler. */
export class Issues {
  #all: History[] = [];

  constructor(private articles: () => Kept[]) {}

  list(): IssueList {
    const summaries = this.#all.map(({ id, title: title_id, states, at, versions: { length } }) => {
      const issue = states[at]!;
      const items = issue.sections.reduce((sum, section) => sum + section.items.length, 0);
      const { title, date, number } = issue;
      return { id, title, date, number, items, title_id, versions: length };
    });
    return { issues: summaries.sort((a, b) => b.date.localeCompare(a.date)) };
  }

  build(ask: BuildIssue, title: Title): IssueView {
    const title_id = ask.title ?? 1;
    const known = this.#all.find((one) => one.states[one.at]!.date === ask.date && one.title === title_id);
    if (known) return this.view(known.id);
    const chosen = this.#ofDay(ask.date, ask.choice);
    let next = 1;
    const take = (): number => next++;
    const names = title.sections.length > 0 ? title.sections.map((section) => section.name) : [''];
    const sections: Section[] = names.map((name) => ({ ...emptySection(take()), name }));
    for (const kept of chosen) {
      sections[0]!.items.push(newItem(take(), kept.id));
    }
    const number = this.#all.length + 1;
    const issue: Issue = {
      title: title.name,
      date: ask.date,
      number,
      language: 'en',
      introduction: '',
      sections,
      next_id: next,
      particulars: title.particulars,
      // The last ones came in late.
      pool: this.#ofDay(ask.date, 'all')
        .slice(0, -3)
        .map((kept) => candidate(kept.id, false)),
      loaded: `${ask.date}T07:40:00`,
    };
    const id = this.#all.length + 1;
    this.#all.push({ id, title: title_id, states: [issue], at: 0, versions: [] });
    return this.view(id);
  }

  view(id: IssueId): IssueView {
    const { states, at, versions, title } = this.#find(id);
    const issue = structuredClone(states[at]!);
    const articles = issue.sections
      .flatMap((section) => section.items)
      .flatMap((item) => this.articles().filter((kept) => kept.id === item.article))
      .map((kept) => ({
        row: makeRow(kept),
        also_in: [],
        caption: kept.article.captions[0] ?? null,
      }));
    const texts = new Map(this.articles().map((kept) => [kept.id, kept.article.text]));
    const items = issue.sections
      .flatMap((section) => section.items)
      .map((item) => {
        const found = articles.find((one) => one.row.id === item.article);
        return {
          item: item.id,
          headline: item.headline ?? found?.row.title ?? '',
          quoted: (item.summary ?? texts.get(item.article) ?? '')
            .split('\n\n')
            .slice(0, 2)
            .map((text) => ({ article: item.article, text, outlet: null })),
          by_hand: item.summary !== null,
          keeps_out: false,
          earlier: null,
        };
      });
    const can = { can_undo: at > 0, can_redo: at < states.length - 1 };
    return { id, title, issue, articles, items, versions: structuredClone(versions), ...can };
  }

  now(id: IssueId): Issue {
    const { states, at } = this.#find(id);
    return states[at]!;
  }

  load(id: IssueId): IssueView {
    const issue = this.now(id);
    const known = new Set(issue.pool.map((one) => one.article));
    const late = this.#ofDay(issue.date, 'all').filter((kept) => !known.has(kept.id));
    const articles = late.map((kept) => ({ article: kept.id, carried_from: null }));
    return this.edit(id, { edit: 'load_candidates', articles, at: `${issue.date}T08:10:00` });
  }

  publish(id: IssueId, note: string): IssueView {
    const { versions } = this.#find(id);
    const at = `${this.now(id).date}T08:30:00`;
    versions.push({ version: versions.length + 1, at, program: 'Tidings', note, unready: [] });
    return this.view(id);
  }

  preview(id: IssueId): string {
    const { title, sections } = this.now(id);
    const items = this.view(id).items.map(
      ({ item, headline, quoted }) =>
        `<h3 id="item-${item}">${headline}</h3><p>${quoted.map(({ text }) => text).join('</p><p>')}</p>`,
    );
    return `<!doctype html><html lang="en"><title>${title}</title><h1>${title}</h1><p>${sections.length}</p>${items.join('')}</html>`;
  }

  picks(date: string, rule: Rule): ArticleRow[] {
    const words = rule.keywords.map((word) => word.toLowerCase());
    const hit = (kept: Kept) => words.some((word) => kept.article.text.toLowerCase().includes(word));
    return this.#ofDay(date, 'all').filter(hit).map(makeRow);
  }

  candidates(ask: ListCandidates) {
    const { states, at } = this.#find(ask.id);
    const held = new Set(
      states[at]!.sections.flatMap((section) => section.items.map((item) => item.article)),
    );
    const rows = this.#ofDay(states[at]!.date, ask.choice)
      .filter((kept) => !held.has(kept.id))
      .map(makeRow);
    return { rows, next: null };
  }

  edit(id: IssueId, edit: Edit): IssueView {
    const history = this.#find(id);
    const issue = structuredClone(history.states[history.at]!);
    apply(issue, edit);
    history.states = [...history.states.slice(0, history.at + 1), issue];
    history.at += 1;
    return this.view(id);
  }

  step(id: IssueId, by: 1 | -1): IssueView {
    const history = this.#find(id);
    history.at = Math.min(Math.max(history.at + by, 0), history.states.length - 1);
    return this.view(id);
  }

  remove(id: IssueId): void {
    this.#all = this.#all.filter((history) => history.id !== id);
  }

  #ofDay(date: string, choice: BuildIssue['choice']): Kept[] {
    return this.articles().filter((kept) =>
      choice === 'nothing'
        ? false
        : choice === 'all'
          ? day(kept) === date
          : kept.bookmarked && (day(kept) === date || kept.bookmarked_on === date),
    );
  }

  #find(id: IssueId): History {
    const history = this.#all.find((one) => one.id === id);
    if (!history) throw { code: 'not_found', params: { what: 'issue', id: String(id) } } satisfies ErrorView;
    return history;
  }
}

function apply(issue: Issue, edit: Edit): void {
  const changed = (): never => {
    throw { code: 'issue_changed', params: {} } satisfies ErrorView;
  };
  const section = (id: number): Section => issue.sections.find((one) => one.id === id) ?? changed();
  const holder = (id: number): Section =>
    issue.sections.find((one) => one.items.some((item) => item.id === id)) ?? changed();
  const item = (id: number): Item => holder(id).items.find((one) => one.id === id) ?? changed();
  switch (edit.edit) {
    case 'set_title':
      issue.title = edit.title;
      break;
    case 'set_introduction':
      issue.introduction = edit.introduction;
      break;
    case 'set_number':
      issue.number = edit.number;
      break;
    case 'set_language':
      issue.language = edit.language;
      break;
    case 'add_section':
      issue.sections.splice(edit.at, 0, { ...emptySection(issue.next_id++), name: edit.name });
      break;
    case 'rename_section':
      section(edit.section).name = edit.name;
      break;
    case 'move_section': {
      const moved = section(edit.section);
      issue.sections.splice(issue.sections.indexOf(moved), 1);
      issue.sections.splice(edit.at, 0, moved);
      break;
    }
    case 'remove_section': {
      if (issue.sections.length === 1) changed();
      const index = issue.sections.indexOf(section(edit.section));
      const [removed] = issue.sections.splice(index, 1);
      if (index > 0) issue.sections[index - 1]!.items.push(...removed!.items);
      else issue.sections[0]!.items.unshift(...removed!.items);
      break;
    }
    case 'add_items': {
      const held = new Set(issue.sections.flatMap((one) => one.items.map((each) => each.article)));
      const added = edit.articles
        .filter((article) => !held.has(article))
        .map((article) => newItem(issue.next_id++, article));
      section(edit.section).items.splice(edit.at, 0, ...added);
      break;
    }
    case 'add_stories': {
      const held = new Set(issue.sections.flatMap((one) => one.items.map((each) => each.story)));
      const added = edit.stories
        .filter(({ story }) => !held.has(story))
        .map(({ article, story, quoted }) => ({ ...newItem(issue.next_id++, article), story, quoted }));
      section(edit.section).items.splice(edit.at, 0, ...added);
      break;
    }
    case 'move_item': {
      const from = holder(edit.item);
      const to = section(edit.section);
      const moved = item(edit.item);
      from.items.splice(from.items.indexOf(moved), 1);
      to.items.splice(edit.at, 0, moved);
      break;
    }
    case 'remove_item': {
      const from = holder(edit.item);
      from.items.splice(from.items.indexOf(item(edit.item)), 1);
      break;
    }
    case 'set_headline':
      item(edit.item).headline = edit.headline?.trim() ? edit.headline : null;
      break;
    case 'set_note':
      item(edit.item).note = edit.note;
      break;
    case 'set_particulars':
      issue.particulars = edit.particulars;
      break;
    case 'set_section_search':
      section(edit.section).search = edit.search;
      break;
    case 'set_summary':
      item(edit.item).summary = edit.summary?.trim() ? edit.summary : null;
      break;
    case 'set_relevance':
      item(edit.item).relevance = edit.relevance;
      break;
    case 'set_kind':
      item(edit.item).kind = edit.kind;
      break;
    case 'add_quotes':
      item(edit.item).quotes.push(...edit.quotes);
      break;
    case 'set_speaker': {
      const quote = item(edit.item).quotes[edit.at];
      if (quote) quote.speaker = edit.speaker;
      break;
    }
    case 'remove_quote':
      item(edit.item).quotes.splice(edit.at, 1);
      break;
    case 'join_items': {
      const other = item(edit.other);
      const from = holder(edit.other);
      from.items.splice(from.items.indexOf(other), 1);
      item(edit.item).joined.push(other.article, ...other.joined);
      break;
    }
    case 'split_item': {
      const whole = item(edit.item);
      const items = holder(edit.item).items;
      whole.joined = whole.joined.filter((article) => article !== edit.article);
      items.splice(items.indexOf(whole) + 1, 0, newItem(issue.next_id++, edit.article));
      break;
    }
    case 'set_article': {
      const changed = item(edit.item);
      changed.joined = changed.joined.map((article) =>
        article === edit.article ? changed.article : article,
      );
      changed.article = edit.article;
      break;
    }
    case 'load_candidates':
      for (const one of issue.pool) one.fresh = false;
      issue.pool.push(...edit.articles.map(({ article }) => candidate(article, issue.loaded !== null)));
      issue.loaded = edit.at;
      break;
    case 'decide': {
      const left = edit.decision === 'out' || edit.decision === 'carried_over';
      for (const article of edit.articles) {
        const known = issue.pool.find((one) => one.article === article);
        if (known) known.decision = edit.decision;
        else issue.pool.push({ ...candidate(article, false), decision: edit.decision });
        if (!left) continue;
        for (const one of issue.sections) one.items = one.items.filter((each) => each.article !== article);
      }
      break;
    }
  }
}

function newItem(id: number, article: number): Item {
  return {
    id,
    article,
    story: null,
    quoted: [],
    headline: null,
    note: '',
    summary: null,
    relevance: 'secondary',
    kind: 'news',
    quotes: [],
    joined: [],
  };
}

function emptySection(id: number): Section {
  return { id, name: '', items: [], search: null, quota: null };
}

function candidate(article: number, fresh: boolean): Candidate {
  return { article, decision: 'undecided', fresh, carried_from: null };
}
