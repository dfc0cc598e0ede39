import type { EnvoyJson } from '../envoy-json.ts';

/**
 * Answers what matches without asking anybody. For gRPC and gRPC-Web requests Envoy turns the HTTP status
 * into a gRPC one in a trailers-only answer: 404 is UNIMPLEMENTED, 403 is PERMISSION_DENIED.
 */
export function refuse(match: EnvoyJson, status: number, message: string): EnvoyJson {
  return { match, direct_response: { status, body: { inline_string: message } } };
}
