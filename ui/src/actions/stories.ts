import { m } from '../i18n/messages';
import { readAll, stepDay, stepStory, stories, takeStory } from '../stories/stories.svelte';
import type { Action } from './action';

/** What can be done with the stories of a day. */
export const storyActions: Action[] = [
  {
    id: 'story_next',
    group: 'story',
    label: m.action_story_next,
    keys: ['j', 'ArrowDown'],
    on: 'stories',
    run: () => stepStory(1),
  },
  {
    id: 'story_previous',
    group: 'story',
    label: m.action_story_previous,
    keys: ['k', 'ArrowUp'],
    on: 'stories',
    run: () => stepStory(-1),
  },
  {
    id: 'story_read',
    group: 'story',
    label: m.read_all,
    keys: ['Enter'],
    on: 'stories',
    when: hasStory,
    run: () => void readAll(),
  },
  {
    id: 'story_take',
    group: 'story',
    label: m.into_issue,
    keys: ['+'],
    on: 'stories',
    when: hasStory,
    run: () => void takeStory(),
  },
  {
    id: 'day_earlier',
    group: 'story',
    label: m.day_earlier,
    keys: ['ArrowLeft'],
    on: 'stories',
    run: () => stepDay(-1),
  },
  {
    id: 'day_later',
    group: 'story',
    label: m.day_later,
    keys: ['ArrowRight'],
    on: 'stories',
    run: () => stepDay(1),
  },
];

function hasStory(): boolean {
  return stories.open !== null;
}
