import type {
  ArticleId,
  BuildIssue,
  Edit,
  ErrorView,
  Issue,
  IssueId,
  IssueList,
  IssueView,
  Item,
  ListCandidates,
  Section,
} from '../generated/types';
import { makeRow, type Kept } from './article';
import { day } from './library';

type History = { id: IssueId; states: Issue[]; at: number };

/** Issues in memory, each with its states: as `digests` keeps them, only simpler. */
export class Issues {
  #all: History[] = [];

  constructor(private articles: () => Kept[]) {}

  list(): IssueList {
    const summaries = this.#all.map(({ id, states, at }) => {
      const issue = states[at]!;
      const items = issue.sections.reduce((sum, section) => sum + section.items.length, 0);
      return { id, title: issue.title, date: issue.date, number: issue.number, items };
    });
    return { issues: summaries.sort((a, b) => b.date.localeCompare(a.date)) };
  }

  build(ask: BuildIssue, title: string): IssueView {
    const known = this.#all.find(({ states, at }) => states[at]!.date === ask.date);
    if (known) return this.view(known.id);
    const chosen = this.#ofDay(ask.date, ask.choice);
    let next = 1;
    const take = (): number => next++;
    const sections: Section[] = [{ id: take(), name: '', items: [] }];
    for (const kept of chosen) {
      sections[0]!.items.push(makeItem(take(), kept.id));
    }
    const number = this.#all.length + 1;
    const issue: Issue = {
      title,
      date: ask.date,
      number,
      language: 'en',
      introduction: '',
      sections,
      next_id: next,
    };
    const id = this.#all.length + 1;
    this.#all.push({ id, states: [issue], at: 0 });
    return this.view(id);
  }

  view(id: IssueId): IssueView {
    const { states, at } = this.#find(id);
    const issue = structuredClone(states[at]!);
    const articles = issue.sections
      .flatMap((section) => section.items)
      .flatMap((item) => this.articles().filter((kept) => kept.id === item.article))
      .map((kept) => ({
        row: makeRow(kept),
        quoted: kept.article.text
          .split('\n\n')
          .slice(0, 2)
          .map((text) => ({ article: kept.id, text, outlet: null })),
        also_in: [],
        caption: kept.article.captions[0] ?? null,
      }));
    return { id, issue, articles, can_undo: at > 0, can_redo: at < states.length - 1 };
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
      choice === 'all'
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

function makeItem(id: number, article: ArticleId): Item {
  return { id, article, story: null, quoted: [], headline: null, note: '' };
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
      issue.sections.splice(edit.at, 0, { id: issue.next_id++, name: edit.name, items: [] });
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
        .map((article) => makeItem(issue.next_id++, article));
      section(edit.section).items.splice(edit.at, 0, ...added);
      break;
    }
    case 'add_stories': {
      const held = new Set(issue.sections.flatMap((one) => one.items.map((each) => each.story)));
      const added = edit.stories
        .filter(({ story }) => !held.has(story))
        .map(({ article, story, quoted }) => ({ ...makeItem(issue.next_id++, article), story, quoted }));
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
  }
}
