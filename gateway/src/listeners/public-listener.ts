import { type EnvoyJson, typed } from '../envoy-json.ts';
import { plainRoutes } from '../routes/plain-routes.ts';
import { publicRoutes } from '../routes/public-routes.ts';
import type { Topology } from '../topology.ts';
import { httpConnectionManager } from './http-connection-manager.ts';
import { listener } from './listener.ts';
import { tlsListener } from './tls-listener.ts';

/** For people and outside programs: gRPC, gRPC-Web (HTTP/1.1 too), and the web app; over TLS where it has that. */
export function publicListener(topology: Topology): EnvoyJson {
  const { publicListener: address, tls } = topology;
  const http = httpConnectionManager(
    { name: 'public', routes: publicRoutes(topology), filters: [CORS, GRPC_WEB], edge: true },
    topology,
  );
  if (!tls) return listener('public', address, http);
  const plain = httpConnectionManager(
    { name: 'public-plain', routes: plainRoutes(topology), filters: [], edge: true },
    topology,
  );
  return tlsListener({ name: 'public', address, tls, secure: http, plain });
}

const CORS = {
  name: 'envoy.filters.http.cors',
  typed_config: typed('envoy.extensions.filters.http.cors.v3.Cors'),
};

const GRPC_WEB = {
  name: 'envoy.filters.http.grpc_web',
  typed_config: typed('envoy.extensions.filters.http.grpc_web.v3.GrpcWeb'),
};
