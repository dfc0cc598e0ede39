import { type EnvoyJson, socketAddress } from './envoy-json.ts';
import type { Topology } from './topology.ts';

/**
 * Envoy's own pages, those that only tell. The others (quitquitquit, runtime_modify …) are off: on loopback
 * any web page could post to them.
 */
export function admin({ admin }: Topology): EnvoyJson {
  return {
    address: socketAddress(admin),
    allow_paths: ['/ready', '/stats', '/clusters', '/listeners', '/server_info'].map((prefix) => ({
      prefix,
    })),
  };
}
