import { Status } from 'nice-grpc-common';
import { NanococoaError } from './nanococoa-error.ts';

/** A stream that ended before it was over, or says nothing any more: to be opened again. */
export function brokenStream(message = 'The stream ended early.'): NanococoaError {
  return new NanococoaError({ code: Status.UNAVAILABLE, reason: 'UNAVAILABLE', message });
}
