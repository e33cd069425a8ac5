import type { OperationName, Operations } from '../generated/operations';
import type { ErrorView, Filter, Settings } from '../generated/types';
import type { Host, ReadAloud, Tidings } from '../host';
import type { Kept } from './article';
import { Backups } from './backups';
import { Choices } from './choices';
import { Collections } from './collections';
import { Imports } from './imports';
import { picture } from './picture';
import { Register, Titles, coverageOf, findingsOf, poolOf } from './desk';
import { Issues } from './issues';
import { hold, isHeld, release, waitForRelease } from './late';
import { Marks } from './marks';
import { Mutes } from './mutes';
import { Previews } from './previews';
import {
  countArticles,
  listArticles,
  listIds,
  makeLibrary,
  placeArticles,
  searchArticles,
  STORIES,
} from './library';
import { Searches } from './searches';
import { Told } from './told';

type Answers = { [Name in OperationName]: (ask: Operations[Name]['ask']) => Operations[Name]['answer'] };

/**
 * An invented library in memory, for design work and for tests of the screens. Never part of the product.
 * In the address: `library=empty`, `rows=100000`, `theme=dark`, `language=ar`, `fail=library_full` (every change fails),
 * `broken=library_unreadable` (everything does).
 */
export function fakeHost(options: URLSearchParams): Host {
  let listener: (told: Tidings) => void = () => {};
  const tell = (told: Tidings): void => listener(told);
  const rows = options.get('library') === 'empty' ? 0 : Number(options.get('rows') ?? STORIES);
  const articles = makeLibrary(rows);
  const issues = new Issues(() => articles);
  const titles = new Titles();
  const register = new Register(() => articles);
  const imports = new Imports(articles, tell);
  const previews = new Previews(
    () => articles,
    (file) => imports.articlesOf(file),
  );
  const mutes = new Mutes(() => articles);
  const marks = new Marks(() => articles);
  const told = new Told(() => articles);
  const searches = new Searches(() => articles);
  const collections = new Collections(() => articles);
  const choices = new Choices();
  const backups = new Backups();
  let settings: Settings = {
    theme: options.get('theme') ?? 'system',
    language: options.get('language') ?? 'en',
    zoom: Number(options.get('zoom') ?? 100),
    font: 'serif',
    text_size: 18,
    line_width: 68,
    line_height: 160,
    row_lines: options.get('rows_in') ?? 'two',
    day_headings: true,
  };

  const find = (id: number): Kept => {
    const kept = articles.find((one) => one.id === id);
    if (!kept) throw { code: 'not_found', params: { what: 'article', id: String(id) } } satisfies ErrorView;
    return kept;
  };
  const each = (ids: number[], change: (kept: Kept) => void) => {
    const fail = options.get('fail');
    if (fail) throw { code: fail, params: {} };
    ids.map(find).forEach(change);
    tell({ event: 'library_changed' });
    return { count: ids.length };
  };

  const within = ({ story, search, collection }: Filter): Kept[] => {
    const found = collection ? collections.read(collection) : search ? searches.find(search) : articles;
    return story ? found.filter((kept) => told.of(kept.id) === story) : found;
  };

  const answers: Answers = {
    list_articles: (ask) => listArticles(within(ask.filter), ask),
    place_articles: (ask) => placeArticles(within(ask.filter), ask),
    list_ids: ({ filter, after }) => listIds(within(filter), filter, after),
    search_articles: (ask) => searchArticles(within(ask.filter), ask),
    read_article: ({ id }) => {
      const kept = find(id);
      const older = kept.article.title.startsWith('Insurers cut') ? articles[0]?.id : undefined;
      return structuredClone({ ...kept, story: told.of(id), newer_than: older ?? null });
    },
    read_source_text: ({ id }) => find(id).source_text,
    count_articles: () => countArticles(articles),
    list_searches: () => searches.list(),
    save_search: (ask) => searches.save(ask),
    remove_search: ({ id }) => searches.remove(id),
    list_collections: () => collections.list(),
    save_collection: ({ id, name }) => collections.save(id, name),
    remove_collection: ({ id }) => collections.remove(id),
    collect_articles: ({ id, articles: ids, before, stay }) => collections.collect(id, ids, before, stay),
    take_out_articles: ({ id, articles: ids }) => collections.takeOut(id, ids),
    arrange_collection: ({ id, articles: ids }) => collections.arrange(id, ids),
    list_stories: ({ date, after, limit }) => told.list(date, after, limit),
    read_story: ({ id }) => told.read(id),
    split_story: ({ id, articles: out }) => told.split(id, out),
    merge_stories: ({ ids }) => told.merge(ids),
    compare_articles: ({ older, newer }) => {
      const [first = '', ...rest] = find(newer).article.text.split(' ');
      const [cut, end] = [rest.slice(0, 30).join(' '), rest.slice(36).join(' ')];
      return {
        title: [
          { change: 'removed', text: find(older).article.title },
          { change: 'added', text: find(newer).article.title },
        ],
        text: [
          { change: 'same', text: `${first} ${cut} ` },
          { change: 'removed', text: 'by about a fifth' },
          { change: 'added', text: rest.slice(30, 36).join(' ') },
          { change: 'same', text: ` ${end}` },
        ],
      };
    },
    set_read: ({ ids, read }) => each(ids, (kept) => (kept.read = read)),
    set_bookmarked: ({ ids, bookmarked }) =>
      each(ids, (kept) => {
        kept.bookmarked = bookmarked;
        kept.bookmarked_on = bookmarked ? '2026-03-16' : undefined;
      }),
    set_tags: ({ ids, add, remove }) =>
      each(ids, (kept) => {
        kept.tags = [...new Set([...kept.tags, ...add])].filter((tag) => !remove.includes(tag));
      }),
    put_away: ({ ids, to }) => {
      const changed = ids.filter((id) => find(id).away !== to);
      each(changed, (kept) => (kept.away = to));
      return { count: changed.length };
    },
    empty_trash: () => {
      const left = articles.filter(({ away }) => away !== 'trash');
      const removed = articles.length - left.length;
      articles.splice(0, articles.length, ...left);
      tell({ event: 'library_changed' });
      return { removed, kept: 0 };
    },
    list_mutes: () => mutes.list(),
    try_mute: ({ query }) => mutes.try(query),
    add_mute: ({ query, until }) => mutes.add(query, until ?? null),
    remove_mute: ({ id }) => mutes.remove(id),
    list_highlights: ({ article }) => marks.list(article),
    add_highlight: (ask) => marks.add(ask),
    edit_highlight: ({ id, colour, note }) => marks.edit(id, { colour, note }),
    remove_highlight: ({ id }) => marks.remove(id),
    set_note: ({ article, note }) => marks.note(article, note),
    write_highlights: ({ article }) => ({ markdown: marks.write(article) }),
    start_import_text: ({ text }) => imports.start('Pasted text', [pasted(text)]),
    list_imports: () => ({ imports: imports.list() }),
    read_import: ({ id }) => imports.read(id),
    list_import_files: ({ import: id, after, limit }) => imports.page(id, after, limit || 100),
    undo_import: ({ id }) => ({ removed: imports.undo(id), kept: 0, shared: 0, outlets: 0 }),
    start_import_again: ({ id }) => imports.start(`${imports.read(id).outcomes.refused} once more`),
    read_preview: ({ file, article }) => previews.read(file ?? previews.fileOf(article ?? 0), article),
    list_preview_lines: ({ file, first, count }) => previews.lines(file, first, count),
    correct_file: ({ file, step }) => previews.correct(file, step.set, step.reset),
    move_boundary: ({ file, at, to }) => previews.move(file, at.text, at.start, to),
    reset_corrections: ({ file }) => previews.reset(file),
    undo_correction: ({ file }) => previews.step(file, -1),
    redo_correction: ({ file }) => previews.step(file, 1),
    list_corrections: () => ({ files: [] }),
    list_outlet_rules: () => previews.rules(),
    try_outlet_rule: (rule) => previews.try(rule),
    add_outlet_rule: (rule) => previews.add(rule),
    remove_outlet_rule: ({ id }) => previews.remove(id),
    start_read_again: ({ files }) => imports.start(`${files.length} read again`),
    read_table: (ask) => choices.table(ask),
    list_table_mappings: () => ({ mappings: choices.mappings() }),
    set_table_mapping: (ask) => ({ count: choices.setMapping(ask) }),
    forget_table_mapping: ({ shape }) => ({ count: choices.forgetMapping(shape) }),
    list_newsletters: () => ({ senders: choices.senders() }),
    set_newsletter: (ask) => ({ count: choices.setNewsletter(ask) }),
    list_watched_folders: () => ({ folders: choices.folders() }),
    set_watched_folder: ({ id, aside }) => ({ count: choices.setFolder(id, aside) }),
    forget_watched_folder: ({ id }) => ({ count: choices.forgetFolder(id) }),
    retry_aside: ({ id }) => ({ folders: choices.moveAside(id) }),
    cancel_job: ({ job }) => ({ count: imports.cancel(job) }),
    list_issues: () => issues.list(),
    list_titles: () => titles.list(),
    save_title: ({ id, title }) => titles.save(id, title),
    set_logo: ({ id, bytes }) => titles.setLogo(id, Boolean(bytes)),
    remove_title: ({ id }) => titles.remove(id),
    try_rules: ({ date, rules }) => ({ picks: (rules ?? []).map((rule) => issues.picks(date, rule)) }),
    read_pool: ({ id }) => poolOf(issues.now(id), articles),
    load_candidates: ({ id }) => issues.load(id),
    list_proposals: () => ({ proposals: [] }),
    fill_issue: ({ id }) => issues.view(id),
    check_issue: ({ id }) => ({ findings: findingsOf(issues.now(id), articles, register) }),
    publish_issue: ({ id, note }) => issues.publish(id, note),
    read_coverage: ({ id }) => coverageOf(issues.now(id), articles),
    preview_issue: ({ id }) => ({ html: issues.preview(id) }),
    list_outlets: () => register.list(),
    save_outlet: ({ id, outlet }) => register.save(id, outlet),
    merge_outlets: ({ id, other }) => register.merge(id, other),
    remove_outlet: ({ id }) => register.remove(id),
    build_issue: (ask) => issues.build(ask, titles.find(ask.title)),
    read_issue: ({ id }) => issues.view(id),
    list_candidates: (ask) => issues.candidates(ask),
    edit_issue: ({ id, edit }) => issues.edit(id, edit),
    add_stories: ({ id, stories, section, at }) => {
      const drafts = stories.map((story) => ({
        article: told.read(story).card.headline.id,
        story,
        quoted: [],
      }));
      return issues.edit(id, { edit: 'add_stories', stories: drafts, section, at });
    },
    undo_edit: ({ id }) => issues.step(id, -1),
    redo_edit: ({ id }) => issues.step(id, 1),
    remove_issue: ({ id }) => {
      issues.remove(id);
      return { count: 1 };
    },
    read_settings: () => settings,
    write_settings: (written) => (settings = written),
    read_encoder: () => encoder,
    remove_encoder: () => (encoder = { installed: false, waiting: 0 }),
    check_library: () => ({ articles: articles.length, faults: [] }),
    back_up: () => backups.make(articles.length),
    list_damage: () => backups.damage(options.has('damaged')),
    mend_damage: () => backups.mend(),
  };

  let stopWork: (() => void) | undefined;
  let endSentence: ((read: ReadAloud) => void) | undefined;
  let encoder = { installed: false, waiting: 0 };
  const host: Host = {
    call: async (operation, ask) => {
      const broken = options.get('broken');
      if (broken) throw { code: broken, params: { path: '/srv/press/tidings.db', detail: 'disk I/O error' } };
      const answer = structuredClone(answers[operation](structuredClone(ask)));
      await waitForRelease(operation);
      return answer;
    },
    watch: async (next) => {
      listener = next;
    },
    choose_files: async () => imports.start('lighthouse.txt'),
    choose_folder: async () => imports.start('tuesday-drop'),
    choose_watched_folder: async () => choices.watch('/srv/press/evening'),
    choose_encoder: async () => (encoder = { installed: true, waiting: 128 }),
    import_sample: async () => imports.start('two-stories.txt'),
    export_issue_as: async (_id, { format }) => ({
      path: `~/Documents/press-review-2026-03-16.${format}`,
      replaced: 0,
    }),
    list_backups: async () => ({ backups: structuredClone(backups.list()) }),
    restore_backup: async (name) => {
      const backup = backups.list().find((one) => one.name === name);
      if (!backup) throw { code: 'not_found', params: { what: 'backup', id: name } } satisfies ErrorView;
      heal();
      return { backup, kept: '/srv/press/replaced_2026-03-16_094100' };
    },
    // A large library: its end is not seen before it is stopped.
    export_library_to: async () => {
      await Promise.resolve();
      tell({ event: 'work_progress', done: 18, total: articles.length });
      if (options.has('large')) await new Promise<void>((stop) => (stopWork = stop));
      if (options.has('large')) throw { code: 'cancelled', params: {} } satisfies ErrorView;
      return {
        folder: '~/Documents/Tidings 2026-03-16',
        articles: articles.length,
        attachments: 214,
        problems: 0,
      };
    },
    import_library_from: async () => ({
      articles: articles.length,
      kept: '/srv/press/replaced_2026-03-16_094100',
      paused: 0,
    }),
    stop_work: async () => stopWork?.(),
    // A browser's page cannot: there the reader has keys of its own for it.
    set_zoom: async () => {},
    picture_address: (hash) => picture(hash),
    can_read_aloud: async () => options.get('voices') !== 'none',
    // Until it is hushed: whoever looks at a sentence wants it to stay.
    read_sentence: () => new Promise((end) => (endSentence = end)),
    hush: async () => end('cut'),
    notify_away: async () => false,
    drag_out: async (files) => {
      dragged.push(...files);
      return true;
    },
    close_window: async () => {},
    show_in_folder: async () => true,
    open_link: async (url) => {
      opened.push(url);
      return /^https?:/.test(url);
    },
  };
  // The page opens anew on another library, or on the one that can be read again.
  const heal = (): void => {
    options.delete('broken');
    history.replaceState(null, '', `?${options}`);
  };
  const end = (read: ReadAloud): void => {
    endSentence?.(read);
    endSentence = undefined;
  };
  // What a test of the screens needs to do and to see from outside.
  const opened: string[] = [];
  const dragged: { name: string; text: string }[] = [];
  Object.assign(window, {
    fake: {
      tell,
      opened,
      hold,
      isHeld,
      release,
      dragged,
      heal,
      endSentence: end,
      isRead: () => endSentence !== undefined,
      drop: () => tell({ event: 'import_started', job: imports.start('lighthouse.txt') }),
    },
  });
  return host;
}

function pasted(text: string) {
  const [title = '', ...rest] = text.trim().split('\n');
  return {
    source: 'Clipboard',
    at: '2026-03-16',
    from: 'file' as const,
    title,
    opening: rest.join(' ').trim() || title,
  };
}
