import type { LogEntry } from '../job-storage.ts';

/** Those who follow the log. */
export interface Followers {
  follow(listener: (entries: LogEntry[]) => void): () => void;
  tell(entries: LogEntry[]): void;
}

/** Makes a list of followers. One that throws stops neither the others nor whoever wrote: its error is thrown later. */
export function createFollowers(): Followers {
  const listeners = new Set<(entries: LogEntry[]) => void>();
  return {
    follow(listener) {
      // Its own function, so that following twice with one listener is two followers.
      const own = (entries: LogEntry[]): void => listener(entries);
      listeners.add(own);
      return () => listeners.delete(own);
    },
    tell(entries) {
      for (const listener of listeners) {
        try {
          listener(entries);
        } catch (error) {
          queueMicrotask(() => {
            throw error;
          });
        }
      }
    },
  };
}
