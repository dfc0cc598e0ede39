import { createHash } from 'node:crypto';
import { Image } from '@nanococoa/proto/common/v1/image.ts';
import {
  InputRole,
  type RunStepRequest,
  StepTask,
} from '@nanococoa/proto/modelserving/v1/model_serving_service.ts';
import { expect, test } from 'vitest';
import { createInputStore } from '../inputs/input-store.ts';
import { feedInputs, planInputs } from './feed-inputs.ts';

const digest = (text: string) => createHash('sha256').update(text).digest('hex');
const image = (text: string) => Image.fromPartial({ id: digest(text), sizeBytes: text.length });
const TASK = StepTask.fromPartial({
  step: 3,
  inputs: [
    { role: InputRole.BACKGROUND, image: image('background') },
    { role: InputRole.TEXT, image: image('text') },
  ],
});

/** A chunk of an input; with `sha256` it is the last one. */
function chunk(role: InputRole, offset: number, text: string, sha256 = ''): RunStepRequest {
  return {
    part: {
      $case: 'input',
      value: { role, chunk: { image: undefined, offset, data: Buffer.from(text), sha256 } },
    },
  };
}
const BACKGROUND = [
  chunk(InputRole.BACKGROUND, 0, 'back'),
  chunk(InputRole.BACKGROUND, 4, 'ground', digest('background')),
];
const TEXT = chunk(InputRole.TEXT, 0, 'text', digest('text'));

const store = () => createInputStore({ capacityBytes: 1000 });

async function feed(messages: readonly RunStepRequest[], inputs = store()) {
  const got = new Map<InputRole, string>();
  const read: RunStepRequest[] = [];
  let ended = false;
  const iterator = (async function* () {
    for (const message of messages) {
      read.push(message);
      yield message;
    }
  })();
  const plan = planInputs(TASK, inputs);
  const sink = {
    async sendInput(role: InputRole, data: Uint8Array) {
      got.set(role, (got.get(role) ?? '') + Buffer.from(data).toString());
    },
    async endInputs() {
      ended = true;
    },
  };
  const wanted = plan.wanted.map(({ role }) => role);
  const failure = await feedInputs(iterator, plan, { sink, store: inputs }).catch((error: unknown) => error);
  return { got: Object.fromEntries(got), ended, wanted, failure, read };
}
const WHOLE = { [InputRole.BACKGROUND]: 'background', [InputRole.TEXT]: 'text' };

test('the wanted inputs come one after another; the work begins with the last, nothing is awaited after it', async () => {
  const fed = await feed([...BACKGROUND, TEXT, TEXT]);
  expect(fed).toMatchObject({ got: WHOLE, ended: true, failure: undefined });
  expect(fed.wanted).toEqual([InputRole.BACKGROUND, InputRole.TEXT]);
  expect(fed.read).toHaveLength(3);
});

test('what came before is not wanted again', async () => {
  const inputs = store();
  await feed([...BACKGROUND, TEXT], inputs);
  expect(await feed([], inputs)).toMatchObject({ got: WHOLE, ended: true, wanted: [] });
});

test('of some inputs only those that are not here are wanted', async () => {
  const inputs = store();
  await feed([...BACKGROUND, chunk(InputRole.TEXT, 0, 'tex')], inputs);
  expect(await feed([TEXT], inputs)).toMatchObject({ got: WHOLE, ended: true, wanted: [InputRole.TEXT] });
});

test('inputs that the store drops meanwhile are still there for the step that was told so', async () => {
  const inputs = createInputStore({ capacityBytes: 20 });
  await feed([...BACKGROUND, TEXT], inputs);
  const plan = planInputs(TASK, inputs);
  inputs.begin('other', 10);
  inputs.begin('another', 10);
  expect(inputs.get(digest('background'))).toBeUndefined();
  expect(plan.known.map(({ bytes }) => bytes.toString())).toEqual(['background', 'text']);
});

test.each([
  ['DIGEST_MISMATCH', [chunk(InputRole.BACKGROUND, 0, 'Background', digest('background'))]],
  ['DIGEST_MISMATCH', [chunk(InputRole.BACKGROUND, 0, 'background', digest('other'))]],
  ['CHUNK_OFFSET_WRONG', [BACKGROUND[0], chunk(InputRole.BACKGROUND, 5, 'gap')]],
  ['IMAGE_SIZE_MISMATCH', [chunk(InputRole.BACKGROUND, 0, 'back', digest('background'))]],
  ['IMAGE_SIZE_MISMATCH', [BACKGROUND[0], chunk(InputRole.BACKGROUND, 4, 'ground and more')]],
  ['IMAGE_EMPTY', [chunk(InputRole.BACKGROUND, 0, '', digest(''))]],
  ['INVALID_REQUEST', [TEXT]],
  ['INVALID_REQUEST', [BACKGROUND[0], TEXT]],
  ['INVALID_REQUEST', [...BACKGROUND, ...BACKGROUND]],
  ['INVALID_REQUEST', [{ part: { $case: 'task' as const, value: TASK } }]],
  ['MESSAGE_MISSING', BACKGROUND],
  ['MESSAGE_MISSING', [...BACKGROUND, chunk(InputRole.TEXT, 0, 'text')]],
] as const)('%s: wrong inputs are refused, and the work does not begin: %#', async (reason, messages) => {
  const inputs = store();
  expect(await feed(messages, inputs)).toMatchObject({ failure: { reason }, ended: false });
  const right = messages.length > 1 && messages[1] === BACKGROUND[1];
  expect(inputs.usedBytes()).toBe(right ? 10 : 0);
});
