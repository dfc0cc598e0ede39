import { type EnvoyJson, typed } from '../envoy-json.ts';
import { publicRoutes } from '../routes/public-routes.ts';
import type { Topology } from '../topology.ts';
import { httpConnectionManager } from './http-connection-manager.ts';
import { listener } from './listener.ts';

/** For people and outside programs: gRPC, gRPC-Web (HTTP/1.1 too), and the web app. */
export function publicListener(topology: Topology): EnvoyJson {
  const http = { name: 'public', routes: publicRoutes(topology), filters: [CORS, GRPC_WEB], edge: true };
  return listener('public', topology.publicListener, httpConnectionManager(http, topology));
}

const CORS = {
  name: 'envoy.filters.http.cors',
  typed_config: typed('envoy.extensions.filters.http.cors.v3.Cors'),
};

const GRPC_WEB = {
  name: 'envoy.filters.http.grpc_web',
  typed_config: typed('envoy.extensions.filters.http.grpc_web.v3.GrpcWeb'),
};
