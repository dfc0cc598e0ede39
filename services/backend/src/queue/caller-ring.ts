import { CallerLine } from './caller-line.ts';
import { type Link, LinkedList } from './linked-list.ts';
import type { WaitingJob } from './waiting-job.ts';

/** The callers that have waiting jobs, in the order of their turns. A caller who comes, or has had a turn, is the last. */
export interface CallerRing {
  /** Jobs of all callers. */
  readonly size: number;
  add(job: WaitingJob): Link<WaitingJob>;
  /** Takes a job of this ring out. To be called once for each. */
  delete(link: Link<WaitingJob>): void;
  /** The next job, which is still to be taken out; its caller has had a turn. */
  takeTurn(): WaitingJob | undefined;
  /** How many jobs would go before a new one. Costs as much as there are callers, unless its caller has none yet. */
  countBefore(job: WaitingJob): number;
  /** How many jobs go before one of them. Costs as much as there are callers, and jobs of its caller that came later. */
  indexOf(link: Link<WaitingJob>): number;
  /** All jobs in the order of their turns, as long as nothing changes. */
  order(): Iterable<WaitingJob>;
}

interface Turn {
  line: CallerLine;
  link: Link<Turn> | undefined;
}

/** Makes an empty ring. */
export function createCallerRing(): CallerRing {
  const ring = new LinkedList<Turn>();
  const turns = new Map<string, Turn>();
  let size = 0;

  const goLast = (turn: Turn): void => {
    if (turn.link) ring.delete(turn.link);
    turn.link = ring.append(turn);
  };
  const join = (caller: string): Turn => {
    const turn: Turn = { line: new CallerLine(), link: undefined };
    turns.set(caller, turn);
    goLast(turn);
    return turn;
  };

  /** Jobs before a caller's job that has `round` of the caller's own before it. */
  const countBefore = (own: Turn | undefined, round: number): number => {
    // A caller who comes is the last of a first round, in which each has a turn.
    if (!own) return ring.size;
    let count = 0;
    // The callers before it in the ring have had one more turn by then than those behind it.
    let extra = 1;
    for (let link = ring.first; link; link = link.next) {
      const turn = link.value;
      if (turn === own) extra = 0;
      count += turn === own ? round : Math.min(turn.line.size, round + extra);
    }
    return count;
  };

  return {
    get size() {
      return size;
    },
    add(job) {
      size += 1;
      return (turns.get(job.caller) ?? join(job.caller)).line.add(job);
    },
    delete(link) {
      const { caller } = link.value;
      const turn = turns.get(caller);
      if (!turn) return;
      size -= 1;
      turn.line.delete(link);
      if (turn.line.size > 0) return;
      if (turn.link) ring.delete(turn.link);
      turns.delete(caller);
    },
    takeTurn() {
      const turn = ring.first?.value;
      if (turn) goLast(turn);
      return turn?.line.first()?.value;
    },
    countBefore(job) {
      const own = turns.get(job.caller);
      return countBefore(own, own?.line.countBefore(job) ?? 0);
    },
    indexOf(link) {
      const own = turns.get(link.value.caller);
      return countBefore(own, own?.line.indexOf(link) ?? 0);
    },
    *order() {
      let round: { line: CallerLine; next: Link<WaitingJob> | undefined }[] = [];
      for (let link = ring.first; link; link = link.next) {
        round.push({ line: link.value.line, next: link.value.line.first() });
      }
      while (round.length > 0) {
        const remaining: typeof round = [];
        for (const turn of round) {
          if (!turn.next) continue;
          yield turn.next.value;
          turn.next = turn.line.after(turn.next);
          if (turn.next) remaining.push(turn);
        }
        round = remaining;
      }
    },
  };
}
