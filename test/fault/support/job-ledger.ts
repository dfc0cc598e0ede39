import type { AdSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import type { MeshClient } from './mesh-client.ts';
import type { Picture } from './uploads.ts';

/** A job whose request was answered: from that moment on it must not be lost. */
export interface AcceptedJob {
  jobId: string;
  requestId: string;
  /** How it was submitted. */
  way: string;
  /** What was asked for; of a rerun, only what was changed. */
  spec: AdSpec;
  /** The product photo that came with it. */
  photo?: Picture;
  /** Makes the same request once more; gives the id of its job. */
  repeat(client: MeshClient): Promise<string>;
}

/** The jobs that were accepted, told to whoever waits for one to watch. */
export class JobLedger {
  readonly accepted = new Map<string, AcceptedJob>();
  /** Accepted and not known to be finished yet. */
  readonly open = new Set<string>();
  /** Known to have succeeded, so that they can be rerun. */
  readonly succeeded = new Set<string>();
  #next = Promise.withResolvers<void>();

  add(job: AcceptedJob): void {
    this.accepted.set(job.jobId, job);
    this.open.add(job.jobId);
    this.#next.resolve();
    this.#next = Promise.withResolvers();
  }

  finished(jobId: string): void {
    this.open.delete(jobId);
  }

  /** Resolves when the next job has been added. */
  nextAdded(): Promise<void> {
    return this.#next.promise;
  }
}
