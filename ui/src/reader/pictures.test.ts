import { expect, test } from 'vitest';

import { placePictures } from './pictures';

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
