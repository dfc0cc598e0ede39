import { numberFormat } from '../i18n/formats.ts';
/** The size of a file for a person, such as "412 kB" or "1.3 MB": decimal units, as systems show files. */
export function formatFileSize(bytes: number, language: string): string {
  const isLarge = bytes >= 999_500;
  return numberFormat(language, {
    style: 'unit',
    unit: isLarge ? 'megabyte' : 'kilobyte',
    maximumFractionDigits: isLarge ? 1 : 0,
  }).format(isLarge ? bytes / 1e6 : Math.max(1, bytes / 1e3));
}
