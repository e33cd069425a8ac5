import { locales, overwriteGetLocale, type Locale } from './generated/runtime.js';

let current = $state<Locale>('en');

// Read through a rune, so that what is on the screen changes its words at once when the language does.
overwriteGetLocale(() => current);

export { locales, type Locale };

export function locale(): Locale {
  return current;
}

export function useLocale(wanted: string): void {
  current = locales.find((known) => known === wanted) ?? 'en';
}

export function direction(): 'ltr' | 'rtl' {
  return current === 'ar' ? 'rtl' : 'ltr';
}

const numbers = new Map<Locale, Intl.NumberFormat>();

export function formatNumber(value: number): string {
  let format = numbers.get(current);
  if (!format) numbers.set(current, (format = new Intl.NumberFormat(current)));
  return format.format(value);
}

/** The name of a language in the language of the interface; its code where there is no name. */
export function languageName(code: string): string {
  try {
    return new Intl.DisplayNames([current], { type: 'language' }).of(code) ?? code;
  } catch {
    return code;
  }
}
