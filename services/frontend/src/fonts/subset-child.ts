import { readFile } from 'node:fs/promises';
import { serveTasks } from '@nanococoa/common/child-tasks/serve-tasks.ts';
import { loadFontSubsetter } from './subset-font.ts';
import type { SubsetTask } from './subset-task.ts';

/** The process that subsets fonts, so that Frontend's event loop never does. */
const loading = loadFontSubsetter();

serveTasks(async ({ path, codePoints }: SubsetTask) => {
  const [subsetter, font] = await Promise.all([loading, readFile(path)]);
  return { bytes: subsetter.subset(font, codePoints) };
});
