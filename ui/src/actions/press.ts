import { keysOf, takesText } from './keys';
import { actions, can } from './registry';

const ARROWS = ['ArrowUp', 'ArrowDown', 'Enter', ' '];

/** What a browser does with them would tear the page from under the reader. */
const BROWSERS = ['F5', 'Mod+r', 'Mod+Shift+r', 'Alt+ArrowLeft', 'Alt+ArrowRight'];

/** Does what a key is for. Also called with the keys that are pressed inside the article's frame. */
export function handleKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || document.querySelector('dialog[open]')) return;
  const keys = keysOf(event);
  if (BROWSERS.includes(keys)) event.preventDefault();
  const typing = takesText(event.target);
  if (ARROWS.includes(keys) && hasOwnUse(event)) return;
  const fits = actions.filter(
    (action) => action.keys.includes(keys) && (!typing || (action.inText && keys !== '/')) && can(action),
  );
  const found = fits.find((action) => action.within) ?? fits[0];
  if (!found) return;
  event.preventDefault();
  found.run(keys);
}

/** Arrows and Enter belong to the button, the filter column or the article that has the focus. */
function hasOwnUse(event: KeyboardEvent): boolean {
  const target = event.target as Element | null;
  if (target?.ownerDocument !== document) return event.key !== ' ';
  const pane = event.key === ' ' ? '' : ', [data-pane=filters], [data-pane=reader], [data-own-arrows]';
  return target.closest(`button, a, label, summary, [role=menu]${pane}`) !== null;
}

/** The browser's own menu offers to reload and to go back: nothing of it makes sense here. Text keeps its copy and paste. */
export function keepOwnMenu(event: MouseEvent): void {
  const chosen = (event.target as Element | null)?.ownerDocument.getSelection()?.toString();
  if (!takesText(event.target) && !chosen) event.preventDefault();
}
