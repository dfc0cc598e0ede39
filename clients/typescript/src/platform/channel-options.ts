/** HTTP/2 settings of a Node client; names of grpc-js. */
export const CHANNEL_OPTIONS = {
  /** 1 MiB windows: about 1.5 times the throughput of the default 64 KiB for streams of chunks. */
  'grpc-node.flow_control_window': 1024 * 1024,
  /** A dead peer is noticed within 30 s even while a stream is silent. */
  'grpc.keepalive_time_ms': 20_000,
  'grpc.keepalive_timeout_ms': 10_000,
  /** Calls are repeated here, where it is known which may be. */
  'grpc.enable_retries': 0,
  /** The next try connects anew instead of waiting for the library's own back-off, which begins at a second. */
  'grpc.initial_reconnect_backoff_ms': 100,
  /** Despite its name, how long an attempt to connect may take (nice-grpc). */
  'grpc.min_reconnect_backoff_ms': 5_000,
  'grpc.max_reconnect_backoff_ms': 1_000,
  /** Each client has connections of its own, so that closing one closes no other's. */
  'grpc.use_local_subchannel_pool': 1,
};
