import type { BandCounter } from './claim-bands.ts';

/** To a band thread. */
export type ToBandThread =
  | { kind: 'import'; job: number; urls: string[] }
  | {
      kind: 'run';
      job: number;
      url: string;
      name: string;
      context: unknown;
      counter: BandCounter;
      /** Shared memory asked for since the last job, bytes. */
      allocatedBytes: number;
    }
  /** Frees what earlier jobs were given. */
  | { kind: 'collect' };

/** From a band thread: how a job's bands went there. */
export interface FromBandThread {
  job: number;
  error?: unknown;
}
