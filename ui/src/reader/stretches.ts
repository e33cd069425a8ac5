import type { Role, SourceText } from '../host';

/** A piece of the source text, and what it was taken for; no role for blank lines and what stands between. */
export type Stretch = { text: string; role: Role | null; article: number | null };

/**
 * The source text cut at its spans. Spans count bytes of UTF-8, the page counts UTF-16: both are walked once, side by side.
 * Neighbours of one role and article become one stretch.
 */
export function cutSource({ text, spans }: Pick<SourceText, 'text' | 'spans'>): Stretch[] {
  const stretches: Stretch[] = [];
  const walk = walker(text);
  const add = (piece: string, role: Role | null, article: number | null): void => {
    const last = stretches.at(-1);
    if (role === null && piece.trim() === '') {
      if (last) last.text += piece;
    } else if (last && last.role === role && last.article === article) {
      last.text += piece;
    } else {
      stretches.push({ text: piece, role, article });
    }
  };
  let at = 0;
  for (const { start, end, role, article } of spans) {
    const from = walk(start);
    if (from > at) add(text.slice(at, from), null, null);
    const to = walk(end);
    if (to > from) add(text.slice(from, to), role, article);
    at = Math.max(at, to);
  }
  if (at < text.length) add(text.slice(at), null, null);
  return stretches.map((stretch) => ({ ...stretch, text: stretch.text.replace(/^\n+|\s+$/g, '') }));
}

/** From a byte offset to an index into the string. Offsets are asked for in rising order. */
function walker(text: string): (byte: number) => number {
  let bytes = 0;
  let index = 0;
  return (byte) => {
    while (bytes < byte && index < text.length) {
      const code = text.codePointAt(index) ?? 0;
      bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
      index += code < 0x10000 ? 1 : 2;
    }
    return index;
  };
}
