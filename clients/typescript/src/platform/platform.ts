import type { FrontendServiceClient } from '#proto/frontend/v1/frontend_service.ts';
import type { NanococoaError } from '../calls/nanococoa-error.ts';
import type { ByteSource, UploadSource } from '../images/byte-source.ts';

/** The public API as its generated client has it. */
export type FrontendRpc = FrontendServiceClient;

/** A TLS connection's keys, PEM; Node only. */
export interface TlsOptions {
  /** Certificates of those who may sign the server's. Default: Node's own. */
  ca?: string | Uint8Array;
  /** The client's certificate, where the server asks for one. */
  cert?: string | Uint8Array;
  /** Its private key. */
  key?: string | Uint8Array;
}

export interface ConnectOptions {
  /** "host:port", or an origin such as "https://ads.example.com". */
  address: string;
  tls: TlsOptions | undefined;
  /** Sent with each call. */
  metadata: () => Promise<Record<string, string>>;
  /** Hears of each call that did not get through. */
  onUnreachable: (error: NanococoaError) => void;
}

export interface Connection {
  rpc: FrontendRpc;
  /** Largest picture that is uploaded as a stream of one request, bytes; 0 where a request cannot be a stream. */
  maxStreamedBytes: number;
  /** Whether both directions may stream at the same time. */
  isBidirectional: boolean;
  close(): void;
}

/** SHA-256 of bytes as they come. */
export interface Digest {
  update(bytes: Uint8Array): void;
  /** 64 lower-case hexadecimal digits. To be called once. */
  hex(): string;
}

/** What Node and browsers do differently. */
export interface Platform {
  connect(options: ConnectOptions): Connection;
  createDigest(): Promise<Digest>;
  /** Makes the bytes of an upload readable at any place. */
  openSource(source: UploadSource): Promise<ByteSource>;
  /** Writes a file; it is there only when all of it is. */
  writeFile(path: string, pieces: AsyncIterable<Uint8Array>): Promise<void>;
}
