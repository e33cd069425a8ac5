import type { Moment } from '../host';
import { locale } from './locale.svelte';

/** The calendar day as printed: never moved to another zone. */
export function dayOf(moment: Moment): string {
  return moment.slice(0, 10);
}

/** `16 March 2026, 06:40`, the time only where it is known, in the zone it was printed in. */
export function formatMoment(moment: Moment): string {
  const time = clockOf(moment);
  const day = formatDay(dayOf(moment), 'long');
  return time ? `${day}${COMMA[locale()] ?? ','} ${time}` : day;
}

/** For a row of a list: the time today, the day this year, else with its year. */
export function formatBrief(moment: Moment, today: string): string {
  const day = dayOf(moment);
  if (day === today) return clockOf(moment) ?? formatDay(day, 'brief');
  return formatDay(day, day.slice(0, 4) === today.slice(0, 4) ? 'brief' : 'brief_year');
}

/** Between a day and a time. */
const COMMA: Partial<Record<string, string>> = { ar: '،', zh: '' };

const STYLES = {
  /** 16 Mar */
  brief: { day: 'numeric', month: 'short' },
  /** 16 Mar 2025 */
  brief_year: { day: 'numeric', month: 'short', year: 'numeric' },
  /** Mon 16 Mar */
  weekday: { weekday: 'short', day: 'numeric', month: 'short' },
  /** Monday 16 March */
  day: { weekday: 'long', day: 'numeric', month: 'long' },
  /** 16 March 2026 */
  long: { day: 'numeric', month: 'long', year: 'numeric' },
  /** Monday 16 March 2026 */
  full: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
} satisfies Record<string, Intl.DateTimeFormatOptions>;

export function formatDay(day: string, style: keyof typeof STYLES): string {
  const at = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(at.getTime())) return day;
  const shown = formatter(style).format(at);
  // It stands at the start of a line, where Russian and French would write it small.
  return shown.charAt(0).toLocaleUpperCase(tag()) + shown.slice(1);
}

/** A point in time in UTC, as the clock on this wall says it: for imports. */
export function formatStamp(at: string): string {
  const format = new Intl.DateTimeFormat(tag(), { dateStyle: 'medium', timeStyle: 'short' });
  return format.format(new Date(at));
}

export function today(): string {
  const now = new Date();
  const pad = (value: number): string => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
}

/** The time as printed, where one is. */
export function clockOf(moment: Moment): string | null {
  if (moment.length < 16) return null;
  const at = new Date(`1970-01-01T${moment.slice(11, 16)}:00Z`);
  return new Intl.DateTimeFormat(tag(), { timeStyle: 'short', timeZone: 'UTC' }).format(at);
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(style: keyof typeof STYLES): Intl.DateTimeFormat {
  const key = `${tag()} ${style}`;
  let format = formatters.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(tag(), { ...STYLES[style], timeZone: 'UTC' });
    formatters.set(key, format);
  }
  return format;
}

/** Plain English means day before month: the desks that this is for write it so. */
function tag(): string {
  return locale() === 'en' ? 'en-GB' : locale();
}
