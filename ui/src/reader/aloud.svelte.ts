/** The open article, read aloud by the system's voices, a sentence at a time. */
import { tryTo } from '../ask';
import { host } from '../host';
import { m } from '../i18n/messages';
import { languageName } from '../i18n/locale.svelte';
import { say, sayFailed } from '../kit/toasts.svelte';
import { articlePage } from './highlights.svelte';
import { reader } from './reader.svelte';
import { sentencesOf } from './sentences';

type Aloud = {
  /** Whether this system has voices. */
  there: boolean;
  /** The article that is read; none where nothing is. */
  article: number | null;
  paused: boolean;
  at: number;
  of: number;
};

export const aloud = $state<Aloud>({ there: false, article: null, paused: false, at: 0, of: 0 });

let sentences: Range[] = [];
/** Rises whenever what was asked for last is not wanted any more. */
let turn = 0;

export async function lookForVoices(): Promise<void> {
  aloud.there = (await tryTo(host.can_read_aloud())) ?? false;
}

/** Begins, pauses, or goes on. */
export function toggleAloud(): void {
  if (aloud.article === null) begin();
  else if (aloud.paused) void readOn();
  else pause();
}

export function stepAloud(by: 1 | -1): void {
  if (aloud.article === null) return;
  silence();
  aloud.at = Math.min(Math.max(aloud.at + by, 0), aloud.of - 1);
  if (aloud.paused) show();
  else void readOn();
}

export function stopAloud(): void {
  if (aloud.article === null) return;
  silence();
  aloud.article = null;
  mark(null);
  sentences = [];
}

function begin(): void {
  const inside = articlePage();
  const view = reader.view;
  if (!inside || !view || reader.mode !== 'article') return;
  const language = view.article.language;
  const title = document.querySelector('.paper h1');
  sentences = [...(title ? sentencesOf(title, language) : []), ...sentencesOf(inside.body, language)];
  if (sentences.length === 0) return;
  Object.assign(aloud, { article: view.id, paused: false, at: 0, of: sentences.length });
  void readOn();
}

function pause(): void {
  silence();
  aloud.paused = true;
}

function silence(): void {
  turn += 1;
  if (!aloud.paused) void tryTo(host.hush());
}

/** From the sentence at hand, which is read from its beginning. */
async function readOn(): Promise<void> {
  const mine = ++turn;
  const language = reader.view?.article.language ?? '';
  aloud.paused = false;
  while (aloud.at < aloud.of) {
    show();
    const text = sentences[aloud.at]?.toString() ?? '';
    const read = await tryTo(host.read_sentence(text, language));
    if (mine !== turn) return;
    if (read === 'whole') aloud.at += 1;
    // Another program took the voice.
    else if (read === 'cut') return void (aloud.paused = true);
    else {
      if (read === 'no_voice') say(m.aloud_no_voice({ language: languageName(language) }));
      else if (read === 'nobody') sayFailed(m.aloud_nobody());
      break;
    }
  }
  turn += 1;
  aloud.article = null;
  mark(null);
}

function show(): void {
  const range = sentences[aloud.at];
  mark(range ?? null);
  const pane = document.querySelector('[data-pane=reader]');
  if (!range || !pane) return;
  const frame = range.startContainer.ownerDocument?.defaultView?.frameElement;
  const box = range.getBoundingClientRect();
  const top = (frame?.getBoundingClientRect().top ?? 0) + box.top - pane.getBoundingClientRect().top;
  if (top < 40 || top + box.height > pane.clientHeight - 100)
    pane.scrollBy({ top: top - pane.clientHeight / 3, behavior: 'smooth' });
}

/** Painted by the engine, so that the article's nodes stay as they are: on its page, or on ours for the headline. */
function mark(range: Range | null): void {
  for (const view of [window, articlePage()?.defaultView]) {
    const { CSS: css, Highlight } = (view ?? {}) as Partial<Window & typeof globalThis>;
    if (!css?.highlights || !Highlight) continue;
    const here = range?.startContainer.ownerDocument === view?.document ? [range as Range] : [];
    css.highlights.set('aloud', new Highlight(...here));
  }
}
