import type { Image } from '@nanococoa/proto/common/v1/image.ts';
import type { Job } from '@nanococoa/proto/common/v1/job.ts';
import { fileNameOf } from './file-name.ts';
import type { FileType } from './file-types.ts';
import { renditionSize } from './rendition-size.ts';

/** A picture of an ad that can be downloaded. */
export interface Picture {
  what: 'ad' | 'scene' | 'letters';
  image: Image;
}

/** A file to be downloaded. */
export interface PlannedFile {
  name: string;
  image: Image;
  /** What differs from the stored picture; undefined: nothing. */
  rendition: { width?: number; mediaType?: string } | undefined;
}

/** The pictures that an ad has: itself, and what its first two steps made, where that is something else. */
export function picturesOf(job: Job): Picture[] {
  const result = job.result;
  const of = (number: number) => job.steps.find((step) => step.number === number)?.result;
  const all = [
    { what: 'ad', image: result },
    { what: 'scene', image: of(1) },
    { what: 'letters', image: of(2) },
  ] as const;
  return all.flatMap(({ what, image }, at) => {
    const isKnown = all.slice(0, at).some((earlier) => earlier.image?.id === image?.id);
    return image === undefined || isKnown ? [] : [{ what, image }];
  });
}

/** The files of some pictures in some types, `width` wide at most; undefined: as they are. */
export function planFiles(
  job: Job,
  pictures: readonly Picture[],
  types: readonly FileType[],
  width: number | undefined,
): PlannedFile[] {
  const words = job.spec?.text?.content || job.spec?.background?.prompt || '';
  return pictures.flatMap(({ what, image }) =>
    types.map(({ extension, mediaType }) => {
      const size = renditionSize(image, width);
      const rendition = {
        ...(size.width !== image.width && { width: size.width }),
        ...(mediaType !== image.mediaType && { mediaType }),
      };
      const part = what === 'ad' ? '' : what;
      const name = fileNameOf({ words, part, ...size, jobId: job.id, extension });
      return { name, image, rendition: Object.keys(rendition).length > 0 ? rendition : undefined };
    }),
  );
}
