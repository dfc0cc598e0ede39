import { mergePreview } from '@nanococoa/common/progress/merge-preview.ts';
import type { JobEvent, JobProgress } from '@nanococoa/proto/common/v1/job.ts';
import { createSignal, type Signal } from './signal.ts';

/** Events kept for a subscriber that is slower than the job; past that it reads them from the log again. */
const MAX_BUFFERED_EVENTS = 32;

/** What one watcher of a job has not taken yet: bounded, whatever the watcher does. */
export class JobMailbox {
  readonly signal: Signal = createSignal();
  #events: JobEvent[] = [];
  #announced = 0;
  #progress: JobProgress | undefined;
  #isDeleted = false;

  addEvent(event: JobEvent, movesOn: boolean): void {
    if (movesOn) this.#progress = undefined;
    this.#announced = Math.max(this.#announced, event.sequence);
    this.#events.push(event);
    if (this.#events.length > MAX_BUFFERED_EVENTS) this.#events = [];
    this.signal.raise();
  }

  addProgress(progress: JobProgress): void {
    this.#progress = mergePreview(this.#progress, progress);
    this.signal.raise();
  }

  addDeletion(): void {
    this.#isDeleted = true;
    this.signal.raise();
  }

  /** Events after a sequence number without a gap, oldest first; taken out. */
  takeEvents(afterSequence: number): JobEvent[] {
    const fresh = this.#events.filter((event) => event.sequence > afterSequence);
    const isGapless = fresh.every((event, index) => event.sequence === afterSequence + 1 + index);
    this.#events = [];
    this.signal.lower();
    return isGapless ? fresh : [];
  }

  /** Whether there is something for `takeEvents`, which comes before any passing news. */
  get hasEvents(): boolean {
    return this.#events.length > 0;
  }

  /** The newest passing news, taken out. */
  takeProgress(): JobProgress | undefined {
    const taken = this.#progress;
    this.#progress = undefined;
    return taken;
  }

  /** Newest sequence number that was announced; 0: none yet. What `takeEvents` lacks up to it is in the log. */
  get announcedSequence(): number {
    return this.#announced;
  }

  get isDeleted(): boolean {
    return this.#isDeleted;
  }
}
