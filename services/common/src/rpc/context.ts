import type { CallContext } from 'nice-grpc-common';
import type { Logger } from '../log/create-logger.ts';

/** What every rpc knows of its call, besides nice-grpc's own context. */
export interface ContextExtension {
  /** Whose call it is: set by the gateway, `local` when nobody did. */
  caller: string;
  /** Id of the request, the same in every service that it passes. */
  requestId: string;
  /** When the caller stops waiting. Undefined: never. */
  deadline: Date | undefined;
  /** Logger that adds caller and request id to each line. */
  log: Logger;
}

export type Context = CallContext & ContextExtension;

/** Metadata key of the caller. The gateway strips what comes from outside. */
export const CALLER_KEY = 'x-nanococoa-caller';
/** Metadata key of the request id. */
export const REQUEST_ID_KEY = 'x-request-id';
/** Metadata key by which the deadline interceptor hands the deadline to the middleware. Never sent. */
export const DEADLINE_KEY = 'x-nanococoa-deadline-ms';
/** Caller when the gateway named none. */
export const LOCAL_CALLER = 'local';
