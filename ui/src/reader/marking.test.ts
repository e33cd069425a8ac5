import { expect, test } from 'vitest';

import type { Highlight } from '../host';
import { rangesOf, selectedPlace } from './marking';

const text = 'Oil rose.\n\nThen oil fell and oil rose again.\n\nThe end came late.';
const html =
  '<header><h1>Oil</h1></header><figure><img><figcaption>Oil burns</figcaption></figure><p>Oil rose. <span class="absent">An oil rig</span></p><p>Then <b>oil</b> fell and oil rose again.</p><p>The end came late.</p>';

function page(): Document {
  const inside = document.implementation.createHTMLDocument();
  inside.body.innerHTML = html;
  return inside;
}

function mark(words: string, from = 0): Highlight {
  const start = text.indexOf(words, from);
  return { id: 1, article: 1, range: [start, start + words.length], text: words, colour: 'blue', note: '' };
}

/** The head that only paper shows, captions and the words of absent pictures have the same words: what is marked in the text must not be sought there. */
test.each([
  [mark('Oil'), ['Oil']],
  [mark('oil', 15), ['oil']],
  [mark('oil fell and'), ['oil fell and']],
  [mark('rose again.\n\nThe end'), ['rose again.', 'The end']],
  [{ ...mark('Oil'), range: null }, []],
])('%j', (highlight, expected) => {
  const { body } = page();
  const ranges = rangesOf(body, text, highlight);
  expect(ranges.map(String)).toEqual(expected);
  expect(ranges.some((range) => range.startContainer.parentElement?.closest('header, figure, .absent'))).toBe(
    false,
  );
});

/** What is selected and what is painted afterwards must be the same letters, also of words that stand there three times. */
test.each([0, 1, 2])('the %ith oil is the one that was selected', (nth) => {
  document.body.innerHTML = html;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let seen = -1;
  while (walker.nextNode()) {
    const node = walker.currentNode as Text;
    if (node.parentElement?.closest('header, figure, .absent')) continue;
    for (const found of node.data.matchAll(/oil/gi)) {
      seen += 1;
      if (seen !== nth) continue;
      document.getSelection()?.setBaseAndExtent(node, found.index, node, found.index + 3);
    }
  }
  const place = selectedPlace(document, text);
  expect(place?.start).toBe([0, 16, 29][nth]);
  const painted = rangesOf(document.body, text, { ...mark('Oil'), range: [place!.start, place!.end] });
  expect(painted[0]?.startContainer).toBe(document.getSelection()?.getRangeAt(0).startContainer);
});

test.each(['figcaption', '.absent'])('%s is no part of the text: nothing of it is marked', (beside) => {
  document.body.innerHTML = html;
  const [words] = document.querySelector(beside)!.childNodes;
  document.getSelection()?.setBaseAndExtent(words!, 0, words!, 3);
  expect(selectedPlace(document, text)).toBe(null);
});
