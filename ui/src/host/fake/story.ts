import type { Caption, Published } from '../generated/types';

/** An invented article, as short as it can be written; `article.ts` fills in the rest. */
export type Story = {
  source: string;
  at: string;
  title: string;
  opening: string;
  from?: Published['from'];
  reason?: string;
  standfirst?: string;
  byline?: string[];
  dateline?: string;
  section?: string;
  tags?: string[];
  captions?: Partial<Caption>[];
  read?: boolean;
  bookmarked?: boolean;
  /** HTML of the whole body, where the paragraphs of the pool will not do. */
  html?: string;
};
