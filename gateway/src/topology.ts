/** Where a server listens: `host` is an IP address, or a DNS name where the topology resolves names. */
export interface Endpoint {
  host: string;
  port: number;
}

/** Envoy's standard output, or a file that it appends to. */
export type AccessLogTarget = 'stdout' | { path: string };

/** Where the public listener's certificate lies. Envoy takes up files that are put in place of these while it runs. */
export interface TlsFiles {
  /** The certificate and those between it and its root, PEM. */
  certificatePath: string;
  /** Its private key, PEM. */
  privateKeyPath: string;
  /** Where what tls-secret.ts says of the two is written for Envoy. */
  secretPath: string;
}

/** Everything that differs between one deployment and another; all else is the same everywhere. */
export interface Topology {
  /** gRPC, gRPC-Web and the web app, for people and outside programs. */
  publicListener: Endpoint;
  /** Absent: the public listener speaks plain HTTP. */
  tls?: TlsFiles;
  /** Where Frontend and ModelServing call Backend. Loopback or a private network, never public. */
  backendListener: Endpoint;
  /** Where Backend calls ModelServing. Loopback or a private network, never public. */
  modelServingListener: Endpoint;
  /** Envoy's own pages (/ready, /stats, /clusters). Loopback only. */
  admin: Endpoint;
  upstreams: {
    frontend: Endpoint[];
    web: Endpoint[];
    backend: Endpoint[];
    modelServing: Endpoint[];
  };
  /** `static`: upstream hosts are IP addresses. `dns`: they are names, resolved again and again. */
  dns: 'static' | 'dns';
  /**
   * Host names that the public listener answers to, ports left aside; `['*']` is any. On one machine only the
   * loopback names, so that a web site whose name was rebound to 127.0.0.1 reaches nothing.
   */
  allowedHosts: string[];
  /** Other origins (`https://studio.example.com`) whose pages may call; empty is this origin only. */
  allowedOrigins: string[];
  /** Where one JSON line a request goes, without contents; absent is no access log. */
  accessLog?: AccessLogTarget;
}

/** The upstream clusters, by the name of what stands behind them. */
export type ClusterName = 'frontend' | 'web' | 'backend' | 'model-serving';
