import { fromClientError } from '@nanococoa/common/errors/from-client-error.ts';
import { ClientError, Status } from 'nice-grpc-common';
import type { StepFailureKind } from '../runner/step-service.ts';

/** Codes that say: the worker was not reached, or was lost on the way. */
const LOST: ReadonlySet<Status> = new Set([Status.UNAVAILABLE, Status.CANCELLED, Status.DEADLINE_EXCEEDED]);

/**
 * What a failed RunStep means for its step; undefined for what is no failed call, such as our own abort. Our services
 * name a reason in every error; one without comes from the transport: a reset stream is INTERNAL or UNKNOWN there.
 */
export function classifyFailure(error: unknown): StepFailureKind | undefined {
  if (!(error instanceof ClientError)) return undefined;
  const known = fromClientError(error);
  if (known?.metadata.retriable === 'true') return 'process';
  if (known?.code === Status.RESOURCE_EXHAUSTED) return 'refused';
  if (known) return LOST.has(known.code) ? 'lost' : 'fatal';
  if (error.code === Status.INTERNAL || error.code === Status.UNKNOWN || error.code === Status.ABORTED)
    return 'lost';
  // A message over the size limit would come again at each try: attempts bound it.
  return error.code === Status.RESOURCE_EXHAUSTED ? 'process' : 'fatal';
}
