import {
  addSoftbox,
  loadEnvironment,
} from '../../../services/model-serving/src/imaging/light/environment.ts';
import {
  type PrefilteredEnvironment,
  prefilterEnvironment,
} from '../../../services/model-serving/src/imaging/light/prefilter-environment.ts';

/** Unit direction towards the key light, high on the left and before the product. */
export const KEY = [-0.62, 0.66, 0.42] as const;

/** The room's own lamps are dimmed: they would sparkle. */
const BRIGHTEST = 5;

let studio: Promise<PrefilteredEnvironment> | undefined;

/** A photographer's studio: a large softbox on the left, a strip on the right, cards above and behind. Made once a process. */
export function loadStudio(): Promise<PrefilteredEnvironment> {
  studio ??= build();
  return studio;
}

async function build(): Promise<PrefilteredEnvironment> {
  const loaded = await loadEnvironment('studio');
  const room = { ...loaded, data: loaded.data.map((value) => Math.min(BRIGHTEST, value)) };
  const mean = room.data.reduce((sum, value) => sum + value, 0) / room.data.length;
  // The room only fills in: grey, and half as bright as what the lamps give.
  const data = room.data.map((_, i) => {
    const at = i - (i % 3);
    const grey = (room.data[at] + room.data[at + 1] + room.data[at + 2]) / 3;
    return (0.34 * (0.7 * grey + 0.3 * room.data[i])) / mean;
  });
  let environment = addSoftbox(
    { ...room, data },
    {
      azimuthDeg: -112,
      elevationDeg: 32,
      halfWidthDeg: 26,
      halfHeightDeg: 34,
      rgb: [5.2, 5, 4.7],
      softness: 0.35,
    },
  );
  environment = addSoftbox(environment, {
    azimuthDeg: 108,
    elevationDeg: 25,
    halfWidthDeg: 9,
    halfHeightDeg: 42,
    rgb: [4.2, 4.4, 4.8],
    softness: 0.3,
  });
  environment = addSoftbox(environment, {
    azimuthDeg: 10,
    elevationDeg: 66,
    halfWidthDeg: 60,
    halfHeightDeg: 13,
    rgb: [3, 3, 3],
    softness: 0.5,
  });
  // A large card far behind, so that lids and other level faces are not black.
  environment = addSoftbox(environment, {
    azimuthDeg: -8,
    elevationDeg: 30,
    halfWidthDeg: 58,
    halfHeightDeg: 30,
    rgb: [1.15, 1.15, 1.18],
    softness: 0.9,
  });
  return prefilterEnvironment(environment);
}
