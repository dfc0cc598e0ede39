import { AbortError } from 'abort-controller-x';
import { ClientError, Status } from 'nice-grpc-common';
import { BadRequest, ErrorInfo, RetryInfo, RichClientError } from 'nice-grpc-error-details';
import { describe, expect, it } from 'vitest';
import { isTransient, toNanococoaError } from './to-error.ts';

const info = (reason: string, metadata: Record<string, string> = {}) =>
  ErrorInfo.fromPartial({ reason, domain: 'nanococoa', metadata });

describe('toNanococoaError', () => {
  it('takes reason, fields, metadata and the time to wait from the details', () => {
    const error = new RichClientError('/x', Status.INVALID_ARGUMENT, 'The request has invalid fields.', [
      info('INVALID_REQUEST', { job_id: 'j' }),
      BadRequest.fromPartial({ fieldViolations: [{ field: 'spec.seed', description: 'is -1' }] }),
      RetryInfo.fromPartial({ retryDelay: { seconds: 2, nanos: 5e8 } }),
    ]);
    expect(toNanococoaError(error)).toMatchObject({
      code: Status.INVALID_ARGUMENT,
      reason: 'INVALID_REQUEST',
      message: 'The request has invalid fields.',
      fields: [{ field: 'spec.seed', description: 'is -1' }],
      metadata: { job_id: 'j' },
      retryAfterMs: 2_500,
      cause: error,
    });
  });

  it('names the code where the server gave no reason', () => {
    const denied = new ClientError('/x', Status.UNAUTHENTICATED, 'no token');
    expect(toNanococoaError(denied)).toMatchObject({ reason: 'UNAUTHENTICATED', message: 'no token' });
    expect(toNanococoaError(new Error('odd'))).toMatchObject({ code: Status.UNKNOWN, message: 'odd' });
  });

  it('blames a request that cannot be encoded on its caller', () => {
    const error = new ClientError('/x', Status.INTERNAL, 'Request message serialization failure: seed: -1');
    expect(toNanococoaError(error)).toMatchObject({ code: Status.INVALID_ARGUMENT, message: 'seed: -1' });
  });
});

describe('isTransient', () => {
  it.each([
    [Status.UNAVAILABLE, 'connect ECONNREFUSED'],
    [Status.UNKNOWN, 'Transport error: TypeError: Failed to fetch'],
    [Status.UNKNOWN, 'Response stream closed without gRPC status.'],
    [Status.UNKNOWN, 'Received HTTP 507 response: exceeded request buffer limit while retrying upstream'],
    [Status.INTERNAL, 'Received RST_STREAM with code 2 (Internal server error)'],
    [Status.CANCELLED, 'Call cancelled'],
  ])('takes %s without details for a broken connection', (code, details) => {
    const error = new ClientError('/x', code, details);
    expect(isTransient(error)).toBe(true);
    expect(toNanococoaError(error)).toMatchObject({ code: Status.UNAVAILABLE, reason: 'UNAVAILABLE' });
  });

  it.each([Status.UNKNOWN, Status.INTERNAL, Status.CANCELLED])(
    'takes %s with details for the service’s own word',
    (code) => expect(isTransient(new RichClientError('/x', code, 'ours', [info('INTERNAL')]))).toBe(false),
  );

  it.each([
    [Status.UNIMPLEMENTED, 'no such rpc'],
    [Status.PERMISSION_DENIED, 'no'],
    [Status.DEADLINE_EXCEEDED, 'late'],
    [Status.INTERNAL, 'Response message parsing error: index out of range'],
  ])('does not repeat %s', (code, details) =>
    expect(isTransient(new ClientError('/x', code, details))).toBe(false),
  );

  it('does not repeat what its caller has ended', () => expect(isTransient(new AbortError())).toBe(false));
});
