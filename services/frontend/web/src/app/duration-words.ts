interface DurationWords {
  seconds(count: number): string;
  minutes(count: number): string;
  hours(count: number): string;
}

/** A duration for a person, in its largest unit: "12 s", "3 min", "2 h". */
export function durationWords(durationMs: number, words: DurationWords): string {
  const seconds = Math.max(1, Math.round(durationMs / 1000));
  if (seconds < 60) return words.seconds(seconds);
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? words.minutes(minutes) : words.hours(Math.round(minutes / 60));
}
