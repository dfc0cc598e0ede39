import { type EnvoyJson, typed } from './envoy-json.ts';

/**
 * One JSON line a request. Envoy writes it from a buffer on a thread of its own, off the request's path.
 * Neither bodies, nor query strings, nor metadata other than the request id are in it.
 */
export function accessLog(listener: string, path: string | undefined): EnvoyJson[] {
  if (path === undefined) return [];
  return [
    {
      name: 'envoy.access_loggers.file',
      typed_config: typed('envoy.extensions.access_loggers.file.v3.FileAccessLog', {
        path,
        log_format: { json_format: { listener, ...FIELDS } },
      }),
    },
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
