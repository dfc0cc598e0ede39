import { randomUUID } from 'node:crypto';
import type { ServerMiddleware } from 'nice-grpc-common';
import type { Logger } from '../log/create-logger.ts';
import { LOG } from '../log/log-keys.ts';
import { CALLER_KEY, type ContextExtension, DEADLINE_KEY, LOCAL_CALLER, REQUEST_ID_KEY } from './context.ts';

/** Gives every handler caller, request id, deadline and a logger that names them. */
export function contextMiddleware(log: Logger): ServerMiddleware<ContextExtension> {
  return async function* withContext(call, context) {
    const caller = single(context.metadata.get(CALLER_KEY)) ?? LOCAL_CALLER;
    const requestId = single(context.metadata.get(REQUEST_ID_KEY)) ?? randomUUID();
    const deadlineMs = Number(single(context.metadata.get(DEADLINE_KEY)) ?? Number.NaN);
    return yield* call.next(call.request, {
      ...context,
      caller,
      requestId,
      deadline: Number.isFinite(deadlineMs) ? new Date(deadlineMs) : undefined,
      log: log.child({ [LOG.requestId]: requestId, [LOG.caller]: caller }),
    });
  };
}

/** A metadata value that is short printable text: it ends up in logs and in the database. */
function single(value: string | undefined): string | undefined {
  return value !== undefined && /^[\x21-\x7e]{1,256}$/.test(value) ? value : undefined;
}
