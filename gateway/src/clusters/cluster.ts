import { duration, type EnvoyJson, socketAddress, typed } from '../envoy-json.ts';
import { LIMITS } from '../limits.ts';
import type { ClusterName, Endpoint, Topology } from '../topology.ts';
import { type HealthProtocol, healthCheck } from './health-check.ts';
import { outlierDetection } from './outlier-detection.ts';

/** What a cluster needs besides its name and endpoints. */
export interface ClusterProtocol {
  health: HealthProtocol;
  /** HttpProtocolOptions, as a typed extension. */
  http: EnvoyJson;
}

/** Header by which a caller of a tier asks for one replica of it: IP address and port. */
const REPLICA_HEADER = 'x-nanococoa-worker';

/** A tier's replicas: the least busy healthy one is chosen, and none at all rather than an unhealthy one. */
export function cluster(
  name: ClusterName,
  endpoints: Endpoint[],
  dns: Topology['dns'],
  { health, http }: ClusterProtocol,
): EnvoyJson {
  return {
    name,
    ...DISCOVERY[dns],
    connect_timeout: duration(LIMITS.connectTimeoutMs.value),
    per_connection_buffer_limit_bytes: LIMITS.connectionBufferBytes.value,
    load_balancing_policy: {
      policies: [{ typed_extension_config: name === 'model-serving' ? ASKED_FOR : LEAST_BUSY }],
    },
    common_lb_config: {
      healthy_panic_threshold: { value: 0 },
      update_merge_window: duration(LIMITS.healthUpdateMergeMs.value),
    },
    load_assignment: {
      cluster_name: name,
      endpoints: [
        { lb_endpoints: endpoints.map((endpoint) => ({ endpoint: { address: socketAddress(endpoint) } })) },
      ],
    },
    health_checks: [healthCheck(health)],
    outlier_detection: outlierDetection(),
    circuit_breakers: { thresholds: [CIRCUIT_BREAKER] },
    typed_extension_protocol_options: { 'envoy.extensions.upstreams.http.v3.HttpProtocolOptions': http },
  };
}

/** All replicas are compared, not two picked by chance: a ModelServing without a free slot refuses its step. */
const LEAST_BUSY = {
  name: 'envoy.load_balancing_policies.least_request',
  typed_config: typed('envoy.extensions.load_balancing_policies.least_request.v3.LeastRequest', {
    selection_method: 'FULL_SCAN',
  }),
};

/** The replica that has the models of a step, where not every one has; else, and when it is not there, the least busy. */
const ASKED_FOR = {
  name: 'envoy.load_balancing_policies.override_host',
  typed_config: typed('envoy.extensions.load_balancing_policies.override_host.v3.OverrideHost', {
    override_host_sources: [{ header: REPLICA_HEADER }],
    fallback_policy: { policies: [{ typed_extension_config: LEAST_BUSY }] },
  }),
};

const DISCOVERY: Record<Topology['dns'], EnvoyJson> = {
  static: { type: 'STATIC' },
  dns: {
    cluster_type: {
      name: 'envoy.clusters.dns',
      typed_config: typed('envoy.extensions.clusters.dns.v3.DnsCluster', {
        dns_lookup_family: 'V4_PREFERRED',
        dns_refresh_rate: duration(LIMITS.dnsRefreshMs.value),
        dns_failure_refresh_rate: {
          base_interval: duration(LIMITS.dnsFailureRefreshMs.value),
          max_interval: duration(LIMITS.dnsRefreshMs.value),
        },
      }),
    },
    // A replica whose name is gone gets no new calls at once, though its last health check was good.
    ignore_health_on_host_removal: true,
  },
};

const CIRCUIT_BREAKER = {
  max_connections: LIMITS.upstreamConnections.value,
  max_pending_requests: LIMITS.upstreamPendingRequests.value,
  max_requests: LIMITS.upstreamRequests.value,
  max_retries: LIMITS.upstreamRetries.value,
};
