/** An issue on paper: its own page, as a browser would print it, in a frame that holds no script and loads nothing. */
import { ask } from '../ask';
import type { ExportAs, IssueId } from '../host';

/** WebKit takes a sheet's margins from the printer, which are a finger's breadth at most. */
const PAPER = '@media print { body { padding-inline: 14mm } }';

/** What is on its way to the printer; it stays until the next, for a dialog may still be reading it. */
let frame: HTMLIFrameElement | null = null;

export async function printDocument(id: IssueId, how: ExportAs): Promise<void> {
  const answer = await ask('preview_issue', { id, how });
  if (!answer) return;
  frame?.remove();
  frame = document.createElement('iframe');
  // As wide as paper, and out of sight: what is not laid out is not printed.
  frame.className = 'printed';
  frame.tabIndex = -1;
  frame.ariaHidden = 'true';
  frame.setAttribute('sandbox', 'allow-same-origin allow-modals');
  frame.srcdoc = answer.html;
  const shown = new Promise((loaded) => frame?.addEventListener('load', loaded, { once: true }));
  document.body.append(frame);
  await shown;
  dress(frame, PAPER);
  frame.contentWindow?.print();
}

/** The window's policy lets no style into a page but by way of a script, and this page has none: so ours brings it its own. */
export function dress(frame: HTMLIFrameElement | undefined, more = ''): void {
  const page = frame?.contentDocument;
  const own = page?.defaultView;
  if (!page || !own || page.styleSheets.length > 0) return;
  const sheet = new own.CSSStyleSheet();
  sheet.replaceSync([...page.querySelectorAll('style')].map((style) => style.textContent).join('\n') + more);
  page.adoptedStyleSheets = [sheet];
}
