import { type EnvoyJson, socketAddress } from '../envoy-json.ts';
import { LIMITS } from '../limits.ts';
import type { Endpoint } from '../topology.ts';

/** A TCP listener whose connections are all of one kind. */
export function listener(name: string, address: Endpoint, httpConnectionManager: EnvoyJson): EnvoyJson {
  return { ...listenerBase(name, address), filter_chains: [httpFilters(httpConnectionManager)] };
}

/** A TCP listener without what it does with its connections. */
export function listenerBase(name: string, address: Endpoint): EnvoyJson {
  return {
    name,
    address: socketAddress(address),
    per_connection_buffer_limit_bytes: LIMITS.connectionBufferBytes.value,
    // Without SO_REUSEPORT a port that is taken, by another mesh too, is an error and not a share of its calls.
    enable_reuse_port: false,
    // Tiers hold few long connections: spread them over Envoy's threads evenly, not by who wakes first.
    connection_balance_config: { exact_balance: {} },
  };
}

/** A filter chain with nothing but an HTTP connection manager. */
export function httpFilters(httpConnectionManager: EnvoyJson): EnvoyJson {
  return {
    filters: [{ name: 'envoy.filters.network.http_connection_manager', typed_config: httpConnectionManager }],
  };
}
