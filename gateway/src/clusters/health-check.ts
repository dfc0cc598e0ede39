import { duration, type EnvoyJson } from '../envoy-json.ts';
import { LIMITS } from '../limits.ts';

/** How a tier is asked whether it serves: grpc.health.v1 for the whole server, or a TCP connection. */
export type HealthProtocol = 'grpc' | 'tcp';

/** Active health checks at one pace, whether the tier is healthy, failing, or was never called yet. */
export function healthCheck(protocol: HealthProtocol): EnvoyJson {
  const interval = duration(LIMITS.healthCheckIntervalMs.value);
  return {
    interval,
    no_traffic_interval: interval,
    unhealthy_interval: interval,
    timeout: duration(LIMITS.healthCheckTimeoutMs.value),
    healthy_threshold: LIMITS.healthyThreshold.value,
    unhealthy_threshold: LIMITS.unhealthyThreshold.value,
    ...(protocol === 'grpc' ? { grpc_health_check: {} } : { tcp_health_check: {} }),
  };
}
