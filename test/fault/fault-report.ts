import type { Row } from '../bench/harness/row.ts';

export interface FaultOptions {
  /** What every choice depends on. */
  seed: number;
  /** Deaths, or cancels. */
  count: number;
  /** Told how far it is. */
  log(line: string): void;
}

export interface FaultReport {
  rows: Row[];
  /** What is behind a broken promise, each a sentence. */
  findings: string[];
}
