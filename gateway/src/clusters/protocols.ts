import { duration, type EnvoyJson, typed } from '../envoy-json.ts';
import { http2Options } from '../http2-options.ts';
import { LIMITS } from '../limits.ts';
import type { ClusterProtocol } from './cluster.ts';

/** A gRPC server: HTTP/2 without negotiation, asked by grpc.health.v1. */
export const GRPC: ClusterProtocol = {
  health: 'grpc',
  http: httpProtocol({
    http2_protocol_options: http2Options(LIMITS.upstreamStreamsPerConnection.value),
  }),
};

/** The web app's server: HTTP/1.1. */
export const WEB: ClusterProtocol = { health: 'tcp', http: httpProtocol({ http_protocol_options: {} }) };

function httpProtocol(explicit: EnvoyJson): EnvoyJson {
  return typed('envoy.extensions.upstreams.http.v3.HttpProtocolOptions', {
    common_http_protocol_options: { idle_timeout: duration(LIMITS.connectionIdleTimeoutMs.value) },
    explicit_http_config: explicit,
  });
}
