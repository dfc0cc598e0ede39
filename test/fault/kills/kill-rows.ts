import { JobState } from '@nanococoa/proto/common/v1/job.ts';
import { type Row, row } from '../../bench/harness/row.ts';
import type { KillsReport } from './run-kills.ts';
import { VICTIMS } from './victims.ts';

/** The findings that must be empty, and how each is called in the table. */
export const PROMISES = {
  lost: 'jobs lost',
  completedTwice: 'jobs or steps completed twice',
  wrongEnds: 'wrong ends (another picture than undisturbed, or failed)',
  wrongAttempts: 'attempts spent without a death of a model process',
  wrongEvents: 'watches with gaps, doubles or other events than logged',
  steppedBack: 'watches whose progress went back within an attempt',
  brokenStreams: 'streams broken by Backend, ModelServing or a model process',
  orphans: 'processes that outlived their parent by 1 s',
  leftovers: 'temporary or torn files after the last restart',
} as const satisfies Partial<Record<keyof KillsReport, string>>;

/** The table of a run. */
export function killRows(report: KillsReport): Row[] {
  const { jobs, kills } = report;
  const count = (id: string, value: number) => row({ id, value, unit: '' });
  const cached = jobs.flatMap(({ job }) => job?.steps.filter((step) => step.cached) ?? []);
  const failed = jobs.filter(({ job }) => job?.state === JobState.FAILED);
  const retries = jobs.flatMap(({ events }) => events.filter(({ event }) => event?.$case === 'retrying'));
  const running = kills.filter(({ timeMs }) => jobs.some(({ job }) => runsAt(job, timeMs)));
  return [
    ...VICTIMS.map((victim) =>
      count(`kills of ${victim}`, kills.filter((kill) => kill.victim === victim).length),
    ),
    row({
      id: 'kills while jobs ran',
      value: running.length / kills.length,
      unit: 'of all',
      target: '>= 0.9',
    }),
    count('jobs accepted', jobs.length),
    count('jobs failed by three deaths of their own process', failed.length),
    count('attempts spent', retries.length + failed.length),
    count('steps taken from earlier jobs', cached.length),
    count('watches', report.watches),
    count('watch streams resumed', report.breaks),
    ...Object.entries(PROMISES).map(([key, id]) =>
      row({ id, value: report[key as keyof typeof PROMISES].length, unit: '', target: '<= 0' }),
    ),
  ];
}

function runsAt(job: { startTime?: Date; endTime?: Date } | undefined, timeMs: number): boolean {
  if (!job?.startTime || !job.endTime) return false;
  return job.startTime.getTime() <= timeMs && timeMs <= job.endTime.getTime();
}
