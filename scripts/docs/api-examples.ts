import { readFileSync } from 'node:fs';

/**
 * A call with what it gives. Streams are arrays. `<name>` in a response matches anything; one that
 * ends in "id" or "cursor" is remembered, and stands for what was remembered from then on. `<sample FROM TO>` are
 * bytes of the sample photo. Of an object only the fields shown are compared, of a stream the
 * messages shown must come in that order.
 */
export interface ApiExample {
  rpc: string;
  title: string;
  request: unknown;
  response?: unknown;
  error?: { code: string; reason: string; fields: { field: string; description: string }[] };
}

/** The examples of docs/api.md, in the order in which they are run. */
export function readApiExamples(root: URL): ApiExample[] {
  return JSON.parse(readFileSync(new URL('docs/api-examples.json', root), 'utf8')) as ApiExample[];
}
