import { duration, type EnvoyJson, typed } from '../envoy-json.ts';
import { LIMITS } from '../limits.ts';
import { tlsSocket } from '../tls/tls-socket.ts';
import type { Endpoint, TlsFiles } from '../topology.ts';
import { httpFilters, listenerBase } from './listener.ts';

export interface TlsListener {
  name: string;
  address: Endpoint;
  tls: TlsFiles;
  /** HTTP connection manager of connections with TLS. */
  secure: EnvoyJson;
  /** The one of those without, which come by mistake. */
  plain: EnvoyJson;
}

/** A listener with TLS, which tells by a connection's first bytes whether it is one. */
export function tlsListener({ name, address, tls, secure, plain }: TlsListener): EnvoyJson {
  const handshakeTimeout = duration(LIMITS.tlsHandshakeTimeoutMs.value);
  return {
    ...listenerBase(name, address),
    listener_filters: [
      {
        name: 'envoy.filters.listener.tls_inspector',
        typed_config: typed('envoy.extensions.filters.listener.tls_inspector.v3.TlsInspector'),
      },
    ],
    listener_filters_timeout: handshakeTimeout,
    filter_chains: [
      {
        filter_chain_match: { transport_protocol: 'tls' },
        transport_socket: tlsSocket(tls),
        transport_socket_connect_timeout: handshakeTimeout,
        ...httpFilters(secure),
      },
      { filter_chain_match: { transport_protocol: 'raw_buffer' }, ...httpFilters(plain) },
    ],
  };
}
