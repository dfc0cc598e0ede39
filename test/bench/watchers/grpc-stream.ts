import { type ClientHttp2Session, connect, constants } from 'node:http2';

/** The start of every message of gRPC: a flag and four bytes of length. */
const PREFIX_BYTES = 5;

/** Opens an HTTP/2 connection without TLS. */
export function openConnection(address: string): Promise<ClientHttp2Session> {
  return new Promise((resolve, reject) => {
    const session = connect(`http://${address}`);
    session.once('error', reject);
    session.once('remoteSettings', () => resolve(session));
  });
}

export interface GrpcStreamHandlers {
  onMessage(message: Uint8Array): void;
  /** Called once, with the gRPC status, or why there is none. */
  onEnd(status: string): void;
}

/**
 * A server stream of gRPC over bare HTTP/2 (gRPC over HTTP2 specification): as little of the client's processor time
 * as can be, for it is not what is measured.
 * @param request The encoded request.
 */
export function openGrpcStream(
  session: ClientHttp2Session,
  path: string,
  request: Uint8Array,
  { onMessage, onEnd }: GrpcStreamHandlers,
): void {
  const stream = session.request({
    [constants.HTTP2_HEADER_METHOD]: 'POST',
    [constants.HTTP2_HEADER_PATH]: path,
    'content-type': 'application/grpc',
    te: 'trailers',
  });
  let status = 'no status';
  let rest: Buffer = Buffer.alloc(0);
  stream.on('data', (data: Buffer) => {
    rest = rest.length === 0 ? data : Buffer.concat([rest, data]);
    while (rest.length >= PREFIX_BYTES) {
      const end = PREFIX_BYTES + rest.readUInt32BE(1);
      if (rest.length < end) return;
      onMessage(rest.subarray(PREFIX_BYTES, end));
      rest = rest.subarray(end);
    }
  });
  stream.on('response', (headers) => {
    status = String(headers['grpc-status'] ?? status);
  });
  stream.on('trailers', (trailers) => {
    status = String(trailers['grpc-status'] ?? status);
  });
  stream.on('error', (error) => {
    status = error.message;
  });
  stream.once('close', () => onEnd(status));
  const prefix = Buffer.alloc(PREFIX_BYTES);
  prefix.writeUInt32BE(request.length, 1);
  stream.end(Buffer.concat([prefix, request]));
}
