import type { EnvoyJson } from './envoy-json.ts';

/** Envoy's feature flags that differ from its defaults, each with its reason. */
export function runtimeFlags(): EnvoyJson {
  const flags = {
    // A server may answer in full before its client has sent everything (a step, a refused upload). By default
    // Envoy then drops the part of the answer that the client has not read yet: envoyproxy/envoy#30149.
    'envoy.reloadable_features.allow_multiplexed_upstream_half_close': true,
  };
  return { layers: [{ name: 'flags', static_layer: flags }] };
}
