import type { EnvoyJson } from '../envoy-json.ts';
import { backendRoutes, modelServingRoutes } from '../routes/internal-routes.ts';
import type { Topology } from '../topology.ts';
import { httpConnectionManager } from './http-connection-manager.ts';
import { listener } from './listener.ts';

/** For the tiers themselves: one listener to Backend, one to ModelServing. gRPC only. */
export function internalListeners(topology: Topology): EnvoyJson[] {
  const toBackend = { name: 'to-backend', routes: backendRoutes(), filters: [], edge: false };
  const toModelServing = { name: 'to-model-serving', routes: modelServingRoutes(), filters: [], edge: false };
  return [
    listener('to-backend', topology.backendListener, httpConnectionManager(toBackend, topology)),
    listener(
      'to-model-serving',
      topology.modelServingListener,
      httpConnectionManager(toModelServing, topology),
    ),
  ];
}
