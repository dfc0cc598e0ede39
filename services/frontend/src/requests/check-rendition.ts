import { AppError, type FieldViolation } from '@nanococoa/common/errors/app-error.ts';
import { IMAGE_MEDIA_TYPES, type ImageMediaType } from '@nanococoa/common/limits/image-limits.ts';
import type { Rendition } from '@nanococoa/proto/common/v1/image.ts';
import { RENDITION_WIDTH } from '../limits.ts';

/** A rendition that can be made. */
export interface WantedRendition {
  /** Pixels; 0 keeps the size. */
  width: number;
  /** Undefined keeps the type. */
  mediaType: ImageMediaType | undefined;
}

/** @throws AppError INVALID_REQUEST with every wrong field. */
export function checkRendition({ width, mediaType }: Rendition): WantedRendition {
  const fields: FieldViolation[] = [];
  const { min, max } = RENDITION_WIDTH;
  if (width !== 0 && (width < min || width > max)) {
    fields.push({ field: 'rendition.width', description: `is ${width}; must be ${min} to ${max}, or 0` });
  }
  const known = IMAGE_MEDIA_TYPES.find((type) => type === mediaType);
  if (mediaType !== '' && !known) {
    fields.push({
      field: 'rendition.media_type',
      description: `is "${mediaType.slice(0, 80)}"; must be one of ${IMAGE_MEDIA_TYPES.join(', ')}, or empty`,
    });
  }
  if (fields.length > 0) throw new AppError('INVALID_REQUEST', { fields });
  return { width, mediaType: known };
}
