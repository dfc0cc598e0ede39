import type { ChannelOptions } from '@grpc/grpc-js';

/**
 * HTTP/2 settings of servers and clients. Messages stay below gRPC's default of 4 MiB;
 * pictures travel as chunks.
 */
export const CHANNEL_OPTIONS: ChannelOptions = {
  /** 1 MiB windows: about 1.5 times the throughput of the default 64 KiB for chunk streams. */
  'grpc-node.flow_control_window': 1024 * 1024,
  /** A dead peer is noticed within 30 s even while a stream is silent. */
  'grpc.keepalive_time_ms': 20_000,
  'grpc.keepalive_timeout_ms': 10_000,
  'grpc.keepalive_permit_without_calls': 1,
  /** Envoy retries and balances; a second layer of retries would multiply them. */
  'grpc.enable_retries': 0,
};

/** A client comes back to a restarted peer within a second: Envoy is near, connecting is cheap. */
export const CLIENT_OPTIONS: ChannelOptions = {
  ...CHANNEL_OPTIONS,
  'grpc.initial_reconnect_backoff_ms': 100,
  /** Despite its name, how long an attempt to connect may take (nice-grpc); below seconds, load looks like death. */
  'grpc.min_reconnect_backoff_ms': 5000,
  'grpc.max_reconnect_backoff_ms': 1000,
  /** Each client has connections of its own, so that closing one closes no other's. */
  'grpc.use_local_subchannel_pool': 1,
};

/** The default of 100 streams a connection is where the next watcher would hang. */
export const SERVER_OPTIONS: ChannelOptions = {
  ...CHANNEL_OPTIONS,
  'grpc.max_concurrent_streams': 100_000,
};
