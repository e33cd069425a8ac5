/** The sentences of an article as they stand on its page, in the order of reading. */
const BLOCKS = 'p, li, h1, h2, h3, h4, h5, h6, blockquote, figcaption, dd, dt, td, th, pre';

export function sentencesOf(body: Element, language: string | null): Range[] {
  const blocks = [...body.querySelectorAll(BLOCKS)].filter(
    // The head is for paper alone; what holds other blocks is read through them.
    (block) => !block.closest('body > header') && !block.querySelector(BLOCKS),
  );
  return (blocks.length > 0 ? blocks : [body]).flatMap((block) => sentencesIn(block, language));
}

function sentencesIn(block: Element, language: string | null): Range[] {
  const inside = block.ownerDocument;
  const walker = inside.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  const nodes: { node: Text; start: number }[] = [];
  let text = '';
  for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
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
    const range = inside.createRange();
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
