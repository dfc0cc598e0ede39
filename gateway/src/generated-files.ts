import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { limitsTable } from './limits-table.ts';
import { renderEnvoyConfig } from './render.ts';
import { renderTlsSecret } from './tls/tls-secret.ts';
import { CONTAINER_TLS, containers } from './topologies/containers.ts';

const ROOT = join(import.meta.dirname, '..');
const TABLE = /(<!-- limits -->\n)[\s\S]*(\n<!-- \/limits -->)/;

/** A checked-in file of gateway/ that is made from its source, and what it must hold. */
export interface GeneratedFile {
  path: string;
  content: string;
}

/** The configurations for containers, without and with TLS, and the README with its table of limits. */
export function generatedFiles(): GeneratedFile[] {
  const readme = join(ROOT, 'README.md');
  return [
    made('envoy.compose.yaml', renderEnvoyConfig(containers())),
    made('envoy.compose.tls.yaml', renderEnvoyConfig(containers({ tls: CONTAINER_TLS }))),
    made('tls-secret.compose.yaml', renderTlsSecret(CONTAINER_TLS)),
    {
      path: readme,
      content: readFileSync(readme, 'utf8').replace(
        TABLE,
        (_all, begin: string, end: string) => `${begin}${limitsTable()}${end}`,
      ),
    },
  ];
}

function made(name: string, yaml: string): GeneratedFile {
  return {
    path: join(ROOT, name),
    content: `# Made by \`npm run generate -w gateway\`. Change gateway/src instead.\n${yaml}`,
  };
}
