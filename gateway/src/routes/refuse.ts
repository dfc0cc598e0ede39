import type { EnvoyJson } from '../envoy-json.ts';
import { ANY_GRPC } from './match.ts';

/** gRPC status codes that the gateway itself answers. */
const GRPC_CODE = { PERMISSION_DENIED: 7, FAILED_PRECONDITION: 9, UNIMPLEMENTED: 12 };

/** Answers what matches without asking anybody. */
export function refuse(match: EnvoyJson, status: number, message: string): EnvoyJson {
  return { match, direct_response: { status, body: { inline_string: `${message}\n` } } };
}

/**
 * Answers gRPC and gRPC-Web without asking anybody: HTTP 200 and the status in headers (trailers-only). Left to
 * itself Envoy answers gRPC-Web with the HTTP status, too, which some clients read as a broken connection.
 */
export function refuseGrpc(code: keyof typeof GRPC_CODE, message: string): EnvoyJson {
  const headers = {
    'content-type': 'application/grpc',
    'grpc-status': String(GRPC_CODE[code]),
    'grpc-message': message,
  };
  return {
    match: ANY_GRPC,
    direct_response: { status: 200 },
    response_headers_to_add: Object.entries(headers).map(([key, value]) => ({
      header: { key, value },
      append_action: 'OVERWRITE_IF_EXISTS_OR_ADD',
    })),
  };
}
