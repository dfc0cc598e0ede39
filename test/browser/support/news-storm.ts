import type { ScriptedJob } from './scripted-jobs.ts';

/** Pieces of news in a second. */
export const STORM_PER_SECOND = 200;

/**
 * Tells of running jobs 200 times a second, in turns: each second piece is passing news of how far a step is, each
 * other one an event that changes the job. Ends after `durationMs` and gives how many pieces it told.
 */
export async function newsStorm(jobs: readonly ScriptedJob[], durationMs: number): Promise<number> {
  const startMs = performance.now();
  let told = 0;
  const tell = () => {
    const due = Math.min(durationMs, performance.now() - startMs) * (STORM_PER_SECOND / 1000);
    for (; told < due; told++) {
      const job = jobs[told % jobs.length];
      const step = 1 + (told % 3);
      const fraction = (told % 1000) / 1000;
      if (Math.floor(told / jobs.length) % 2 === 0) {
        job.progress({ step, fraction, stepFraction: fraction, subStep: 'background_generation' });
      } else {
        const attempt = 1 + (told % 3);
        job.publish({ $case: 'stepStarted', value: { step, attempt, workerId: 'w' } });
      }
    }
  };
  await new Promise<void>((resolve) => {
    // Timers come late on a busy machine: each tells what is due by now.
    const timer = setInterval(() => {
      tell();
      if (performance.now() - startMs < durationMs) return;
      clearInterval(timer);
      resolve();
    }, 1000 / STORM_PER_SECOND);
  });
  tell();
  return told;
}
