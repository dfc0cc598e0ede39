import { expect, test } from 'vitest';
import { PROMISES } from './kills/kill-rows.ts';
import { runKills } from './kills/run-kills.ts';
import { VICTIMS } from './kills/victims.ts';

const SEED = 4;
/** Two of each victim. `npm run fault` kills ten times as often. */
const KILLS = 10;

test('ten deaths while jobs run: nothing is lost, done twice or done wrong, and no watcher notices', async () => {
  const report = await runKills({ seed: SEED, kills: KILLS, watchers: 50, callers: 4, log: () => {} });
  for (const victim of VICTIMS) {
    expect(report.kills.filter((kill) => kill.victim === victim)).toHaveLength(KILLS / VICTIMS.length);
  }
  expect(report.jobs.length).toBeGreaterThan(3);
  expect(report.watches).toBeGreaterThan(50);
  for (const [key, promise] of Object.entries(PROMISES)) {
    expect(report[key as keyof typeof PROMISES], promise).toEqual([]);
  }
}, 240_000);
