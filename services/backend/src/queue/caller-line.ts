import { type Link, LinkedList } from './linked-list.ts';
import type { WaitingJob } from './waiting-job.ts';

const HIGHEST_PRIORITY = 9;

/**
 * The waiting jobs of one caller: highest priority first, then first come, first served. Nothing costs more when there
 * are more, except where it says so.
 */
export class CallerLine {
  /** One list for each priority that has been seen. */
  readonly #lists: (LinkedList<WaitingJob> | undefined)[] = [];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(job: WaitingJob): Link<WaitingJob> {
    this.#size += 1;
    return (this.#lists[priorityOf(job)] ??= new LinkedList()).append(job);
  }

  /** Takes a job of this line out. To be called once for each. */
  delete(link: Link<WaitingJob>): void {
    this.#size -= 1;
    this.#lists[priorityOf(link.value)]?.delete(link);
  }

  /** The next job. */
  first(): Link<WaitingJob> | undefined {
    return this.#firstFrom(HIGHEST_PRIORITY);
  }

  /** The job that goes after one of this line. */
  after(link: Link<WaitingJob>): Link<WaitingJob> | undefined {
    return link.next ?? this.#firstFrom(priorityOf(link.value) - 1);
  }

  /** How many of these jobs go before a new one. */
  countBefore(job: WaitingJob): number {
    let count = 0;
    for (let priority = priorityOf(job); priority <= HIGHEST_PRIORITY; priority += 1) {
      count += this.#lists[priority]?.size ?? 0;
    }
    return count;
  }

  /** How many go before one of them. The later it came, the shorter the walk. */
  indexOf(link: Link<WaitingJob>): number {
    let later = 0;
    for (let next = link.next; next; next = next.next) later += 1;
    return this.countBefore(link.value) - 1 - later;
  }

  #firstFrom(highest: number): Link<WaitingJob> | undefined {
    for (let priority = highest; priority >= 0; priority -= 1) {
      const first = this.#lists[priority]?.first;
      if (first) return first;
    }
    return undefined;
  }
}

/** Frontend has checked it; a job in a list that nobody looks at would wait for ever. */
function priorityOf({ priority }: WaitingJob): number {
  return Math.min(HIGHEST_PRIORITY, Math.max(0, Math.trunc(priority) || 0));
}
