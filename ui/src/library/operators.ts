import { m } from '../i18n/messages';
import type { Operator } from './completing';

/** What each word before a colon asks of an article. */
export const OPERATOR_WORDS: Record<Operator, () => string> = {
  title: m.operator_title,
  outlet: m.operator_outlet,
  lang: m.operator_lang,
  tag: m.operator_tag,
  is: m.operator_is,
  before: m.operator_before,
  after: m.operator_after,
  on: m.operator_on,
  story: m.operator_story,
  'in-issue': m.operator_issue,
  'in-collection': m.operator_collection,
};
