import { ArtifactKind, type Image } from '@nanococoa/proto/common/v1/image.ts';
import type { Step } from '@nanococoa/proto/common/v1/job.ts';

/** A picture of a step that can be kept as a file. */
export interface StepDownload {
  what: 'downloadResult' | 'downloadCutout' | 'downloadMask';
  image: Image;
  fileName: string;
}

/** What can be kept of a step: its picture, and of step 1 the cut-out and the product's mask. */
export function stepDownloads(jobId: string, { number, result, artifacts }: Step): StepDownload[] {
  const name = `nanococoa-${jobId.toLowerCase()}-step${number}`;
  const artifact = (wanted: ArtifactKind) => artifacts.find(({ kind }) => kind === wanted)?.image;
  const all = [
    { what: 'downloadResult', image: result, suffix: '' },
    { what: 'downloadCutout', image: artifact(ArtifactKind.CUTOUT), suffix: '-cutout' },
    { what: 'downloadMask', image: artifact(ArtifactKind.PRODUCT_MASK), suffix: '-mask' },
  ] as const;
  return all.flatMap(({ what, image, suffix }) =>
    image === undefined ? [] : [{ what, image, fileName: `${name}${suffix}.${extensionOf(image)}` }],
  );
}

function extensionOf({ mediaType }: Image): string {
  return mediaType === 'image/jpeg' ? 'jpg' : mediaType.replace('image/', '');
}
