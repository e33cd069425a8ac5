import { ask } from '../ask';
import { host, type Settings } from '../host';
import { direction, locales, useLocale } from '../i18n/locale.svelte';

export const THEMES = ['system', 'light', 'dark', 'sepia', 'contrast', 'contrast_dark'] as const;
export const ZOOMS = [80, 90, 100, 110, 125, 150, 175, 200] as const;
export const TEXT_SIZES = [14, 16, 18, 20, 22, 24, 28] as const;
export const LINE_HEIGHTS = [140, 160, 180] as const;
export const LINE_WIDTHS = [56, 68, 80, 96] as const;

export const settings = $state<Settings>({
  theme: 'system',
  language: '',
  zoom: 100,
  font: 'serif',
  text_size: 18,
  line_width: 68,
  line_height: 160,
  row_lines: 'two',
  day_headings: true,
});

/** What the window was last told. */
let zoomed = 100;

const dark = matchMedia('(prefers-color-scheme: dark)');
const contrast = matchMedia('(prefers-contrast: more)');
let system = $state({ dark: dark.matches, contrast: contrast.matches });

export async function loadSettings(): Promise<void> {
  // A library that cannot be opened has no settings to give: the page says what is wrong with it.
  const read = await host.call('read_settings', {}).catch(() => null);
  Object.assign(settings, read ?? {});
  const first = settings.language === '';
  if (first) settings.language = systemLanguage();
  showSettings();
  // What an issue's own words are set in follows it, so it is kept from the start.
  if (read && first) await host.call('write_settings', $state.snapshot(settings)).catch(() => null);
  const look = (): void => {
    system = { dark: dark.matches, contrast: contrast.matches };
    showSettings();
  };
  dark.addEventListener('change', look);
  contrast.addEventListener('change', look);
}

/** Shown at once, then written; what the library answers (it may have put a number within bounds) counts. */
export async function changeSettings(change: Partial<Settings>): Promise<void> {
  Object.assign(settings, change);
  showSettings();
  const written = await ask('write_settings', $state.snapshot(settings));
  if (written) Object.assign(settings, written);
  showSettings();
}

export function stepTextSize(by: 1 | -1): void {
  const next = stepIn(TEXT_SIZES, settings.text_size, by);
  if (next) void changeSettings({ text_size: next });
}

export function stepZoom(by: 1 | -1): void {
  const next = stepIn(ZOOMS, settings.zoom, by);
  if (next) void changeSettings({ zoom: next });
}

/** The theme that is seen: where the system's is followed, what that wants. */
export function shownTheme(): string {
  if (settings.theme !== 'system') return settings.theme;
  if (system.contrast) return system.dark ? 'contrast_dark' : 'contrast';
  return system.dark ? 'dark' : 'light';
}

export function isDark(): boolean {
  return ['dark', 'contrast_dark'].includes(shownTheme());
}

function showSettings(): void {
  useLocale(settings.language);
  const root = document.documentElement;
  root.lang = settings.language;
  root.dir = direction();
  root.dataset.theme = shownTheme();
  if (settings.zoom !== zoomed) void host.set_zoom((zoomed = settings.zoom)).catch(() => {});
  for (const [name, value] of Object.entries(readingStyle())) root.style.setProperty(name, value);
}

/** What the article is set in: on this page, and in the frame of its text. */
export function readingStyle(): Record<string, string> {
  return {
    '--read-size': `${settings.text_size / 16}rem`,
    '--read-width': `${settings.line_width}ch`,
    '--read-height': String(settings.line_height / 100),
    '--read-face': settings.font === 'sans' ? 'var(--font-ui)' : 'var(--font-read)',
  };
}

/** The first of the system's languages that the window speaks. */
function systemLanguage(): string {
  for (const tag of navigator.languages) {
    const known = locales.find((locale) => locale === tag.split('-')[0]?.toLowerCase());
    if (known) return known;
  }
  return 'en';
}

function stepIn(all: readonly number[], now: number, by: 1 | -1): number | undefined {
  const at = all.findIndex((one) => one >= now);
  return all[(at < 0 ? all.length - 1 : at) + by];
}
