/** Bytes that Envoy has moved on each side of it, both directions, by the name of its listener or cluster. */
export type EnvoyBytes = Record<string, number>;

/**
 * Reads Envoy's own counters: `downstream_cx_{rx,tx}_bytes_total` of a listener's connections, `upstream_cx_…` of a
 * cluster's (Envoy documentation, "Statistics").
 *
 * @param adminAddress "host:port" of Envoy's admin pages
 */
export async function envoyBytes(adminAddress: string): Promise<EnvoyBytes> {
  const response = await fetch(`http://${adminAddress}/stats?filter=cx_(rx|tx)_bytes_total`);
  const bytes: EnvoyBytes = {};
  for (const line of (await response.text()).split('\n')) {
    const [, name, count] =
      /^(?:http|cluster)\.(.+)\.(?:down|up)stream_cx_[rt]x_bytes_total: (\d+)$/.exec(line) ?? [];
    if (name !== undefined) bytes[name] = (bytes[name] ?? 0) + Number(count);
  }
  return bytes;
}
