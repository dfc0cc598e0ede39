import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { AppError } from '@nanococoa/common/errors/app-error.ts';
import type { KnownModel } from './known-models.ts';

/** Looks at a model's file: it may be put there, changed or removed while the service runs. */
export interface InstalledModel {
  /**
   * SHA-256 of the file, lower-case hexadecimal; undefined when there is none. Hashed again only when
   * the file has changed.
   */
  sha256(): Promise<string | undefined>;
  /**
   * Path of the file, its content checked.
   * @throws AppError MODEL_MISSING saying how to get it
   */
  path(): Promise<string>;
}

/** @param modelsDir Folder of the model files. */
export function installedModel(model: KnownModel, modelsDir: string): InstalledModel {
  const path = join(modelsDir, model.file);
  let seen: { stamp: string; sha256: string } | undefined;

  const sha256 = async () => {
    const info = await stat(path).catch(() => undefined);
    if (!info?.isFile()) return undefined;
    const stamp = `${info.ino} ${info.size} ${info.mtimeMs}`;
    if (seen?.stamp !== stamp) seen = { stamp, sha256: await hashFile(path) };
    return seen.sha256;
  };
  return {
    sha256,
    async path() {
      const actual = await sha256();
      if (actual === model.sha256) return path;
      const fault = actual ? 'is damaged' : 'is not installed';
      throw new AppError('MODEL_MISSING', {
        message: `The model ${model.id} ${fault}. \`npm start\` fetches it into the models folder.`,
        metadata: { model: model.id },
      });
    },
  };
}

async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
