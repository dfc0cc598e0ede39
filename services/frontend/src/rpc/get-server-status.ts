import type { Context } from '@nanococoa/common/rpc/context.ts';
import { downstream } from '@nanococoa/common/rpc/downstream.ts';
import type { GetServerStatusRequest } from '@nanococoa/proto/frontend/v1/frontend_service.ts';
import type { Dependencies } from '../dependencies.ts';
import { BACKEND_TIMEOUT_MS } from '../limits.ts';

/** GetServerStatus: the state of queue and workers as the Backend knows it. */
export function getServerStatus({ backend }: Dependencies) {
  return async (_request: GetServerStatusRequest, context: Context) =>
    backend.getServerStatus({}, downstream(context, { timeoutMs: BACKEND_TIMEOUT_MS }));
}
