import type { ArticleRow, ArticleView, ImportId, Role, SourceText, Span } from '../generated/types';
import type { Story } from './story';

/** An article of the invented library, with what a reader did to it. */
export type Kept = ArticleView & { source_text: SourceText; bookmarked_on?: string };

export function makeArticle(
  story: Story,
  id: number,
  language: string,
  pool: string[],
  imported: ImportId,
): Kept {
  const body = story.html ? [] : [story.opening, ...choose(pool, id)];
  const html = story.html ?? body.map((line) => `<p>${escape(line)}</p>`).join('\n');
  const text = story.html ? story.html.replace(/<[^>]+>/g, '').replace(/\n+/g, '\n\n') : body.join('\n\n');
  const captions = (story.captions ?? []).map((caption) => ({
    text: '',
    credit: null,
    image: null,
    ...caption,
  }));
  const file = `${story.at.slice(0, 10)}-${id}.txt`;
  return {
    id,
    article: {
      title: story.title,
      standfirst: story.standfirst ?? null,
      byline: story.byline ?? [],
      dateline: story.dateline ?? null,
      published: { at: story.at, from: story.from ?? 'text', reason: story.reason ?? null },
      source: { name: story.source, host: null },
      section: story.section ?? null,
      page: null,
      language,
      url: story.from === 'metadata' ? `https://news.example/${id}` : null,
      text,
      html,
      captions,
      pictures: [],
      copyright: story.from === 'text' ? [`© 2026 ${story.source}`] : [],
      origin: { file, hash: '', format: 'text', members: [], start: 0, end: 0 },
    },
    read: story.read ?? false,
    bookmarked: story.bookmarked ?? false,
    tags: story.tags ?? [],
    import: imported,
    words: language === 'zh' ? Math.round(text.length / 2) : text.split(/\s+/).length,
    story: null,
    copy_of: null,
    newer_than: null,
    newest: null,
    as_read: null,
    highlights: [],
    away: null,
    note: '',
    collections: [],
    subjects: { keywords: ['harbour', 'storm gates'], people: ['Ada Finch'], places: ['Marrow Bay'] },
    source_text: makeSource(story, file, body.length > 0 ? body : text.split('\n\n')),
  };
}

export function makeRow(kept: Kept): ArticleRow {
  const { article } = kept;
  return {
    id: kept.id,
    title: article.title,
    source: article.source,
    byline: article.byline,
    published: article.published,
    language: article.language,
    opening: (article.standfirst ?? article.text).slice(0, 240),
    words: kept.words,
    read: kept.read,
    bookmarked: kept.bookmarked,
    tags: kept.tags,
    away: kept.away,
  };
}

/** The page as it was pasted: everything twice, and what the page's widgets left behind. */
function makeSource(story: Story, file: string, body: string[]): SourceText {
  const lines: [string, Role | null][] = [
    [story.title, 'headline'],
    ['', null],
    [story.title, 'repeat'],
  ];
  if (story.standfirst) lines.push([story.standfirst, 'standfirst']);
  for (const name of story.byline ?? []) lines.push([name, 'byline']);
  lines.push([story.at.slice(0, 10), 'date'], ['TT', 'residue'], ['20', 'residue'], ['', null]);
  for (const caption of story.captions ?? []) {
    const line = caption.credit ? `${caption.text} (${caption.credit})` : (caption.text ?? '');
    lines.push([line, 'caption'], [line, 'repeat'], ['', null]);
  }
  for (const paragraph of body) lines.push([paragraph, 'body'], ['', null]);
  lines.push([`© 2026 ${story.source}`, 'copyright']);

  const encoder = new TextEncoder();
  const spans: Span[] = [];
  let text = '';
  let at = 0;
  for (const [line, role] of lines) {
    const length = encoder.encode(line).length;
    if (role) spans.push({ start: at, end: at + length, role, article: 0 });
    text += `${line}\n`;
    at += length + 1;
  }
  return { file, text, spans, article: 0 };
}

/** Three to all of the pool, always the same for an id. */
function choose(pool: string[], id: number): string[] {
  const first = id % pool.length;
  const count = 3 + (id % (pool.length - 2));
  return Array.from({ length: count }, (_, index) => pool[(first + index) % pool.length] ?? '');
}

function escape(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
