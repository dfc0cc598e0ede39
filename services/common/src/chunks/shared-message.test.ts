import { JobEvent } from '@nanococoa/proto/common/v1/job.ts';
import { WatchJobResponse } from '@nanococoa/proto/frontend/v1/frontend_service.ts';
import { expect, test, vi } from 'vitest';
import { shareMessage, sharing } from './shared-message.ts';

const message = (sequence: number): WatchJobResponse => ({
  news: { $case: 'event', value: JobEvent.fromPartial({ sequence, jobId: 'j' }) },
});

test('a shared message is encoded once, another one each time, and the bytes are those of the generated encoder', () => {
  const encode = vi.fn(WatchJobResponse.encode);
  const type = sharing({ ...WatchJobResponse, encode });
  const serialize = (given: WatchJobResponse) => type.encode(type.fromPartial(given as never)).finish();
  const shared = shareMessage(message(7));
  const expected = WatchJobResponse.encode(message(7)).finish();
  for (let receiver = 0; receiver < 5; receiver += 1) expect(serialize(shared)).toEqual(expected);
  expect(encode).toHaveBeenCalledTimes(1);
  expect(serialize(message(7))).toEqual(expected);
  expect(serialize(message(8))).not.toEqual(expected);
  expect(encode).toHaveBeenCalledTimes(3);
});
