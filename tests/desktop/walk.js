// Reads one article after the other, as a reader does with a key, and notes what stands in each: the marks between the pieces of
// markup, and whatever could run or load something.
const walk = (window.walk = { count: 0, marks: 0, titles: 0, wrong: [], done: false });
const marks = new Set();
window.seen = { ran: [] };
window.onmessage ??= ({ data }) => typeof data === 'number' && window.seen.ran.push(data);
const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));
const title = () => document.querySelector('article h1')?.innerText ?? '';

function look(inside) {
  walk.count += 1;
  walk.titles += title().includes('<') ? 1 : 0;
  for (const [mark] of inside.body.innerText.matchAll(/Behind \d+,/g)) marks.add(mark);
  walk.marks = marks.size;
  for (const element of inside.body.querySelectorAll('*')) {
    const odd = [...element.attributes].some(
      ({ name, value }) =>
        name.startsWith('on') ||
        name === 'style' ||
        name === 'srcset' ||
        (name === 'href' && !/^(https?|mailto):/.test(value)) ||
        (name === 'src' && !/^(picture:|http:\/\/picture\.localhost|data:image)/.test(value)),
    );
    if (odd || !/^[a-z][a-z0-6]*$/.test(element.localName) || element.namespaceURI !== document.documentElement.namespaceURI) {
      walk.wrong.push(element.outerHTML.slice(0, 300));
    }
    // A link would be opened outside.
    if (!element.closest('a')) {
      for (const name of ['click', 'mouseover', 'focus', 'copy']) element.dispatchEvent(new Event(name, { bubbles: true, cancelable: true }));
    }
  }
}

async function read_all() {
  const list = document.querySelector('.rows [role=listbox]');
  let last = '';
  for (let still = 0; still < 100; ) {
    if (still % 50 === 0) list.dispatchEvent(new KeyboardEvent('keydown', { key: 'j', bubbles: true, cancelable: true }));
    await pause(10);
    const inside = document.querySelector('article iframe')?.contentDocument;
    const ready = title() !== last && inside?.querySelector('header h1')?.textContent === title();
    if (!ready) {
      still += 1;
      continue;
    }
    still = 0;
    last = title();
    look(inside);
  }
  walk.done = true;
}
void read_all();
