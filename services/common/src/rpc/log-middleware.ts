import { isAbortError } from 'abort-controller-x';
import { ServerError, type ServerMiddleware, Status } from 'nice-grpc-common';
import { AppError } from '../errors/app-error.ts';
import { fromClientError } from '../errors/from-client-error.ts';
import { toRichError } from '../errors/rich-error.ts';
import { LOG } from '../log/log-keys.ts';
import type { ContextExtension } from './context.ts';

/** Calls that a health checker or a page makes all the time: logged at debug only. */
const QUIET = /^\/grpc\.health\.|\/(GetServerStatus|ServerLive|ServerReady|ModelReady)$/;

/**
 * One log line for each call, without contents, and the mapping of errors: an AppError (our own or
 * a downstream service's) goes out with its details, anything else is logged with its stack
 * and answered INTERNAL with a fixed text, so that nothing leaks.
 */
export const logMiddleware: ServerMiddleware<object, ContextExtension> = async function* logCall(
  call,
  context,
) {
  const start = performance.now();
  const { path } = call.method;
  const line = (code: Status, reason?: string) => ({
    [LOG.method]: path,
    [LOG.code]: Status[code],
    ...(reason ? { [LOG.reason]: reason } : {}),
    [LOG.durationMs]: Math.round((performance.now() - start) * 10) / 10,
  });
  let settled = false;
  try {
    const response = yield* call.next(call.request, context);
    settled = true;
    context.log[QUIET.test(path) ? 'debug' : 'info'](line(Status.OK), 'call');
    return response;
  } catch (error) {
    settled = true;
    if (isAbortError(error) && context.signal.aborted) {
      context.log.info(line(Status.CANCELLED), 'call');
      throw error;
    }
    const known = fromClientError(error);
    if (known) {
      context.log.info(line(known.code, known.reason), 'call');
      throw toRichError(known);
    }
    if (error instanceof ServerError) {
      context.log.info(line(error.code), 'call');
      throw error;
    }
    context.log.error({ ...line(Status.INTERNAL, 'INTERNAL'), err: error }, 'call failed unexpectedly');
    throw toRichError(new AppError('INTERNAL', { metadata: { request_id: context.requestId } }));
  } finally {
    // A server stream that its reader has left is closed by return(), which passes neither branch above.
    if (!settled) context.log.info(line(Status.CANCELLED), 'call');
  }
};
