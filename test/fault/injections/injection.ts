import type { AdSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import type { Job } from '@nanococoa/proto/common/v1/job.ts';
import type { Chance } from '../support/chance.ts';
import type { Picture } from '../support/uploads.ts';

/** A job that lived through a fault, to be compared with what its spec makes undisturbed. */
export interface Survivor {
  spec: AdSpec;
  photo?: Picture;
  job: Job;
}

export interface InjectionReport {
  /** How the fault was made on this machine. */
  means: string;
  /** What went otherwise than promised, each a sentence. */
  findings: string[];
  survivors: Survivor[];
}

/** Does harm to a mesh of its own, and looks at what its callers see. */
export type Injection = (chance: Chance) => Promise<InjectionReport>;
