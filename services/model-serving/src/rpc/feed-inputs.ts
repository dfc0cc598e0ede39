import { type ChunkVerifier, createChunkVerifier } from '@nanococoa/common/chunks/chunk-verifier.ts';
import { AppError } from '@nanococoa/common/errors/app-error.ts';
import {
  InputRole,
  type RunStepRequest,
  type StepInput,
  type StepTask,
} from '@nanococoa/proto/modelserving/v1/model_serving_service.ts';
import { inputRoleName } from '../processes/input-role-name.ts';

/** Where checked inputs go. */
export interface InputSink {
  sendInput(role: InputRole, data: Uint8Array): Promise<void>;
  endInputs(): Promise<void>;
}

/** Roles that a step takes, and whether it can do without. */
const ROLES: Record<number, { allowed: readonly InputRole[]; required: readonly InputRole[] }> = {
  1: { allowed: [InputRole.PRODUCT], required: [] },
  2: { allowed: [], required: [] },
  3: {
    allowed: [InputRole.BACKGROUND, InputRole.TEXT, InputRole.PRODUCT_MASK],
    required: [InputRole.BACKGROUND],
  },
};

/**
 * Passes the inputs on as they come, checking order, size and digest of each, until the caller half-closes.
 * The work begins only when all of them were right.
 * @throws AppError INVALID_REQUEST, MESSAGE_MISSING, DIGEST_MISMATCH and the others of the chunk verifier
 */
export async function feedInputs(
  messages: AsyncIterator<RunStepRequest>,
  task: StepTask,
  sink: InputSink,
): Promise<void> {
  const { allowed, required } = ROLES[task.step] ?? { allowed: [], required: [] };
  const seen = new Set<InputRole>();
  let current: { role: InputRole; verifier: ChunkVerifier } | undefined;

  for (let next = await messages.next(); !next.done; next = await messages.next()) {
    const { role, chunk } = inputOf(next.value);
    if (role !== current?.role) {
      current?.verifier.end();
      if (!allowed.includes(role) || seen.has(role)) throw wrongRole(task.step, role, seen.has(role));
      seen.add(role);
      current = { role, verifier: createChunkVerifier() };
    }
    const data = current.verifier.push(chunk);
    if (data.length > 0) await sink.sendInput(role, data);
  }
  current?.verifier.end();
  const missing = required.filter((role) => !seen.has(role));
  if (missing.length > 0) {
    throw new AppError('MESSAGE_MISSING', {
      message: `Step ${task.step} needs the input ${missing.map(inputRoleName).join(', ')}.`,
    });
  }
  await sink.endInputs();
}

function inputOf({ part }: RunStepRequest): { role: InputRole; chunk: NonNullable<StepInput['chunk']> } {
  if (part?.$case === 'input' && part.value.chunk) return { role: part.value.role, chunk: part.value.chunk };
  throw new AppError('INVALID_REQUEST', {
    fields: [{ field: 'part', description: 'must be an input with a chunk after the task' }],
  });
}

function wrongRole(step: number, role: InputRole, repeated: boolean): AppError {
  const description = repeated
    ? `${inputRoleName(role)} came already; inputs come one after another`
    : `is ${inputRoleName(role)}; step ${step} takes no such input`;
  return new AppError('INVALID_REQUEST', { fields: [{ field: 'input.role', description }] });
}
