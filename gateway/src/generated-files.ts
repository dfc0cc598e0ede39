import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { limitsTable } from './limits-table.ts';
import { renderEnvoyConfig } from './render.ts';
import { containers } from './topologies/containers.ts';

const ROOT = join(import.meta.dirname, '..');
const TABLE = /(<!-- limits -->\n)[\s\S]*(\n<!-- \/limits -->)/;

/** A checked-in file of gateway/ that is made from its source, and what it must hold. */
export interface GeneratedFile {
  path: string;
  content: string;
}

/** The configuration for containers, and the README with its table of limits. */
export function generatedFiles(): GeneratedFile[] {
  const readme = join(ROOT, 'README.md');
  return [
    {
      path: join(ROOT, 'envoy.compose.yaml'),
      content: `# Made by \`npm run generate -w gateway\`. Change gateway/src instead.\n${renderEnvoyConfig(containers())}`,
    },
    {
      path: readme,
      content: readFileSync(readme, 'utf8').replace(
        TABLE,
        (_all, begin: string, end: string) => `${begin}${limitsTable()}${end}`,
      ),
    },
  ];
}
