/** One limit: its value, in the unit that its name ends in, and why it is that. */
export interface Limit {
  value: number;
  reason: string;
}

const KIB = 1024;
const MIB = 1024 * KIB;
const SECOND = 1000;

/**
 * Every limit and time-out of the gateway, each with its reason. gateway/README.md shows them as a table,
 * made by limits-table.ts.
 */
export const LIMITS = {
  // Flow control
  streamWindowBytes: {
    value: 256 * KIB,
    reason: 'One image chunk: a reader that stalls holds back its own stream and this much memory, no more.',
  },
  connectionWindowBytes: {
    value: 64 * MIB,
    reason:
      "256 times a stream's window. With Envoy's defaults the two are nearly equal, and one stalled reader hangs every other stream.",
  },
  connectionBufferBytes: {
    value: 1 * MIB,
    reason: 'Bytes waiting for a slow socket, per connection; above it Envoy stops reading the other side.',
  },
  retryBufferBytes: {
    value: 64 * KIB,
    reason:
      'A request is kept for a second try only while it is this small: specs are, images are not and stream through.',
  },

  // Streams and connections
  downstreamStreamsPerConnection: {
    value: 1024,
    reason:
      'Watchers and image streams of one client or tier share a connection; at a usual default of 100 the next call hangs.',
  },
  upstreamStreamsPerConnection: {
    value: 200,
    reason:
      'Below connection window ÷ stream window (256), so stalled readers can never use up a connection; beyond it Envoy opens another.',
  },
  upstreamConnections: {
    value: 1024,
    reason: 'Circuit breaker: 200 streams each carry 200,000 streams, more than any tier serves.',
  },
  upstreamRequests: {
    value: 32_768,
    reason:
      "Circuit breaker: 10,000 watchers at once with room to spare; Envoy's default of 1,024 refuses the 1,025th.",
  },
  upstreamPendingRequests: {
    value: 4096,
    reason: 'Circuit breaker: calls that wait for a connection to open, as after a restart of a tier.',
  },
  upstreamRetries: {
    value: 64,
    reason: 'Circuit breaker: retries at once; a tier that comes back is not met by a storm.',
  },
  downstreamConnections: {
    value: 8192,
    reason:
      '2,000 single-stream clients with room to spare; beyond it new connections are closed before they cost file handles.',
  },
  heapBytes: {
    value: 1024 * MIB,
    reason:
      'At 90 % of it Envoy gives memory back, at 95 % new requests are answered UNAVAILABLE, before the kernel kills it.',
  },

  // Times
  streamIdleTimeoutMs: {
    value: 60 * SECOND,
    reason: 'Streams send a heartbeat every 15 s: four missed in both directions, and the peer is gone.',
  },
  connectionIdleTimeoutMs: {
    value: 600 * SECOND,
    reason: 'A connection without any stream is given back; gRPC clients dial again by themselves.',
  },
  requestHeadersTimeoutMs: {
    value: 10 * SECOND,
    reason: 'A client that dribbles its headers holds a connection no longer than this.',
  },
  tlsHandshakeTimeoutMs: {
    value: 10 * SECOND,
    reason:
      'A client that opens a connection and says nothing, or stops half-way, holds it no longer than this.',
  },
  connectTimeoutMs: {
    value: 1 * SECOND,
    reason: 'Tiers are on loopback or the same private network: a slower answer is no answer.',
  },
  keepaliveIntervalMs: {
    value: 20 * SECOND,
    reason:
      'HTTP/2 PING on both sides: a peer that vanished without a FIN is noticed while its streams are quiet.',
  },
  keepaliveTimeoutMs: {
    value: 10 * SECOND,
    reason: 'Longer than any pause of a busy two-core machine, so that load never looks like death.',
  },
  dnsRefreshMs: {
    value: 5 * SECOND,
    reason: 'Replicas that come and go in containers are found within this.',
  },
  dnsFailureRefreshMs: {
    value: 500,
    reason: 'A name that is not there yet (its container is starting) is asked for again soon.',
  },

  // Health and retries
  healthCheckIntervalMs: {
    value: 250,
    reason:
      'Start-up waits for the first success, and callers for a restarted tier; a check costs under 1 ms.',
  },
  healthCheckTimeoutMs: {
    value: 2 * SECOND,
    reason: 'A refused connection fails at once; only a process that hangs waits for this.',
  },
  healthyThreshold: { value: 1, reason: 'The first success brings traffic back.' },
  unhealthyThreshold: {
    value: 3,
    reason: 'Three failures in a row, 0.75 s after a crash: one lost check under load takes nobody out.',
  },
  healthUpdateMergeMs: {
    value: 0,
    reason:
      "A tier's return reaches the load balancer at once; Envoy's default holds changes of health back for 1 s, for clusters of thousands.",
  },
  outlierLocalFailures: {
    value: 2,
    reason:
      "Connections refused or reset in a row, before a replica is left out. Never by gRPC status: UNAVAILABLE may be a dependency's, not the replica's.",
  },
  outlierIntervalMs: {
    value: 1 * SECOND,
    reason: 'How often ejections end; the default of 10 s outlives any restart.',
  },
  outlierEjectionMs: { value: 1 * SECOND, reason: 'First ejection; health checks take over from there.' },
  outlierMaxEjectionPercent: {
    value: 50,
    reason: 'Half of the replicas stay whatever happens: a single one is never ejected.',
  },
  retries: {
    value: 3,
    reason:
      'Only where the call surely was not processed (connect-failure, refused-stream); RunStep never: Backend decides on attempts.',
  },
  retryHostAttempts: {
    value: 3,
    reason: 'How often a replica is chosen anew when the choice fell on one that refused this very call.',
  },
  retryBackOffMs: {
    value: 25,
    reason: 'First pause, doubling with jitter: a listener that restarts needs tens of ms.',
  },
  retryBackOffMaxMs: { value: 250, reason: 'Longest pause: callers have deadlines of their own.' },

  // Requests
  requestHeadersKib: {
    value: 16,
    reason: 'The most metadata that gRPC libraries take by default; more would fail one hop later.',
  },
  requestIdCharacters: {
    value: 128,
    reason: "A client's x-request-id is kept, cut to this: it is logged by every tier.",
  },
} satisfies Record<string, Limit>;
