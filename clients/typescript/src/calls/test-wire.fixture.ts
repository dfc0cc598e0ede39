import type { FrontendRpc } from '../platform/platform.ts';
import { retryPolicy } from './retry-policy.ts';
import type { Wire } from './wire.ts';

/** The wire of a test: pauses of a millisecond, the rpcs that it gives. */
export function testWire<Name extends keyof FrontendRpc>(
  rpc: Pick<FrontendRpc, Name>,
  o: { silenceMs?: number; giveUpMs?: number } = {},
): Wire<Name> {
  const retry = retryPolicy({ firstMs: 1, longestMs: 1, giveUpMs: o.giveUpMs ?? 5_000 });
  return { rpc, retry, silenceMs: o.silenceMs ?? 5_000 };
}
