import { AdSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import { ArtifactKind, Image } from '@nanococoa/proto/common/v1/image.ts';
import { type Job, Step, StepReport, StepState } from '@nanococoa/proto/common/v1/job.ts';
import { newJob } from './new-job.ts';

/** For tests: the time at which everything begins. */
export const START_TIME = new Date('2026-01-02T03:04:05.000Z');

/** For tests: a spec that runs all three steps. */
export function testSpec(changes: Partial<AdSpec> = {}): AdSpec {
  const text = { content: 'Coffee', negativePrompt: undefined, position: 1 } as const;
  return AdSpec.fromPartial({ text, seed: 1, startStep: 1, stopStep: 3, ...changes });
}

/** For tests: an image whose id is one digit repeated. */
export function testImage(digit: string, sizeBytes = 10): Image {
  const facts = { mediaType: 'image/png', width: 8, height: 8, sizeBytes, createTime: START_TIME };
  return Image.create({ id: digit.repeat(64), ...facts });
}

/** For tests: a job before its first event. Ids are 26 characters, as real ones. */
export function testJob(changes: Partial<Parameters<typeof newJob>[0]> = {}): Job {
  const id = '01'.padEnd(26, '0');
  return newJob({
    id,
    caller: 'local',
    requestId: 'r1',
    spec: testSpec(),
    createTime: START_TIME,
    ...changes,
  });
}

/** For tests: a step that was made, with an image as its result. */
export function madeOf(number: number, result: Image, changes: Partial<Step> = {}): Step {
  return Step.create({
    number,
    state: StepState.SUCCEEDED,
    attempt: 1,
    engine: 'studio',
    startTime: START_TIME,
    endTime: START_TIME,
    result,
    report: StepReport.create(),
    ...changes,
  });
}

/** For tests: a step whose result is the image of a digit; step 1 has made a mask, too. */
export function madeStep(number: number, digit: string, changes: Partial<Step> = {}): Step {
  const mask = { kind: ArtifactKind.PRODUCT_MASK, image: testImage('e') };
  return madeOf(number, testImage(digit), { artifacts: number === 1 ? [mask] : [], ...changes });
}
