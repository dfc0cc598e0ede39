import { AppError } from '@nanococoa/common/errors/app-error.ts';
import { toRichError } from '@nanococoa/common/errors/rich-error.ts';
import { ClientError, Status } from 'nice-grpc-common';
import { RichClientError } from 'nice-grpc-error-details';
import { expect, test } from 'vitest';
import { classifyFailure } from './classify-failure.ts';

/** The error as a client sees it. */
function answered(error: AppError): RichClientError {
  const { code, details, extra } = toRichError(error);
  return new RichClientError('/nanococoa.modelserving.v1.ModelServingService/RunStep', code, details, extra);
}
const bare = (code: Status): ClientError => new ClientError('/x', code, 'from the transport');

test.each([
  [
    'a model process that died',
    answered(new AppError('MODEL_PROCESS_FAILED', { metadata: { retriable: 'true' } })),
    'process',
  ],
  ['no free slot', answered(new AppError('NO_FREE_SLOT')), 'refused'],
  ['a worker that drains', answered(new AppError('SHUTTING_DOWN')), 'lost'],
  ['a missing model', answered(new AppError('MODEL_MISSING')), 'fatal'],
  ['a fault inside the worker', answered(new AppError('INTERNAL')), 'fatal'],
  ['no worker behind the gateway', bare(Status.UNAVAILABLE), 'lost'],
  ['a stream that was reset with an error', bare(Status.INTERNAL), 'lost'],
  ['a stream that was cancelled from the other side', bare(Status.CANCELLED), 'lost'],
  ['a message over the limit', bare(Status.RESOURCE_EXHAUSTED), 'process'],
  ['a worker that does not know the call', bare(Status.UNIMPLEMENTED), 'fatal'],
  ['an error of our own', new AppError('STORAGE_FULL'), undefined],
  ['an abort', new DOMException('aborted', 'AbortError'), undefined],
])('%s: %#', (_what, error, kind) => {
  expect(classifyFailure(error)).toBe(kind);
});
