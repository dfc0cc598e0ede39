import type { EnvoyJson } from '../envoy-json.ts';
import { forward } from './forward.ts';
import { ANYTHING, method, service } from './match.ts';
import { refuse, refuseGrpc } from './refuse.ts';

const BACKEND = 'nanococoa.backend.v1.BackendService';
/** Calls that carry image bytes, which Envoy does not keep for a second try. */
const UPLOADS = ['PutImage', 'AppendUpload'];
const MODEL_SERVING = 'nanococoa.modelserving.v1.ModelServingService';

/** Backend's services, for Frontend and ModelServing. */
export function backendRoutes(): EnvoyJson {
  return internal('backend', [
    ...UPLOADS.map((rpc) => forward(method(BACKEND, rpc), 'backend', 'never-retry')),
    forward(service(BACKEND), 'backend', 'retry-unprocessed'),
    ...housekeeping('backend'),
  ]);
}

/** ModelServing's services, for Backend. RunStep is never retried: what failed is an attempt, and Backend's. */
export function modelServingRoutes(): EnvoyJson {
  return internal('model-serving', [
    forward(method(MODEL_SERVING, 'RunStep'), 'model-serving', 'never-retry'),
    forward(service(MODEL_SERVING), 'model-serving', 'retry-unprocessed'),
    ...housekeeping('model-serving'),
  ]);
}

function housekeeping(cluster: 'backend' | 'model-serving'): EnvoyJson[] {
  return [
    forward(service('grpc.health.v1.Health'), cluster, 'retry-unprocessed'),
    forward(service('grpc.reflection.v1.ServerReflection'), cluster, 'retry-unprocessed'),
    forward(service('grpc.reflection.v1alpha.ServerReflection'), cluster, 'retry-unprocessed'),
  ];
}

function internal(name: string, routes: EnvoyJson[]): EnvoyJson {
  const message = `This is not one of ${name}'s services.`;
  const refused = [refuseGrpc('UNIMPLEMENTED', message), refuse(ANYTHING, 404, message)];
  return { name, virtual_hosts: [{ name, domains: ['*'], routes: [...routes, ...refused] }] };
}
