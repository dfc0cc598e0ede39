import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ROOT } from './root.ts';

/** The parts of a compose file that the tests look at. */
export interface ComposeFile {
  services: Record<string, ComposeService>;
  networks?: Record<string, { internal?: boolean }>;
  volumes?: Record<string, object>;
}

export interface ComposeService {
  image?: string;
  build?: { context: string; dockerfile: string };
  user?: string;
  read_only?: boolean;
  cap_drop?: string[];
  security_opt?: string[];
  environment?: Record<string, string>;
  volumes?: string[];
  networks?: string[];
  ports?: string[];
  healthcheck?: { test: string[] };
  depends_on?: Record<string, { condition: string }>;
  deploy?: {
    resources?: { limits?: Record<string, string | number>; reservations?: { devices?: object[] } };
  };
}

/** A file of deploy/compose, its YAML merge keys resolved. */
export function readCompose(name: string): ComposeFile {
  return parse(readFileSync(join(ROOT, 'deploy/compose', name), 'utf8'), { merge: true });
}
