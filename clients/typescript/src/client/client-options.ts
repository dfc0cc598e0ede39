import type { NanococoaError } from '../calls/nanococoa-error.ts';
import type { RetryOptions } from '../calls/retry-policy.ts';
import type { TlsOptions } from '../platform/platform.ts';

export interface ClientOptions {
  /** How long a call without a stream may take in all, milliseconds. Default 30,000; Infinity: no limit. */
  deadlineMs?: number;
  /** Longest silence before a stream counts as dead, milliseconds; the server speaks every 15 s. Default 40,000. */
  silenceMs?: number;
  /** How to go on when the server cannot be reached. */
  retry?: RetryOptions;
  /** Bearer token, or what gives the one that is good now. */
  token?: string | (() => string | Promise<string>);
  /** Sent with each call; names are lower-case. */
  metadata?: Record<string, string>;
  /** Keys of a TLS connection, in Node. A browser takes its own. */
  tls?: TlsOptions;
  /** Hears of each call that did not get through, repeated or not: to show that the connection is in trouble. */
  onUnreachable?: (error: NanococoaError) => void;
}
