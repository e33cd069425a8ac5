/** Between the library's bytes of an article's text and the ranges of the page that shows it. */
import type { Highlight } from '../host';
import { findWords } from './finding';
import { countWords, findQuote, indexOfByte, type Quoted } from './places';

/** What the page shows that is no part of the article's text: the head for paper, captions, and the words of absent pictures. */
const BESIDE = 'body > header, figcaption, .absent';

/** What is selected in the page, as a place in the article's text; none where nothing is, or where it is no part of it. */
export function selectedPlace(inside: Document, text: string): Quoted | null {
  const selection = inside.getSelection();
  const words = selection?.toString() ?? '';
  if (!selection || selection.rangeCount === 0 || words.trim() === '') return null;
  const range = selection.getRangeAt(0);
  if (isBeside(range.startContainer) || isBeside(range.endContainer)) return null;
  // The same words may stand there before: as many times as here.
  const nth = countWords(wordsBefore(inside, range), words);
  return findQuote(text, words, nth) ?? findQuote(text, words);
}

/** A mark that goes over the end of a paragraph is a range in each. */
export function rangesOf(body: Element, text: string, highlight: Highlight): Range[] {
  if (!highlight.range) return [];
  const [from, to] = highlight.range.map((byte) => indexOfByte(text, byte)) as [number, number];
  const ranges: Range[] = [];
  for (const piece of text.slice(from, to).matchAll(/[^\n]+/g)) {
    const before = text.slice(0, from + piece.index);
    const places = findWords(body, piece[0], BESIDE);
    const range = places[Math.min(countWords(before, piece[0]), places.length - 1)];
    if (range) ranges.push(range);
  }
  return ranges;
}

/** For who marks by keys alone: the first sentence in view, from where Shift and the arrows go on. */
export function selectSentence(inside: Document, top: number): boolean {
  const blocks = [...inside.querySelectorAll('p, li, blockquote')].filter((one) => !isBeside(one));
  const block = blocks.find((one) => one.getBoundingClientRect().top >= top) ?? blocks.at(-1);
  const selection = inside.getSelection();
  if (!block?.firstChild || !selection) return false;
  const text = block.textContent ?? '';
  const [sentence = ''] = /^.*?[.!?。！？؟…]["”»'’)\]]*(?=\s|$)|^.+$/su.exec(text) ?? [];
  const [range] = findWords(block, sentence, BESIDE);
  if (!range) return false;
  selection.setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset);
  inside.defaultView?.focus();
  return true;
}

function isBeside(node: Node): boolean {
  const element = node.nodeType === Node.ELEMENT_NODE ? (node as Element) : node.parentElement;
  return Boolean(element?.closest(BESIDE));
}

/** The article's text up to where the range begins. */
function wordsBefore(inside: Document, range: Range): string {
  const walker = inside.createTreeWalker(
    inside.body,
    NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT,
    (node) =>
      node.nodeType === Node.ELEMENT_NODE && (node as Element).matches(BESIDE)
        ? NodeFilter.FILTER_REJECT
        : NodeFilter.FILTER_ACCEPT,
  );
  let text = '';
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.nodeType !== Node.TEXT_NODE) continue;
    const { data } = node as Text;
    if (node === range.startContainer) return text + data.slice(0, range.startOffset);
    if (range.comparePoint(node, 0) >= 0) return text;
    text += data;
  }
  return text;
}
