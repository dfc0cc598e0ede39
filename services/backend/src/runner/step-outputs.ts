import {
  type ChunkVerifier,
  createChunkVerifier,
  type VerifiedBytes,
} from '@nanococoa/common/chunks/chunk-verifier.ts';
import { AppError } from '@nanococoa/common/errors/app-error.ts';
import {
  type Artifact,
  ArtifactKind,
  type Image,
  type ImageChunk,
} from '@nanococoa/proto/common/v1/image.ts';
import type { StepOutput } from '@nanococoa/proto/modelserving/v1/model_serving_service.ts';
import type { StagedImage } from '../storage/image-storage.ts';
import type { Storage } from '../storage/storage.ts';

/** A step's pictures, durable. */
export interface CommittedOutputs {
  result: Image;
  artifacts: Artifact[];
}

/** Takes a step's outputs in as they come, straight to the storage. */
export interface StepOutputs {
  /** The next piece. @throws AppError when it does not follow, or storage fails */
  push(output: StepOutput): Promise<void>;
  /** Makes them all images. @throws AppError STEP_FAILED when an output is unfinished or the result is missing */
  commit(): Promise<CommittedOutputs>;
  /** Removes what was not committed. */
  discard(): Promise<void>;
}

interface CommittedOutput {
  kind: ArtifactKind;
  image: Image;
}

interface Output {
  kind: ArtifactKind;
  announced: Image;
  staged: StagedImage;
  verifier: ChunkVerifier;
  /** Set once the last piece has come. */
  verified?: VerifiedBytes;
}

/** Makes a receiver for one run of a step. */
export function createStepOutputs({
  storage,
  now,
}: {
  storage: Pick<Storage, 'stageImage'>;
  now(): Date;
}): StepOutputs {
  const outputs: Output[] = [];

  async function current(kind: ArtifactKind, chunk: ImageChunk): Promise<Output> {
    if (chunk.image) {
      const staged = await storage.stageImage();
      outputs.push({ kind, announced: chunk.image, staged, verifier: createChunkVerifier() });
    }
    const output = outputs.at(-1);
    if (!output || output.kind !== kind || output.verified) throw broken('a piece belongs to no output');
    return output;
  }

  async function commitOne({ kind, announced, staged, verified }: Output): Promise<CommittedOutput> {
    if (!verified) throw broken('an output has no end');
    const { sha256: id, sizeBytes } = verified;
    return { kind, image: await staged.commit({ ...announced, id, sizeBytes, createTime: now() }) };
  }

  return {
    async push({ artifact, chunk }) {
      if (!chunk) throw broken('a piece is empty');
      const output = await current(artifact, chunk);
      const bytes = await output.verifier.push(chunk);
      if (bytes.length > 0) await output.staged.write(bytes);
      if (chunk.sha256 !== '') output.verified = await output.verifier.end();
    },
    async commit() {
      if (!outputs.some((output) => output.kind === ArtifactKind.UNSPECIFIED))
        throw broken('there is no result');
      const images = await Promise.all(outputs.map(commitOne));
      const [result] = images.filter(({ kind }) => kind === ArtifactKind.UNSPECIFIED);
      return {
        result: result.image,
        artifacts: images.filter(({ kind }) => kind !== ArtifactKind.UNSPECIFIED),
      };
    },
    async discard() {
      for (const output of outputs) await output.staged.discard();
    },
  };
}

function broken(what: string): AppError {
  return new AppError('STEP_FAILED', { message: `The worker's answer is broken: ${what}.` });
}
