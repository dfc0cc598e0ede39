import { useLanguage } from '../i18n/language.tsx';
import { useImage } from './use-image.ts';

interface JobImageProps {
  /** undefined: nothing yet. */
  imageId: string | undefined;
  /** Width in pixels at most; undefined: the stored picture as it is. */
  width?: number;
  alt: string;
  className: string;
}

/** A picture of the server's, by id. The box around it must have its size already. */
export function JobImage({ imageId, width, alt, className }: JobImageProps) {
  const { t } = useLanguage();
  const { url, failed } = useImage(imageId, { width });
  if (failed) return <p className="picture-missing">{t.imageUnavailable}</p>;
  if (url === undefined) return null;
  return <img key={url} className={className} src={url} alt={alt} />;
}
