import { Status } from 'nice-grpc-common';
import { JobState } from '#proto/common/v1/job.ts';
import type { NanococoaError } from '../calls/nanococoa-error.ts';
import { JobFailedError } from '../jobs/job-failed-error.ts';

/** What the command line ends with, and when: --help shows this table. */
export const EXIT_CODES = {
  ok: { code: 0, meaning: 'done' },
  internal: { code: 1, meaning: 'an unexpected error, of the server or of this program' },
  usage: { code: 2, meaning: 'the command line is wrong' },
  refused: { code: 3, meaning: 'the server refuses the request: a wrong field, a reused id, a wrong state' },
  notFound: { code: 4, meaning: 'no such job, image or model, or it is somebody else’s' },
  unreachable: { code: 5, meaning: 'the server cannot be reached' },
  full: { code: 6, meaning: 'queue or store are full: try again later' },
  jobFailed: { code: 7, meaning: 'the job failed' },
  jobCancelled: { code: 8, meaning: 'the job was cancelled' },
  late: { code: 9, meaning: 'the time given by --timeout is over' },
  denied: { code: 10, meaning: 'not allowed: a token is missing or wrong' },
  file: { code: 11, meaning: 'a local file cannot be read or written' },
  interrupted: { code: 130, meaning: 'ended by Ctrl-C; a job goes on' },
} as const;

/** The exit code of an error of the client. */
export function exitCodeOf(error: NanococoaError): number {
  if (!(error instanceof JobFailedError)) return EXIT_CODES[CLASS_OF[error.code] ?? 'internal'].code;
  return EXIT_CODES[error.job.state === JobState.CANCELLED ? 'jobCancelled' : 'jobFailed'].code;
}

const CLASS_OF: Partial<Record<Status, keyof typeof EXIT_CODES>> = {
  [Status.INVALID_ARGUMENT]: 'refused',
  [Status.ALREADY_EXISTS]: 'refused',
  [Status.FAILED_PRECONDITION]: 'refused',
  [Status.OUT_OF_RANGE]: 'refused',
  [Status.NOT_FOUND]: 'notFound',
  [Status.UNAVAILABLE]: 'unreachable',
  [Status.RESOURCE_EXHAUSTED]: 'full',
  [Status.DEADLINE_EXCEEDED]: 'late',
  [Status.PERMISSION_DENIED]: 'denied',
  [Status.UNAUTHENTICATED]: 'denied',
};
