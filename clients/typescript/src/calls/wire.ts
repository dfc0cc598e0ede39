import type { FrontendRpc } from '../platform/platform.ts';
import type { RetryPolicy } from './retry-policy.ts';

/** What every call of a client needs; `Rpc` names the methods that it uses. */
export interface Wire<Rpc extends keyof FrontendRpc = keyof FrontendRpc> {
  rpc: Pick<FrontendRpc, Rpc>;
  retry: RetryPolicy;
  /** Longest silence before a stream counts as dead, milliseconds. */
  silenceMs: number;
}
