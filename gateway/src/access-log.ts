import { type EnvoyJson, typed } from './envoy-json.ts';
import type { AccessLogTarget } from './topology.ts';

/**
 * One JSON line a request. Envoy writes it from a buffer on a thread of its own, off the request's path.
 * Neither bodies, nor query strings, nor metadata other than the request id are in it.
 */
export function accessLog(listener: string, target: AccessLogTarget | undefined): EnvoyJson[] {
  if (target === undefined) return [];
  const log_format = { json_format: { listener, ...FIELDS } };
  if (target === 'stdout') {
    const type = 'envoy.extensions.access_loggers.stream.v3.StdoutAccessLog';
    return [{ name: 'envoy.access_loggers.stdout', typed_config: typed(type, { log_format }) }];
  }
  const type = 'envoy.extensions.access_loggers.file.v3.FileAccessLog';
  return [
    { name: 'envoy.access_loggers.file', typed_config: typed(type, { path: target.path, log_format }) },
  ];
}

/** Keys are those of the services' logs where they mean the same. */
const FIELDS = {
  time: '%START_TIME%',
  service: 'gateway',
  request_id: '%REQ(X-REQUEST-ID)%',
  http_method: '%REQ(:METHOD)%',
  path: '%PATH(NQ)%',
  protocol: '%PROTOCOL%',
  http_status: '%RESPONSE_CODE%',
  code: '%GRPC_STATUS(SNAKE_STRING)%',
  duration_ms: '%DURATION%',
  received_bytes: '%BYTES_RECEIVED%',
  sent_bytes: '%BYTES_SENT%',
  upstream: '%UPSTREAM_HOST%',
  flags: '%RESPONSE_FLAGS%',
  detail: '%RESPONSE_CODE_DETAILS%',
};
