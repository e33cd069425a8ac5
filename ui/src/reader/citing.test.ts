import { expect, test } from 'vitest';

import type { Article } from '../host';
import { cite, toMarkdown } from './citing';

const bare: Article = {
  title: 'Strait reopens',
  standfirst: null,
  byline: [],
  dateline: null,
  published: null,
  source: null,
  section: null,
  page: null,
  language: 'en',
  url: null,
  text: '',
  html: '',
  captions: [],
  pictures: [],
  copyright: [],
  origin: { file: 'a.txt', hash: '', format: 'text', members: [], start: 0, end: 0 },
};
const full: Article = {
  ...bare,
  byline: ['Ines Calloway', 'Tomas Brandt'],
  published: { at: '2026-03-16T06:40:00Z', from: 'metadata', reason: null },
  source: { name: 'The Harbour Post', host: null },
  url: 'https://harbourpost.example/strait',
};

test('citations hold what is known, in the order of their style', () => {
  expect(cite(full, 'chicago')).toBe(
    'Ines Calloway and Tomas Brandt, “Strait reopens,” The Harbour Post, March 16, 2026, https://harbourpost.example/strait.',
  );
  expect(cite(full, 'apa')).toBe(
    'Ines Calloway & Tomas Brandt. (2026, March 16). Strait reopens. The Harbour Post. https://harbourpost.example/strait',
  );
  expect(cite(full, 'bibtex')).toBe(
    '@article{calloway2026,\n  author = {Ines Calloway and Tomas Brandt},\n  title = {{Strait reopens}},\n' +
      '  journal = {The Harbour Post},\n  date = {2026-03-16},\n  url = {https://harbourpost.example/strait},\n  langid = {en}\n}',
  );
});

/** A made-up author or date in a citation would be a lie with our name under it. */
test('what is not known is left out', () => {
  expect(cite(bare, 'chicago')).toBe('“Strait reopens.”'.replace('.”', '”.'));
  expect(cite(bare, 'apa')).toBe('(n.d.). Strait reopens.');
  expect(cite({ ...bare, source: full.source }, 'apa')).toBe('The Harbour Post. (n.d.). Strait reopens.');
});

test('the text becomes Markdown with its links, lists and tables', () => {
  const html =
    '<h2>What <em>changed</em></h2><p>See <a href="https://a.example/">the log</a>, 5*3.</p><ul><li>one</li><li>two</li></ul>' +
    '<blockquote><p>Said.</p></blockquote><table><tr><th>Day</th><th>Ships</th></tr><tr><td>Mon</td><td>11</td></tr></table>';
  expect(toMarkdown({ ...bare, html })).toBe(
    '# Strait reopens\n\n## What *changed*\n\nSee [the log](https://a.example/), 5\\*3.\n\n- one\n- two\n\n> Said.\n\n' +
      '| Day | Ships |\n| --- | --- |\n| Mon | 11 |\n',
  );
});
