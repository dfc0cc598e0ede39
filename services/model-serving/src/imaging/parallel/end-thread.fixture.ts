import type { FillContext } from './fill-rows.fixture.ts';

/** Stands for a kernel that takes its thread with it, in the middle of a band. */
export function fillRows({ meeting }: FillContext) {
  return (): never => {
    if (meeting) {
      Atomics.add(meeting, 0, 1);
      Atomics.notify(meeting, 0);
    }
    process.exit(1);
  };
}
