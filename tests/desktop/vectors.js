// Puts each piece of markup into a document of its own, does to it what a reader could, and notes who called.
// arguments: pairs of a number and markup; what each document begins with.
const [pieces, head] = arguments;
const seen = (window.seen = { ran: [], count: 0, done: false });
window.onmessage ??= ({ data }) => typeof data === 'number' && window.seen.ran.push(data);
const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));

function press(inside) {
  for (const element of inside.querySelectorAll('*')) {
    for (const { name } of [...element.attributes]) {
      if (name.startsWith('on')) element.dispatchEvent(new Event(name.slice(2)));
    }
    // The engine itself follows a link or sends a form off; `SVGElement` has no `click`.
    element.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
    if (element.contentDocument) press(element.contentDocument);
  }
}

async function try_all() {
  for (let at = 0; at < pieces.length; at += 100) {
    const frames = pieces.slice(at, at + 100).map(([, markup]) => {
      const frame = document.createElement('iframe');
      frame.style.cssText = 'position: fixed; inset-block-start: 0; inline-size: 20px; block-size: 20px; opacity: 0';
      frame.srcdoc = head + markup;
      return frame;
    });
    const loads = frames.map((frame) => new Promise((resolve) => frame.addEventListener('load', resolve, { once: true })));
    document.body.append(...frames);
    await Promise.race([Promise.all(loads), pause(2000)]);
    for (const frame of frames) {
      try {
        press(frame.contentDocument);
      } catch {
        // It went elsewhere, or took its own document apart.
      }
    }
    await pause(150);
    for (const frame of frames) frame.remove();
    seen.count += frames.length;
  }
  seen.done = true;
}
void try_all();
