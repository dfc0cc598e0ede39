import { createHash } from 'node:crypto';
import {
  InputRole,
  type RunStepRequest,
  StepTask,
} from '@nanococoa/proto/modelserving/v1/model_serving_service.ts';
import { expect, test } from 'vitest';
import { feedInputs } from './feed-inputs.ts';

const COMPOSITION = StepTask.fromPartial({ step: 3 });

/** A chunk of an input; with `sha256` it is the last one. */
function chunk(role: InputRole, offset: number, text: string, sha256 = ''): RunStepRequest {
  return {
    part: {
      $case: 'input',
      value: { role, chunk: { image: undefined, offset, data: Buffer.from(text), sha256 } },
    },
  };
}

async function feed(task: StepTask, messages: RunStepRequest[]) {
  const got = new Map<InputRole, string>();
  let ended = false;
  const iterator = (async function* () {
    yield* messages;
  })();
  await feedInputs(iterator, task, {
    async sendInput(role, data) {
      got.set(role, (got.get(role) ?? '') + Buffer.from(data).toString());
    },
    async endInputs() {
      ended = true;
    },
  });
  return { got, ended };
}

const digest = (text: string) => createHash('sha256').update(text).digest('hex');

test('inputs come one after another, each with a digest of its own', async () => {
  const { got, ended } = await feed(COMPOSITION, [
    chunk(InputRole.BACKGROUND, 0, 'back'),
    chunk(InputRole.BACKGROUND, 4, 'ground', digest('background')),
    chunk(InputRole.TEXT, 0, 'text', digest('text')),
  ]);
  expect([...got]).toEqual([
    [InputRole.BACKGROUND, 'background'],
    [InputRole.TEXT, 'text'],
  ]);
  expect(ended).toBe(true);
});

test.each([
  [
    'DIGEST_MISMATCH',
    [chunk(InputRole.BACKGROUND, 0, 'back', digest('other')), chunk(InputRole.TEXT, 0, 'text')],
  ],
  ['DIGEST_MISMATCH', [chunk(InputRole.BACKGROUND, 0, 'back', digest('other'))]],
  ['CHUNK_OFFSET_WRONG', [chunk(InputRole.BACKGROUND, 0, 'back'), chunk(InputRole.BACKGROUND, 5, 'gap')]],
  ['IMAGE_EMPTY', [chunk(InputRole.BACKGROUND, 0, '')]],
  ['INVALID_REQUEST', [chunk(InputRole.PRODUCT, 0, 'photo')]],
  ['INVALID_REQUEST', [chunk(InputRole.UNSPECIFIED, 0, 'what')]],
  [
    'INVALID_REQUEST',
    [
      chunk(InputRole.BACKGROUND, 0, 'back'),
      chunk(InputRole.TEXT, 0, 'text'),
      chunk(InputRole.BACKGROUND, 0, 'again'),
    ],
  ],
  ['INVALID_REQUEST', [{ part: { $case: 'task' as const, value: COMPOSITION } }]],
  ['MESSAGE_MISSING', []],
] as const)('%s: wrong inputs are refused, and the work does not begin', async (reason, messages) => {
  await expect(feed(COMPOSITION, [...messages])).rejects.toMatchObject({ reason });
});
