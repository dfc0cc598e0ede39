import { shareMessage } from '@nanococoa/common/chunks/shared-message.ts';
import type { CallerNews } from './follow-jobs.ts';

/** Events kept for watchers that are behind; who is further behind reads the log. */
const MAX_EVENTS = 512;

/** The newest events of a feed, in their places in it: 0, 1, 2 … */
export interface EventRing {
  /** The place of the next event. */
  readonly end: number;
  /** The cursor that the newest event brought. */
  readonly cursor: string;
  add(message: CallerNews): void;
  /** Where a watcher who knows everything up to a cursor goes on; undefined: that is not known here. */
  placeAfter(cursor: string): number | undefined;
  /** The event at a place; undefined: none yet, or it is not kept any more. */
  at(place: number): CallerNews | undefined;
  /** Whether a place's event is not kept any more. */
  isGone(place: number): boolean;
}

/** Makes a ring whose first event is the one after a cursor. */
export function createEventRing(startCursor: string): EventRing {
  const events = new Map<number, CallerNews>();
  const places = new Map([[startCursor, 0]]);
  let cursor = startCursor;
  let end = 0;
  return {
    get end() {
      return end;
    },
    get cursor() {
      return cursor;
    },
    add(message) {
      events.set(end, shareMessage(message));
      end += 1;
      cursor = message.cursor;
      places.set(cursor, end);
      if (events.size <= MAX_EVENTS) return;
      events.delete(end - events.size);
      const [oldest] = places.keys();
      places.delete(oldest);
    },
    placeAfter: (wanted) => places.get(wanted),
    at: (place) => events.get(place),
    isGone: (place) => place < end - events.size,
  };
}
