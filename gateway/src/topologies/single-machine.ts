import type { AccessLogTarget, Endpoint, TlsFiles, Topology } from '../topology.ts';

/** Ports of one machine's mesh, all on loopback. */
export interface SingleMachineOptions {
  publicPort?: number;
  backendListenerPort?: number;
  modelServingListenerPort?: number;
  adminPort?: number;
  frontendPort?: number;
  webPort?: number;
  backendPort?: number;
  /** One for each ModelServing process. */
  modelServingPorts?: number[];
  accessLog?: AccessLogTarget;
  tls?: TlsFiles;
  /** Names of an own certificate, besides the loopback names. */
  hostNames?: string[];
}

/** The mesh on one machine: every address on loopback, every port to be chosen. */
export function singleMachine(options: SingleMachineOptions = {}): Topology {
  return {
    publicListener: loopback(options.publicPort ?? 8080),
    backendListener: loopback(options.backendListenerPort ?? 50062),
    modelServingListener: loopback(options.modelServingListenerPort ?? 50063),
    admin: loopback(options.adminPort ?? 50064),
    upstreams: {
      frontend: [loopback(options.frontendPort ?? 50051)],
      web: [loopback(options.webPort ?? 50054)],
      backend: [loopback(options.backendPort ?? 50052)],
      modelServing: (options.modelServingPorts ?? [50053]).map(loopback),
    },
    dns: 'static',
    allowedHosts: [...new Set(['localhost', '127.0.0.1', ...(options.hostNames ?? [])])],
    allowedOrigins: [],
    accessLog: options.accessLog,
    tls: options.tls,
  };
}

function loopback(port: number): Endpoint {
  return { host: '127.0.0.1', port };
}
