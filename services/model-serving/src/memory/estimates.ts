import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Logger } from '@nanococoa/common/log/create-logger.ts';

/** What uses of memory were measured to take, bytes, by key. */
export interface MemoryEstimates {
  get(key: string): number | undefined;
  set(key: string, bytes: number): void;
  /** Writes what is not written yet. */
  close(): void;
}

export interface MemoryEstimatesOptions {
  /** A JSON file: an object of bytes by key, the one set longest ago first. May be deleted at any time. */
  file: string;
  log: Logger;
  /** Keys that are kept; default 1,000: hundreds of models and sizes of pictures, in less than 100 KB. */
  maxKeys?: number;
  /** How long a change may wait to be written; default 5,000. */
  writeDelayMs?: number;
}

/**
 * Opens the measurements that are kept over restarts. They are advice, not data: a file that is missing or damaged is
 * an empty one, and one that cannot be written is logged, nothing else. Files are replaced as a whole.
 */
export function openMemoryEstimates(options: MemoryEstimatesOptions): MemoryEstimates {
  const { file, log, maxKeys = 1000, writeDelayMs = 5000 } = options;
  const kept = readEstimates(file, log);
  dropOldest(kept, maxKeys);
  let timer: NodeJS.Timeout | undefined;

  // Synchronous, so that it also works while the process ends; it is one small file every few seconds at most.
  const write = () => {
    clearTimeout(timer);
    timer = undefined;
    const temporary = `${file}.${process.pid}.tmp`;
    try {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(temporary, `${JSON.stringify(Object.fromEntries(kept), null, 2)}\n`);
      renameSync(temporary, file);
    } catch (err) {
      log.warn({ err }, 'memory measurements not written');
    }
  };

  return {
    get: (key) => kept.get(key),
    set(key, bytes) {
      const rounded = Math.round(bytes);
      if (kept.get(key) === rounded) return;
      kept.delete(key);
      kept.set(key, rounded);
      dropOldest(kept, maxKeys);
      timer ??= setTimeout(write, writeDelayMs).unref();
    },
    close() {
      if (timer) write();
    },
  };
}

function readEstimates(file: string, log: Logger): Map<string, number> {
  try {
    const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
      throw new TypeError('not a JSON object');
    }
    const entries = Object.entries(parsed);
    const valid = entries.filter(([, bytes]) => Number.isSafeInteger(bytes) && bytes > 0);
    if (valid.length < entries.length) {
      log.warn({ dropped: entries.length - valid.length }, 'memory measurements that are not bytes');
    }
    return new Map(valid);
  } catch (err) {
    const missing = (err as NodeJS.ErrnoException).code === 'ENOENT';
    if (missing) log.warn({ file }, 'no memory measurements yet: predictions are used');
    else log.warn({ err }, 'memory measurements not readable: predictions are used');
    return new Map();
  }
}

/** A map keeps the order in which its keys were set. */
function dropOldest(kept: Map<string, number>, maxKeys: number): void {
  for (const key of kept.keys()) {
    if (kept.size <= maxKeys) return;
    kept.delete(key);
  }
}
