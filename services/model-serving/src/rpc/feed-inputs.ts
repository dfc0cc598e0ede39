import { createChunkVerifier } from '@nanococoa/common/chunks/chunk-verifier.ts';
import { AppError } from '@nanococoa/common/errors/app-error.ts';
import { CHUNK_BYTES } from '@nanococoa/common/limits/image-limits.ts';
import type { Image, ImageChunk } from '@nanococoa/proto/common/v1/image.ts';
import type {
  InputRole,
  RunStepRequest,
  StepTask,
} from '@nanococoa/proto/modelserving/v1/model_serving_service.ts';
import type { InputStore } from '../inputs/input-store.ts';
import { inputRoleName } from '../processes/input-role-name.ts';

/** Where checked inputs go. */
export interface InputSink {
  sendInput(role: InputRole, data: Uint8Array): Promise<void>;
  endInputs(): Promise<void>;
}

/** A task's inputs: those that are here, with their bytes, and those that are wanted, in the task's order. */
export interface InputPlan {
  known: { role: InputRole; bytes: Buffer }[];
  wanted: { role: InputRole; image: Image }[];
}

/** Looks which of a task's inputs are here. Their bytes are held from now on, whatever the store drops. */
export function planInputs({ inputs }: StepTask, store: InputStore): InputPlan {
  const plan: InputPlan = { known: [], wanted: [] };
  for (const { role, image } of inputs) {
    if (!image) continue;
    const bytes = store.get(image.id);
    if (bytes) plan.known.push({ role, bytes });
    else plan.wanted.push({ role, image });
  }
  return plan;
}

/**
 * Passes the inputs on: those that are here, and the wanted ones as they come, checking order, size and digest of
 * each. The work begins as soon as the last one has come and all were right.
 * @throws AppError INVALID_REQUEST, MESSAGE_MISSING, DIGEST_MISMATCH and the others of the chunk verifier
 */
export async function feedInputs(
  messages: AsyncIterator<RunStepRequest>,
  plan: InputPlan,
  to: { sink: InputSink; store: InputStore },
): Promise<void> {
  // Taken out of the plan: the step goes on for long, and the bytes need not stay with it.
  for (let next = plan.known.shift(); next; next = plan.known.shift()) {
    const { role, bytes } = next;
    for (let start = 0; start < bytes.length; start += CHUNK_BYTES) {
      await to.sink.sendInput(role, bytes.subarray(start, start + CHUNK_BYTES));
    }
  }
  for (const { role, image } of plan.wanted) await receiveInput(messages, role, image, to);
  await to.sink.endInputs();
}

async function receiveInput(
  messages: AsyncIterator<RunStepRequest>,
  role: InputRole,
  image: Image,
  { sink, store }: { sink: InputSink; store: InputStore },
): Promise<void> {
  const verifier = createChunkVerifier({ expectedSha256: image.id });
  await verifier.push({ image, offset: 0, data: NO_BYTES, sha256: '' });
  const writer = store.begin(image.id, image.sizeBytes);
  try {
    for (let isLast = false; !isLast; ) {
      const chunk = await nextChunk(messages, role);
      const data = await verifier.push(chunk);
      writer?.write(data);
      if (data.length > 0) await sink.sendInput(role, data);
      isLast = chunk.sha256 !== '';
    }
    await verifier.end();
    writer?.commit();
  } finally {
    writer?.abort();
  }
}

async function nextChunk(messages: AsyncIterator<RunStepRequest>, role: InputRole): Promise<ImageChunk> {
  const next = await messages.next();
  if (next.done) {
    const message = `The stream ended before the last chunk of the input ${inputRoleName(role)}.`;
    throw new AppError('MESSAGE_MISSING', { message });
  }
  const { part } = next.value;
  if (part?.$case === 'input' && part.value.role === role && part.value.chunk) return part.value.chunk;
  const came = part?.$case === 'input' ? `a chunk of ${inputRoleName(part.value.role)}` : 'no input';
  throw new AppError('INVALID_REQUEST', {
    fields: [{ field: 'part', description: `is ${came}; a chunk of ${inputRoleName(role)} is due` }],
  });
}

const NO_BYTES = new Uint8Array(0);
