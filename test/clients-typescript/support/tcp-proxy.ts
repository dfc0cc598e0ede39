import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A TCP proxy before an address, whose connections a test can cut. */
export interface TcpProxy {
  /** "host:port" to connect to. */
  address: string;
  /** Connections that came so far. */
  readonly connections: number;
  /** Bytes that clients have sent so far. */
  readonly sentBytes: number;
  /** Resets every connection, as a machine does that loses its network; new ones are taken again. */
  cut(): void;
  /** Resets every connection once clients have sent so many bytes more. */
  cutAfterSent(bytes: number): void;
  /** Resets every connection once clients have received so many bytes more. */
  cutAfterReceived(bytes: number): void;
  /** Refuses connections, or takes them again. */
  setOpen(isOpen: boolean): void;
  close(): Promise<void>;
}

/** Starts a proxy on a free port of loopback before `target`, "host:port". */
export async function startTcpProxy(target: string): Promise<TcpProxy> {
  const [host, port] = target.split(':');
  const sockets = new Set<Socket>();
  const seen = { connections: 0, sentBytes: 0, receivedBytes: 0 };
  const limits = { sent: Number.POSITIVE_INFINITY, received: Number.POSITIVE_INFINITY };
  let isOpen = true;

  const cut = () => {
    limits.sent = Number.POSITIVE_INFINITY;
    limits.received = Number.POSITIVE_INFINITY;
    for (const socket of sockets) socket.resetAndDestroy();
  };
  const server = createServer((client) => {
    if (!isOpen) return void client.resetAndDestroy();
    seen.connections++;
    const upstream = connect(Number(port), host);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      // A reset connection says so to both ends.
      socket.on('error', () => {});
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    client.on('data', (bytes) => {
      seen.sentBytes += bytes.length;
      if (seen.sentBytes >= limits.sent) return cut();
      if (!upstream.write(bytes)) client.pause();
    });
    upstream.on('drain', () => client.resume());
    upstream.on('data', (bytes) => {
      seen.receivedBytes += bytes.length;
      if (seen.receivedBytes >= limits.received) return cut();
      if (!client.write(bytes)) upstream.pause();
    });
    client.on('drain', () => upstream.resume());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    get connections() {
      return seen.connections;
    },
    get sentBytes() {
      return seen.sentBytes;
    },
    cut,
    cutAfterSent(bytes) {
      limits.sent = seen.sentBytes + bytes;
    },
    cutAfterReceived(bytes) {
      limits.received = seen.receivedBytes + bytes;
    },
    setOpen(open) {
      isOpen = open;
    },
    async close() {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
}
