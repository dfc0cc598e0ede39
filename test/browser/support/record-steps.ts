import type { Page } from 'playwright-core';

/** How the steps of the open ad looked at one moment. */
export interface SeenSteps {
  /** When the page had been loaded that saw it: a name for each load. */
  document: number;
  /** How far each step was, 0 to 1. */
  bars: number[];
}

/** Remembers, from the next load of the page on, how its steps look at each change, reloads included. */
export async function recordSteps(page: Page): Promise<SeenSteps[]> {
  const seen: SeenSteps[] = [];
  await page.exposeFunction('stepsSeen', (steps: SeenSteps) => void seen.push(steps));
  await page.addInitScript(() => {
    const tell = (window as unknown as { stepsSeen(steps: unknown): void }).stepsSeen;
    let last = '';
    const look = () => {
      // An ad that is being read shows three steps that have not begun.
      if (document.querySelector('.frame:not(.frame--empty)') === null) return;
      const bars = [...document.querySelectorAll<HTMLProgressElement>('.step progress')].map(
        ({ value }) => value,
      );
      const steps = { document: performance.timeOrigin, bars };
      const now = JSON.stringify(steps);
      if (now !== last) tell(steps);
      last = now;
    };
    new MutationObserver(look).observe(document, {
      subtree: true,
      childList: true,
      attributes: true,
      characterData: true,
    });
  });
  return seen;
}

/**
 * What of it went back: a finished step that was not finished any more, and, within one load of the page, a bar that
 * became shorter though the step was not begun anew.
 */
export function wentBack(seen: readonly SeenSteps[]): string[] {
  const found: string[] = [];
  for (let at = 1; at < seen.length; at++) {
    const [before, after] = [seen[at - 1], seen[at]];
    after.bars.forEach((value, step) => {
      const wasFinished = before.bars[step] === 1;
      const isSamePage = before.document === after.document;
      // A step that is begun anew stands at its beginning.
      const isBegunAnew = value === 0 && !wasFinished;
      if (value < before.bars[step] && (wasFinished || (isSamePage && !isBegunAnew))) {
        found.push(`step ${step + 1}: ${before.bars[step]} → ${value}`);
      }
    });
  }
  return found;
}
