import { ArtifactKind, type Job, type NanococoaClient } from '@nanococoa/client';

/** The pictures that touching up begins with, by id. */
export interface Sources {
  /** Undefined: the cut-out came without a photo. */
  photoId: string | undefined;
  cutoutId: string;
  /** Whether the cut-out is the one that was made from the photo, by nobody's hand. */
  isAutomatic: boolean;
}

/** What a job has to touch up; undefined: nothing, or not yet. */
export function sourcesOf(job: Job): Sources | undefined {
  const { imageId, cutoutImageId } = job.spec?.product ?? {};
  // A photo with transparency of its own is its cut-out, whether the job has got as far or not.
  const cutoutId = keptCutout(job) ?? cutoutImageId;
  if (!cutoutId) return undefined;
  return { photoId: imageId || undefined, cutoutId, isAutomatic: !cutoutImageId };
}

/** The automatic cut-out of a job's photo, from the versions that it came from; undefined: none of them has one. */
export async function findAutomatic(
  client: Pick<NanococoaClient, 'getJob'>,
  job: Job,
  signal: AbortSignal,
): Promise<Sources | undefined> {
  const photoId = job.spec?.product?.imageId;
  for (let parentId = job.parentId; parentId; ) {
    // Deleted: what it came from is not known any more.
    const parent = await client.getJob(parentId, { signal }).catch((error: unknown) => {
      if (signal.aborted) throw error;
    });
    if (parent === undefined) return undefined;
    const found = sourcesOf(parent);
    if (found?.isAutomatic && found.photoId === photoId) return found;
    parentId = parent.parentId;
  }
  return undefined;
}

function keptCutout(job: Job): string | undefined {
  const artifacts = job.steps.find(({ number }) => number === 1)?.artifacts ?? [];
  return artifacts.find(({ kind }) => kind === ArtifactKind.CUTOUT)?.image?.id;
}
