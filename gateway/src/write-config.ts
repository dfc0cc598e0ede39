import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { renderEnvoyConfig } from './render.ts';
import { renderTlsSecret } from './tls/tls-secret.ts';
import type { Topology } from './topology.ts';

/** Writes all that an Envoy of this topology reads at its start, besides the certificate. */
export async function writeEnvoyConfig(configPath: string, topology: Topology): Promise<void> {
  await mkdir(dirname(configPath), { recursive: true });
  await writeFile(configPath, renderEnvoyConfig(topology));
  if (topology.tls) await writeFile(topology.tls.secretPath, renderTlsSecret(topology.tls));
}
