import { duration, type EnvoyJson } from '../envoy-json.ts';
import { LIMITS } from '../limits.ts';

/**
 * Leaves out, between two health checks, a replica that refuses or resets connections. What a replica answers
 * is never held against it.
 */
export function outlierDetection(): EnvoyJson {
  return {
    split_external_local_origin_errors: true,
    consecutive_local_origin_failure: LIMITS.outlierLocalFailures.value,
    enforcing_consecutive_local_origin_failure: 100,
    enforcing_local_origin_success_rate: 0,
    enforcing_consecutive_5xx: 0,
    enforcing_consecutive_gateway_failure: 0,
    enforcing_success_rate: 0,
    interval: duration(LIMITS.outlierIntervalMs.value),
    base_ejection_time: duration(LIMITS.outlierEjectionMs.value),
    max_ejection_percent: LIMITS.outlierMaxEjectionPercent.value,
  };
}
