import { once } from 'node:events';
import { connect as connectHttp2 } from 'node:http2';
import { Agent, request } from 'node:https';
import { type ConnectionOptions, connect, type PeerCertificate } from 'node:tls';

/** What the handshake came to. */
export interface Handshake {
  alpn: string | false | null;
  version: string | null;
  certificate: PeerCertificate;
}

/** Connects and says what was agreed on; rejects when the handshake fails. */
export async function handshake(port: number, options: ConnectionOptions): Promise<Handshake> {
  const socket = connect({ host: '127.0.0.1', servername: 'localhost', port, ...options });
  try {
    await once(socket, 'secureConnect');
    return {
      alpn: socket.alpnProtocol,
      version: socket.getProtocol(),
      certificate: socket.getPeerCertificate(),
    };
  } finally {
    socket.destroy();
  }
}

/** GET of a path; the status. */
export async function getOver(http: 'h2' | 'http/1.1', origin: string, ca: string): Promise<number> {
  if (http === 'http/1.1') {
    const agent = new Agent({ ca, ALPNProtocols: ['http/1.1'] });
    const sent = request(origin, { agent }).end();
    const [response] = await once(sent, 'response');
    response.destroy();
    return response.statusCode;
  }
  const session = connectHttp2(origin, { ca });
  try {
    const stream = session.request({ ':path': '/' });
    const [headers] = await once(stream, 'response');
    stream.close();
    return headers[':status'];
  } finally {
    session.destroy();
  }
}
