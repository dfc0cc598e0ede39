import { Status } from 'nice-grpc-common';

/** Name of a gRPC status code, such as "NOT_FOUND". */
export function codeName(code: Status): string {
  return Status[code] ?? String(code);
}
