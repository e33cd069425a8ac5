import { screen } from '../screen.svelte';
import type { Action } from './action';
import { aloudActions } from './aloud';
import { articleActions } from './articles';
import { backActions } from './back';
import { collectionActions } from './collections';
import { digestActions } from './digests';
import { findActions } from './finding';
import { poolActions } from './pool';
import { previewActions } from './preview';
import { selectActions } from './selecting';
import { storyActions } from './stories';
import { windowActions } from './window';

/** All that can be done. The palette, the menus and the list of shortcuts are made from it. */
export const actions: Action[] = [
  ...articleActions,
  ...selectActions,
  ...aloudActions,
  ...collectionActions,
  ...backActions,
  ...findActions,
  ...windowActions,
  ...previewActions,
  ...storyActions,
  ...digestActions,
  ...poolActions,
];

export function can(action: Action): boolean {
  return (!action.on || action.on === screen.name) && (action.when?.() ?? true);
}

export function action(id: string): Action | undefined {
  return actions.find((one) => one.id === id);
}
