import type { FinalJob } from '../support/final-replay.ts';
import type { WatchRecord } from '../support/watch-record.ts';
import type { Break } from '../support/watchers.ts';
import type { Kill } from './kill-one.ts';
import type { Victim } from './victims.ts';

/** What is wrong with what the watchers saw; each finding is a sentence. */
export interface WatcherFindings {
  /** Gaps, doubles, and events that are not those of the log. */
  wrongEvents: string[];
  /** Progress that went back within an attempt. */
  steppedBack: string[];
  /** Streams that broke by a death that Frontend hides. */
  brokenStreams: string[];
}

/** Their deaths end streams: the client resumes. Those of the others are hidden. */
const ENDS_STREAMS: Victim[] = ['frontend', 'envoy'];

/** Compares what the watchers saw with the logs. */
export function judgeWatchers(
  records: WatchRecord[],
  breaks: Break[],
  jobs: FinalJob[],
  kills: Kill[],
): WatcherFindings {
  const logs = new Map(jobs.map(({ accepted, seen }) => [accepted.jobId, seen]));
  const findings: WatcherFindings = { wrongEvents: [], steppedBack: [], brokenStreams: [] };
  for (const { jobId, afterSequence, events, stepsBack } of records) {
    const expected = (logs.get(jobId) ?? []).slice(afterSequence);
    if (JSON.stringify(events) !== JSON.stringify(expected)) {
      findings.wrongEvents.push(
        `${jobId} after ${afterSequence}: saw ${sequences(events)}, logged ${sequences(expected)}`,
      );
    }
    for (const { from, to, timeMs } of stepsBack) {
      findings.steppedBack.push(`${jobId}: from ${from} to ${to} at ${isoTime(timeMs)}`);
    }
  }
  for (const { timeMs, error } of breaks) {
    const kill = kills.findLast((each) => each.timeMs <= timeMs);
    if (!kill || !ENDS_STREAMS.includes(kill.victim)) {
      findings.brokenStreams.push(`${isoTime(timeMs)}, last victim ${kill?.victim}: ${error}`);
    }
  }
  // Many watchers of a job see the same.
  findings.steppedBack = [...new Set(findings.steppedBack)];
  return findings;
}

function isoTime(timeMs: number): string {
  return new Date(timeMs).toISOString();
}

function sequences(events: { sequence: number }[]): string {
  return events.map(({ sequence }) => sequence).join(' ') || 'nothing';
}
