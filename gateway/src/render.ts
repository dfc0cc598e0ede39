import { stringify } from 'yaml';
import { admin } from './admin.ts';
import { cluster } from './clusters/cluster.ts';
import { GRPC, WEB } from './clusters/protocols.ts';
import { internalListeners } from './listeners/internal-listeners.ts';
import { publicListener } from './listeners/public-listener.ts';
import { overloadManager } from './overload-manager.ts';
import { runtimeFlags } from './runtime-flags.ts';
import type { Topology } from './topology.ts';

/** The whole Envoy v3 configuration of a topology, as YAML. */
export function renderEnvoyConfig(topology: Topology): string {
  const { upstreams, dns } = topology;
  const config = {
    node: { id: 'gateway', cluster: 'nanococoa' },
    admin: admin(topology),
    overload_manager: overloadManager(),
    layered_runtime: runtimeFlags(),
    static_resources: {
      listeners: [publicListener(topology), ...internalListeners(topology)],
      clusters: [
        cluster('frontend', upstreams.frontend, dns, GRPC),
        cluster('web', upstreams.web, dns, WEB),
        cluster('backend', upstreams.backend, dns, GRPC),
        cluster('model-serving', upstreams.modelServing, dns, GRPC),
      ],
    },
  };
  return stringify(config, { aliasDuplicateObjects: false, lineWidth: 0 });
}
