import { once } from 'node:events';
import { constants, createServer, type ServerHttp2Session } from 'node:http2';
import type { AddressInfo } from 'node:net';

export interface RefusingServer {
  port: number;
  /** Calls that arrived, by path. */
  calls: Map<string, number>;
  close(): void;
}

/** An HTTP/2 server that is healthy, and refuses every call unprocessed: RST_STREAM with REFUSED_STREAM. */
export async function startRefusingServer(): Promise<RefusingServer> {
  const calls = new Map<string, number>();
  const sessions = new Set<ServerHttp2Session>();
  const server = createServer();
  server.on('session', (session) => sessions.add(session));
  server.on('stream', (stream, headers) => {
    // Envoy ends its connections by a reset when it stops, a health check under way or not.
    stream.on('error', () => {});
    const path = String(headers[':path']);
    if (path === '/grpc.health.v1.Health/Check') {
      stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
      stream.respond({ 'content-type': 'application/grpc' }, { waitForTrailers: true });
      // HealthCheckResponse { status: SERVING }
      stream.end(Buffer.from([0, 0, 0, 0, 2, 0x08, 0x01]));
      return;
    }
    calls.set(path, (calls.get(path) ?? 0) + 1);
    stream.close(constants.NGHTTP2_REFUSED_STREAM);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    calls,
    close() {
      for (const session of sessions) session.destroy();
      server.close();
    },
  };
}
