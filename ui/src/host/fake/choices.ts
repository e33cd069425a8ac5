import type {
  ErrorView,
  NewsletterSender,
  ReadTable,
  SetNewsletter,
  SetTableMapping,
  Table,
  TableField,
  TableMapping,
  WatchedFolder,
} from '../generated/types';

const names = ['Rubrum', 'Blatt', 'Erschienen', 'Volltext'];
const guess: (TableField | null)[] = ['title', 'source', 'date', null];

/** What can be read in more than one way, and watched folders, in memory. */
export class Choices {
  #mappings: TableMapping[] = [];
  #senders: NewsletterSender[] = [
    {
      sender: 'morning@meridian.test',
      name: 'Meridian Morning',
      stories: 12,
      as_stories: false,
      outdated: [],
    },
    { sender: 'brief@levant.test', name: 'Levant Brief', stories: 7, as_stories: true, outdated: [] },
  ];
  #folders: WatchedFolder[] = [
    {
      id: 1,
      path: '/srv/press/inbox',
      aside: 'done',
      missing: false,
      taken: 318,
      unmoved: [{ name: 'wires/0600.html', reason: 'no_permission' }],
      paused: false,
    },
    {
      id: 2,
      path: '/media/wire-stick/today',
      aside: null,
      missing: true,
      taken: 41,
      unmoved: [],
      paused: false,
    },
  ];

  table({ file, shape }: ReadTable): Table {
    if (shape !== 'shape-1')
      throw { code: 'not_found', params: { what: 'table', id: String(file) } } satisfies ErrorView;
    const set = this.#mappings.find((mapping) => mapping.shape === shape);
    const columns = set?.columns ?? names.map((name, index) => ({ name, field: guess[index] ?? null }));
    return {
      shape,
      columns,
      guess,
      rows: [
        [
          'Ferry sails again',
          'Harbour Post',
          '12.05.2025',
          'The ferry between the two harbours sails again.',
        ],
        ['Crane lifted', 'Meridian Wire', '13.05.2025', 'A crane of forty metres was lifted on Sunday.'],
      ],
      count: 240,
      remembered: set !== undefined,
      readable: columns.some((column) => column.field === 'text'),
    };
  }

  mappings(): TableMapping[] {
    return this.#mappings;
  }

  setMapping({ shape, columns }: SetTableMapping): number {
    this.forgetMapping(shape);
    this.#mappings.unshift({ shape, columns, outdated: [] });
    return 1;
  }

  forgetMapping(shape: string): number {
    const before = this.#mappings.length;
    this.#mappings = this.#mappings.filter((mapping) => mapping.shape !== shape);
    return before - this.#mappings.length;
  }

  senders(): NewsletterSender[] {
    return this.#senders;
  }

  setNewsletter({ sender, as_stories }: SetNewsletter): number {
    const known = this.#senders.find((one) => one.sender === sender);
    if (!known || known.as_stories === as_stories) return 0;
    known.as_stories = as_stories;
    return 1;
  }

  folders(): WatchedFolder[] {
    return this.#folders;
  }

  watch(path: string): WatchedFolder {
    const id = Math.max(0, ...this.#folders.map((folder) => folder.id)) + 1;
    const folder = { id, path, aside: null, missing: false, taken: 0, unmoved: [], paused: false };
    this.#folders.push(folder);
    return folder;
  }

  setFolder(id: number, aside: string | null): number {
    const folder = this.#folders.find((one) => one.id === id);
    if (!folder)
      throw { code: 'not_found', params: { what: 'watched folder', id: String(id) } } satisfies ErrorView;
    folder.aside = aside;
    return 1;
  }

  moveAside(id: number): WatchedFolder[] {
    for (const folder of this.#folders) if (folder.id === id) folder.unmoved = [];
    return this.#folders;
  }

  forgetFolder(id: number): number {
    const before = this.#folders.length;
    this.#folders = this.#folders.filter((folder) => folder.id !== id);
    return before - this.#folders.length;
  }
}
