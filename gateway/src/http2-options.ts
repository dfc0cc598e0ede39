import { duration, type EnvoyJson } from './envoy-json.ts';
import { LIMITS } from './limits.ts';

/** HTTP/2 settings of one side of the proxy; the windows are the same on both. */
export function http2Options(maxConcurrentStreams: number): EnvoyJson {
  return {
    max_concurrent_streams: maxConcurrentStreams,
    initial_stream_window_size: LIMITS.streamWindowBytes.value,
    initial_connection_window_size: LIMITS.connectionWindowBytes.value,
    connection_keepalive: {
      interval: duration(LIMITS.keepaliveIntervalMs.value),
      timeout: duration(LIMITS.keepaliveTimeoutMs.value),
    },
  };
}
