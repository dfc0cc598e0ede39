import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parseConfig } from '@nanococoa/common/config/parse-config.ts';
import pino from 'pino';
import { CONFIG_FIELDS, type ModelServingConfig } from '../../../services/model-serving/src/config.ts';
import { ENTRIES } from '../../../services/model-serving/src/entries.ts';
import { startModelServing } from '../../../services/model-serving/src/server.ts';
import { CPU } from '../harness/bench-models.ts';

/** "begin" or "end" of the time in which the event loop is watched. */
export type ServiceTask = 'begin' | 'end';
export interface ServiceAnswer {
  /** At "end": the loop's delay, 99th percentile, milliseconds. */
  value: number;
}

/** Ports, sent when it listens. */
export interface ServicePorts {
  grpc: number;
  oip: number;
}

const service = await startModelServing({
  config: parseConfig<ModelServingConfig>(process.env, CONFIG_FIELDS),
  ...{ engineDigest: 'e'.repeat(64), version: '0.0.0', devices: [CPU], entries: ENTRIES },
  log: pino({ level: 'silent' }),
});
const RESOLUTION_MS = 1;
const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });

process.on('message', (task: ServiceTask) => {
  if (task === 'begin') {
    delay.reset();
    delay.enable();
  } else {
    delay.disable();
  }
  process.send?.({ value: delay.percentile(99) / 1e6 - RESOLUTION_MS } satisfies ServiceAnswer);
});
process.on('disconnect', () => void service.close().then(() => process.exit(0)));
process.send?.({ grpc: service.port, oip: service.oipPort ?? 0 } satisfies ServicePorts);
