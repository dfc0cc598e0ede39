/** What can be said about any call. */
export interface CallOptions {
  /** Ends the call: it rejects with the signal's reason. What the server does already goes on. */
  signal?: AbortSignal | undefined;
  /** How long the call may take in all, milliseconds. Then it rejects with DEADLINE_EXCEEDED. */
  deadlineMs?: number | undefined;
  /** How long to go on without a sign of life, milliseconds; 0: one try. The client's own when not given. */
  giveUpMs?: number | undefined;
}
