import { PARAMETERS } from '@nanococoa/common/parameters/parameter-table.ts';
import { expect, test } from 'vitest';
import { SPEC_OPTIONS } from '../../clients/typescript/src/cli/spec-options.ts';

// The package carries nothing of the services: what it says of AdSpec is held to theirs here.
test('every field of a spec is reachable', () => {
  expect(SPEC_OPTIONS.map(({ path }) => path).sort()).toEqual(PARAMETERS.map(({ name }) => name).sort());
});

test.each(
  SPEC_OPTIONS.flatMap(({ path, kind }) => (typeof kind === 'string' ? [] : [[path, kind] as const])),
)('the choices of %s are the server’s', (path, { prefix, values }) => {
  const written = values.map((value) => (prefix === '' ? value : prefix + value.toUpperCase()));
  expect(written).toEqual(PARAMETERS.find(({ name }) => name === path)?.values);
});
