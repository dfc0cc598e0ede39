import type { ContextExtension } from '@nanococoa/common/rpc/context.ts';
import type { BackendServiceImplementation } from '@nanococoa/proto/backend/v1/backend_service.ts';

type Implementation = BackendServiceImplementation<ContextExtension>;

/** The handler of one rpc of BackendService. */
export type BackendRpc<Method extends keyof Implementation> = Implementation[Method];
