import { Status } from 'nice-grpc-common';

export interface ErrorEntry {
  /** gRPC status code. */
  code: Status;
  /** Default sentence in English. */
  message: string;
  /** What a client should do, one or two sentences. */
  advice: string;
}

/**
 * Every reason that an error of ours can have, with its gRPC code, its default sentence, and what a client should do.
 * docs/errors.md is checked against this table. `reason` travels as google.rpc.ErrorInfo.reason.
 */
export const ERROR_TABLE = {
  CANCELLED: {
    code: Status.CANCELLED,
    message: 'The call was cancelled.',
    advice: 'Nothing: you ended the call. A job goes on; CancelJob stops it.',
  },
  CHUNK_OFFSET_WRONG: {
    code: Status.INVALID_ARGUMENT,
    message: 'A chunk does not begin where the chunk before it ended.',
    advice: 'Send the chunks in order, each beginning where the last one ended; begin the stream again.',
  },
  CHUNK_TOO_LARGE: {
    code: Status.INVALID_ARGUMENT,
    message: 'A chunk is larger than allowed.',
    advice: 'Send chunks of 256 KiB; `fields` names the limit.',
  },
  CURSOR_EXPIRED: {
    code: Status.OUT_OF_RANGE,
    message: 'What followed this cursor is not kept any more. List the jobs again.',
    advice: 'Call ListJobs and follow its `watch_cursor`.',
  },
  DEADLINE_EXCEEDED: {
    code: Status.DEADLINE_EXCEEDED,
    message: 'The deadline passed.',
    advice: 'Look with GetJob whether the work was done; repeat with the same `request_id` and more time.',
  },
  DIGEST_MISMATCH: {
    code: Status.INVALID_ARGUMENT,
    message: 'The bytes received do not have the SHA-256 that was announced.',
    advice: 'The bytes were changed on their way, or the digest is of other bytes: send them again.',
  },
  ENGINE_NOT_INSTALLED: {
    code: Status.FAILED_PRECONDITION,
    message: 'The engine that the spec asks for has no model installed that could make this step.',
    advice:
      'Set the engine that `fields` names to "auto" or "studio", or have the operator install a model with the command in `metadata.command`.',
  },
  FONT_NOT_FOUND: {
    code: Status.NOT_FOUND,
    message: 'There is no such font.',
    advice: 'Use an id that ListFonts tells.',
  },
  FONT_WORK_INTERRUPTED: {
    code: Status.UNAVAILABLE,
    message: 'The process that cuts fonts down ended. Try again.',
    advice: 'Repeat with back-off.',
  },
  FONTS_BUSY: {
    code: Status.RESOURCE_EXHAUSTED,
    message: 'Too many fonts are asked for at the same time. Try again.',
    advice: 'Wait for `RetryInfo`, then ask for fewer fonts at once.',
  },
  IMAGE_CORRUPT: {
    code: Status.INVALID_ARGUMENT,
    message: 'The picture is damaged or incomplete and cannot be decoded.',
    advice: 'Save the picture anew with another program, or choose another one.',
  },
  IMAGE_DAMAGED: {
    code: Status.DATA_LOSS,
    message: 'The stored bytes of this image are damaged.',
    advice: 'Upload the picture again: the same bytes repair it. A step result is made again by a new job.',
  },
  IMAGE_DIMENSIONS: {
    code: Status.INVALID_ARGUMENT,
    message: 'The picture has more pixels than allowed: at most 64 megapixels and 16,384 pixels a side.',
    advice: 'Scale the picture down.',
  },
  IMAGE_EMPTY: {
    code: Status.INVALID_ARGUMENT,
    message: 'The picture has no bytes.',
    advice: 'Choose a file that has bytes.',
  },
  IMAGE_NOT_FOUND: {
    code: Status.NOT_FOUND,
    message: 'There is no such image.',
    advice: "Upload the picture again: it has expired, was never there, or is somebody else's.",
  },
  IMAGE_SIZE_MISMATCH: {
    code: Status.INVALID_ARGUMENT,
    message: 'The number of bytes received is not the size that was announced.',
    advice: 'Announce the size that you send; begin again.',
  },
  IMAGE_TOO_COMPLEX: {
    code: Status.INVALID_ARGUMENT,
    message: 'The picture takes more time or memory to decode than allowed.',
    advice: 'Save the picture smaller or as PNG or JPEG.',
  },
  IMAGE_TOO_LARGE: {
    code: Status.INVALID_ARGUMENT,
    message: 'The picture is larger than 67,108,864 bytes (64 MiB).',
    advice: 'Scale or compress the picture.',
  },
  IMAGE_TYPE_UNSUPPORTED: {
    code: Status.INVALID_ARGUMENT,
    message: 'This is not a PNG, JPEG, WebP or AVIF picture.',
    advice: 'Convert the picture to one of these types.',
  },
  INTERNAL: {
    code: Status.INTERNAL,
    message: 'Something went wrong on our side.',
    advice: 'Repeat once; if it comes again, report `metadata.request_id`.',
  },
  INVALID_REQUEST: {
    code: Status.INVALID_ARGUMENT,
    message: 'The request has invalid fields.',
    advice: 'Correct every field that `fields` names; repeating the same is useless.',
  },
  JOB_NOT_FINISHED: {
    code: Status.FAILED_PRECONDITION,
    message: 'The job is not finished. Cancel it first.',
    advice: 'CancelJob, or wait for the `finished` event, then delete.',
  },
  JOB_NOT_FOUND: {
    code: Status.NOT_FOUND,
    message: 'There is no such job.',
    advice: 'Check the id; a finished job is deleted at its `expire_time`.',
  },
  MEMORY_FULL: {
    code: Status.RESOURCE_EXHAUSTED,
    message: "The worker's memory budget is taken.",
    advice: 'Backend tries again by itself; other callers wait for `RetryInfo`.',
  },
  MESSAGE_MISSING: {
    code: Status.INVALID_ARGUMENT,
    message: 'The stream ended before the message that it needs.',
    advice: 'Send the messages in the order that the rpc describes.',
  },
  MODEL_INPUT_INVALID: {
    code: Status.INVALID_ARGUMENT,
    message: 'An input tensor does not fit the model.',
    advice: 'Send what ModelMetadata describes; `fields` says what is wrong with which input.',
  },
  MODEL_MISSING: {
    code: Status.FAILED_PRECONDITION,
    message: 'A model that the step needs is not installed.',
    advice: 'Have the operator install the model that the message names.',
  },
  MODEL_PROCESS_FAILED: {
    code: Status.INTERNAL,
    message: 'The process that ran the step ended unexpectedly.',
    advice: 'It was tried three times. Rerun the job from that step; if it fails again, report it.',
  },
  MODEL_TOO_LARGE: {
    code: Status.FAILED_PRECONDITION,
    message: 'This needs more memory than the whole budget of the worker.',
    advice: 'Ask for a smaller picture, or have the operator raise the memory budget.',
  },
  MODEL_UNKNOWN: {
    code: Status.NOT_FOUND,
    message: 'There is no such model.',
    advice: 'Use an id that ListModels or RepositoryIndex tells.',
  },
  NO_FREE_SLOT: {
    code: Status.RESOURCE_EXHAUSTED,
    message: 'The worker has no free slot.',
    advice: 'Backend tries again by itself; other callers wait for `RetryInfo`.',
  },
  OFFSET_OUT_OF_RANGE: {
    code: Status.OUT_OF_RANGE,
    message: 'The offset is beyond the end of the file.',
    advice: 'Begin at an offset up to `metadata.size_bytes`.',
  },
  PICTURE_CHECK_INTERRUPTED: {
    code: Status.UNAVAILABLE,
    message: 'The process that checks pictures ended. Try again.',
    advice: 'Repeat with back-off.',
  },
  QUEUE_FULL: {
    code: Status.RESOURCE_EXHAUSTED,
    message: 'The queue is full. Try again later.',
    advice: 'Wait for `RetryInfo`, then repeat with the same `request_id`.',
  },
  RENDITION_NOT_FOUND: {
    code: Status.NOT_FOUND,
    message: 'This rendition has not been made yet.',
    advice: 'Frontend makes it by itself; you never see this.',
  },
  REQUEST_ID_REUSED: {
    code: Status.ALREADY_EXISTS,
    message: 'This request_id was used for another spec before.',
    advice: 'Take a new `request_id`; `metadata.job_id` is the job that the old one made.',
  },
  SEQUENCE_OUT_OF_RANGE: {
    code: Status.OUT_OF_RANGE,
    message: 'The job has no event with that sequence number yet.',
    advice: 'Resume after `metadata.last_sequence` or less.',
  },
  SHUTTING_DOWN: {
    code: Status.UNAVAILABLE,
    message: 'The server is shutting down. Try again.',
    advice: 'Repeat with back-off: another process takes over. Resume a watch by sequence.',
  },
  STEP_FAILED: {
    code: Status.INTERNAL,
    message: 'The step failed.',
    advice: 'Another try would end the same way: change the spec; report it if nothing in it is unusual.',
  },
  STEP_NOT_DONE: {
    code: Status.FAILED_PRECONDITION,
    message: 'A step whose result is to be reused is not done.',
    advice: 'Rerun from an earlier step, or wait until the step is done.',
  },
  STORAGE_FULL: {
    code: Status.RESOURCE_EXHAUSTED,
    message: 'There is no room left to store it.',
    advice: 'Wait for room (an operator frees it, or retention does), then repeat.',
  },
  STORAGE_UNAVAILABLE: {
    code: Status.UNAVAILABLE,
    message: 'The storage cannot be read or written. Try again later.',
    advice: 'Repeat with back-off; nothing was changed.',
  },
  TOO_MANY_PICTURES: {
    code: Status.RESOURCE_EXHAUSTED,
    message: 'Too many pictures are on their way at the same time. Try again.',
    advice: 'Repeat with back-off, with fewer uploads at once.',
  },
  UNAVAILABLE: {
    code: Status.UNAVAILABLE,
    message: 'A service is not reachable. Try again.',
    advice: 'Repeat with back-off. Resume a watch by sequence, an upload and a download by offset.',
  },
  UPLOAD_INCOMPLETE: {
    code: Status.FAILED_PRECONDITION,
    message: 'Not all bytes of the upload have arrived.',
    advice: 'Send what is missing after `metadata.committed_size_bytes`.',
  },
  UPLOAD_NOT_FOUND: {
    code: Status.NOT_FOUND,
    message: 'There is no such upload.',
    advice: 'Begin a new upload: this one is over, or its day has passed.',
  },
  UPLOAD_OUT_OF_RANGE: {
    code: Status.OUT_OF_RANGE,
    message: 'The piece is more than 8 MiB ahead of the committed size.',
    advice: 'Go on at `metadata.committed_size_bytes`.',
  },
  WATCHER_TOO_SLOW: {
    code: Status.UNAVAILABLE,
    message: 'The watch was ended because its reader did not keep up. Resume it.',
    advice: 'Resume after the last sequence number (or cursor) that you have seen, and read faster.',
  },
} as const satisfies Record<string, ErrorEntry>;

/** Name of an entry of the table. */
export type ErrorReason = keyof typeof ERROR_TABLE;
