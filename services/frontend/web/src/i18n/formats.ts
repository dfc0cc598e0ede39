/** Formatters that were made: making one takes longer than drawing the card that it is for. */
const made = new Map<string, Intl.DateTimeFormat | Intl.NumberFormat>();

export function dateFormat(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return once(
    `date ${language} ${JSON.stringify(options)}`,
    () => new Intl.DateTimeFormat(language, options),
  );
}

export function numberFormat(language: string, options: Intl.NumberFormatOptions = {}): Intl.NumberFormat {
  return once(
    `number ${language} ${JSON.stringify(options)}`,
    () => new Intl.NumberFormat(language, options),
  );
}

function once<Format extends Intl.DateTimeFormat | Intl.NumberFormat>(
  key: string,
  make: () => Format,
): Format {
  const format = (made.get(key) as Format | undefined) ?? make();
  made.set(key, format);
  return format;
}

/** The time of a moment of today, the date of one of another day. */
export function timeOrDate(time: Date, language: string): { isToday: boolean; words: string } {
  const isToday = time.toDateString() === new Date().toDateString();
  const format = dateFormat(language, isToday ? { timeStyle: 'short' } : { dateStyle: 'medium' });
  return { isToday, words: format.format(time) };
}
