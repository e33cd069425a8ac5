export type ScreenName = 'library' | 'stories' | 'imports' | 'preview' | 'digests' | 'settings';

/** What fills the window, and what lies over it. */
export const screen = $state<{ name: ScreenName; over: 'palette' | 'shortcuts' | 'guide' | null }>({
  name: 'library',
  over: null,
});

export function goTo(name: ScreenName): void {
  screen.name = name;
  screen.over = null;
}

/** The panes of the library, for 1, 2 and 3. */
export function focusPane(pane: 'filters' | 'list' | 'reader'): void {
  document.querySelector<HTMLElement>(`[data-pane=${pane}]`)?.focus();
}
