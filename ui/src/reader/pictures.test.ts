import { expect, test } from 'vitest';

import { nameAbsentPictures, placePictures } from './pictures';

const hash = '0123456789abcdef'.repeat(4);
const place = (html: string): string => placePictures(html, (of) => `picture://localhost/${of}`);

// Whatever an article's own HTML says, no other address may reach the frame through this.
test('only kept pictures get an address', () => {
  expect(place(`<p>a</p><img src="picture:${hash}" alt="A gate">`)).toBe(
    `<p>a</p><img src="picture://localhost/${hash}" alt="A gate">`,
  );
  for (const html of [
    '<img data-src="https://a.example/p.jpg" alt="">',
    '<img src="picture:../../etc/passwd">',
    `<p>picture:${hash}</p>`,
  ]) {
    expect(place(html)).toBe(html);
  }
});

// Nothing is loaded from elsewhere, and what the page said of the picture is not lost.
test('a picture that did not come is named', () => {
  const body = document.createElement('body');
  body.innerHTML =
    '<p>a</p><img data-src="https://a.example/p.jpg" alt="Ships &lt;waiting&gt;"><img data-src="x" alt="">';
  nameAbsentPictures(body);
  expect(body.innerHTML).toBe('<p>a</p><span class="absent">Ships &lt;waiting&gt;</span>');
});
