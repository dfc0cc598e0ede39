import { ServerStatus, type Worker } from '#proto/common/v1/catalog.ts';
import type { Command } from '../command.ts';

const MIB = 1024 * 1024;

/** nanococoa status: queue and workers. */
export const status: Command = {
  usage: 'status',
  summary: 'show queue, workers, and what their memory is taken by',
  options: {},
  positionals: { min: 0, max: 0 },
  async run({ client, output, signal }) {
    const state = await client.status({ signal });
    const { version, runningJobs, queuedJobs, queueCapacity, workers } = state;
    const lines = [
      `nanoCocoa ${version}: ${runningJobs} running, ${queuedJobs} of at most ${queueCapacity} waiting`,
      ...workers.flatMap(linesOf),
      ...(workers.length === 0 ? ['no worker is connected: jobs wait for one'] : []),
    ];
    output.result(lines.join('\n'), { type: 'status', status: ServerStatus.toJSON(state) });
  },
};

function linesOf({ id, busySlots, slots, cpuCores, memoryBytes, memory }: Worker): string[] {
  const used = memory
    ? `${mib(memory.reservedBytes)} of ${mib(memory.budgetBytes)} MiB`
    : `${mib(memoryBytes)} MiB`;
  return [
    `worker ${id}: ${busySlots} of ${slots} slots busy, ${cpuCores.toFixed(1)} cores, ${used}`,
    ...(memory?.entries ?? []).map(
      ({ name, measuredBytes, reservedBytes }) =>
        `  ${name}: ${mib(measuredBytes)} of ${mib(reservedBytes)} MiB`,
    ),
  ];
}

function mib(bytes: number): string {
  return String(Math.round(bytes / MIB));
}
