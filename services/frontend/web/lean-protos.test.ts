import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { withoutJson } from './lean-protos.ts';

test('takes JSON out of generated messages and leaves what sends and reads them', () => {
  const path = fileURLToPath(import.meta.resolve('@nanococoa/proto/common/v1/job.ts'));
  const code = readFileSync(path, 'utf8');
  const lean = withoutJson(code);
  const count = (members: RegExp, text: string) => text.match(members)?.length ?? 0;
  expect(count(/^ {2}(from|to)JSON\(.*\{$/gm, code)).toBeGreaterThan(30);
  expect(count(/^ {2}(from|to)JSON\(.*\{$/gm, lean)).toBe(0);
  for (const kept of [/^ {2}encode\(/gm, /^ {2}decode\(/gm, /^ {2}create\(/gm, /^ {2}fromPartial\(/gm]) {
    expect(count(kept, lean)).toBe(count(kept, code));
  }
});
