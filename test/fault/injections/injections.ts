import { JobState } from '@nanococoa/proto/common/v1/job.ts';
import { row } from '../../bench/harness/row.ts';
import type { FaultOptions, FaultReport } from '../fault-report.ts';
import { createChance } from '../support/chance.ts';
import { jobImages } from '../support/job-images.ts';
import { runUndisturbed } from '../support/undisturbed.ts';
import { fullDisk } from './full-disk.ts';
import type { Injection, InjectionReport } from './injection.ts';
import { readOnlyDisk } from './read-only-disk.ts';
import { tornFile } from './torn-file.ts';

const INJECTIONS: Record<string, Injection> = {
  'full disk': fullDisk,
  'read-only folder': readOnlyDisk,
  'torn file': tornFile,
};

/** Faults of the disk: a clear error, no torn state, and everything works again afterwards. */
export async function run({ seed, log }: FaultOptions): Promise<FaultReport> {
  const chance = createChance(seed);
  const reports = new Map<string, InjectionReport>();
  for (const [name, inject] of Object.entries(INJECTIONS)) {
    const report = await inject(chance.fork());
    log(`${name} (${report.means}): ${report.findings.length} findings`);
    reports.set(name, report);
  }
  const wrong = await wrongPictures([...reports.values()]);
  return {
    rows: [
      ...[...reports].map(([name, { means, findings }]) =>
        row({ id: `${name}, by ${means}: findings`, value: findings.length, unit: '', target: '<= 0' }),
      ),
      row({ id: 'other pictures than undisturbed', value: wrong.length, unit: '', target: '<= 0' }),
    ],
    findings: [
      ...[...reports].flatMap(([name, { findings }]) => findings.map((finding) => `${name}: ${finding}`)),
      ...wrong,
    ],
  };
}

/** The jobs that went through a fault and did not make what their specs make otherwise. */
async function wrongPictures(reports: InjectionReport[]): Promise<string[]> {
  const survivors = reports.flatMap((report) => report.survivors);
  const expected = await runUndisturbed({
    specs: survivors.map(({ spec }) => spec),
    pictures: survivors.flatMap(({ photo }) => photo ?? []),
    modelServings: 1,
  });
  return survivors.flatMap(({ spec, job }) =>
    job.state === JobState.SUCCEEDED && jobImages(job) === expected(spec)
      ? []
      : [`${job.id} ended in state ${job.state} with\n${jobImages(job)}\ninstead of\n${expected(spec)}`],
  );
}
