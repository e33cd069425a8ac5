import { keysOf, takesText } from './keys';
import { actions, can } from './registry';

const ARROWS = ['ArrowUp', 'ArrowDown', 'Enter'];

/** Does what a key is for. Also called with the keys that are pressed inside the article's frame. */
export function handleKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || document.querySelector('dialog[open]')) return;
  const keys = keysOf(event);
  const typing = takesText(event.target);
  if (ARROWS.includes(keys) && hasOwnUse(event)) return;
  const found = actions.find(
    (action) => action.keys.includes(keys) && (!typing || (action.inText && keys !== '/')) && can(action),
  );
  if (!found) return;
  event.preventDefault();
  found.run();
}

/** Arrows and Enter belong to the button, the filter column or the article that has the focus. */
function hasOwnUse(event: KeyboardEvent): boolean {
  const target = event.target as Element | null;
  if (target?.ownerDocument !== document) return true;
  return target.closest('button, a, [role=menu], [data-pane=filters], [data-pane=reader]') !== null;
}
