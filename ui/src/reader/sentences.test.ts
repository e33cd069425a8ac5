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

test('what has no words is passed over, and text without blocks is read too', () => {
  expect(read('<p>* * *</p><p> </p><p>On.</p>', 'en')).toEqual(['On.']);
  expect(read('Only text. And more.', null)).toEqual(['Only text.', 'And more.']);
  expect(read('<p>Still read.</p>', 'no such language')).toEqual(['Still read.']);
});
