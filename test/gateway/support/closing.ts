import { afterAll } from 'vitest';

/** Registers what a test file opens, to be closed when its tests are over, the last one first. */
export function closing(): <T extends { close(): unknown }>(opened: T) => T {
  const all: { close(): unknown }[] = [];
  afterAll(async () => {
    for (const opened of all.reverse()) await opened.close();
  });
  return (opened) => {
    all.push(opened);
    return opened;
  };
}
