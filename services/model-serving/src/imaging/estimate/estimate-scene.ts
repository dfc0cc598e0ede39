import type { Scene } from '@nanococoa/proto/common/v1/scene.ts';
import { measurePalette } from '../color/measure-palette.ts';
import type { Picture8 } from '../io/decode-image.ts';
import { estimateCamera } from './estimate-camera.ts';
import { estimateLight } from './estimate-light.ts';
import { shrinkToCells } from './small-picture.ts';

/** Light, camera and palette of a picture that somebody else made, so that text can be set into it. */
export function estimateScene(picture: Picture8): Scene {
  const { width, height, data } = picture;
  const small = shrinkToCells(picture);
  return {
    ...NOT_KNOWN,
    light: estimateLight(small),
    camera: estimateCamera(small, width / height),
    palette: measurePalette({ channels: 4, data }, (i) => data[i * 4 + 3] < 128),
  };
}

/** No prompt has said these. */
const NOT_KNOWN = {
  setting: '',
  surface: '',
  surfaceColor: '',
  wordsNotUnderstood: [],
  timeOfDay: '',
  season: '',
  weather: '',
  mood: '',
  props: [],
  backdropColors: [],
  gobo: '',
  depthOfField: 0,
  placement: undefined,
};
