import { Status } from 'nice-grpc-common';

export interface ErrorEntry {
  /** gRPC status code. */
  code: Status;
  /** Default sentence in English. */
  message: string;
}

/**
 * Every reason that an error of ours can have, with its gRPC code and its default sentence.
 * docs/errors.md is checked against this table. `reason` travels as google.rpc.ErrorInfo.reason.
 */
export const ERROR_TABLE = {
  CANCELLED: { code: Status.CANCELLED, message: 'The call was cancelled.' },
  CHUNK_OFFSET_WRONG: {
    code: Status.INVALID_ARGUMENT,
    message: 'A chunk does not begin where the chunk before it ended.',
  },
  CHUNK_TOO_LARGE: { code: Status.INVALID_ARGUMENT, message: 'A chunk is larger than allowed.' },
  CURSOR_EXPIRED: {
    code: Status.OUT_OF_RANGE,
    message: 'What followed this cursor is not kept any more. List the jobs again.',
  },
  DEADLINE_EXCEEDED: { code: Status.DEADLINE_EXCEEDED, message: 'The deadline passed.' },
  DIGEST_MISMATCH: {
    code: Status.INVALID_ARGUMENT,
    message: 'The bytes received do not have the SHA-256 that was announced.',
  },
  IMAGE_CORRUPT: {
    code: Status.INVALID_ARGUMENT,
    message: 'The picture is damaged or incomplete and cannot be decoded.',
  },
  IMAGE_DAMAGED: {
    code: Status.DATA_LOSS,
    message: 'The stored bytes of this image are damaged.',
  },
  IMAGE_DIMENSIONS: {
    code: Status.INVALID_ARGUMENT,
    message: 'The picture has more pixels than allowed: at most 64 megapixels and 16,384 pixels a side.',
  },
  IMAGE_EMPTY: { code: Status.INVALID_ARGUMENT, message: 'The picture has no bytes.' },
  IMAGE_NOT_FOUND: { code: Status.NOT_FOUND, message: 'There is no such image.' },
  IMAGE_SIZE_MISMATCH: {
    code: Status.INVALID_ARGUMENT,
    message: 'The number of bytes received is not the size that was announced.',
  },
  IMAGE_TOO_COMPLEX: {
    code: Status.INVALID_ARGUMENT,
    message: 'The picture takes more time or memory to decode than allowed.',
  },
  IMAGE_TOO_LARGE: {
    code: Status.INVALID_ARGUMENT,
    message: 'The picture is larger than 67,108,864 bytes (64 MiB).',
  },
  IMAGE_TYPE_UNSUPPORTED: {
    code: Status.INVALID_ARGUMENT,
    message: 'This is not a PNG, JPEG, WebP or AVIF picture.',
  },
  INTERNAL: { code: Status.INTERNAL, message: 'Something went wrong on our side.' },
  INVALID_REQUEST: { code: Status.INVALID_ARGUMENT, message: 'The request has invalid fields.' },
  JOB_NOT_FINISHED: {
    code: Status.FAILED_PRECONDITION,
    message: 'The job is not finished. Cancel it first.',
  },
  JOB_NOT_FOUND: { code: Status.NOT_FOUND, message: 'There is no such job.' },
  MESSAGE_MISSING: {
    code: Status.INVALID_ARGUMENT,
    message: 'The stream ended before the message that it needs.',
  },
  MODEL_MISSING: {
    code: Status.FAILED_PRECONDITION,
    message: 'A model that the step needs is not installed.',
  },
  MODEL_PROCESS_FAILED: {
    code: Status.INTERNAL,
    message: 'The process that ran the step ended unexpectedly.',
  },
  NO_FREE_SLOT: { code: Status.RESOURCE_EXHAUSTED, message: 'The worker has no free slot.' },
  OFFSET_OUT_OF_RANGE: { code: Status.OUT_OF_RANGE, message: 'The offset is beyond the end of the image.' },
  PICTURE_CHECK_INTERRUPTED: {
    code: Status.UNAVAILABLE,
    message: 'The process that checks pictures ended. Try again.',
  },
  QUEUE_FULL: { code: Status.RESOURCE_EXHAUSTED, message: 'The queue is full. Try again later.' },
  RENDITION_NOT_FOUND: { code: Status.NOT_FOUND, message: 'This rendition has not been made yet.' },
  REQUEST_ID_REUSED: {
    code: Status.ALREADY_EXISTS,
    message: 'This request_id was used for another spec before.',
  },
  SEQUENCE_OUT_OF_RANGE: {
    code: Status.OUT_OF_RANGE,
    message: 'The job has no event with that sequence number yet.',
  },
  SHUTTING_DOWN: { code: Status.UNAVAILABLE, message: 'The server is shutting down. Try again.' },
  STEP_FAILED: { code: Status.INTERNAL, message: 'The step failed.' },
  STEP_NOT_DONE: {
    code: Status.FAILED_PRECONDITION,
    message: 'A step whose result is to be reused is not done.',
  },
  STORAGE_FULL: { code: Status.RESOURCE_EXHAUSTED, message: 'There is no room left to store it.' },
  STORAGE_UNAVAILABLE: {
    code: Status.UNAVAILABLE,
    message: 'The storage cannot be read or written. Try again later.',
  },
  TOO_MANY_PICTURES: {
    code: Status.RESOURCE_EXHAUSTED,
    message: 'Too many pictures are on their way at the same time. Try again.',
  },
  UNAVAILABLE: { code: Status.UNAVAILABLE, message: 'A service is not reachable. Try again.' },
  UPLOAD_INCOMPLETE: {
    code: Status.FAILED_PRECONDITION,
    message: 'Not all bytes of the upload have arrived.',
  },
  UPLOAD_NOT_FOUND: { code: Status.NOT_FOUND, message: 'There is no such upload.' },
  UPLOAD_OUT_OF_RANGE: {
    code: Status.OUT_OF_RANGE,
    message: 'The piece is more than 8 MiB ahead of the committed size.',
  },
  WATCHER_TOO_SLOW: {
    code: Status.UNAVAILABLE,
    message: 'The watch was ended because its reader did not keep up. Resume it.',
  },
} as const satisfies Record<string, ErrorEntry>;

/** Name of an entry of the table. */
export type ErrorReason = keyof typeof ERROR_TABLE;
