/** A piece of Envoy configuration: plain JSON in the field names of Envoy's v3 API. */
export type EnvoyJson = { [field: string]: unknown };

/** An extension's configuration, marked with its protobuf type (`envoy.extensions.….v3.Router`). */
export function typed(type: string, fields: EnvoyJson = {}): EnvoyJson {
  return { '@type': `type.googleapis.com/${type}`, ...fields };
}

/** A protobuf Duration in JSON: milliseconds as seconds (`0.25s`). */
export function duration(ms: number): string {
  return `${ms / 1000}s`;
}

/** A TCP address. */
export function socketAddress({ host, port }: { host: string; port: number }): EnvoyJson {
  return { socket_address: { address: host, port_value: port } };
}
