import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AdSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import { SetupError } from '../setup/setup-error.mjs';

/** An ad of the gallery: docs/gallery/NAME.json. */
export interface GalleryAd {
  name: string;
  /** Name of a photo, see gallery-photos.ts; absent: an ad without a product. */
  photo?: string;
  spec: AdSpec;
}

/**
 * Reads the ads of a folder, by name. Each file holds `photo` and `spec`, the AdSpec in Protobuf's JSON.
 * @throws SetupError naming the file that is not so
 */
export async function readGallerySpecs(folder: string): Promise<GalleryAd[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.json')).sort();
  return Promise.all(
    files.map(async (file) => {
      try {
        const { photo, spec } = JSON.parse(await readFile(join(folder, file), 'utf8')) as {
          photo?: string;
          spec: unknown;
        };
        return {
          name: file.slice(0, -'.json'.length),
          ...(photo !== undefined && { photo }),
          spec: AdSpec.fromJSON(spec),
        };
      } catch (cause) {
        throw new SetupError(`docs/gallery/${file} cannot be read.`, { cause });
      }
    }),
  );
}
