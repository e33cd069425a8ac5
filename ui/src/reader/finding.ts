/**
 * Where words stand in a document, whatever elements they run through. Case and runs of white space do not count; a block ends
 * what can be found.
 */
export const BLOCKS = /^(P|DIV|H[1-6]|LI|TD|TH|BLOCKQUOTE|FIGCAPTION|PRE|DT|DD|BR|HR)$/;

/** `beside`: a selector of what is passed over, as if it were not there. */
export function findWords(root: Element, words: string, beside = ''): Range[] {
  const wanted = plain(words);
  if (wanted.trim() === '') return [];
  const { text, places } = readText(root, beside);
  const found: Range[] = [];
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
    const first = places[at];
    const last = places[at + wanted.length - 1];
    if (!first || !last) continue;
    const range = root.ownerDocument.createRange();
    range.setStart(first.node, first.offset);
    range.setEnd(last.node, last.offset + 1);
    found.push(range);
  }
  return found;
}

type Place = { node: Text; offset: number };

/** The text as it is looked through, and where each letter of it stands. */
function readText(root: Element, beside: string): { text: string; places: (Place | null)[] } {
  let text = '';
  const places: (Place | null)[] = [];
  const put = (letter: string, place: Place | null): void => {
    if (letter === ' ' && (text === '' || text.endsWith(' ') || text.endsWith('\n'))) return;
    text += letter;
    places.push(place);
  };
  const walk = (node: Node): void => {
    // The head of the article's frame is there for paper alone.
    if (node.nodeName === 'HEADER' && node.parentNode === root) return;
    if (beside && node.nodeType === Node.ELEMENT_NODE && (node as Element).matches(beside)) return;
    if (node.nodeType === Node.TEXT_NODE) {
      const own = node as Text;
      for (let offset = 0; offset < own.data.length; offset++) {
        put(plain(own.data.charAt(offset)), { node: own, offset });
      }
    }
    for (const child of node.childNodes) walk(child);
    if (BLOCKS.test(node.nodeName)) put('\n', null);
  };
  walk(root);
  return { text, places };
}

/** Letter for letter: one that grows in lower case stays as it is, so that places keep. */
function plain(words: string): string {
  return [...words.replace(/\s+/g, ' ')]
    .map((letter) => (letter.toLowerCase().length === letter.length ? letter.toLowerCase() : letter))
    .join('');
}
