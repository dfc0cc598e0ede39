import type { Job } from '@nanococoa/proto/common/v1/job.ts';
import { VARIANTS_LABEL } from '../job/labels.ts';
import { rerunOf } from '../job/rerun-of.ts';
import type { Submission } from '../job/submit-job.ts';
import { patchOf, specOf, type Values } from './values.ts';

/** What the button is to make. */
export interface Wish {
  /** The ad that is open; undefined: a new one. */
  job: Job | undefined;
  /** All of the form's values. */
  values: Values;
  /** Paths that ask for something else than the open ad has. */
  changed: readonly string[];
  /** How many ads. */
  count: number;
}

export interface WishDependencies {
  /** A seed, 0 to 4,294,967,295. */
  rollSeed(): number;
  /** Names the set of several ads. */
  newId(): string;
}

const SEED = 'seed';
const SEEDS = 2 ** 32;

/**
 * The jobs to ask for. Several get seeds of their own: the one that was asked for and those after it; else the open ad's
 * for the first of its changed versions, so that one shows nothing but the change, and new ones.
 */
export function submissionsOf(wish: Wish, { rollSeed, newId }: WishDependencies): Submission[] {
  const { job, values, changed, count } = wish;
  if (count === 1) return [submission(wish, changed.length === 0 && job ? [SEED] : changed, values, {})];
  const labels = { [VARIANTS_LABEL]: newId() };
  const asked = job === undefined || changed.includes(SEED) ? (values[SEED] ?? '').trim() : '';
  return Array.from({ length: count }, (_, at) => {
    const staysAsItIs = at === 0 && asked === '' && changed.length > 0 && !changed.includes(SEED);
    if (job !== undefined && staysAsItIs) return submission(wish, changed, values, labels);
    const seed = asked === '' ? rollSeed() : (Number(asked) + at) % SEEDS;
    const paths = [...new Set([...changed, SEED])];
    return submission(wish, paths, { ...values, [SEED]: String(seed) }, labels);
  });
}

function submission(
  { job, changed }: Wish,
  paths: readonly string[],
  values: Values,
  labels: Record<string, string>,
): Submission {
  if (job === undefined) return { spec: specOf(values), labels };
  // Another take: the seed is left to the server.
  const isAnotherTake = changed.length === 0 && labels[VARIANTS_LABEL] === undefined;
  return rerunOf(job, patchOf(isAnotherTake ? {} : values, paths), labels);
}
