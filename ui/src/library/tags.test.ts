import { expect, test } from 'vitest';

import { depthOf, lastOf, tagTree } from './tags';

const count = (name: string, all: number) => ({ name, all, unread: 0 });

test('what is in a tag follows it', () => {
  const counts = [
    count('trade', 9),
    count('press', 7),
    count('trade/grain', 5),
    count('trade/oil', 4),
    count('trade/grain/wheat', 1),
  ];
  expect(tagTree(counts).map(({ name }) => name)).toEqual([
    'trade',
    'trade/grain',
    'trade/grain/wheat',
    'trade/oil',
    'press',
  ]);
  expect([
    depthOf('trade/grain/wheat'),
    lastOf('trade/grain/wheat'),
    depthOf('press'),
    lastOf('press'),
  ]).toEqual([2, 'wheat', 0, 'press']);
});
