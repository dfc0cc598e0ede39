import type { Language } from '../i18n/language.tsx';

/** When a version was made: the time of today, the date of another day. */
export function versionTime(time: Date, now: Date, language: Language): string {
  const isToday = time.toDateString() === now.toDateString();
  const how: Intl.DateTimeFormatOptions = isToday ? { timeStyle: 'short' } : { dateStyle: 'medium' };
  return new Intl.DateTimeFormat(language, how).format(time);
}
