import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { ERROR_CODES, NOTE_CODES, PROBLEM_CODES } from '../host/generated/codes';

type Variants = { match: Record<string, string> }[];
type Messages = Record<string, string | Variants>;

const root = join(import.meta.dirname, '..', '..');
const languages = readdirSync(join(root, 'messages')).map((file) => file.replace('.json', ''));
const messages = Object.fromEntries(
  languages.map((language) => {
    const { $schema: _, ...all } = JSON.parse(
      readFileSync(join(root, 'messages', `${language}.json`), 'utf8'),
    );
    return [language, all as Messages];
  }),
);
const english = messages.en!;

/** A message that one language lacks is shown in another's words. */
test.each(languages)('%s has each message, and none is empty', (language) => {
  expect(Object.keys(messages[language]!).sort()).toEqual(Object.keys(english).sort());
  for (const [key, message] of Object.entries(messages[language]!)) {
    if (typeof message === 'string') expect(message.trim(), key).not.toBe('');
  }
});

/** A message that nobody shows is work for each translator, for nothing. */
test('no message is left over, and none is missing', () => {
  const code = sources(join(root, 'src')).join('\n');
  const used = new Set([...code.matchAll(/\bm\.([a-z][a-z0-9_]*)/g)].map((match) => match[1]!));
  for (const error of ERROR_CODES) used.add(`error_${error}`);
  for (const note of NOTE_CODES) used.add(`note_${note}`);
  for (const problem of PROBLEM_CODES) used.add(`problem_${problem}`);
  expect([...used].sort()).toEqual(Object.keys(english).sort());
});

/** A gap that only one language fills shows as `undefined`, or loses what it should say. */
test.each(languages)('the gaps in %s are those of English', (language) => {
  for (const [key, message] of Object.entries(messages[language]!)) {
    if (typeof message === 'string') {
      expect([key, gaps(message)]).toEqual([key, gaps(english[key] as string)]);
    }
  }
});

/** Arabic has six forms, English two: each that the language counts with must be there, and no other. */
test.each(languages)('%s counts in all of its forms', (language) => {
  const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories.sort();
  for (const [key, message] of Object.entries(messages[language]!)) {
    if (typeof message === 'string') continue;
    const found = Object.keys(message[0]!.match).map((match) => match.replace('form=', ''));
    expect([key, found.sort()]).toEqual([key, forms]);
  }
});

function gaps(message: string): string[] {
  return [...message.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!).sort();
}

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(svelte|ts)$/.test(entry.name) && !/\.test\.ts$/.test(entry.name))
    .filter((entry) => !entry.parentPath.includes('generated'))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
}
