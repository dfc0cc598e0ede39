import { type EnvoyJson, socketAddress } from '../envoy-json.ts';
import { LIMITS } from '../limits.ts';
import type { Endpoint } from '../topology.ts';

/** A TCP listener with one HTTP connection manager. */
export function listener(name: string, address: Endpoint, httpConnectionManager: EnvoyJson): EnvoyJson {
  return {
    name,
    address: socketAddress(address),
    per_connection_buffer_limit_bytes: LIMITS.connectionBufferBytes.value,
    // Without SO_REUSEPORT a port that is taken, by another mesh too, is an error and not a share of its calls.
    enable_reuse_port: false,
    // Tiers hold few long connections: spread them over Envoy's threads evenly, not by who wakes first.
    connection_balance_config: { exact_balance: {} },
    filter_chains: [
      {
        filters: [
          { name: 'envoy.filters.network.http_connection_manager', typed_config: httpConnectionManager },
        ],
      },
    ],
  };
}
