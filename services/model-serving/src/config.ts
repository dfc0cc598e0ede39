import { randomUUID } from 'node:crypto';
import { COMMON_FIELDS } from '@nanococoa/common/config/common-fields.ts';
import {
  address,
  choice,
  directory,
  integer,
  list,
  optional,
  string,
} from '@nanococoa/common/config/fields.ts';
import type { LogLevel } from '@nanococoa/common/log/create-logger.ts';

export interface ModelServingConfig {
  logLevel: LogLevel;
  parentWatch: boolean;
  /** Where it listens, "host:port". */
  listen: string;
  /** Where it serves the Open Inference Protocol, "host:port". Undefined: it does not. */
  oipListen: string | undefined;
  /** The gateway's internal listener to Backend, "host:port". */
  backendAddress: string;
  /** Folder of the model files. */
  modelsDir: string;
  /** Folder of baked materials; may be deleted at any time. */
  cacheDir: string;
  /** Memory for recent inputs, MiB; 0 keeps none. */
  inputCacheMb: number;
  /** Steps at the same time; each has a process of its own. 0: as many as there are devices. */
  slots: number;
  /** What all processes of this service may take, MiB; 0: derived from the container's or the machine's memory. */
  memoryMb: number;
  /** What models run on. */
  provider: (typeof PROVIDER_CHOICES)[number];
  /** Processor cores that are shared out between the slots; 0: all. */
  cores: number;
  /** Models that stay loaded, by id. */
  pinnedModels: string[];
  /** An inference without any processor time for this long is taken for hung, and its process is killed. */
  modelHangMs: number;
  /** Unique in the mesh. */
  workerId: string;
  /** A step that says nothing for this long is taken for hung, and its process is killed. */
  stepSilenceMs: number;
  /** A model that no step has used for this long is unloaded. */
  modelIdleMs: number;
  /** How long running steps may go on after SIGTERM before they are given back. */
  drainGraceMs: number;
}

const PROVIDER_CHOICES = ['auto', 'cpu', 'webgpu', 'cuda'] as const;

/** The environment variables of this service. */
export const CONFIG_FIELDS = {
  ...COMMON_FIELDS,
  listen: address('MODEL_SERVING_LISTEN', { default: '127.0.0.1:50053' }),
  oipListen: optional(address('MODEL_SERVING_OIP_LISTEN', { default: '' })),
  backendAddress: address('BACKEND_ADDRESS', { default: '127.0.0.1:50062' }),
  modelsDir: directory('MODEL_SERVING_MODELS_DIR', { default: '.nanococoa/cache/models' }),
  cacheDir: directory('MODEL_SERVING_CACHE_DIR', { default: '.nanococoa/cache/studio' }),
  // Room for both sides of a full-size photo's job: the largest picture is half of it.
  inputCacheMb: integer('MODEL_SERVING_INPUT_CACHE_MB', { default: 128, min: 0, max: 65_536 }),
  slots: integer('MODEL_SERVING_SLOTS', { default: 0, min: 0, max: 64 }),
  memoryMb: integer('MODEL_SERVING_MEMORY_MB', { default: 0, min: 0, max: 4_194_304 }),
  provider: choice('MODEL_SERVING_PROVIDER', PROVIDER_CHOICES, { default: 'auto' }),
  cores: integer('MODEL_SERVING_CORES', { default: 0, min: 0, max: 1024 }),
  pinnedModels: list('MODEL_SERVING_PINNED_MODELS', { default: '' }),
  modelHangMs: integer('MODEL_SERVING_MODEL_HANG_MS', { default: 10_000, min: 100, max: 3_600_000 }),
  workerId: string('MODEL_SERVING_WORKER_ID', { default: randomUUID() }),
  // The largest picture on a slow machine is silent for seconds, never for minutes.
  stepSilenceMs: integer('MODEL_SERVING_STEP_SILENCE_MS', { default: 120_000, min: 1000, max: 3_600_000 }),
  modelIdleMs: integer('MODEL_SERVING_MODEL_IDLE_MS', { default: 60_000, min: 100, max: 86_400_000 }),
  drainGraceMs: integer('MODEL_SERVING_DRAIN_GRACE_MS', { default: 2000, min: 0, max: 60_000 }),
};
