import { expect, test } from 'vitest';

import { sentencesOf } from './sentences';

function read(html: string, language: string | null): string[] {
  const body = document.createElement('div');
  body.innerHTML = html;
  return sentencesOf(body, language).map(String);
}

test('an article is read sentence by sentence, through its elements', () => {
  expect(read('<p>The <em>pier</em> is shut. Ferries wait.</p><p>No one knows why!</p>', 'en')).toEqual([
    'The pier is shut.',
    'Ferries wait.',
    'No one knows why!',
  ]);
  expect(read('<ul><li><p>One.</p></li><li>Two.</li></ul>', 'en')).toEqual(['One.', 'Two.']);
  expect(read('<p>港口今天关闭。渡轮在等。</p>', 'zh')).toEqual(['港口今天关闭。', '渡轮在等。']);
  expect(read('<p>أُغلق الميناء. تنتظر السفن.</p>', 'ar')).toEqual(['أُغلق الميناء.', 'تنتظر السفن.']);
});

/** Whoever listens has no eye on what was left out. */
test('all words are read, in whatever they stand', () => {
  const check = (html: string, expected: string[]): void => expect(read(html, 'en')).toEqual(expected);
  check('<ul><li>Ports: <ul><li>Odesa.</li><li>Izmail.</li></ul> All shut.</li></ul>', [
    'Ports:',
    'Odesa.',
    'Izmail.',
    'All shut.',
  ]);
  check('<blockquote>He said: <p>No.</p> And left.</blockquote>', ['He said:', 'No.', 'And left.']);
  check('<table><tr><td>Wheat <p>up</p></td><td>2 %</td></tr></table>', ['Wheat', 'up', '2 %']);
  check('Loose. <p>In a block.</p> <div>In another.</div>', ['Loose.', 'In a block.', 'In another.']);
  check('<p>One line<br>and the next</p>', ['One line', 'and the next']);
  check('<p>Seen. <span class="absent">A rig at sea.</span> Read on.</p>', ['Seen.', 'Read on.']);
});

test('what has no words is passed over, and text without blocks is read too', () => {
  expect(read('<p>* * *</p><p> </p><p>On.</p>', 'en')).toEqual(['On.']);
  expect(read('Only text. And more.', null)).toEqual(['Only text.', 'And more.']);
  expect(read('<p>Still read.</p>', 'no such language')).toEqual(['Still read.']);
});
