import { ArtifactKind, type ImageChunk } from '@nanococoa/proto/common/v1/image.ts';
import type { InputStore, PictureWriter } from './input-store.ts';

/** Looks at a step's outputs as they pass. */
export interface OutputKeeper {
  see(artifact: ArtifactKind, chunk: ImageChunk): void;
  /** Gives up what has not come whole. */
  close(): void;
}

/**
 * Keeps those of a step's outputs that a later step takes as its inputs, so that they need not come back.
 *
 * @param options.final Whether the step's result is the job's: then no step takes it.
 */
export function createOutputKeeper(store: InputStore, options: { final: boolean }): OutputKeeper {
  let writer: PictureWriter | undefined;
  const isInput = (artifact: ArtifactKind) =>
    artifact === ArtifactKind.PRODUCT_MASK ||
    artifact === ArtifactKind.TEXT_VOLUME ||
    (artifact === ArtifactKind.UNSPECIFIED && !options.final);
  return {
    see(artifact, { image, data, sha256 }) {
      if (image) {
        writer?.abort();
        writer = isInput(artifact) ? store.begin(image.id, image.sizeBytes) : undefined;
      }
      writer?.write(data);
      if (sha256) writer?.commit();
    },
    close: () => writer?.abort(),
  };
}
