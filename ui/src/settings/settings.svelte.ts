import { ask } from '../ask';
import { host, type Settings } from '../host';
import { direction, useLocale } from '../i18n/locale.svelte';

export const TEXT_SIZES = [14, 16, 18, 20, 22, 24, 28] as const;
export const LINE_WIDTHS = [56, 68, 80, 96] as const;

export const settings = $state<Settings>({
  theme: 'system',
  language: 'en',
  text_size: 18,
  line_width: 68,
  issue_title: '',
});

const dark = matchMedia('(prefers-color-scheme: dark)');

export async function loadSettings(): Promise<void> {
  // A library that cannot be opened has no settings to give: the page says what is wrong with it.
  Object.assign(settings, await host.call('read_settings', {}).catch(() => ({})));
  showSettings();
  dark.addEventListener('change', showSettings);
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
  const at = TEXT_SIZES.findIndex((size) => size >= settings.text_size);
  const next = TEXT_SIZES[(at < 0 ? TEXT_SIZES.length - 1 : at) + by];
  if (next) void changeSettings({ text_size: next });
}

export function isDark(): boolean {
  return settings.theme === 'dark' || (settings.theme === 'system' && dark.matches);
}

function showSettings(): void {
  useLocale(settings.language);
  const root = document.documentElement;
  root.lang = settings.language;
  root.dir = direction();
  root.dataset.theme = isDark() ? 'dark' : 'light';
  root.style.setProperty('--read-size', `${settings.text_size / 16}rem`);
  root.style.setProperty('--read-width', `${settings.line_width}ch`);
}
