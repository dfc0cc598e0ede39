import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '@nanococoa/common/errors/app-error.ts';
import type { Logger } from '@nanococoa/common/log/create-logger.ts';
import { hashFile } from './hash-file.ts';
import type { ModelRegistry, RegisteredModel } from './model-registry.ts';
import { type KnownAbilities, scanModels } from './scan-models.ts';

export interface ModelRegistryOptions {
  /** Holds a folder for each model. May be missing and appear later. */
  modelsDir: string;
  log: Logger;
  /** How often the folder is looked at. */
  pollMs?: number;
}

/** A look at a handful of models takes a millisecond or two, and file events do not cross every kind of volume. */
const POLL_MS = 1000;

/** Reads the models folder, and looks at it again and again. */
export async function createModelRegistry(options: ModelRegistryOptions): Promise<ModelRegistry> {
  const { modelsDir, log, pollMs = POLL_MS } = options;
  let models = new Map<string, RegisteredModel>();
  let told = new Map<string, string>();
  let unreadable = '';
  let closed = false;
  let timer: NodeJS.Timeout | undefined;
  const listeners = new Set<() => void>();
  const known: KnownAbilities = new Map();
  const verified = new Map<string, { stamp: string; sha256: string }>();

  const tell = (faults: Map<string, string>) => {
    for (const [folder, fault] of faults)
      if (told.get(folder) !== fault) log.warn({ folder, fault }, 'model left out');
    told = faults;
  };
  const take = (found: readonly RegisteredModel[]) => {
    const before = models;
    models = new Map(found.map((model) => [model.id, model]));
    const isNew = found.filter((model) => !sameModel(before.get(model.id), model));
    const gone = [...before.values()].filter(({ id }) => !models.has(id));
    for (const { id, sha256, tasks, fault } of isNew) {
      log.info({ model: id, sha256, tasks }, 'model installed');
      if (fault !== undefined) log.warn({ model: id, fault }, 'model can do nothing');
    }
    for (const { id, dir, files } of gone) {
      log.info({ model: id }, 'model removed');
      for (const { path } of files) verified.delete(join(dir, path));
    }
    return isNew.length > 0 || gone.length > 0;
  };
  const scan = async () => {
    try {
      const found = await scanModels(modelsDir, known);
      unreadable = '';
      if (closed) return false;
      tell(found.faults);
      return take(found.models);
    } catch (error) {
      // Such as too many open files: what was there before is better than nothing.
      const message = error instanceof Error ? error.message : String(error);
      if (message !== unreadable) log.warn({ err: error }, 'the models folder cannot be read');
      unreadable = message;
      return false;
    }
  };
  const poll = async () => {
    if ((await scan()) && !closed) for (const listener of [...listeners]) listener();
    schedule();
  };
  const schedule = () => {
    if (closed) return;
    timer = setTimeout(() => void poll(), pollMs);
    timer.unref();
  };
  const digestOf = async (path: string) => {
    const { ino, size, mtimeNs } = await stat(path, { bigint: true });
    const stamp = `${ino} ${size} ${mtimeNs}`;
    const known = verified.get(path);
    if (known?.stamp === stamp) return known.sha256;
    const sha256 = await hashFile(path);
    verified.set(path, { stamp, sha256 });
    return sha256;
  };

  await scan();
  schedule();
  return {
    list: () => [...models.values()],
    get: (id) => models.get(id),
    async verify(model) {
      for (const file of model.files) {
        const sha256 = await digestOf(join(model.dir, file.path)).catch((error: unknown) => error);
        if (sha256 === file.sha256) continue;
        log.warn({ model: model.id, file: file.path, found: sha256 }, 'model damaged');
        throw unusable(model);
      }
    },
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close() {
      closed = true;
      clearTimeout(timer);
      listeners.clear();
    },
  };
}

function unusable({ id }: RegisteredModel): AppError {
  return new AppError('MODEL_MISSING', {
    message: `The model ${id} is damaged. \`npm run models -- verify ${id}\` says where; \`npm start\` repairs what it installed itself, \`npm run models -- add --replace\` the others.`,
    metadata: { model: id },
  });
}

function sameModel(a: RegisteredModel | undefined, b: RegisteredModel): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
