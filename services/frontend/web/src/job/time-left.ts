import type { Messages } from '../i18n/messages.ts';

/** Beyond this, a job that is late is said to be. */
const LATE_MS = -2000;
const MINUTE_S = 60;

/** How long a job still takes, for a person; empty: not known. */
export function timeLeft(etaMs: number | undefined, t: Messages): string {
  if (etaMs === undefined) return '';
  if (etaMs < LATE_MS) return t.takesLonger;
  const seconds = Math.round(etaMs / 1000);
  if (seconds < 1) return t.almostDone;
  // Nobody plans by the second what takes minutes.
  return seconds < 1.5 * MINUTE_S ? t.secondsLeft(seconds) : t.minutesLeft(Math.round(seconds / MINUTE_S));
}
