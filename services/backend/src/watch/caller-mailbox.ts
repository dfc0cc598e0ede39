import { mergePreview } from '@nanococoa/common/progress/merge-preview.ts';
import type { JobProgress } from '@nanococoa/proto/common/v1/job.ts';
import type { LogEntry } from '../storage/job-storage.ts';
import { createSignal, type Signal } from './signal.ts';

/** Entries kept for a subscriber that is slower than its jobs; past that it reads them from the log again. */
const MAX_BUFFERED_ENTRIES = 64;
/** Jobs whose passing news waits; a caller with more in flight misses the oldest until the next comes. */
const MAX_PROGRESS_JOBS = 256;

/** What one watcher of all of a caller's jobs has not taken yet: bounded, whatever the watcher does. */
export class CallerMailbox {
  readonly signal: Signal = createSignal();
  #entries: LogEntry[] = [];
  #missed = false;
  #progress = new Map<string, JobProgress>();

  addEntry(entry: LogEntry, movesOn: boolean): void {
    if (movesOn) this.#progress.delete(entry.jobId);
    if (this.#missed) return;
    this.#entries.push(entry);
    if (this.#entries.length > MAX_BUFFERED_ENTRIES) {
      this.#entries = [];
      this.#missed = true;
    }
    this.signal.raise();
  }

  addProgress(progress: JobProgress): void {
    const merged = mergePreview(this.#progress.get(progress.jobId), progress);
    this.#progress.delete(progress.jobId);
    this.#progress.set(progress.jobId, merged);
    if (this.#progress.size > MAX_PROGRESS_JOBS) {
      const [oldest] = this.#progress.keys();
      this.#progress.delete(oldest);
    }
    this.signal.raise();
  }

  /** The entries since the last time, oldest first, taken out. `missed`: there were too many; they are in the log. */
  takeEntries(): { entries: LogEntry[]; missed: boolean } {
    const taken = { entries: this.#entries, missed: this.#missed };
    this.#entries = [];
    this.#missed = false;
    this.signal.lower();
    return taken;
  }

  /** Whether there is something for `takeEntries`, which comes before any passing news. */
  get hasEntries(): boolean {
    return this.#missed || this.#entries.length > 0;
  }

  /** The newest passing news of each job, taken out. */
  takeProgress(): JobProgress[] {
    const taken = [...this.#progress.values()];
    this.#progress.clear();
    return taken;
  }
}
