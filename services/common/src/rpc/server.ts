import { createServer, type ServiceImplementation } from 'nice-grpc';
import { errorDetailsServerMiddleware } from 'nice-grpc-error-details';
import { HealthDefinition, HealthServiceImpl, HealthState } from 'nice-grpc-server-health';
import { withFastMessages } from '../chunks/fast-messages.ts';
import type { Logger } from '../log/create-logger.ts';
import { type CallsUnderWay, createCallsUnderWay } from './calls-under-way.ts';
import { SERVER_OPTIONS } from './channel-options.ts';
import type { ContextExtension } from './context.ts';
import { contextMiddleware } from './context-middleware.ts';
import { deadlineInterceptor } from './deadline-interceptor.ts';
import { logMiddleware } from './log-middleware.ts';
import { addReflection } from './reflection.ts';

type AnyServer = ReturnType<typeof buildServer>;
type Definition = Parameters<AnyServer['add']>[0];

/** A service ready to be added to a server; made by `implement`. */
export interface ServiceRegistration {
  /** Full name, such as "nanococoa.frontend.v1.FrontendService". */
  name: string;
  addTo(server: AnyServer): void;
}

export interface RpcServer {
  /** Listens on "host:port"; port 0 is a free one. Gives the port. */
  listen(address: string): Promise<number>;
  /** Ends gracefully: health says NOT_SERVING, running calls may finish for `timeoutMs`, then are ended. */
  drain(timeoutMs: number): Promise<void>;
}

/** Binds a service's definition to its implementation, checked by type. */
export function implement<D extends Definition & { fullName: string }>(
  definition: D,
  implementation: ServiceImplementation<D, ContextExtension>,
): ServiceRegistration {
  return {
    name: definition.fullName,
    addTo: (server) => server.add(withFastMessages(definition), implementation),
  };
}

export interface RpcServerOptions {
  log: Logger;
  services: ServiceRegistration[];
  /** Largest message, received or sent; gRPC's default of 4 MiB for received ones when not given. */
  maxMessageBytes?: number;
}

/**
 * A gRPC server with what every service of ours has: context, logs, error details, health about itself,
 * and reflection, which the gateway lets through on internal listeners only.
 */
export function createRpcServer(options: RpcServerOptions): RpcServer {
  const calls = createCallsUnderWay();
  const server = buildServer(options, calls);
  const health = HealthState();
  for (const service of options.services) service.addTo(server);
  addReflection(
    server,
    options.services.map(({ name }) => name),
  );
  server.add(HealthDefinition, HealthServiceImpl(health));
  return {
    listen: (address) => server.listen(address),
    async drain(timeoutMs) {
      const startMs = performance.now();
      // The gateway sends nothing new to who is unhealthy; what comes until it has noticed is served.
      health.setStatus('unhealthy');
      await calls.ended(timeoutMs);
      const leftMs = Math.max(0, startMs + timeoutMs - performance.now());
      const timer = setTimeout(() => server.forceShutdown(), leftMs);
      await server.shutdown().finally(() => clearTimeout(timer));
    },
  };
}

function buildServer({ log, maxMessageBytes }: RpcServerOptions, calls: CallsUnderWay) {
  const limits =
    maxMessageBytes === undefined
      ? {}
      : {
          'grpc.max_receive_message_length': maxMessageBytes,
          'grpc.max_send_message_length': maxMessageBytes,
        };
  return createServer({ ...SERVER_OPTIONS, ...limits, interceptors: [deadlineInterceptor] })
    .use(calls.middleware)
    .use(errorDetailsServerMiddleware)
    .use(contextMiddleware(log))
    .use(logMiddleware);
}
