import { afterEach, expect, test } from 'vitest';

import { formatBrief, formatDay, formatMoment } from './dates';
import { directionOf } from './direction';
import { useLocale } from './locale.svelte';

afterEach(() => useLocale('en'));

/** A story of half past midnight in Damascus stays on its day there, wherever it is read. */
test('a moment is shown in the zone it was printed in', () => {
  const check = (moment: string, expected: string) => expect(formatMoment(moment)).toBe(expected);
  check('2025-05-12', '12 May 2025');
  check('2025-05-12T00:30:00+03:00', '12 May 2025, 00:30');
  check('2025-05-12T23:30:00-11:00', '12 May 2025, 23:30');
  check('2025-05-12T08:05:00', '12 May 2025, 08:05');
});

/** A row has room for six characters: the year only where it is another. */
test('a row shows as much of a date as tells it from others', () => {
  const check = (moment: string, expected: string) =>
    expect(formatBrief(moment, '2026-03-16')).toBe(expected);
  check('2026-03-16T06:40:00+02:00', '06:40');
  check('2026-03-16', '16 Mar');
  check('2026-01-02T06:40:00Z', '2 Jan');
  check('2025-12-31', '31 Dec 2025');
});

test('dates follow the language of the interface', () => {
  useLocale('ar');
  expect(formatDay('2026-03-16', 'long')).toContain('مارس');
});

/** A date that no calendar has is shown as it came, not as “Invalid Date”. */
test('what is no date is shown as it is', () => {
  expect(formatDay('2026-13-45', 'long')).toBe('2026-13-45');
});

test('the direction of a text is that of its first letter', () => {
  const check = (text: string, expected: string) => expect(directionOf(text)).toBe(expected);
  check('Grain corridor', 'ltr');
  check('«أول» convoy', 'rtl');
  check('2026: אחת', 'rtl');
  check('粮食走廊', 'ltr');
  check('1,200', 'ltr');
});
