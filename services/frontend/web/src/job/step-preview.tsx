import { useObjectUrl } from './use-object-url.ts';

interface StepPreviewProps {
  /** WebP. */
  bytes: Uint8Array | undefined;
  alt: string;
  className: string;
}

/**
 * A step's picture as it is becoming, small as it was pushed. The element stays from one preview to the next, so that
 * nothing flickers: a browser shows the old picture until the new one is decoded.
 */
export function StepPreview({ bytes, alt, className }: StepPreviewProps) {
  const url = useObjectUrl(bytes, 'image/webp');
  return url === undefined ? null : <img className={className} src={url} alt={alt} />;
}
