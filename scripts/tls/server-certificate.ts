import type { Endpoint } from '../../gateway/src/topology.ts';

/** A certificate for the public listener. */
export interface ServerCertificate {
  /** PEM: the certificate, then those between it and its root. */
  certificatePath: string;
  /** PEM */
  privateKeyPath: string;
  /** Host names and IPv4 addresses that it is for, the one to call the server by first. */
  hosts: string[];
  /** Whom its clients have to trust besides those that they know, PEM. */
  caPath?: string;
}

/** Where a browser finds the listener: by a name that is in the certificate, if it has one. */
export function originOf({ host, port }: Endpoint, certificate: ServerCertificate | undefined): string {
  return certificate ? `https://${certificate.hosts[0]}:${port}` : `http://${host}:${port}`;
}
