import { namedBytes } from '../../services/backend/src/storage/conformance/make-images.ts';

/** What the writer says has been confirmed; `deleting` and `removing` before, since either may be then. */
export type Acknowledged =
  | { kind: 'open' }
  | { kind: 'image'; number: number }
  | { kind: 'removing'; number: number }
  | { kind: 'upload'; uploadId: string; number: number }
  | { kind: 'job'; jobId: string; lastSequence: number }
  | { kind: 'deleting' | 'deleted'; jobId: string; number: number };

/** The bytes of the writer's image of a number: from 2 KB to 400 KB. */
export function writerImage(number: number): Buffer {
  return namedBytes(`image ${number}`, 2000 + ((number * 7919) % 400_000));
}
