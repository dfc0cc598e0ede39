import { basename } from 'node:path';
import { isModelId } from '@nanococoa/common/models/model-id.ts';
import type { ModelManifest } from '../../services/model-serving/src/registry/manifest.ts';
import { SetupError } from '../setup/setup-error.mjs';
import type { AddModelOptions } from './add-model.ts';
import type { AddOptions } from './arguments.ts';
import { hubOf } from './hub.ts';
import { inferTask } from './infer-task.ts';
import { readLocalModel } from './local-model.ts';
import { openPublicModel } from './open-public-model.ts';
import { describeSource } from './parse-source.ts';
import { fileName, type StageOptions, stageFetched, stageLocal } from './stage-model.ts';
import { stagePublic } from './stage-public.ts';

/** A model that can be brought to the staging folder, with what is known of it before. */
export interface FoundModel extends Partial<Pick<ModelManifest, 'task' | 'title' | 'licence'>> {
  /** The id that it gets where none is asked for. @throws SetupError when there is none */
  id(): string;
  /** What the staged files must be, where that is given. */
  manifest?: ModelManifest | undefined;
  /** Brings its files to the staging folder. Gives what the manifest says of where they come from and what they take. */
  stage(o: StageOptions): Promise<Pick<ModelManifest, 'source'> & { memoryBytes?: number | undefined }>;
}

/** @throws SetupError for a local model that is not there or refused, and for what lacks a digest */
export async function findModel({ source, options, say, signal }: AddModelOptions): Promise<FoundModel> {
  if (source.kind === 'public') {
    const { model } = source;
    const { acceptedLicence } = options;
    return {
      ...{ id: () => model.name, task: model.task, title: model.title, licence: model.licence },
      async stage(o) {
        const opened = await openPublicModel(model, { hub: hubOf(options), acceptedLicence, say, signal });
        await stagePublic(opened, o);
        return { source: opened.page, memoryBytes: opened.atOnceBytes };
      },
    };
  }
  if (options.acceptedLicence !== undefined || options.hub !== undefined)
    throw new SetupError('--accept-licence and --hub are for public models, which are named without a path.');
  const described = describeSource(source);
  if (source.kind === 'local') {
    const local = await readLocalModel(source.path);
    const { manifest } = local;
    return {
      ...manifest,
      task: manifest?.task ?? options.task ?? (local.isFolder ? await inferTask(source.path) : undefined),
      id: () => manifest?.id ?? idFrom(basename(source.path)),
      manifest,
      async stage(o) {
        await stageLocal(local, o);
        return { source: manifest?.source ?? described, memoryBytes: manifest?.memoryBytes };
      },
    };
  }
  return {
    id: () => idFrom(fileName(source)),
    async stage(o) {
      await stageFetched(source, needDigest(options), o);
      return { source: described };
    },
  };
}

function needDigest({ sha256 }: AddOptions): string {
  if (sha256 !== undefined) return sha256;
  throw new SetupError('What comes from elsewhere needs a digest to be checked against: say --sha256.');
}

function idFrom(name: string): string {
  const id = name.replace(/\.onnx$/, '').toLowerCase();
  if (isModelId(id)) return id;
  throw new SetupError(`"${id}" cannot be a model's name: say --id.`);
}
