import type { TlsFiles, Topology } from '../topology.ts';

/** Folder of the gateway's container with everything that it reads. */
const FOLDER = '/etc/envoy';

/** TLS in containers: the certificate's folder is mounted whole, since a file by itself could not be put in place anew. */
export const CONTAINER_TLS: TlsFiles = {
  certificatePath: `${FOLDER}/tls/cert.pem`,
  privateKeyPath: `${FOLDER}/tls/key.pem`,
  secretPath: `${FOLDER}/tls-secret.yaml`,
};

/**
 * The mesh in containers: services are DNS names, each may stand for several replicas. The internal listeners
 * bind to every interface of the container, and only the private network reaches them: compose publishes
 * the public port alone.
 */
export function containers({ tls }: { tls?: TlsFiles } = {}): Topology {
  return {
    publicListener: { host: '0.0.0.0', port: 8080 },
    tls,
    backendListener: { host: '0.0.0.0', port: 50062 },
    modelServingListener: { host: '0.0.0.0', port: 50063 },
    admin: { host: '127.0.0.1', port: 50064 },
    upstreams: {
      frontend: [{ host: 'frontend', port: 50051 }],
      web: [{ host: 'frontend', port: 50054 }],
      backend: [{ host: 'backend', port: 50052 }],
      modelServing: [{ host: 'model-serving', port: 50053 }],
    },
    dns: 'dns',
    allowedHosts: ['*'],
    allowedOrigins: [],
    accessLog: 'stdout',
  };
}
