import type { TaskAnswer } from '@nanococoa/common/child-tasks/task-process.ts';

/** Asks a child for a font with these characters only; tasks and answers are messages between processes. */
export interface SubsetTask {
  /** The font file. */
  path: string;
  /** Each once. */
  codePoints: number[];
}

/** What came of it. */
export interface SubsetAnswer extends TaskAnswer {
  /** The smaller font file. */
  bytes: Uint8Array;
}
