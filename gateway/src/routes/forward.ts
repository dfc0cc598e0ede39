import { duration, type EnvoyJson, typed } from '../envoy-json.ts';
import { LIMITS } from '../limits.ts';
import type { ClusterName } from '../topology.ts';

/** Whether a call may be tried again where it surely was not processed. */
export type RetryRule = 'retry-unprocessed' | 'never-retry';

/**
 * Sends what matches to a cluster. Deadlines are the servers' matter, so Envoy times nothing out but a
 * stream on which nothing moves.
 */
export function forward(match: EnvoyJson, cluster: ClusterName, retry: RetryRule): EnvoyJson {
  return {
    match,
    request_body_buffer_limit: LIMITS.retryBufferBytes.value,
    route: {
      cluster,
      timeout: '0s',
      idle_timeout: duration(LIMITS.streamIdleTimeoutMs.value),
      ...(retry === 'retry-unprocessed' && { retry_policy: RETRY_UNPROCESSED }),
    },
  };
}

const RETRY_UNPROCESSED = {
  retry_on: 'connect-failure,refused-stream',
  num_retries: LIMITS.retries.value,
  retry_host_predicate: [
    {
      name: 'envoy.retry_host_predicates.previous_hosts',
      typed_config: typed('envoy.extensions.retry.host.previous_hosts.v3.PreviousHostsPredicate'),
    },
  ],
  host_selection_retry_max_attempts: LIMITS.retryHostAttempts.value,
  retry_back_off: {
    base_interval: duration(LIMITS.retryBackOffMs.value),
    max_interval: duration(LIMITS.retryBackOffMaxMs.value),
  },
};
