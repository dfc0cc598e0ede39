import { dirname } from 'node:path';
import { stringify } from 'yaml';
import { typed } from '../envoy-json.ts';
import type { TlsFiles } from '../topology.ts';

/** The name by which the listener asks for its certificate. */
export const TLS_SECRET = 'public';

/**
 * What Envoy reads of the certificate (a file of its Secret Discovery Service), as YAML. Named in the listener itself
 * the two files would be read once; named here they are read again when a file in their folder is put in its place by
 * renaming, and a pair that does not match is left alone.
 */
export function renderTlsSecret({ certificatePath, privateKeyPath }: TlsFiles): string {
  const secret = typed('envoy.extensions.transport_sockets.tls.v3.Secret', {
    name: TLS_SECRET,
    tls_certificate: {
      certificate_chain: { filename: certificatePath },
      private_key: { filename: privateKeyPath },
      watched_directory: { path: dirname(certificatePath) },
    },
  });
  return stringify({ resources: [secret] }, { lineWidth: 0 });
}
