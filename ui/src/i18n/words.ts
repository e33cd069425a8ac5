import type { ErrorView, FileOutcome, NoteCode, Problem, PublishedFrom, Role, Unmoved } from '../host';
import { m } from './messages';

type Say = (params: Record<string, string>) => string;

/** The words of an error. What they name is in its params; one that is missing shows as nothing. */
export function errorWords(error: ErrorView): string {
  const known = m as unknown as Record<string, Say>;
  const say = known[`error_${error.code}`] ?? known.error_internal;
  return say?.({ path: '', detail: '', what: '', id: '', version: '', ...error.params }) ?? error.code;
}

export function problemWords({ code, detail }: Problem): string {
  const say = (m as unknown as Record<string, Say>)[`problem_${code}`];
  const words = say?.({}) ?? code;
  return detail ? `${words} (${detail})` : words;
}

/** Why a part of a query was passed over. */
export function noteWords(code: NoteCode): string {
  return (m as unknown as Record<string, Say>)[`note_${code}`]?.({}) ?? code;
}

export function roleWords(role: Role): string {
  return ROLES[role]();
}

export function outcomeWords(outcome: FileOutcome): string {
  return OUTCOMES[outcome]();
}

/** How the date of an article is known. */
export function publishedWords(from: PublishedFrom, reason: string | null): string {
  if (from === 'inferred') return reason ? m.published_inferred_reason({ reason }) : m.published_inferred();
  return {
    metadata: m.published_metadata,
    text: m.published_text,
    file: m.published_file,
    corrected: m.published_corrected,
  }[from]();
}

const UNMOVED: Record<Unmoved, () => string> = {
  no_permission: m.unmoved_no_permission,
  no_room: m.unmoved_no_room,
  in_the_way: m.unmoved_in_the_way,
  other: m.unmoved_other,
};

export function unmovedWords(reason: Unmoved): string {
  return UNMOVED[reason]();
}

const ROLES: Record<Role, () => string> = {
  headline: m.role_headline,
  standfirst: m.role_standfirst,
  byline: m.role_byline,
  dateline: m.role_dateline,
  date: m.role_date,
  caption: m.role_caption,
  body: m.role_body,
  heading: m.role_heading,
  copyright: m.role_copyright,
  field: m.role_field,
  repeat: m.role_repeat,
  residue: m.role_residue,
};

const OUTCOMES: Record<FileOutcome, () => string> = {
  imported: m.outcome_imported,
  already_there: m.outcome_already_there,
  nothing_found: m.outcome_nothing_found,
  refused: m.outcome_refused,
};
