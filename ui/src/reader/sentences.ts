import { BLOCKS } from './finding';

/** The sentences of an article as they stand on its page, in the order of reading. All words are read, in whatever they stand. */
export function sentencesOf(body: Element, language: string | null): Range[] {
  return stretchesOf(body).flatMap((texts) => sentencesIn(texts, language));
}

/** Text between the borders of blocks: no sentence goes over one. */
function stretchesOf(body: Element): Text[][] {
  const stretches: Text[][] = [[]];
  const walk = (node: Node): void => {
    // The head is for paper alone, and of a picture that is not there nothing is to be heard.
    if (node.nodeName === 'HEADER' && node.parentNode === body) return;
    if (node.nodeType === Node.ELEMENT_NODE && (node as Element).matches('.absent')) return;
    if (node.nodeType === Node.TEXT_NODE) stretches.at(-1)?.push(node as Text);
    const ends = BLOCKS.test(node.nodeName);
    if (ends) stretches.push([]);
    for (const child of node.childNodes) walk(child);
    if (ends) stretches.push([]);
  };
  walk(body);
  return stretches.filter((texts) => texts.length > 0);
}

function sentencesIn(texts: Text[], language: string | null): Range[] {
  const nodes: { node: Text; start: number }[] = [];
  let text = '';
  for (const node of texts) {
    nodes.push({ node, start: text.length });
    text += node.data;
  }
  const place = (at: number, isEnd: boolean): [Text, number] | undefined => {
    const found = nodes.findLast(({ start }) => (isEnd ? start < at : start <= at));
    return found && [found.node, at - found.start];
  };
  const ranges: Range[] = [];
  for (const { segment, index } of segmenter(language).segment(text)) {
    const words = segment.trim();
    if (!/[\p{L}\p{N}]/u.test(words)) continue;
    const first = index + segment.indexOf(words);
    const [start, end] = [place(first, false), place(first + words.length, true)];
    if (!start || !end) continue;
    const range = start[0].ownerDocument.createRange();
    range.setStart(...start);
    range.setEnd(...end);
    ranges.push(range);
  }
  return ranges;
}

function segmenter(language: string | null): Intl.Segmenter {
  try {
    return new Intl.Segmenter(language ?? undefined, { granularity: 'sentence' });
  } catch {
    // What an article says that it is written in may be no language.
    return new Intl.Segmenter(undefined, { granularity: 'sentence' });
  }
}
