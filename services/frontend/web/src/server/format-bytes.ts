import { numberFormat } from '../i18n/formats.ts';
import type { Language } from '../i18n/language.tsx';

const MIB = 1024 ** 2;
/** From here on, gigabytes with one decimal say more than four digits of megabytes. */
const FIRST_GIB = 1000 * MIB;

/** An amount of memory for a person, such as "412 MB" or "1.3 GB": binary units, as budgets are set in. */
export function formatBytes(bytes: number, language: Language): string {
  const isLarge = Math.round(bytes / MIB) * MIB >= FIRST_GIB;
  const digits = isLarge ? 1 : 0;
  return numberFormat(language, {
    style: 'unit',
    unit: isLarge ? 'gigabyte' : 'megabyte',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(bytes / (isLarge ? 1024 * MIB : MIB));
}
