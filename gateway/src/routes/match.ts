import type { EnvoyJson } from '../envoy-json.ts';

/** Any request. */
export const ANYTHING: EnvoyJson = { prefix: '/' };

/** gRPC and gRPC-Web of every encoding, whatever the path. */
export const ANY_GRPC: EnvoyJson = {
  prefix: '/',
  headers: [{ name: 'content-type', string_match: { prefix: 'application/grpc' } }],
};

/** What fetches a page: GET and HEAD. */
export const PAGE: EnvoyJson = {
  prefix: '/',
  headers: [{ name: ':method', string_match: { safe_regex: { regex: 'GET|HEAD' } } }],
};

/** Every method of a gRPC service, asked for in gRPC or gRPC-Web. */
export function service(fullName: string): EnvoyJson {
  return { ...ANY_GRPC, prefix: `/${fullName}/` };
}

/** One method of a gRPC service. */
export function method(fullName: string, name: string): EnvoyJson {
  return { path: `/${fullName}/${name}` };
}

/** A page's question whether it may call a gRPC service from its origin. */
export function preflight(fullName: string): EnvoyJson {
  return { prefix: `/${fullName}/`, headers: [{ name: ':method', string_match: { exact: 'OPTIONS' } }] };
}
