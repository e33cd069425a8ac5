import { m } from '../i18n/messages';

export type Chapter = {
  title: () => string;
  text: () => string;
  /** Actions that are shown with their keys. */
  ids: string[];
  /** With what a search may say beside words. */
  operators?: boolean;
};

export const CHAPTERS: Chapter[] = [
  {
    title: m.group_bring,
    text: m.guide_bring,
    ids: ['choose_files', 'choose_folder', 'go_imports'],
  },
  {
    title: m.group_read,
    text: m.guide_read,
    ids: ['next', 'next_unread', 'read_on', 'source_text', 'aloud', 'text_larger'],
  },
  {
    title: m.group_find,
    text: m.guide_find,
    ids: ['search', 'palette', 'search_save', 'mute'],
    operators: true,
  },
  {
    title: m.guide_keep_title,
    text: m.guide_keep,
    ids: ['bookmark', 'tag', 'highlight', 'write_note', 'collect', 'archive', 'trash'],
  },
  {
    title: m.preview,
    text: m.guide_correct,
    ids: ['correct_reading', 'split_here', 'merge_up', 'edit_fields'],
  },
  {
    title: m.stories,
    text: m.guide_stories,
    ids: ['go_stories', 'story_read', 'story_take'],
  },
  {
    title: m.group_digest,
    text: m.guide_digest,
    ids: ['build_digest', 'candidate_take', 'item_up', 'export_pdf'],
  },
  { title: m.guide_safe_title, text: m.guide_safe, ids: ['go_settings', 'shortcuts', 'guide'] },
];
