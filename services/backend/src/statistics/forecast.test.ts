import { expect, test } from 'vitest';
import { seededRandom } from '../queue/test-random.ts';
import { forecast } from './forecast.ts';

test('each job takes the slot that is free first', () => {
  const works: Record<string, number> = { a: 10, b: 1, c: 5, d: 1 };
  const { standings, averageWorkMs } = forecast({
    freeInMs: [3, 0],
    waiting: Object.keys(works),
    workMs: (jobId) => works[jobId],
    wanted: new Set(['a', 'b', 'd']),
  });
  // Slot 2: a until 10. Slot 1: b from 3 to 4, c until 9, d until 10.
  expect([...standings]).toEqual([
    ['a', { position: 0, etaMs: 10 }],
    ['b', { position: 1, etaMs: 4 }],
    ['d', { position: 3, etaMs: 10 }],
  ]);
  expect(averageWorkMs).toBe(17 / 4);
});

test('the walk ends after the last wanted job', () => {
  let walked = 0;
  const endless = function* (): Generator<string> {
    for (;;) yield `j${walked++}`;
  };
  const wanted = new Set(['j5', 'j2']);
  const { standings } = forecast({ freeInMs: [0], waiting: endless(), workMs: () => 2, wanted });
  expect(standings.get('j5')).toEqual({ position: 5, etaMs: 12 });
  expect(walked).toBeLessThan(8);
});

test('it is what a plain simulation gives, for any slots and durations', () => {
  for (let seed = 1; seed <= 50; seed += 1) {
    const random = seededRandom(seed);
    const free = Array.from({ length: 1 + Math.floor(random() * 7) }, () => random() * 100);
    const works = Array.from({ length: 40 }, () => random() * 50);
    const jobIds = works.map((_, index) => `j${index}`);
    const plain = [...free];
    const ends = works.map((workMs) => {
      const slot = plain.indexOf(Math.min(...plain));
      return (plain[slot] += workMs);
    });
    const { standings } = forecast({
      freeInMs: free,
      waiting: jobIds,
      workMs: (jobId) => works[jobIds.indexOf(jobId)],
      wanted: new Set(jobIds),
    });
    expect([...standings.values()].map(({ etaMs }) => etaMs)).toEqual(ends);
  }
});
