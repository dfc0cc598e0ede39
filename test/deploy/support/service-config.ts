import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './root.ts';

export interface ServiceConfig {
  /** Environment variables that the service reads. */
  variables: Set<string>;
  /** Ports that it listens on by default, by variable. */
  ports: Map<string, number>;
}

/** What a service's configuration knows, read from the fields in its source. */
export function serviceConfig(service: string): ServiceConfig {
  const files = [`services/${service}/src/config.ts`, 'services/common/src/config/common-fields.ts'];
  const source = files.map((file) => readFileSync(join(ROOT, file), 'utf8')).join('\n');
  const fields = [
    ...source.matchAll(/\b(?:string|integer|choice|boolean|address|directory)\(\s*'([A-Z][A-Z0-9_]*)'/g),
  ];
  const listens = [...source.matchAll(/address\('(\w+_LISTEN)', \{ default: '[^']+:(\d+)' \}\)/g)];
  return {
    variables: new Set(fields.map(([, name]) => name)),
    ports: new Map(listens.map(([, name, port]) => [name, Number(port)])),
  };
}
