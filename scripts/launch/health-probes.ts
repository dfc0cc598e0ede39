import { get } from 'node:http';
import { connect } from 'node:net';

const PROBE_TIMEOUT_MS = 1_000;
/** grpc.health.v1.HealthCheckResponse.ServingStatus.SERVING */
const SERVING = 1;

/** Asks once; true is healthy. Never throws. */
export type HealthProbe = () => Promise<boolean>;

/** grpc.health.v1 of whoever answers at "host:port". */
export function grpcHealth(address: string): HealthProbe {
  return async () => {
    // A gRPC channel to a port that nobody listens on yet would back off; a bare connection says so at once.
    if (!(await accepts(address))) return false;
    // Loaded while the services load, too, not before they are started.
    const { createRpcClient } = await import('@nanococoa/common/rpc/client.ts');
    const { HealthDefinition } = await import('nice-grpc-server-health');
    const { client, close } = createRpcClient(HealthDefinition, { address });
    try {
      const { status } = await client.check(
        { service: '' },
        { signal: AbortSignal.timeout(PROBE_TIMEOUT_MS) },
      );
      return status === SERVING;
    } catch {
      return false;
    } finally {
      close();
    }
  };
}

/**
 * Whether a job would be taken and worked on: a call through the public listener comes back from Backend, and so
 * many workers have registered there.
 */
export function meshServes(publicAddress: string, workers: number, transport?: 'tls'): HealthProbe {
  return async () => {
    const { ChannelCredentials } = await import('nice-grpc');
    const { createRpcClient } = await import('@nanococoa/common/rpc/client.ts');
    const { FrontendServiceDefinition } = await import('@nanococoa/proto/frontend/v1/frontend_service.ts');
    const address = transport === 'tls' ? publicAddress.replace('127.0.0.1', 'localhost') : publicAddress;
    // An own certificate may be for other names than this machine's, and whoever answers here is its own Envoy.
    const credentials =
      transport && ChannelCredentials.createSsl(null, null, null, { rejectUnauthorized: false });
    const { client, close } = createRpcClient(FrontendServiceDefinition, { address, credentials });
    try {
      const { status } = await client.getServerStatus({}, { signal: AbortSignal.timeout(PROBE_TIMEOUT_MS) });
      return (status?.workers.length ?? 0) >= workers;
    } catch {
      return false;
    } finally {
      close();
    }
  };
}

/** Envoy's own word that its listeners are up. */
export function envoyReady(adminAddress: string): HealthProbe {
  return () =>
    new Promise((resolve) => {
      const request = get(`http://${adminAddress}/ready`, { timeout: PROBE_TIMEOUT_MS }, (response) => {
        response.resume();
        resolve(response.statusCode === 200);
      });
      request.on('timeout', () => request.destroy());
      request.on('error', () => resolve(false));
    });
}

function accepts(address: string): Promise<boolean> {
  const { hostname, port } = new URL(`http://${address}`);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname);
    const end = (accepted: boolean) => {
      socket.destroy();
      resolve(accepted);
    };
    socket.setTimeout(PROBE_TIMEOUT_MS, () => end(false));
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
  });
}
