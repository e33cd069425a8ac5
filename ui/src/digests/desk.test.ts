import { expect, test, vi } from 'vitest';

import type { IssueView } from '../host';
import { build, desk, openDesk } from './desk.svelte';

const asked = vi.hoisted(() => ({ ask: vi.fn(), flush: vi.fn() }));
vi.mock('../ask', () => ({ ask: asked.ask, tryTo: vi.fn() }));
vi.mock('../kit/drafts', () => ({ flushDrafts: asked.flush }));

/** The button is there as soon as the list of issues is, and what else the desk asks for may take longer. */
test('an issue that is built while the desk still opens stays in view', async () => {
  const view = {
    id: 7,
    title: 1,
    issue: { date: desk.date, sections: [] },
    versions: [],
  } as unknown as IssueView;
  let flushed = (): void => {};
  asked.flush.mockImplementation(() => new Promise<boolean>((done) => (flushed = () => done(true))));
  asked.ask.mockImplementation((operation: string) => {
    const answers: Record<string, unknown> = {
      build_issue: view,
      list_issues: { issues: [] },
      list_titles: { titles: [{ id: 1, title: {} }] },
    };
    return Promise.resolve(answers[operation]);
  });

  const opening = openDesk();
  await vi.waitFor(() => expect(asked.flush).toHaveBeenCalled());
  await build();
  flushed();
  await opening;
  expect(desk.view?.id).toBe(7);
});
