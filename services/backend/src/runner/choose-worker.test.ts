import { AdSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import { Worker } from '@nanococoa/proto/common/v1/catalog.ts';
import { expect, test } from 'vitest';
import { chooseWorker } from './choose-worker.ts';

const worker = (name: string, models: string[], free = 1) =>
  Worker.fromPartial({
    id: name,
    address: name,
    slots: 4,
    busySlots: 4 - free,
    models: models.map((id) => ({ id })),
  });
const PAINTED = AdSpec.fromPartial({ text: { engine: 'diffusion', model: 'sdxl', controlModel: 'canny' } });

test.each([
  ['no worker is there: one may come just now', [], { kind: 'any' }],
  [
    'all have the models',
    [worker('a', ['sdxl', 'canny']), worker('b', ['canny', 'sdxl', 'x'])],
    { kind: 'any' },
  ],
  [
    'one has all of them',
    [worker('a', ['sdxl']), worker('b', ['sdxl', 'canny']), worker('c', ['canny'])],
    { kind: 'one', address: 'b' },
  ],
  [
    'the least busy of several',
    [worker('a', []), worker('b', ['sdxl', 'canny'], 1), worker('c', ['sdxl', 'canny'], 3)],
    { kind: 'one', address: 'c' },
  ],
  ['the one that has them is busy', [worker('a', []), worker('b', ['sdxl', 'canny'], 0)], { kind: 'busy' }],
  [
    'nobody has both',
    [worker('a', ['sdxl']), worker('b', ['canny'])],
    { kind: 'nobody', models: ['sdxl', 'canny'] },
  ],
])('%s', (_what, workers, choice) => {
  expect(chooseWorker(workers, PAINTED)).toEqual(choice);
});

test('a step of the studio goes anywhere, whatever models its spec still names', () => {
  const spec = AdSpec.fromPartial({ text: { engine: 'studio', model: 'sdxl' } });
  expect(chooseWorker([worker('a', ['x']), worker('b', [])], spec)).toEqual({ kind: 'any' });
});

test('a worker that does not tell where it is, is found by the gateway', () => {
  const lost = { ...worker('b', ['sdxl', 'canny']), address: '' };
  expect(chooseWorker([worker('a', []), lost], PAINTED)).toEqual({ kind: 'any' });
});
