import { COPY_ROLES, copyOf } from '@nanococoa/common/parameters/copy-roles.ts';
import type { Job } from '@nanococoa/proto/common/v1/job.ts';

/** Shortest beginning of a job's id that finds it: shorter ones stand in too many ids, and in prices. */
const ID_WORD_LENGTH = 6;

/**
 * What a search for jobs looks at, in the form of `searchWords`: the prompt of the scene, the copy in all its roles,
 * the labels' values. It never changes while the job lives. Pure.
 */
export function jobText({ spec, labels }: Pick<Job, 'spec' | 'labels'>): string {
  const parts = [
    spec?.background?.prompt ?? '',
    ...COPY_ROLES.map((role) => copyOf(spec?.text, role)),
    ...Object.values(labels),
  ];
  // No word has a line break in it, so none is found across two parts.
  return folded(parts.filter((part) => part !== '').join('\n'));
}

/** The words of a search, each once: lower case, composed (NFC). Pure. */
export function searchWords(query: string): string[] {
  return [...new Set(folded(query).split(/\s+/u))].filter((word) => word !== '');
}

/** Whether a job has every word: in its text, or as the beginning of its id. Pure. */
export function hasWords(words: readonly string[], job: { id: string; text: string }): boolean {
  return words.every(
    (word) =>
      job.text.includes(word) || (word.length >= ID_WORD_LENGTH && job.id.toLowerCase().startsWith(word)),
  );
}

function folded(text: string): string {
  return text.normalize('NFC').toLowerCase();
}
