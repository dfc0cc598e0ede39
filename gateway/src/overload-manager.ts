import { type EnvoyJson, typed } from './envoy-json.ts';
import { LIMITS } from './limits.ts';

/** Refuses early what would end in an exhausted process: connections by number, requests by memory. */
export function overloadManager(): EnvoyJson {
  return {
    refresh_interval: '0.25s',
    resource_monitors: [
      {
        name: 'envoy.resource_monitors.global_downstream_max_connections',
        typed_config: typed(
          'envoy.extensions.resource_monitors.downstream_connections.v3.DownstreamConnectionsConfig',
          { max_active_downstream_connections: LIMITS.downstreamConnections.value },
        ),
      },
      {
        name: HEAP,
        typed_config: typed('envoy.extensions.resource_monitors.fixed_heap.v3.FixedHeapConfig', {
          max_heap_size_bytes: LIMITS.heapBytes.value,
        }),
      },
    ],
    actions: [
      atHeap('envoy.overload_actions.shrink_heap', 0.9),
      atHeap('envoy.overload_actions.stop_accepting_requests', 0.95),
    ],
  };
}

const HEAP = 'envoy.resource_monitors.fixed_heap';

function atHeap(name: string, fraction: number): EnvoyJson {
  return { name, triggers: [{ name: HEAP, threshold: { value: fraction } }] };
}
