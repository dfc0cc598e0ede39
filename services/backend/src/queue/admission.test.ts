import { expect, test } from 'vitest';
import { createManualClock } from '../clock/manual-clock.ts';
import { createAdmission } from './admission.ts';

function setUp() {
  const clock = createManualClock();
  let freed = 0;
  const admission = createAdmission({
    slots: () => 2,
    clock,
    onFree: () => {
      freed += 1;
    },
  });
  return { clock, admission, freed: () => freed };
}

test('a refused slot is believed free again after a moment, which doubles while refusals go on', () => {
  const { clock, admission, freed } = setUp();
  const moments = [];
  for (let time = 0; time < 7; time += 1) {
    admission.refused(1000);
    expect(admission.slots()).toBe(1);
    moments.push(...clock.pendingDelaysMs());
    clock.advance(moments.at(-1) ?? 0);
    expect(admission.slots()).toBe(2);
  }
  expect(moments).toEqual([50, 100, 200, 400, 800, 1000, 1000]);
  expect(freed()).toBe(7);
});

test('a worker that has room ends the disbelief at once', () => {
  const { clock, admission, freed } = setUp();
  admission.refused(1000);
  admission.refused(1000);
  admission.refused(1000);
  expect(admission.slots()).toBe(0);
  admission.believe();
  expect([admission.slots(), freed(), clock.pendingDelaysMs()]).toEqual([2, 1, []]);
  admission.believe();
  expect(freed()).toBe(1);
  admission.refused(1000);
  admission.accepted();
  admission.refused(1000);
  expect(clock.pendingDelaysMs()).toEqual([50, 50]);
  expect(admission.slots()).toBe(0);
});
