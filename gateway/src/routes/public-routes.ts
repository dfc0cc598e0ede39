import { type EnvoyJson, typed } from '../envoy-json.ts';
import type { Topology } from '../topology.ts';
import { forward } from './forward.ts';
import { ANYTHING, method, PAGE, preflight, service } from './match.ts';
import { refuse, refuseGrpc } from './refuse.ts';
import { routeTable } from './route-table.ts';

/** Metadata key that names who calls: nobody outside may set it, every tier passes it on. */
const CALLER_HEADER = 'x-nanococoa-caller';

/** Who calls where nobody signs in. */
const LOCAL_CALLER = 'local';

const FRONTEND_SERVICE = 'nanococoa.frontend.v1.FrontendService';

/**
 * Calls that carry image bytes. Envoy keeps no such request for a second try, and if it were told to try, it would
 * answer with an error of its own (507) in place of UNAVAILABLE. Their callers go on at the committed size, or with
 * the same request_id.
 */
const UPLOADS = ['UploadImage', 'AppendUpload', 'GenerateAd'];

/**
 * For a second try Envoy would keep a watch's request until the watch ends: 4 KiB each, for hours. Their callers resume
 * them by themselves.
 */
const WATCHES = ['WatchJob', 'WatchJobs'];

/** The public API, its health, the web app, and nothing else. */
export function publicRoutes({ allowedHosts, allowedOrigins }: Topology): EnvoyJson {
  const host = {
    request_headers_to_add: [
      {
        header: { key: CALLER_HEADER, value: LOCAL_CALLER },
        append_action: 'OVERWRITE_IF_EXISTS_OR_ADD',
      },
    ],
    typed_per_filter_config: { 'envoy.filters.http.cors': corsPolicy(allowedOrigins) },
    routes: [
      forward(preflight(FRONTEND_SERVICE), 'frontend', 'never-retry'),
      ...[...UPLOADS, ...WATCHES].map((rpc) =>
        forward(method(FRONTEND_SERVICE, rpc), 'frontend', 'never-retry'),
      ),
      forward(service(FRONTEND_SERVICE), 'frontend', 'retry-unprocessed'),
      forward(service('grpc.health.v1.Health'), 'frontend', 'retry-unprocessed'),
      refuseGrpc('UNIMPLEMENTED', 'This service is not part of the public API.'),
      forward(PAGE, 'web', 'retry-unprocessed'),
      refuse(ANYTHING, 405, 'Only GET, HEAD, gRPC and gRPC-Web are answered here.'),
    ],
  };
  const foreign = `This host name is not answered here; use ${allowedHosts.join(' or ')}.`;
  const foreignRoutes = [refuseGrpc('PERMISSION_DENIED', foreign), refuse(ANYTHING, 403, foreign)];
  return routeTable({ name: 'public', host, foreignRoutes }, { allowedHosts });
}

/**
 * Pages of this origin need no permission; the named ones get it, any other preflight is answered without. The
 * CORS filter answers preflights itself; their route is there because it looks at routes to clusters only.
 */
function corsPolicy(allowedOrigins: string[]): EnvoyJson {
  return typed('envoy.extensions.filters.http.cors.v3.CorsPolicy', {
    allow_origin_string_match: allowedOrigins.map((exact) => ({ exact })),
    allow_methods: 'GET, POST, OPTIONS',
    allow_headers: 'content-type, x-grpc-web, x-user-agent, grpc-timeout, x-request-id, authorization',
    expose_headers: 'grpc-status, grpc-message, grpc-status-details-bin, x-request-id',
    max_age: '86400',
    forward_not_matching_preflights: false,
  });
}
