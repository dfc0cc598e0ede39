/** An option of the command line. */
export interface Option {
  type: 'string' | 'boolean';
  short?: string;
  multiple?: boolean;
  /** What stands for the value in the help, such as "FILE". */
  value?: string;
  help: string;
}

export type Options = Record<string, Option>;

/** Options of every command. */
export const COMMON_OPTIONS = {
  address: {
    type: 'string',
    value: 'HOST:PORT',
    help: 'the server; https://HOST:PORT for TLS (default: NANOCOCOA_ADDRESS, else 127.0.0.1:8080)',
  },
  token: { type: 'string', value: 'TOKEN', help: 'bearer token (default: NANOCOCOA_TOKEN)' },
  ca: {
    type: 'string',
    value: 'FILE',
    help: 'PEM file of who signed the server’s certificate, for TLS (default: NANOCOCOA_CA, else those known to Node)',
  },
  wait: {
    type: 'string',
    value: 'SECONDS',
    help: 'how long to try while the server cannot be reached (default: 10)',
  },
  timeout: {
    type: 'string',
    value: 'SECONDS',
    help: 'how long the command may take in all (default: no limit)',
  },
  json: { type: 'boolean', help: 'write JSON, one object a line' },
  help: { type: 'boolean', short: 'h', help: 'show this' },
} as const satisfies Options;
