import { type EnvoyJson, typed } from '../envoy-json.ts';
import type { TlsFiles } from '../topology.ts';
import { TLS_SECRET } from './tls-secret.ts';

/**
 * TLS of a listener: HTTP/2 where the client has it, else HTTP/1.1. Ciphers are those of Envoy, which has none without
 * forward secrecy and authentication of what it carries.
 */
export function tlsSocket({ secretPath }: TlsFiles): EnvoyJson {
  return {
    name: 'envoy.transport_sockets.tls',
    typed_config: typed('envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext', {
      common_tls_context: {
        // Below 1.2 is what RFC 8996 has put out of use; whatever has HTTP/2 knows 1.2.
        tls_params: { tls_minimum_protocol_version: 'TLSv1_2', tls_maximum_protocol_version: 'TLSv1_3' },
        alpn_protocols: ['h2', 'http/1.1'],
        tls_certificate_sds_secret_configs: [
          {
            name: TLS_SECRET,
            sds_config: { resource_api_version: 'V3', path_config_source: { path: secretPath } },
          },
        ],
      },
    }),
  };
}
