import { accessLog } from '../access-log.ts';
import { duration, type EnvoyJson, typed } from '../envoy-json.ts';
import { http2Options } from '../http2-options.ts';
import { LIMITS } from '../limits.ts';
import type { Topology } from '../topology.ts';

/** What differs between the public listener and the internal ones. */
export interface HttpSide {
  name: string;
  routes: EnvoyJson;
  /** HTTP filters before the router, in the order that requests pass them. */
  filters: EnvoyJson[];
  /** Whether callers are people and outside programs, and not other tiers. */
  edge: boolean;
}

/** HTTP/1.1 and HTTP/2 (prior knowledge) with every limit set. */
export function httpConnectionManager(
  { name, routes, filters, edge }: HttpSide,
  topology: Topology,
): EnvoyJson {
  return typed('envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager', {
    stat_prefix: name,
    codec_type: 'AUTO',
    server_name: 'nanococoa',
    use_remote_address: edge,
    access_log: accessLog(name, topology.accessLog),
    route_config: routes,
    http_filters: [...filters, ROUTER],
    early_header_mutation_extensions: [cleanHeaders(edge)],
    ...REQUEST_ID,
    ...REQUEST_LIMITS,
    ...PATH_RULES,
  });
}

const ROUTER = {
  name: 'envoy.filters.http.router',
  typed_config: typed('envoy.extensions.filters.http.router.v3.Router', { suppress_envoy_headers: true }),
};

/**
 * Envoy obeys x-envoy-* (retries, time-outs) and the tiers obey x-nanococoa-* (caller) wherever they come from:
 * the first never come in, the second not from outside. Long request ids are cut.
 */
function cleanHeaders(edge: boolean): EnvoyJson {
  const foreign = edge ? ['x-envoy-', 'x-nanococoa-'] : ['x-envoy-'];
  return {
    name: 'envoy.http.early_header_mutation.header_mutation',
    typed_config: typed('envoy.extensions.http.early_header_mutation.header_mutation.v3.HeaderMutation', {
      mutations: [
        ...foreign.map((prefix) => ({ remove_on_match: { key_matcher: { prefix } } })),
        {
          append: {
            header: { key: 'x-request-id', value: `%REQ(X-REQUEST-ID):${LIMITS.requestIdCharacters.value}%` },
            append_action: 'OVERWRITE_IF_EXISTS',
          },
        },
      ],
    }),
  };
}

/** A client's id is kept as it is, and one is made where there is none. */
const REQUEST_ID = {
  generate_request_id: true,
  preserve_external_request_id: true,
  request_id_extension: {
    typed_config: typed('envoy.extensions.request_id.uuid.v3.UuidRequestIdConfig', {
      pack_trace_reason: false,
    }),
  },
};

const REQUEST_LIMITS = {
  max_request_headers_kb: LIMITS.requestHeadersKib.value,
  request_headers_timeout: duration(LIMITS.requestHeadersTimeoutMs.value),
  stream_idle_timeout: duration(LIMITS.streamIdleTimeoutMs.value),
  common_http_protocol_options: {
    idle_timeout: duration(LIMITS.connectionIdleTimeoutMs.value),
    // A name with an underscore may read as another header one hop later.
    headers_with_underscores_action: 'DROP_HEADER',
  },
  http2_protocol_options: http2Options(LIMITS.downstreamStreamsPerConnection.value),
};

/** One spelling of each path, so that no route is missed by writing it another way. */
const PATH_RULES = {
  normalize_path: true,
  merge_slashes: true,
  path_with_escaped_slashes_action: 'REJECT_REQUEST',
};
