import type { AddHighlight, Highlight, HighlightList } from '../generated/types';
import type { Kept } from './article';

/** What the reader of the invented library marked and wrote. */
export class Marks {
  private last = 0;

  constructor(private readonly articles: () => Kept[]) {}

  list(article?: number): HighlightList {
    const all = this.articles().filter((kept) =>
      article === undefined ? kept.highlights.length > 0 || kept.note : kept.id === article,
    );
    return {
      articles: all.map(({ id, article: { title, source, published }, note, highlights }) => ({
        id,
        title,
        source,
        published,
        note,
        highlights,
      })),
    };
  }

  add({ article, start, end, colour, note }: AddHighlight): HighlightList {
    const kept = this.find((one) => one.id === article);
    const bytes = new TextEncoder().encode(kept.article.text).slice(start, end);
    const text = new TextDecoder().decode(bytes);
    kept.highlights.push({ id: ++this.last, article, range: [start, end], text, colour, note });
    kept.highlights.sort((a, b) => (a.range?.[0] ?? 0) - (b.range?.[0] ?? 0));
    return this.list(article);
  }

  edit(id: number, change: Pick<Highlight, 'colour' | 'note'>): HighlightList {
    const kept = this.holder(id);
    kept.highlights = kept.highlights.map((mark) => (mark.id === id ? { ...mark, ...change } : mark));
    return this.list(kept.id);
  }

  remove(id: number): HighlightList {
    const kept = this.holder(id);
    kept.highlights = kept.highlights.filter((mark) => mark.id !== id);
    return this.list(kept.id);
  }

  note(article: number, note: string): HighlightList {
    this.find((one) => one.id === article).note = note;
    return this.list(article);
  }

  write(article?: number): string {
    const { articles } = this.list(article);
    return articles
      .map(({ title, highlights }) =>
        [`## ${title}`, ...highlights.map(({ text }) => `> ${text}`)].join('\n\n'),
      )
      .join('\n\n');
  }

  private holder(id: number): Kept {
    return this.find(({ highlights }) => highlights.some((mark) => mark.id === id));
  }

  private find(is: (kept: Kept) => boolean): Kept {
    const kept = this.articles().find(is);
    if (!kept) throw { code: 'not_found', params: { what: 'highlight', id: '' } };
    return kept;
  }
}
