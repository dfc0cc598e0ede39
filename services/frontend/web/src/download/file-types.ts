/** A kind of file that a picture can be had as. */
export interface FileType {
  name: string;
  extension: 'png' | 'jpg' | 'webp' | 'avif';
  mediaType: string;
}

export const FILE_TYPES: readonly FileType[] = [
  { name: 'PNG', extension: 'png', mediaType: 'image/png' },
  { name: 'JPEG', extension: 'jpg', mediaType: 'image/jpeg' },
  { name: 'WebP', extension: 'webp', mediaType: 'image/webp' },
  { name: 'AVIF', extension: 'avif', mediaType: 'image/avif' },
];

/** The kind of file that a picture is stored as. */
export function fileTypeOf(mediaType: string): FileType {
  return FILE_TYPES.find((type) => type.mediaType === mediaType) ?? FILE_TYPES[0];
}
