import { ClientError, Status } from 'nice-grpc-common';
import { BadRequest, ErrorInfo, RichClientError } from 'nice-grpc-error-details';
import { describe, expect, it } from 'vitest';
import { isTransient, toApiError } from './errors.ts';

const PATH = '/nanococoa.frontend.v1.FrontendService/CreateJob';

describe('toApiError', () => {
  it('reads reason, metadata and fields from the google.rpc details', () => {
    const fieldViolations = [{ field: 'spec.seed', description: 'is -1; must be 0 to 4294967295' }];
    const error = toApiError(
      new RichClientError(PATH, Status.INVALID_ARGUMENT, 'The request has invalid fields.', [
        ErrorInfo.fromPartial({ reason: 'INVALID_REQUEST', metadata: { a: 'b' } }),
        BadRequest.fromPartial({ fieldViolations }),
      ]),
    );
    expect(error).toMatchObject({
      code: Status.INVALID_ARGUMENT,
      reason: 'INVALID_REQUEST',
      message: 'The request has invalid fields.',
      metadata: { a: 'b' },
      fields: [{ field: 'spec.seed', description: 'is -1; must be 0 to 4294967295' }],
    });
  });

  it('names the status where the server gave no reason', () => {
    expect(toApiError(new ClientError(PATH, Status.NOT_FOUND, 'no')).reason).toBe('NOT_FOUND');
  });

  it.each([
    'Transport error: TypeError: Failed to fetch',
    'Response stream closed without gRPC status.',
    'Received HTTP 507 response: exceeded request buffer limit while retrying upstream',
    'exceeded request buffer limit while retrying upstream',
  ])('takes a broken connection for UNAVAILABLE: %s', (details) => {
    const error = new ClientError(PATH, Status.UNKNOWN, details);
    expect(toApiError(error)).toMatchObject({ code: Status.UNAVAILABLE, reason: 'UNAVAILABLE' });
    expect(isTransient(error)).toBe(true);
  });

  it('takes a stream that HTTP/2 took away for UNAVAILABLE', () => {
    const error = new ClientError(
      PATH,
      Status.INTERNAL,
      'Received RST_STREAM with code 2 (Internal server error)',
    );
    expect(toApiError(error)).toMatchObject({ code: Status.UNAVAILABLE, reason: 'UNAVAILABLE' });
  });

  it('does not call an unknown error of a service transient', () => {
    const details = [ErrorInfo.fromPartial({ reason: 'INTERNAL' })];
    expect(isTransient(new RichClientError(PATH, Status.UNKNOWN, 'a bug', details))).toBe(false);
    expect(isTransient(new ClientError(PATH, Status.INTERNAL, 'a bug'))).toBe(false);
  });
});
